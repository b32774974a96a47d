"""Sitemaps: the pages that a site says it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from index.article import Published
from index.parsers.dates import UNKNOWN, parse_zoned
from index.parsers.items import UnusableError
from index.parsers.lists.feed import read_feed
from index.parsers.markup import decode_xml, local_name, parse_xml, unescape_text
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata, clean_language, clean_line, clean_url

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_SITEMAPS = ("urlset", "sitemapindex")
_FEEDS = ("rss", "feed", "rdf")
_LISTED = re.compile(r"\s*https?://\S+\s")


@dataclass(frozen=True)
class SitemapPage:
    """A page of a sitemap.

    modified: when it changed last, as the sitemap says. metadata: what a sitemap for news tells of it.
    """

    url: str
    modified: Published = UNKNOWN
    metadata: ArticleMetadata = NOTHING_KNOWN


@dataclass(frozen=True)
class Sitemap:
    """What a sitemap lists: pages, or further sitemaps, those that changed last before others; each once."""

    pages: tuple[SitemapPage, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(data: bytes, known: ArticleMetadata) -> Sitemap:
    """Read a sitemap, an index of sitemaps, a list of addresses, or a feed that serves as one.

    data: its bytes, unpacked.
    known: its url, for the addresses in a feed.
    Returns: what it lists; addresses that aren't on the web are left out.
    Raises: UnusableError where it is no sitemap.
    """
    text = decode_xml(data)
    if _LISTED.match(text + "\n"):
        return _only_once(SitemapPage(url) for line in text.splitlines() if (url := clean_url(line)))
    root = parse_xml(text)
    if local_name(root) in _FEEDS:
        entries = read_feed(data, known).entries
        return _only_once(
            SitemapPage(entry.url, entry.metadata.modified, entry.metadata) for entry in entries
        )
    if local_name(root) not in _SITEMAPS:
        raise UnusableError("it is no sitemap")
    places = [page for each in root.iterchildren("{*}sitemap") if (page := _page(each))]
    pages = (page for each in root.iterchildren("{*}url") if (page := _page(each)))
    return replace(_only_once(pages), sitemaps=_newest_first(_only_once(places).pages))


def _newest_first(sitemaps: Sequence[SitemapPage]) -> tuple[str, ...]:
    """Sort sitemaps by when they changed; those of which that isn't known by turns from both ends.

    Of a site that has thousands only some are read; most lists have the newest at one of their ends.
    """
    half = (len(sitemaps) + 1) // 2
    pairs = zip_longest(sitemaps[:half], reversed(sitemaps[half:]))
    from_both_ends = [each for pair in pairs for each in pair if each]
    return tuple(
        each.url for each in sorted(from_both_ends, key=lambda each: each.modified.iso, reverse=True)
    )


def _page(element: _Element) -> SitemapPage | None:
    url = clean_url(_text(element, "loc"))
    if url is None:
        return None
    # Google's sitemaps for news.
    metadata = ArticleMetadata(
        title=clean_line(unescape_text(_text(element, "news/title") or "")),
        outlet=clean_line(unescape_text(_text(element, "news/publication/name") or "")),
        published=parse_zoned(_text(element, "news/publication_date")),
        language=clean_language(_text(element, "news/publication/language")),
    )
    return SitemapPage(url, parse_zoned(_text(element, "lastmod")), metadata)


def _text(element: _Element, path: str) -> str | None:
    """Find the text at a path of names, in whichever namespaces they are."""
    text: str | None = element.findtext("/".join(f"{{*}}{name}" for name in path.split("/")))
    return text and text.strip()


def _only_once(pages: Iterable[SitemapPage]) -> Sitemap:
    found: dict[str, SitemapPage] = {}
    for page in pages:
        found.setdefault(page.url, page)
    return Sitemap(tuple(found.values()))
