"""HTML in the fields of records: told from plain text, and turned into it."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.parsers.markup import find_markup, paragraphs, unescape_text
from index.parsers.metadata import ArticleMetadata

# Turns a piece of HTML into text; raises UnusableError where it can't.
ToText = Callable[[str], str]

_BLOCK_TAG = re.compile(r"</?(?:blockquote|br|div|h[1-6]|li|p|section|table|td|tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)


def plain_text(text: str, to_text: ToText) -> str:
    """Turn a text that may be HTML into plain text; what only has a "<" or "&" in it stays as it is.

    to_text: turns HTML into text.
    """
    markup = _markup(text)
    if markup is None:
        return unescape_text(text)
    if not _BLOCK_TAG.search(markup):
        # Without a tag that begins a paragraph, its lines are what shows them.
        markup = markup.replace("\n", "<br>")
    return unescape_text(to_text(markup))


def read_piece(data: bytes, _known: ArticleMetadata) -> str:
    """Turn a piece of HTML into text, as a parser that a sandbox can run; data: the piece in UTF-8."""
    return paragraphs(data.decode(errors="replace"))


def plain_line(text: str) -> str:
    """Turn a title or name that may be HTML into plain text; what only has a "<" or "&" in it stays."""
    markup = _markup(text)
    return unescape_text(text if markup is None else _TAG.sub("", _BLOCK_TAG.sub(" ", markup)))


def _markup(text: str) -> str | None:
    return find_markup(text) if "<" in text or "&" in text else None
