"""Finds out what an address or path stands for: a feed, a page, a site, a file, a list of feeds."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from config.errors import ClippingsError
from config.settings import FetchSettings
from index.fetch import Fetcher, FetchError
from index.parsers.encoding import read_bytes
from index.parsers.items import UnusableError
from index.parsers.lists.feed import ContentKind, find_feeds, kind_of
from index.parsers.lists.opml import read_opml
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.page import read_page
from index.sandbox.sandbox import Sandbox
from index.sources.edit import Entry
from index.sources.local import check_readable, is_known_kind

# What begins so is more likely an address on the web than a file that isn't there.
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?:[/:]|\Z)", re.IGNORECASE)


class DetectError(ClippingsError):
    """It can't be told what an address or path is; the message says why and what to do."""


async def detect(what: str, settings: FetchSettings, sandbox: Sandbox, max_bytes: int) -> list[Entry]:
    """Find out what an address or path is.

    what: a web address, or a file or folder on this machine. max_bytes: the most that a file may have.
    Returns: the sources that it stands for; several for a list of feeds.
    Raises: DetectError, or SourceError where a path leads nowhere.
    """
    try:
        if "://" not in what:
            return _detect_file(Path(what), sandbox, max_bytes)
        async with Fetcher(settings) as fetcher:
            return await _Detecting(fetcher, sandbox).detect(what)
    except (FetchError, UnusableError) as error:
        raise DetectError(f"{what} can't be added: {error}.") from error


def _detect_file(path: Path, sandbox: Sandbox, max_bytes: int) -> list[Entry]:
    if not path.exists() and _HOST.match(str(path)) and not is_known_kind(path):
        raise DetectError(f"There is no file {path}. Did you mean https://{path}?")
    check_readable(path)
    if path.suffix.lower() == ".opml":
        return _feeds_of(sandbox, read_bytes(path, max_bytes), str(path))
    return [{"path": str(path.absolute())}]


def _feeds_of(sandbox: Sandbox, data: bytes, where: str) -> list[Entry]:
    feeds = sandbox.run(read_opml, data, ArticleMetadata())
    if not feeds:
        raise DetectError(f"{where} lists no feeds. Export them again from your feed reader.")
    return [{"feed": feed.url} for feed in feeds]


class _Detecting:
    """One look at an address."""

    def __init__(self, fetcher: Fetcher, sandbox: Sandbox) -> None:
        self._fetcher, self._sandbox = fetcher, sandbox

    async def detect(self, url: str) -> list[Entry]:
        fetched = await self._fetcher.get(url)
        known = ArticleMetadata(url=fetched.url)
        match self._sandbox.run(kind_of, fetched.text_bytes, known):
            case ContentKind.FEED:
                return [{"feed": url}]
            case ContentKind.SITEMAP:
                return [{"site": url}]
            case ContentKind.OPML:
                return _feeds_of(self._sandbox, fetched.text_bytes, url)
            case ContentKind.PAGE:
                return await self._page(url, fetched.text_bytes, known)
        kind = fetched.mime or "of an unknown kind"
        raise DetectError(f"{url} is {kind}, neither a page nor a feed, so it can't be added.")

    async def _page(self, url: str, data: bytes, known: ArticleMetadata) -> list[Entry]:
        """Take an article for a page to index, a front page for what its feed, or its sitemap, names."""
        is_front = not urlsplit(known.url or url).path.strip("/")
        is_article = False
        if not is_front:
            try:
                self._sandbox.run(read_page, data, known)
                is_article = True
            except UnusableError:
                pass
        if is_article:
            return [{"pages": url}]
        for feed in self._sandbox.run(find_feeds, data, known):
            if await self._is_feed(feed):
                return [{"feed": feed}]
        return [{"site": url}]

    async def _is_feed(self, url: str) -> bool:
        """Tell whether a feed is where a page says that one is; some name what was there years ago."""
        try:
            fetched = await self._fetcher.get(url)
        except FetchError:
            return False
        known = ArticleMetadata(url=fetched.url)
        return self._sandbox.run(kind_of, fetched.text_bytes, known) is ContentKind.FEED
