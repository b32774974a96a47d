"""Web pages that somebody saved: as one HTML file, or with all that they show as MHTML."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.message import Message
from itertools import islice

from index.fetch.fetched import Fetched
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata, clean_url
from index.parsers.page.page import read_page

_BEGINNING = 8_192
# What SingleFile, monolith, and browsers note at the head of a page.
_SAVED_FROM = re.compile(
    rb"<!--\s*(?:Page saved with SingleFile\s+url:\s*|saved from (?:url=\(\d+\))?)(https?://[^\s<>\"]{1,2000})",
    re.IGNORECASE,
)
# Where a browser notes it in MHTML.
_LOCATION = re.compile(
    rb"^(?:Snapshot-)?Content-Location:\s*(https?://\S{1,2000}(?:\r?\n[ \t]\S{1,2000}){0,9})",
    re.IGNORECASE | re.MULTILINE,
)
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 10_000


def read_saved_page(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a page, which may say where it was saved from; else as ``read_page``."""
    return read_page(data, known if known.url else replace(known, url=saved_from(data)))


def saved_from(data: bytes) -> str | None:
    """Find the address that a page was saved from; None where it doesn't say so."""
    found = _SAVED_FROM.search(data, 0, _BEGINNING)
    return clean_url(found[1].decode(errors="replace")) if found else None


def mhtml_saved_from(data: bytes) -> str | None:
    """Find the address that a page in MHTML was saved from, without taking its parts apart."""
    found = _LOCATION.search(data, 0, _BEGINNING)
    return clean_url(b"".join(found[1].split()).decode(errors="replace")) if found else None


def read_mhtml(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a page that a browser saved as MHTML: a mail of which the page is a part.

    data, known: as of ``read_page``, which reads the page.
    Raises: UnusableError where there is no page in it, or no article in the page.
    """
    try:
        mail = email.message_from_bytes(data)
        pages = [part for part in islice(mail.walk(), _MOST_PARTS) if part.get_content_type() in _PAGES]
    except RecursionError as error:
        raise UnusableError("its parts are nested too deeply") from error
    if not pages:
        raise UnusableError("there is no page in it; save the page again, as .html")
    url = _location(mail, "Snapshot-Content-Location") or _location(mail, "Content-Location")
    # What frames show, such as advertisements, are pages as well.
    page = next((part for part in pages if url and _location(part, "Content-Location") == url), pages[0])
    url = url or _location(page, "Content-Location")
    return read_saved_page(_body(page), known.over(ArticleMetadata(url=url)))


def _location(part: Message, header: str) -> str | None:
    return clean_url("".join(str(part.get(header, "")).split()))


def _body(page: Message) -> bytes:
    """Return a page's bytes as ``read_page`` wants them: its mail names the encoding, not the page itself."""
    try:
        data, charset = page.get_payload(decode=True), page.get_content_charset()
    except (ValueError, LookupError) as error:
        raise UnusableError("the page in it is damaged") from error
    if not isinstance(data, bytes):
        raise UnusableError("the page in it is damaged")
    return Fetched("", data, "", charset, None, None, not_modified=False).text_bytes
