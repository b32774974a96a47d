"""What came from the web and is indexed stays, whatever becomes of the cache that it was fetched into."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.errors import ClippingsError
from config.settings import FetchSettings, Settings
from index.article import Article
from index.build.build import BuildOptions
from index.build.drops import OnManyDrops
from index.build.indexer import Indexer
from index.build.report import BuildReport
from index.parsers.lists.feed import FeedEntry
from index.parsers.metadata import NOTHING_KNOWN
from index.snapshot.snapshot import open_live
from index.sources.page_cache import FETCHED, CachedPage, PageCache
from index.sources.source_list import Feed, Pages, Source
from tests.web.answers import status
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import WebServer, web_server_in_thread
from tests.web.stories import Story, load_stories

STORIES = load_stories()[:6]
SETTINGS = Settings(fetch=FetchSettings(delay_seconds=0, timeout_seconds=2, allowed_hosts=("127.0.0.1",)))
STOP = BuildOptions(many_drops=OnManyDrops.STOP)


class World:
    """An outlet, a page of its own, and an index of both."""

    def __init__(self, server: WebServer, data: Path) -> None:
        self.server, self.data = server, data
        self.feed = Feed(feed=server.url("/feed"))
        self.pages = Pages(pages=tuple(server.url(story.path) for story in STORIES[4:]))
        self.publish(*STORIES)
        self.list_in_feed(*STORIES[:4])

    def publish(self, *stories: Story) -> None:
        for story in stories:
            self.server.put(story.path, news_page(story, self.server.url(story.path), "The Example Times"))

    def list_in_feed(self, *stories: Story) -> None:
        self.server.put("/feed", rss("Feed", [(self.server.url(s.path), s) for s in stories]), RSS)

    def index(self, *sources: Source, options: BuildOptions = STOP) -> BuildReport:
        given = sources or (self.feed, self.pages)
        with Indexer(SETTINGS, self.data) as indexer:
            indexer.fetch(given)
            return indexer.build(given, options)

    def lose_the_cache(self) -> None:
        for file in self.data.glob(f"{FETCHED}*"):
            file.unlink()


def articles_of(data: Path) -> list[Article]:
    with open_live(data) as snapshot:
        return list(snapshot.store.articles(snapshot.store.numbers()).values())


@pytest.fixture
def world(data: Path) -> Iterator[World]:
    with web_server_in_thread() as server:
        world = World(server, data)
        assert world.index(options=BuildOptions()).articles == 6
        yield world


@pytest.mark.parametrize("full", [False, True])
def test_a_lost_cache_loses_nothing_though_the_outlet_is_down(world: World, full: bool) -> None:
    world.list_in_feed(STORIES[0])
    for story in STORIES:
        world.server.fault(story.path, status(503))
    world.lose_the_cache()
    report = world.index(options=BuildOptions(full, many_drops=OnManyDrops.STOP))
    assert (report.articles, report.gone) == (6, 0)
    world.server.fault("/feed", status(500))
    assert world.index().articles == 6, "and once more, with the feed down too"


def test_what_was_taken_back_from_the_index_is_looked_at_again(world: World) -> None:
    world.list_in_feed(STORIES[0])
    world.lose_the_cache()
    world.server.retract(STORIES[1].path)
    report = world.index()
    assert (report.retracted, report.gone, report.articles) == (1, 0, 5)


def test_what_only_the_feed_said_stays_known(world: World) -> None:
    """Of a page without date and outlet its feed said them, and lists it no more."""
    story = STORIES[0]
    world.server.put(
        story.path,
        f"<title>{story.title}</title><body><article><h1>{story.title}</h1>"
        + "".join(f"<p>{text}</p>" for text in story.paragraphs)
        + "</article>",
    )
    world.index(options=BuildOptions())
    before = next(one for one in articles_of(world.data) if one.title == story.title)
    world.list_in_feed(STORIES[1])
    world.lose_the_cache()
    world.index()
    world.index(world.feed.model_copy(update={"every_minutes": 1e-9}), world.pages)
    after = next(one for one in articles_of(world.data) if one.title == story.title)
    assert (after.outlet, after.published) == (before.outlet, before.published) and before.published.iso


@pytest.mark.parametrize("of", ["pages", "feed"])
def test_what_is_known_by_another_address_than_its_list_names_stays(world: World, of: str) -> None:
    """A page has an address of its own, and can't be fetched just when the cache was lost."""
    story = STORIES[0]
    world.server.put("/s/17", news_page(story, world.server.url(story.path), "The Example Times"))
    if of == "pages":
        source: Source = Pages(pages=(world.server.url("/s/17"), world.pages.pages[0]))
    else:
        source = Feed(feed=world.server.url("/short"))
        world.server.put(
            "/short",
            rss("Short", [(world.server.url("/s/17"), story), (world.pages.pages[0], STORIES[4])]),
            RSS,
        )
    assert world.index(source, options=BuildOptions()).articles == 2
    articles = articles_of(world.data)
    [before] = [one for one in articles if one.listed_url]
    assert before.listed_url == world.server.url("/s/17") and before.url == world.server.url(story.path)
    for failure in (404, 503):
        world.server.fault("/s/17", status(failure))
        world.lose_the_cache()
        report = world.index(source)
        assert (report.articles, report.gone, report.changed) == (2, 0, 0)
        assert articles_of(world.data) == articles
    world.server.mend("/s/17")
    world.server.retract("/s/17")
    with PageCache(world.data) as cache:
        cache.enlist(
            source.location, [FeedEntry(world.server.url("/s/17"), NOTHING_KNOWN, "", is_full=False)]
        )
    again = source.model_copy(update={"every_minutes": 1e-9})
    assert world.index(again).retracted == 1, "and it is known by both"


