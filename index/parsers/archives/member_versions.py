"""Tells which members of an archive are versions of one article, without reading the article."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from index.parsers.archives.members import Member
from index.parsers.items import Skipped
from index.parsers.json_records import version_in_json
from index.parsers.metadata import clean_url
from index.parsers.record_fields import moment
from index.parsers.saved_pages import saved_from
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


def version_of_member(member: Member | Skipped) -> Version | None:
    """Tell which version of which article a page or JSON object is; None where it doesn't say.

    It only decides what comes first: which article it really is, its parser finds out.
    """
    if isinstance(member, Skipped):
        return None
    if not member.known.url and PurePosixPath(member.name).suffix.lower() == ".json":
        return version_in_json(member.data)
    url = _canonical(member.data) or member.known.url or saved_from(member.data)
    if not url:
        return None
    found = _MODIFIED.search(member.data, 0, _HEAD)
    modified = moment(found[1].decode(errors="replace").strip()) if found else None
    return Version(hash(canonical_url(url)), hash(member.data), (member.taken, modified))


def _canonical(page: bytes) -> str | None:
    """Find the address that a page gives for itself."""
    link = _CANONICAL.search(page, 0, _HEAD)
    href = link and _HREF.search(link[0])
    return clean_url(href[1].decode(errors="replace")) if href else None
