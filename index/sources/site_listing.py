"""Finds the pages that a site says it has: reads its sitemaps, until it knows the newest."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from index.fetch import Fetcher, FetchError
from index.fetch.robots import read_rules
from index.parsers.items import UnusableError
from index.parsers.lists.sitemap import Sitemap, SitemapPage, read_sitemap
from index.parsers.markup import web_link
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox
from index.sources.source_list import Site

# Sitemaps of one site that are read; an index of sitemaps may name thousands.
_MOST_SITEMAPS = 50
# After so many in a row that can't be read, the others are left for the next look.
_FAILURES = 5
# Sitemaps that can't be read which are named.
_NAMED = 3
_ENDINGS = (".xml", ".xml.gz", ".txt")


@dataclass(frozen=True)
class SiteListing:
    """What a site names; remark: why that may not be all, None where all is well."""

    pages: tuple[SitemapPage, ...]
    remark: str | None


async def list_site(
    site: Site, fetcher: Fetcher, sandbox: Sandbox, is_stopping: Callable[[], bool]
) -> SiteListing:
    """Read a site's sitemaps, the newest first where that is known.

    is_stopping: is no other one to be read?
    Returns: the newest pages that the site's section and patterns let in.
    Raises: FetchError or UnusableError where none of its sitemaps can be read, or its host wants to be left
        alone.
    """
    reading = _Reading(site, fetcher, sandbox, is_stopping)
    if _is_sitemap(site.site):
        await reading.read([site.site], _everywhere)
    else:
        section = _place(site.site).rstrip("/") + "/"
        await reading.read(
            await _named_by(site, fetcher), lambda url: _place(url).startswith((section, section[:-1] + "?"))
        )
        if not reading.newest and urlsplit(site.site).path.strip("/"):
            # Some sitemaps have a name like any page's.
            itself = _Reading(site, fetcher, sandbox, is_stopping)
            await itself.read([site.site], _everywhere)
            reading = itself if itself.newest else reading
    return reading.listing()


class _Reading:
    """The sitemaps of one site, read one after the other."""

    def __init__(
        self, site: Site, fetcher: Fetcher, sandbox: Sandbox, is_stopping: Callable[[], bool]
    ) -> None:
        self._site, self._fetcher, self._sandbox, self._is_stopping = site, fetcher, sandbox, is_stopping
        self.newest: list[SitemapPage] = []
        # Pages that the sitemaps name, those of them that belong to the site, and sitemaps not read.
        self._named, self._inside, self._left = 0, 0, 0
        self._read: set[str] = set()
        self._faults: list[tuple[str, FetchError | UnusableError]] = []

    async def read(self, sitemaps: list[str], is_inside: Callable[[str], bool]) -> None:
        """Read sitemaps, and those that they name; is_inside: does a page belong to the site?"""
        waiting, failures = list(sitemaps), 0
        while waiting and len(self._read) < _MOST_SITEMAPS and failures < _FAILURES:
            url = waiting.pop(0)
            if url in self._read or self._is_stopping():
                continue
            self._read.add(url)
            try:
                sitemap = await self._fetch(url)
            except (FetchError, UnusableError) as error:
                if isinstance(error, FetchError) and error.retry_after is not None:
                    raise
                self._faults.append((url, error))
                failures += 1
                continue
            failures = 0
            waiting += [place for place in sitemap.sitemaps if place not in self._read]
            await asyncio.to_thread(self._take, sitemap, is_inside)
        self._left = len({*waiting} - self._read)

    async def _fetch(self, url: str) -> Sitemap:
        fetched = await self._fetcher.get(url)
        known = ArticleMetadata(url=fetched.url)
        return await asyncio.to_thread(self._sandbox.run, read_sitemap, fetched.text_bytes, known)

    def _take(self, sitemap: Sitemap, is_inside: Callable[[str], bool]) -> None:
        """Keep the newest pages alone: all sitemaps of a large site together would fill the memory."""
        self._named += len(sitemap.pages)
        found = {page.url: page for page in self.newest}
        for page in sitemap.pages:
            if is_inside(page.url):
                self._inside += 1
                if self._site.wants(page.url):
                    found.setdefault(page.url, page)
        self.newest = heapq.nlargest(self._site.most, found.values(), key=_age)

    def listing(self) -> SiteListing:
        """Sum up what was read.

        Raises: FetchError or UnusableError where nothing could be.
        """
        if self._faults and len(self._faults) == len(self._read):
            raise self._faults[0][1]
        remarks = [f"its sitemap {url} can't be read: {error}" for url, error in self._faults[:_NAMED]]
        if more := len(self._faults) - _NAMED:
            remarks += [f"nor can {more:,} more of its sitemaps"] if more > 0 else []
        if self._inside and not self.newest:
            remarks.append(f"include and exclude leave out all {self._inside:,} pages of it")
        elif self._named and not self.newest:
            remarks.append(f"of {self._named:,} pages in its sitemaps none is below {self._site.site}")
        elif self._left and len(self.newest) < self._site.most:
            remarks.append(f"{self._left:,} more of its sitemaps are not read, only {len(self._read)}")
        return SiteListing(tuple(self.newest), "; ".join(remarks) or None)


async def _named_by(site: Site, fetcher: Fetcher) -> list[str]:
    """Find a site's sitemaps: said in its robots.txt, or at the usual place."""
    try:
        robots = await fetcher.get(urljoin(site.site, "/robots.txt"))
        named = (await asyncio.to_thread(read_rules, robots.body)).sitemaps
    except FetchError:
        named = ()
    links = [url for name in named if (url := web_link(site.site, name))]
    return links or [urljoin(site.site, "/sitemap.xml")]


def _is_sitemap(site: str) -> bool:
    return urlsplit(site).path.lower().endswith(_ENDINGS)


def _everywhere(_: str) -> bool:
    return True


def _place(url: str) -> str:
    """Write where a page is; many sites answer with and without TLS, and with and without "www."."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    if not host.isascii():
        with suppress(UnicodeError):  # where there can be no such host, it is compared as it is written
            host = host.encode("idna").decode()
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path or '/'}{query}"


def _age(page: SitemapPage) -> tuple[str, str]:
    """Make a key by which the newest page is the largest; those of unknown age come last.

    Addresses with a day or a number in them grow with time.
    """
    return page.modified.iso or page.metadata.published.iso, page.url
