"""Articles in Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.parsers.datelines import find_dateline
from index.parsers.encoding import decode
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.boilerplate import is_boilerplate
from index.parsers.plain.footnotes import without_footnotes
from index.parsers.plain.front_matter import split_front_matter
from index.parsers.plain.head import may_be_section, take_head
from index.parsers.plain.headline import same_title, take_byline
from index.parsers.plain.pasted import without_furniture
from index.parsers.plain.typeset import mend
from index.parsers.plain.wrapped import join_broken
from index.text.normalise import normalise, normalise_line

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_NEVER_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(figcaption|script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_SPACES = frozenset(("text", "softbreak", "hardbreak"))
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# What site generators put something else for: Hugo's {{< figure … >}}, Jekyll's {% include … %}.
_SHORTCODE = re.compile(r"\{\{[<%][^{}]{0,2000}[%>]\}\}|\{%[^{}]{0,2000}%\}")
_MARKED = re.compile(r"(?<!=)==(?=[^\s=])([^=]{1,1000})(?<=[^\s=])==(?!=)")


def read_markdown(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a Markdown file as plain text: markup and images go, words, bullets and code stay.

    data: the file's bytes.
    known: what is known of it already.
    Returns: the text without its title and byline, and known together with what was found.
    Raises: UnusableError where the bytes are no text or the front matter is broken.
    """
    given, source = split_front_matter(decode(data))
    known = known.over(given)
    source = _SHORTCODE.sub("", without_footnotes(mend(source)))
    tokens = _without_section(_without_captions(_MARKDOWN.parse(source)))
    heading = _first_heading(tokens)
    if heading and (not known.title or same_title(heading, known.title)):
        known = known.over(ArticleMetadata(title=heading))
        tokens = tokens[3:]
    lines = without_furniture(normalise(join_broken(_plain(tokens))).split("\n"))
    head, lines = take_head(lines, known.language, known.title)
    authors, lines = take_byline(lines)
    dateline = find_dateline([line for line in lines if line])
    return "\n".join(lines), known.over(head.over(ArticleMetadata(authors=authors))).over(dateline)


def _without_section(tokens: list[Token]) -> list[Token]:
    """Take off the short paragraph above a text's headline that says which section it is in."""
    is_above = (
        len(tokens) > 3 and tokens[0].type == "paragraph_open" and _first_heading(tokens[3:]) is not None
    )
    return tokens[3:] if is_above and may_be_section(_words(tokens[1])) else tokens


def _without_captions(tokens: list[Token]) -> list[Token]:
    """Leave out the paragraphs that only say what a picture shows: below it, in italics or with a credit."""
    left: list[Token] = []
    is_below_picture = False
    for place, token in enumerate(tokens):
        if token.type != "inline" or tokens[place - 1].type != "paragraph_open":
            left.append(token)
            continue
        inner = [one for one in token.children or [] if one.content.strip() or one.type not in _SPACES]
        pictures = [one for one in inner if one.type == "image"]
        words = _words(token).strip()
        has_caption = is_below_picture or (bool(pictures) and inner[0].type == "image")
        is_caption = words and has_caption and (_is_in_italics(inner) or is_boilerplate(words))
        left.append(token if not is_caption else Token("inline", "", 0, children=[]))
        is_below_picture = bool(pictures) and not words
    return left


def _is_in_italics(inner: list[Token]) -> bool:
    """Tell whether all words of a paragraph stand in one emphasis."""
    said = [token for token in inner if token.type != "image" and not token.type.startswith("link")]
    types = [token.type for token in said]
    return types[:1] == ["em_open"] and types.index("em_close") == len(types) - 1


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
    return _MARKED.sub(r"\1", "".join(words))
