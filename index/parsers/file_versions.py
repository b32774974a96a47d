"""Tells which version of an article a file is that holds one, without reading the article."""

from __future__ import annotations

import re

from index.parsers.metadata import ArticleMetadata, clean_url
from index.parsers.record_fields import moment
from index.parsers.saved_pages import mhtml_saved_from, saved_from
from index.parsers.urls import canonical_url
from index.parsers.versions import Version

_HEAD = 1 << 18
_CANONICAL = re.compile(
    rb"""<link\s[^<>]{0,1000}?\brel\s*=\s*["']?canonical\b[^<>]{0,1000}>""", re.IGNORECASE
)
_HREF = re.compile(rb"""\bhref\s*=\s*["']?\s*([^\s"'<>]{1,2000})""", re.IGNORECASE)
_MODIFIED = re.compile(
    rb"""(?:article:modified_time["']\s+content\s*=\s*["']|"dateModified"\s*:\s*")([^"'<>]{4,40})""",
    re.IGNORECASE,
)
# In front matter, without having YAML parsed.
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n.{1,64000}?^---", re.DOTALL | re.MULTILINE)
_GIVEN_URL = re.compile(
    rb"""^(?:(?:canonical|original|source)_?)?(?:url|link|permalink|source)[ \t]*:[ \t]*["']?(https?://[^\s"']{1,2000})""",
    re.IGNORECASE | re.MULTILINE,
)
_GIVEN_CHANGE = re.compile(
    rb"""^(?:date[_-]?)?(?:modif(?:ied|y)|updated|lastmod|last[_-]modified)(?:[_-](?:at|date))?"""
    rb"""[ \t]*:[ \t]*["']?([^"'\r\n]{4,40})""",
    re.IGNORECASE | re.MULTILINE,
)
_TEXTS = (".txt", ".md", ".markdown")
_MHTML = (".mhtml", ".mht")


def version_of_file(ending: str, data: bytes, known: ArticleMetadata, taken: float | None) -> Version | None:
    """Tell which version of which article a file is; None where it doesn't say.

    It only decides what comes first: which article it really is, its parser finds out.
    ending: of the file's name. known: what is known of it besides. taken: when a web archive took it.
    """
    if ending in _TEXTS:
        head = _FRONT_MATTER.match(data)
        end = head.end() if head else 0
        url = known.url or _url(_GIVEN_URL.search(data, 0, end))
        changed = moment(known.modified.iso) or _moment(_GIVEN_CHANGE.search(data, 0, end))
    else:
        url = _canonical(data) or known.url or _saved_from(ending, data)
        changed = _moment(_MODIFIED.search(data, 0, _HEAD))
    if not url:
        return None
    is_archived = taken is not None
    return Version(hash(canonical_url(url)), hash(data), changed, taken, is_archived=is_archived)


def _saved_from(ending: str, data: bytes) -> str | None:
    return mhtml_saved_from(data) if ending in _MHTML else saved_from(data)


def _canonical(page: bytes) -> str | None:
    """Find the address that a page gives for itself."""
    link = _CANONICAL.search(page, 0, _HEAD)
    return _url(link and _HREF.search(link[0]))


def _url(found: re.Match[bytes] | None) -> str | None:
    return clean_url(found[1].decode(errors="replace")) if found else None


def _moment(found: re.Match[bytes] | None) -> float | None:
    return moment(found[1].decode(errors="replace").strip()) if found else None
