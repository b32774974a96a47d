"""Outlets of an invented country, on the web server of the tests, and the real index of their feeds."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from config.settings import FetchSettings, Settings
from index.build.build import BuildOptions
from index.build.drops import OnManyDrops
from index.build.indexer import Indexer
from index.fetch import Fetcher
from index.sources.source_list import Feed, load_sources
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import HOST, WebServer
from tests.web.stories import Story

HERALD, MAIL, COURIER = "Aren Herald", "Tessel Mail", "Corrow Courier"
OUTLETS = (HERALD, MAIL, COURIER)


@dataclass(frozen=True)
class Piece(Story):
    """An article of an outlet."""

    outlet: str = HERALD

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{_folder(self.outlet)}/{self.slug}.html"


def piece(outlet: str, slug: str, title: str, *paragraphs: str) -> Piece:
    """Write an article; it is dated when it is published."""
    return Piece(slug, title, ("Nora Blake",), "", paragraphs, outlet=outlet)


class Press:
    """What outlets publish, correct and take back, and the index of it."""

    def __init__(self, server: WebServer, data: Path) -> None:
        """Publish nothing yet."""
        self._server, self.data = server, data
        self._pieces: dict[str, Piece] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open what indexes."""
        fetch = FetchSettings(delay_seconds=0, timeout_seconds=5, allowed_hosts=(HOST,))
        settings = Settings(fetch=fetch)
        self._fetcher = await self._stack.enter_async_context(Fetcher(fetch))
        self._indexer = self._stack.enter_context(Indexer(settings, self.data))
        self._crawler = self._indexer.crawler(self._fetcher)
        sources = self.data / "sources.toml"
        feeds = (self._server.url(f"{_folder(outlet)}/feed") for outlet in OUTLETS)
        sources.write_text("".join(f'[[source]]\nfeed = "{feed}"\n' for feed in feeds), encoding="utf-8")
        self._sources = [one for one in load_sources(sources) if isinstance(one, Feed)]
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close it."""
        await self._stack.aclose()

    def publish(self, *pieces: Piece) -> None:
        """Let outlets publish articles now."""
        for one in pieces:
            published = one.published or datetime.now(UTC).isoformat(timespec="seconds")
            self._put(replace(one, published=published))

    def correct(self, one: Piece, before: str, now: str) -> None:
        """Let an outlet write something else in an article."""
        there = self._pieces[one.path]
        mended = tuple(text.replace(before, now) for text in there.paragraphs)
        assert mended != there.paragraphs
        title = there.title.replace(before, now)
        self._put(replace(there, title=title, paragraphs=mended))

    def take_back(self, one: Piece) -> None:
        """Let an outlet take an article back."""
        del self._pieces[one.path]
        self._server.retract(one.path)

    async def index(self) -> None:
        """Fetch what is new, and build."""
        for outlet in OUTLETS:
            listed = [(self._url(one), one) for one in self._pieces.values() if one.outlet == outlet]
            self._server.put(f"{_folder(outlet)}/feed", rss(outlet, listed), RSS)
        await self._crawler.refresh(self._sources)
        listed_sources = frozenset(source.location for source in self._sources)
        options = BuildOptions(many_drops=OnManyDrops.KEEP, listed=listed_sources)
        await asyncio.to_thread(self._indexer.build, self._sources, options)

    def _put(self, one: Piece) -> None:
        self._pieces[one.path] = one
        self._server.put(one.path, news_page(one, self._url(one), one.outlet))

    def _url(self, one: Piece) -> str:
        return self._server.url(one.path)


def _folder(outlet: str) -> str:
    return "/" + outlet.lower().replace(" ", "-")
