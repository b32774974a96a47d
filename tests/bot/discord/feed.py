"""A feed of our own wording that gains, corrects and withdraws articles while the bot runs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.settings import IndexSettings
from index.article import Article, Published, article_id
from index.build.build import build
from index.parsers import Item, ParsedArticle, Retraction

FERRY = "Lake Aren ferry"


def today() -> str:
    """The day of a new article."""
    return datetime.now(UTC).date().isoformat()


def yesterday() -> str:
    """The day before."""
    return (datetime.now(UTC).date() - timedelta(days=1)).isoformat()


def article(name: str, title: str, text: str, outlet: str = "Aren Herald", day: str | None = None) -> Article:
    """An article of a name, which its address and id are made of."""
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{name}"
    published = Published(day or today())
    return Article(article_id(url), text, title, url, outlet, (), published, "en", is_outlet_given=True)


def old_articles() -> list[Article]:
    """What was there before anybody followed anything."""
    return [
        article(
            "library",
            "Morwick library reopens",
            "The library of Morwick reopened after two years of repairs. It has 40,000 books now.",
            day="2025-01-10",
        ),
        article(
            "orchard",
            "Apple harvest begins early in Tessel",
            "Growers in Tessel began to pick apples two weeks early. The summer was dry, a grower said.",
            "Tessel Mail",
            day="2025-01-12",
        ),
    ]


class Feed:
    """Articles that a bot over a data folder sees once they are published."""

    def __init__(self, data: Path) -> None:
        """Publish what was there before."""
        self.data = data
        self._items: dict[str, Item] = {}
        for one in old_articles():
            self._items[one.id] = ParsedArticle(f"test:{one.id}", one)
        build(list(self._items.values()), data, IndexSettings())

    async def publish(self, *articles: Article) -> None:
        """Publish articles; one of an id that is there corrects that one."""
        for one in articles:
            self._items[one.id] = ParsedArticle(f"test:{one.id}", one)
        await self._build()

    async def _build(self) -> None:
        await asyncio.to_thread(build, list(self._items.values()), self.data, IndexSettings())

    async def withdraw(self, one: Article, reason: str = "It was wrong.") -> None:
        """Let an outlet take an article back."""
        del self._items[one.id]
        self._items[f"gone {one.id}"] = Retraction(f"test:{one.id}", one.id, reason)
        await self._build()
