"""Articles in Markdown with front matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.readers.details import Details, clean_line
from index.readers.fields import split_front_matter
from index.readers.files import decode

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_markdown(data: bytes) -> tuple[str, Details]:
    """Read a Markdown article.

    data: the file's bytes.
    Returns: its text without markup, a paragraph, heading or bullet a line; and what its front matter
        tells, with a first heading of level 1 as the title where that gives none.
    Raises: UnusableError where the front matter is broken or the bytes are no text.
    """
    # Imported here: only those pay for it who index Markdown.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    details, body = split_front_matter(decode(data))
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        heading = clean_line(_words(tokens[1]))
        if details.title in {None, heading}:
            details, tokens = replace(details, title=heading), tokens[3:]
    return "\n\n".join(_lines(tokens)), details


def _lines(tokens: list[Token]) -> list[str]:
    """The lines of a document; an item of a list begins with its mark."""
    lines: list[str] = []
    marks: list[str] = []
    for token in tokens:
        if token.type == "list_item_open":
            marks.append(f"{token.info}. " if token.info else "- ")
        elif token.type == "inline" and (words := _words(token)):
            lines.append("".join(marks[-1:]) + words)
            marks.clear()
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.strip())
    return lines


def _words(token: Token) -> str:
    """The text of a line without its markup; pictures are left out, links keep their words."""
    words = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            words.append(" ")
    return "".join(words).strip()