def test_an_older_copy_of_the_cache_loses_nothing(world: World) -> None:
    with PageCache(world.data) as cache:
        cache.forget(world.feed.location)
    world.list_in_feed(STORIES[0])
    assert (report := world.index()).articles == 6 and report.gone == 0


def test_a_page_that_is_listed_no_longer_leaves(world: World) -> None:
    fewer = world.pages.model_copy(update={"pages": world.pages.pages[:1]})
    with PageCache(world.data) as cache:
        cache.forget(world.pages.location)
    report = world.index(world.feed, fewer)
    assert (report.gone, report.articles) == (1, 5)


def test_a_source_that_is_listed_no_longer_leaves(world: World) -> None:
    assert world.index(world.feed, options=BuildOptions()).articles == 4


@pytest.mark.parametrize("damage", [b"This is no database." * 9, None])
def test_a_damaged_cache_is_put_aside_and_nothing_is_lost(
    world: World, damage: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    file = world.data / FETCHED
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:4096] + b"\xff" * (len(whole) - 4096))
    world.list_in_feed()
    try:
        report = world.index()
    except ClippingsError as error:
        assert "put aside" in str(error)
        report = world.index()
    assert report.articles == 6
    assert (world.data / f"{FETCHED}.damaged").exists()


def test_a_cache_that_is_in_use_is_told_from_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sources.page_cache.BUSY_SECONDS", 0.1)
    with PageCache(tmp_path) as cache:
        other = sqlite3.connect(tmp_path / FETCHED, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ClippingsError, match="Another process"):
            cache.keep_page(CachedPage("https://example.org/a"))
        other.execute("ROLLBACK")
        other.close()
        cache.keep_page(CachedPage("https://example.org/a"))
    assert not (tmp_path / f"{FETCHED}.damaged").exists()


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    page = CachedPage("https://example.org/a", "A text.")
    with PageCache(tmp_path) as cache:
        cache.keep_page(page)
        cache._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(ClippingsError, match="no space left"):
            cache.keep_page(CachedPage("https://example.org/b", "word " * 100_000))
        assert cache.page(page.url) == page
