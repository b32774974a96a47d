"""Articles in Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.parsers.datelines import find_dateline
from index.parsers.encoding import decode
from index.parsers.metadata import ArticleMetadata
from index.parsers.plain.footnotes import without_footnotes
from index.parsers.plain.front_matter import split_front_matter
from index.parsers.plain.head import may_be_section, take_head
from index.parsers.plain.headline import same_title, take_byline
from index.parsers.plain.typeset import mend
from index.parsers.plain.wrapped import join_broken
from index.text.normalise import normalise, normalise_line

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_NEVER_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read_markdown(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a Markdown file as plain text: markup and images go, words, bullets and code stay.

    data: the file's bytes.
    known: what is known of it already.
    Returns: the text without its title and byline, and known together with what was found.
    Raises: UnusableError where the bytes are no text or the front matter is broken.
    """
    given, source = split_front_matter(decode(data))
    known = known.over(given)
    tokens = _without_section(_MARKDOWN.parse(without_footnotes(mend(source))))
    heading = _first_heading(tokens)
    if heading and (not known.title or same_title(heading, known.title)):
        known = known.over(ArticleMetadata(title=heading))
        tokens = tokens[3:]
    head, lines = take_head(normalise(join_broken(_plain(tokens))).split("\n"), known.language)
    authors, lines = take_byline(lines)
    dateline = find_dateline([line for line in lines if line])
    return "\n".join(lines), known.over(head.over(ArticleMetadata(authors=authors))).over(dateline)


def _without_section(tokens: list[Token]) -> list[Token]:
    """Take off the short paragraph above a text's headline that says which section it is in."""
    is_above = (
        len(tokens) > 3 and tokens[0].type == "paragraph_open" and _first_heading(tokens[3:]) is not None
    )
    return tokens[3:] if is_above and may_be_section(_words(tokens[1])) else tokens


def _first_heading(tokens: Sequence[Token]) -> str | None:
    if len(tokens) < 3 or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return None
    return normalise_line(_words(tokens[1])) or None


def _plain(tokens: Sequence[Token]) -> str:
    """Write block tokens as plain text: a blank line between blocks, a mark before a list's items."""
    text: list[str] = []
    mark = ""
    for token in tokens:
        match token.type:
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else "- "
            case "inline":
                text += mark, _words(token)
                mark = ""
            case "fence" | "code_block":
                text += token.content, "\n"
            case "html_block":
                text += _TAG.sub("", _NEVER_TEXT.sub("", token.content)), "\n"
            case "paragraph_close":
                # Items of a tight list, whose paragraphs are hidden, stand line under line.
                text.append("\n" if token.hidden else "\n\n")
            case "heading_close" | "bullet_list_close" | "ordered_list_close" | "table_close":
                text.append("\n\n")
            case "th_close" | "td_close":
                text.append(" | ")
            case "tr_close":
                text[-1] = "\n"
    return "".join(text)


def _words(inline: Token) -> str:
    """Write the words of a paragraph or heading, without markup."""
    words: list[str] = []
    for token in inline.children or []:
        match token.type:
            case "text" | "code_inline":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
    return "".join(words)
