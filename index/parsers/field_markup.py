"""HTML in the fields of records: told from plain text, and turned into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.parsers.markup import find_markup, paragraphs, unescape_text
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.page import read_page

# Reads the HTML of a field, given what is known of its article; raises UnusableError where it can't.
ToText = Callable[[str, ArticleMetadata], tuple[str, ArticleMetadata]]

# Of a whole page.
_HEAD = re.compile(r"<!doctype\s+html|<head[\s>]", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:blockquote|br|div|h[1-6]|li|p|section|table|td|tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)


def plain_text(text: str, known: ArticleMetadata, to_text: ToText) -> tuple[str, ArticleMetadata]:
    """Turn a text that may be HTML into plain text; what only has a "<" or "&" in it stays as it is.

    known: what is known of its article. to_text: reads HTML.
    Returns: the text, and what is known now: where it is a whole page, that tells of itself.
    """
    markup = _markup(text)
    if markup is None:
        return unescape_text(text), known
    if not _BLOCK_TAG.search(markup):
        # Without a tag that begins a paragraph, its lines are what shows them.
        markup = markup.replace("\n", "<br>")
    read, metadata = to_text(markup, known)
    return unescape_text(read), metadata


def read_markup(markup: str, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read the HTML of a field: a piece of it, or a whole page with all that stands around its article.

    known: what is known of the article; of a whole page it counts more than what that says.
    Returns: the text, and what is known now.
    Raises: UnusableError where there is no article in a page.
    """
    if not _HEAD.search(markup):
        return paragraphs(markup), known
    text, metadata = read_page(markup.encode(errors="replace"), known)
    is_beginning = known.is_beginning or metadata.is_beginning
    return text, replace(metadata, url=known.url or metadata.url, is_beginning=is_beginning)


def read_piece(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read the HTML of a field, as a parser that a sandbox can run; data: the HTML in UTF-8."""
    return read_markup(data.decode(errors="replace"), known)


def plain_line(text: str) -> str:
    """Turn a title or name that may be HTML into plain text; what only has a "<" or "&" in it stays."""
    markup = _markup(text)
    return unescape_text(text if markup is None else _TAG.sub("", _BLOCK_TAG.sub(" ", markup)))


def _markup(text: str) -> str | None:
    return find_markup(text) if "<" in text or "&" in text else None
