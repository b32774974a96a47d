"""Fetching sources into the cache: what is new only, and whatever a server does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import FetchSettings, IndexSettings
from index.article import Published, article_id
from index.build.build import build
from index.fetch import Fetcher
from index.parsers import Item, ParsedArticle, Retraction, Skipped, read_all
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.sources.collect import collect
from index.sources.crawler import Crawler
from index.sources.outcomes import is_due
from index.sources.page_cache import PageCache
from index.sources.source_list import Feed, Pages, Site, Web
from tests.web.answers import endless, gzip_bomb, one_line, redirect, reset, slow, status, truncated
from tests.web.feeds import ATOM, RSS, SITEMAP, atom, entity_bomb, rss, sitemap, sitemap_index
from tests.web.feeds import Item as Listed
from tests.web.pages import deep_page, front_page, news_page
from tests.web.server import WebServer, eventually, web_server
from tests.web.stories import Story, load_stories

STORIES = load_stories()
# Long enough that a feed may be believed to carry the whole article.
LONG = [replace(story, paragraphs=story.paragraphs * 3) for story in STORIES[:2]]
SETTINGS = FetchSettings(
    delay_seconds=0,
    timeout_seconds=1.0,
    max_bytes=1_000_000,
    allowed_hosts=("127.0.0.1", "localhost"),
    parse_seconds=10,
)


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with web_server() as opened:
        yield opened


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[PageCache]:
    with PageCache(tmp_path) as opened:
        yield opened


@pytest.fixture
def index(server: WebServer, cache: PageCache, sandbox: Sandbox) -> Index:
    return Index(server, cache, sandbox)


class Index:
    """Sources of a web server, crawled again and again into one cache."""

    def __init__(self, server: WebServer, cache: PageCache, sandbox: Sandbox) -> None:
        self.server, self.cache, self.sandbox = server, cache, sandbox

    async def refresh(self, *sources: Web) -> set[str]:
        """Fetch what is new; returns the locations that changed."""
        async with Fetcher(SETTINGS) as fetcher:
            return await Crawler(self.cache, fetcher, self.sandbox, Progress()).refresh(sources)

    def items(self, *sources: Web) -> list[Item]:
        """What a build would get."""
        return list(read_all(collect(sources, self.cache, IndexSettings(), self.sandbox)))

    def found(self, *sources: Web) -> dict[str, ParsedArticle]:
        """The articles, by title."""
        return {
            item.article.title or "": item for item in self.items(*sources) if isinstance(item, ParsedArticle)
        }

    def skipped(self, *sources: Web) -> dict[str, str]:
        """What can't be used and why, by place without the server."""
        return {
            item.where.removeprefix(self.server.url("")): item.reason
            for item in self.items(*sources)
            if isinstance(item, Skipped)
        }

    def publish(self, *stories: Story) -> list[Listed]:
        """Put pages of stories on the server; returns what a feed of them lists."""
        listed = []
        for story in stories:
            url = self.server.url(story.path)
            self.server.put(story.path, news_page(story, url, "The Example Times"))
            listed.append((url, story))
        return listed

    def feed(self, *stories: Story, full: bool = False) -> Feed:
        """Publish stories, and a feed of them."""
        self.server.put("/feed", rss("Example feed", self.publish(*stories), full=full), RSS)
        return Feed(feed=self.server.url("/feed"))


def asked(server: WebServer, *, since: int = 0) -> list[str]:
    """The paths that were asked for, robots.txt left out."""
    return [one.path for one in server.asked[since:] if one.path != "/robots.txt"]


async def test_a_feed_of_summaries_brings_the_pages(index: Index) -> None:
    stories = STORIES[:3]
    source = index.feed(*stories)
    assert await index.refresh(source) == {source.location}
    found = index.found(source)
    assert set(found) == {story.title for story in stories}
    first = found[stories[0].title].article
    assert first.id == article_id(index.server.url(stories[0].path)) and first.url
    assert (first.outlet, first.authors) == ("The Example Times", stories[0].authors)
    assert first.published == Published("2024-03-04T08:15:00Z") and first.language == "en"
    assert first.text == "\n".join(stories[0].paragraphs)
    assert found[stories[0].title].source == source.location


async def test_only_what_is_new_is_fetched(index: Index) -> None:
    source = index.feed(*STORIES[:2])
    await index.refresh(source)
    before = len(index.server.asked)
    assert await index.refresh(source) == set()
    assert asked(index.server, since=before) == ["/feed"], "and that only if it has changed"
    assert index.server.asked[-1].headers["If-None-Match"]
    index.feed(*STORIES[:3])
    before = len(index.server.asked)
    assert await index.refresh(source) == {source.location}
    assert sorted(asked(index.server, since=before)) == sorted(["/feed", STORIES[2].path])
    assert len(index.found(source)) == 3


async def test_once_a_day_a_feed_is_read_though_its_server_says_that_nothing_changed(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
    monkeypatch.setattr(time, "time", monday.timestamp)
    source = Feed(feed=index.server.url("/feed"))

    def put(feed: str) -> None:
        index.server.put("/feed", feed, RSS, headers={"ETag": ""}, modified=monday)

    put(rss("A feed", index.publish(STORIES[0])))
    await index.refresh(source)
    put(rss("A feed", index.publish(*STORIES[:2])))
    await index.refresh(source)
    assert "If-Modified-Since" in index.server.asked_for("/feed")[-1].headers
    assert len(index.found(source)) == 1
    monkeypatch.setattr(time, "time", (monday + timedelta(days=1)).timestamp)
    await index.refresh(source)
    assert len(index.found(source)) == 2


async def test_a_feed_that_breaks_off_is_read_again_though_it_counts_as_unchanged(index: Index) -> None:
    whole = rss("A feed", index.publish(*STORIES[:2]))
    source = Feed(feed=index.server.url("/feed"))
    modified = datetime(2024, 5, 1, tzinfo=UTC)
    for feed, articles in ((whole[: whole.rindex("<item>")], 1), (whole, 2)):
        index.server.put("/feed", feed, RSS, headers={"ETag": ""}, modified=modified)
        await index.refresh(source)
        assert len(index.found(source)) == articles


async def test_a_feed_of_whole_articles_needs_no_pages(index: Index) -> None:
    index.server.put(
        "/feed", atom("Example feed", [(index.server.url(s.path), s) for s in LONG], full=True), ATOM
    )
    source = Feed(feed=index.server.url("/feed"))
    await index.refresh(source)
    assert asked(index.server) == ["/feed"]
    found = index.found(source)
    assert set(found) == {story.title for story in LONG}
    assert {item.article.outlet for item in found.values()} == {"Example feed"}


async def test_what_leaves_the_feed_stays_in_the_index(index: Index) -> None:
    source = index.feed(*STORIES[:2])
    await index.refresh(source)
    index.feed(STORIES[1])
    assert await index.refresh(source) == set()
    assert len(index.found(source)) == 2


async def test_a_page_that_cant_be_fetched_is_known_by_its_summary(index: Index) -> None:
    long = replace(STORIES[0], paragraphs=("word " * 30 + "end.", *STORIES[0].paragraphs))
    source = index.feed(long, STORIES[1])
    for path in (long.path, STORIES[1].path):
        index.server.fault(path, status(403))
    await index.refresh(source)
    assert set(index.found(source)) == {long.title}, "the other summary is too short"
    assert "403" in index.skipped(source)[STORIES[1].path]


async def test_pages_are_looked_at_again(index: Index) -> None:
    [story] = STORIES[:1]
    index.publish(story)
    source = Pages(pages=(index.server.url(story.path),))
    assert await index.refresh(source) == {source.location}
    assert await index.refresh(source) == set()
    assert index.server.asked[-1].headers["If-None-Match"]
    corrected = replace(story, paragraphs=(*story.paragraphs, "An earlier version gave another sum."))
    index.publish(corrected)
    assert await index.refresh(source) == {source.location}
    assert "earlier version" in index.found(source)[story.title].article.text


async def test_an_article_of_a_feed_is_looked_at_again_when_due(index: Index) -> None:
    source = index.feed(STORIES[0]).model_copy(update={"every_minutes": 1e-9})
    await index.refresh(source)
    first, *_ = STORIES[0].paragraphs
    index.publish(replace(STORIES[0], paragraphs=(first, "All of this is new, and says something else.")))
    assert await index.refresh(source) == {source.location}
    assert "something else" in index.found(source)[STORIES[0].title].article.text


async def test_a_page_that_is_gone_is_taken_back(index: Index) -> None:
    index.publish(STORIES[0])
    source = Pages(pages=(index.server.url(STORIES[0].path),))
    await index.refresh(source)
    index.server.retract(STORIES[0].path)
    assert await index.refresh(source) == {source.location}
    [item] = index.items(source)
    assert isinstance(item, Retraction) and item.article_id == article_id(source.pages[0])
    assert "410" in item.reason
    index.publish(STORIES[0])
    await index.refresh(source)
    assert len(index.found(source)) == 1, "and it may come back"


async def test_a_page_that_fails_keeps_what_is_known(index: Index) -> None:
    index.publish(STORIES[0])
    source = Pages(pages=(index.server.url(STORIES[0].path),))
    await index.refresh(source)
    for answer in (status(404), status(500), reset(), slow()):
        index.server.fault(source.pages[0].removeprefix(index.server.url("")), answer)
        assert await index.refresh(source) == set()
        assert len(index.found(source)) == 1
        [why] = index.skipped(source).values()
        assert "what is known of it stays" in why


async def test_a_source_that_fails_keeps_its_articles(index: Index) -> None:
    source = index.feed(STORIES[0])
    await index.refresh(source)
    for answer in (status(500), reset(), truncated(), redirect("/feed")):
        index.server.fault("/feed", answer)
        await index.refresh(source)
        assert len(index.found(source)) == 1
        assert "its articles stay" in index.skipped(source)["/feed"]
    state = index.cache.source(source.location)
    assert state.failures == 4 and state.due > state.checked + 7 * source.interval
    index.server.mend("/feed")
    await index.refresh(source)
    assert index.skipped(source) == {} and index.cache.source(source.location).failures == 0


async def test_too_many_requests_leaves_the_rest_for_later(index: Index) -> None:
    source = index.feed(*STORIES[:2])
    for story in STORIES[:2]:
        index.server.fault(story.path, status(429, {"Retry-After": "3600"}))
    await index.refresh(source)
    assert index.items(source) == [], "they are no failures"
    for story in STORIES[:2]:
        index.server.mend(story.path)
    await index.refresh(source)
    assert len(index.found(source)) == 2


async def test_every_bad_page_is_skipped_with_its_reason_and_the_rest_goes_on(index: Index) -> None:
    server = index.server
    bad = {
        "/slow": slow(),
        "/endless": endless(),
        "/reset": reset(),
        "/truncated": truncated(),
        "/loop": redirect("/loop"),
        "/inside": redirect("http://10.0.0.1/"),
        "/bomb": gzip_bomb(),
        "/one-line": one_line(),
        "/missing": status(404),
        "/broken": status(500),
    }
    for path, answer in bad.items():
        server.fault(path, answer)
    server.put("/deep", deep_page())
    server.put("/nul", b"\0" * 1000)
    server.put("/empty", "")
    server.put("/front", front_page("The Example Times", [("/a", "A"), ("/b", "B")]))
    server.put("/picture", b"\x89PNG", "image/png")
    server.put("/charset", STORIES[3].title.encode("utf-16"), "text/html; charset=utf-8")
    paths = [*bad, "/deep", "/nul", "/empty", "/front", "/picture", "/charset"]
    good = index.publish(*STORIES[:2])
    source = Pages(pages=(*map(server.url, paths), *(url for url, _ in good)))
    await index.refresh(source)
    assert len(index.found(source)) == 2
    skipped = index.skipped(source)
    assert sorted(skipped) == sorted(paths)
    assert "private" in skipped["/inside"] and "image/png" in skipped["/picture"]


async def test_a_bad_feed_is_no_harm_to_the_others(index: Index) -> None:
    index.server.put("/bomb", entity_bomb(), RSS)
    index.server.put("/page", front_page("The Example Times", []))
    good = index.feed(STORIES[0])
    bad = [Feed(feed=index.server.url(path)) for path in ("/bomb", "/page")]
    await index.refresh(*bad, good)
    assert len(index.found(good)) == 1
    for source in bad:
        assert index.items(source), source


async def test_a_section_of_a_site(index: Index) -> None:
    server = index.server
    listed = index.publish(*STORIES[:5])
    other = index.publish(replace(STORIES[5], published="2019-01-01"))
    server.put("/news.xml", sitemap(listed), SITEMAP)
    server.put("/old.xml", sitemap(other), SITEMAP)
    server.put("/all.xml", sitemap_index([server.url("/news.xml"), server.url("/old.xml")]), SITEMAP)
    server.robots = f"User-agent: *\nAllow: /\nSitemap: {server.url('/all.xml')}\n"
    section = Site(site=server.url("/2024/"))
    await index.refresh(section)
    assert set(index.found(section)) == {story.title for story in STORIES[:5]}
    some = Site(
        site=server.url("/all.xml"),
        include=("*/2024/*", "*/2019/*"),
        exclude=(f"*{STORIES[0].slug}*",),
        most=2,
    )
    await index.refresh(some)
    newest = sorted(STORIES[1:5], key=lambda s: s.modified or s.published, reverse=True)[:2]
    assert set(index.found(some)) == {story.title for story in newest}


async def test_what_robots_forbid_isnt_fetched(index: Index) -> None:
    source = index.feed(*STORIES[:2])
    index.server.robots = f"User-agent: *\nDisallow: {STORIES[1].path}\n"
    await index.refresh(source)
    assert set(index.found(source)) == {STORIES[0].title}
    assert STORIES[1].path not in asked(index.server)
    assert "robots.txt" in index.skipped(source)[STORIES[1].path]


async def test_a_stop_waits_for_no_turn_and_takes_it_for_no_failure(index: Index) -> None:
    """An outlet may want minutes between two pages."""
    index.server.robots = "User-agent: *\nCrawl-delay: 900"
    source = index.feed(*STORIES[:3])
    async with Fetcher(SETTINGS) as fetcher:
        crawler = Crawler(index.cache, fetcher, index.sandbox, Progress())
        refreshing = asyncio.create_task(crawler.refresh([source]))
        await eventually(lambda: bool(index.server.asked), 60)
        crawler.stop()
        async with asyncio.timeout(60):
            await refreshing
    state = index.cache.source(source.location)
    assert (state.problem, state.failures) == (None, 0)
    assert index.skipped(source) == {} and index.found(source) == {}
    index.server.robots = ""
    await index.refresh(source)
    assert len(index.found(source)) == 3, "and the next goes on"


async def test_a_run_that_is_stopped_finishes_its_pages_and_the_next_goes_on(index: Index) -> None:
    source = index.feed(*STORIES[:12])
    stopping: list[Crawler] = []

    class StopSoon(Progress):
        def fetched(self, location: str, url: str, problem: str | None) -> None:
            stopping[0].stop()

    async with Fetcher(SETTINGS) as fetcher:
        stopping.append(Crawler(index.cache, fetcher, index.sandbox, StopSoon()))
        await stopping[0].refresh([source])
    first = len(index.found(source))
    assert 1 <= first <= 4
    before = len(index.server.asked)
    await index.refresh(source)
    assert len(index.found(source)) == 12
    again = [path for path in asked(index.server, since=before) if path != "/feed"]
    assert len(again) == 12 - first, "what was fetched isn't fetched again"


async def test_the_same_page_under_two_addresses_is_one_article(index: Index) -> None:
    [(url, story)] = index.publish(STORIES[0])
    page = news_page(story, url, "The Example Times")
    index.server.put("/amp/story", page)
    source = Pages(pages=(url, index.server.url("/amp/story"), f"{url}?utm_source=feed"))
    await index.refresh(source)
    ids = {item.article.id for item in index.items(source) if isinstance(item, ParsedArticle)}
    assert ids == {article_id(url)}


async def test_forgetting_a_source_keeps_what_another_lists(index: Index) -> None:
    source = index.feed(*STORIES[:2])
    page = Pages(pages=(index.server.url(STORIES[0].path),))
    await index.refresh(source, page)
    await asyncio.to_thread(index.cache.forget, source.location)
    assert index.items(source) == [] and len(index.found(page)) == 1
    assert index.cache.page(index.server.url(STORIES[1].path)) is None


async def test_a_host_that_fails_is_left_alone_for_the_rest_of_the_run(index: Index) -> None:
    source = index.feed(*STORIES[:14])
    for story in STORIES[:14]:
        index.server.fault(story.path, reset())
    await index.refresh(source)
    assert len({path for path in asked(index.server) if path != "/feed"}) < 10
    for story in STORIES[:14]:
        index.server.mend(story.path)
    await index.refresh(source.model_copy(update={"every_minutes": 1e-9}))
    assert len(index.found(source)) >= 10, "those that were never asked for come now"


async def test_pages_that_two_feeds_name_are_fetched_once_and_no_warning(index: Index, data: Path) -> None:
    one = index.feed(*STORIES[:2])
    index.server.put("/other", rss("Another feed", index.publish(*STORIES[:2]), full=False), RSS)
    other = Feed(feed=index.server.url("/other"))
    await index.refresh(one)
    await index.refresh(other)
    assert all(len(index.server.asked_for(story.path)) == 1 for story in STORIES[:2])
    report = build(index.items(one, other), data, IndexSettings())
    assert (report.new, report.skipped) == (2, [])


async def test_dates_still_to_come_are_unknown(index: Index) -> None:
    late = [replace(story, published="2962-05-04") for story in LONG]
    source = index.feed(*late[:1])
    index.server.put("/full", rss("Full feed", [(index.server.url("/2"), late[1])], full=True), RSS)
    full = Feed(feed=index.server.url("/full"))
    await index.refresh(source, full)
    found = [*index.found(source).values(), *index.found(full).values()]
    assert [item.article.published for item in found] == [Published()] * 2


async def test_posts_of_one_page_are_articles_of_their_own(index: Index) -> None:
    links = [index.server.url(f"/live#{number}") for number in (1, 2, 3)]
    index.server.put("/live.xml", rss("Live", list(zip(links, STORIES[:3], strict=True)), full=True), RSS)
    source = Feed(feed=index.server.url("/live.xml"))
    await index.refresh(source)
    found = index.found(source).values()
    assert sorted(str(item.article.url) for item in found) == links
    assert "/live" not in asked(index.server)


async def test_links_that_lead_through_a_script_say_so(index: Index) -> None:
    link = "https://news.google.com/rss/articles/CBMiAbc?oc=5"
    index.server.put("/search.xml", rss("News search", [(link, STORIES[0])]), RSS)
    source = Feed(feed=index.server.url("/search.xml"))
    await index.refresh(source)
    assert index.skipped(source)[link].startswith("Google News links lead through a script;")


async def test_sitemaps_that_robots_name_wherever_and_however(index: Index) -> None:
    listed = index.publish(*STORIES[:2])
    index.server.put("/site map.xml", sitemap(listed), SITEMAP)
    index.server.robots = "\n" * 200_000 + "sitemap : /site map.xml\nSitemap: http://[\n"
    site = Site(site=index.server.url("/2024/"))
    await index.refresh(site)
    assert set(index.found(site)) == {story.title for story in STORIES[:2]}


async def test_a_feed_cant_put_words_under_the_address_of_another_outlet(index: Index) -> None:
    """To the crawler ``localhost`` is another site than 127.0.0.1, though both lead to the same server."""
    forged = replace(
        LONG[0], paragraphs=tuple(text.replace("bridge", "tower") for text in LONG[0].paragraphs)
    )
    [(url, _)] = index.publish(LONG[0])
    elsewhere = index.server.url(LONG[0].path, host="localhost")
    index.server.put("/liar", rss("The Liar", [(elsewhere, forged)], full=True), RSS)
    index.server.put("/own", rss("The Example Times", [(url, forged)], full=True), RSS)
    liar, own = Feed(feed=index.server.url("/liar")), Feed(feed=index.server.url("/own"))
    await index.refresh(liar, own)
    [told] = index.found(liar).values()
    assert "bridge" in told.article.text and "tower" not in told.article.text, "the page itself was fetched"
    assert told.article.outlet == "The Example Times", "a feed's name isn't that of other people's pages"
    assert "tower" in index.found(own)[LONG[0].title].article.text, "of its own site a feed is believed"


async def test_nor_where_that_page_cant_be_fetched(index: Index) -> None:
    elsewhere = index.server.url("/missing", host="localhost")
    index.server.put("/liar", rss("The Liar", [(elsewhere, LONG[0])], full=True), RSS)
    source = Feed(feed=index.server.url("/liar"))
    await index.refresh(source)
    assert index.found(source) == {}


async def test_the_outlet_in_the_list_is_believed_before_the_page(index: Index) -> None:
    source = index.feed(STORIES[0]).model_copy(update={"outlet": "The Village Paper"})
    await index.refresh(source)
    assert index.found(source)[STORIES[0].title].article.outlet == "The Village Paper"


async def taken_away(
    index: Index, answer: Callable[[str], None]
) -> tuple[dict[str, ParsedArticle], list[Item]]:
    """Index a page, let something become of it, look again; returns the articles, and all items."""
    index.publish(STORIES[0])
    source = Pages(pages=(index.server.url(STORIES[0].path),))
    await index.refresh(source)
    answer(STORIES[0].path)
    await index.refresh(source)
    return index.found(source), index.items(source)


@pytest.mark.parametrize(
    ("to", "why"),
    [("/", "front page"), ("/other", "another page")],
)
async def test_a_page_that_leads_elsewhere_now_keeps_its_article(index: Index, to: str, why: str) -> None:
    other = replace(STORIES[1], slug="other")
    for path in ("/", "/other"):
        index.server.put(path, news_page(other, index.server.url(path), "The Example Times"))
    articles, items = await taken_away(index, lambda path: index.server.fault(path, redirect(to)))
    assert set(articles) == {STORIES[0].title}
    assert any(isinstance(item, Skipped) and why in item.reason for item in items)


async def test_an_article_that_moved_keeps_the_address_that_it_is_known_by(index: Index) -> None:
    longer = replace(
        STORIES[0], paragraphs=(*STORIES[0].paragraphs, "Two buses got stuck on it."), slug="new"
    )
    index.publish(longer)
    articles, _ = await taken_away(index, lambda path: index.server.fault(path, redirect(longer.path)))
    [article] = articles.values()
    assert "Two buses got stuck" in article.article.text
    assert article.article.id == article_id(index.server.url(STORIES[0].path))


@pytest.mark.parametrize(
    "notice",
    [
        "This article has been removed at the request of the family. We are sorry for it.",
        "The story you are looking for was withdrawn by our editors on Friday.",
        "We have taken down this report, because it did not meet our standards.",
        "Dieser Beitrag wurde auf Wunsch des Verlags gelöscht.",
    ],
)
async def test_a_notice_in_place_of_an_article_takes_it_back(index: Index, notice: str) -> None:
    page = f"<title>The Example Times</title><body><article><p>{notice}</p></article>"
    articles, items = await taken_away(index, lambda path: index.server.put(path, page))
    assert articles == {}
    assert [type(item) for item in items] == [Retraction]


async def test_few_other_words_in_place_of_an_article_change_nothing(index: Index) -> None:
    words = "Nobody can find this one any more, not even we who wrote it."
    page = f"<title>Oh dear</title><body><article><p>{words}</p></article>"
    articles, items = await taken_away(index, lambda path: index.server.put(path, page))
    assert set(articles) == {STORIES[0].title}
    assert any(isinstance(item, Skipped) and "in place of its article" in item.reason for item in items)


async def test_an_article_about_a_removal_is_no_notice(index: Index) -> None:
    text = "The statue of the founder has been removed from the square. " + " ".join(STORIES[0].paragraphs)
    page = f"<html><body><article><h1>Statue goes</h1><p>{text}</p></article></body></html>"
    index.server.put("/statue", page)
    source = Pages(pages=(index.server.url("/statue"),))
    await index.refresh(source)
    assert len(index.found(source)) == 1


async def test_a_large_source_is_looked_at_in_parts(index: Index) -> None:
    source = index.feed(*STORIES[:12])
    async with Fetcher(SETTINGS) as fetcher:
        crawler = Crawler(index.cache, fetcher, index.sandbox, Progress())
        await crawler.look(source, most=5)
        assert len(index.found(source)) == 5 and crawler.take_changed() == {source.location}
        assert is_due(index.cache.source(source.location), source.interval, time.time())
        await crawler.look(source, most=20)
    assert len(index.found(source)) == 12
    assert not is_due(index.cache.source(source.location), source.interval, time.time())


async def test_articles_leave_when_their_time_is_over(index: Index) -> None:
    today = datetime.now(UTC).date()
    ages = (1, 20, 40)
    stories = [
        replace(story, published=(today - timedelta(days=age)).isoformat())
        for story, age in zip(STORIES, ages, strict=False)
    ]
    source = index.feed(*stories)
    await index.refresh(source)
    titles = [story.title for story in stories]
    assert set(index.found(source)) == set(titles)
    assert set(index.found(source.model_copy(update={"keep_days": 30}))) == set(titles[:2])
    assert set(index.found(source.model_copy(update={"keep_most": 1}))) == {titles[0]}
    assert set(index.found(source.model_copy(update={"keep_days": 10, "keep_most": 2}))) == {titles[0]}


async def test_of_one_day_the_latest_stay(index: Index) -> None:
    today = datetime.now(UTC).date().isoformat()
    stories = [
        replace(story, published=f"{today}T0{hour}:00:00Z")
        for story, hour in zip(STORIES, (3, 1, 4, 2), strict=False)
    ]
    source = index.feed(*stories)
    await index.refresh(source)
    latest = {stories[0].title, stories[2].title}
    assert set(index.found(source.model_copy(update={"keep_most": 2}))) == latest
    assert len(index.found(source)) == 4, "those that left are back when more may stay"


@pytest.mark.parametrize("days", [1, 365])
async def test_after_the_clock_was_ahead_corrections_are_seen(
    index: Index, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    source = index.feed(STORIES[0])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + days * 86_400)
    await index.refresh(source)
    assert len(index.found(source)) == 1
    monkeypatch.setattr(time, "time", lambda: now)
    corrected = replace(STORIES[0], paragraphs=(*STORIES[0].paragraphs, "A number was put right here."))
    index.publish(corrected)
    await index.refresh(source)
    [found] = index.found(source).values()
    assert "was put right" in found.article.text


async def test_an_article_on_several_pages_is_one(index: Index) -> None:
    story = STORIES[0]
    last = len(story.paragraphs)
    paths = [story.path, *(story.path.replace(".html", f"-{number}.html") for number in range(2, last + 1))]
    for number, (path, paragraph) in enumerate(zip(paths, story.paragraphs, strict=True), start=1):
        part = replace(story, paragraphs=(paragraph, f"This is what page {number} says about it."))
        page = news_page(part, index.server.url(story.path), "The Example Times")
        following = paths[number] if number < last else f"{path}?page={last + 1}"
        link = f'<link rel="next" href="{following}">'
        index.server.put(path, page.replace("</head>", f"{link}</head>"))
    source = Pages(pages=(index.server.url(story.path),))
    await index.refresh(source)
    [article] = index.found(source).values()
    places = [article.article.text.find(f"page {number} says") for number in range(1, last + 1)]
    assert -1 not in places and places == sorted(places)


async def test_of_an_article_whose_pages_fail_the_beginning_is_there_and_marked(index: Index) -> None:
    story = STORIES[0]
    second = story.path.replace(".html", "-2.html")

    def put(path: str, words: str, following: str | None = None) -> None:
        part = replace(story, paragraphs=(words, *story.paragraphs[:1]) if following else (words,) * 2)
        page = news_page(part, index.server.url(story.path), "The Example Times")
        link = f'<link rel="next" href="{following}">' if following else ""
        index.server.put(path, page.replace("</head>", f"{link}</head>"))

    put(story.path, "The first page tells how the ferry left the quay of Venn at seven.", second)
    index.server.fault(second, status(500))
    source = Pages(pages=(index.server.url(story.path),))
    await index.refresh(source)
    [beginning] = index.found(source).values()
    assert beginning.article.is_beginning and "first page tells" in beginning.article.text
    index.server.mend(second)
    put(second, "The second page tells how it came back at nine without its captain.")
    await index.refresh(source)
    [whole] = index.found(source).values()
    assert not whole.article.is_beginning and "second page tells" in whole.article.text
    index.server.fault(second, status(500))
    put(story.path, "The first page tells how the ferry left the quay of Venn at seven.", f"{second}#more")
    await index.refresh(source)
    [kept] = index.found(source).values()
    assert "only the beginning" in index.skipped(source)[story.path]
    assert kept.article == whole.article, "what is whole isn't cut off again"


async def test_a_page_behind_a_wall_is_a_beginning(index: Index) -> None:
    story = STORIES[1]
    [(url, _)] = index.publish(story)
    page = news_page(story, url, "The Example Times")
    index.server.put(
        story.path,
        page.replace('"@type": "NewsArticle"', '"@type": "NewsArticle", "isAccessibleForFree": false'),
    )
    source = Pages(pages=(url,))
    await index.refresh(source)
    [found] = index.found(source).values()
    assert found.article.is_beginning
    with_name = source.model_copy(update={"outlet": "Our Own Name"})
    [given] = index.found(with_name).values()
    assert given.article.is_outlet_given and not found.article.is_outlet_given


async def test_the_page_of_an_entry_that_left_is_asked_whether_it_is_gone(index: Index) -> None:
    """The text stays the feed's, whatever the page holds and however it fails, until it is gone for good."""
    source = index.feed(*LONG, full=True)
    await index.refresh(source)
    before = index.found(source)
    left, stayed = LONG
    always = source.model_copy(update={"every_minutes": 1e-9})

    async def look() -> list[str]:
        """Look at the feed when its pages are due; returns those that were asked for."""
        since = len(index.server.asked)
        index.cache._change("UPDATE page SET due = 0", {})
        await index.refresh(always)
        return [path for path in asked(index.server, since=since) if path != "/feed"]

    assert await look() == [], "whatever is listed is known by its feed"
    index.server.put("/feed", rss("Example feed", [(index.server.url(stayed.path), stayed)], full=True), RSS)
    index.server.put(left.path, front_page("The Example Times", []))
    assert await look() == [left.path]
    index.server.fault(left.path, status(404))
    assert await look() == [left.path]
    assert index.found(source) == before and index.skipped(source) == {}
    index.server.mend(left.path)
    index.server.retract(left.path)
    await look()
    assert set(index.found(source)) == {stayed.title}
    assert any(isinstance(item, Retraction) for item in index.items(source))
    await look()
    assert set(index.found(source)) == {stayed.title}, "and it doesn't come back by itself"
    index.feed(*LONG, full=True)
    await look()
    assert set(index.found(source)) == set(before), "unless it is listed again"


async def test_a_page_that_many_name_is_fetched_once_whatever_stands_behind_its_address(index: Index) -> None:
    [(url, story)] = index.publish(STORIES[0])
    feeds = []
    for number in range(4):
        index.server.put(f"/feed{number}", rss("A feed", [(f"{url}?utm_source=feed{number}", story)]), RSS)
        feeds.append(Feed(feed=index.server.url(f"/feed{number}")))
    await index.refresh(*feeds)
    assert len(index.server.asked_for(STORIES[0].path)) == 1
    assert all(len(index.found(feed)) == 1 for feed in feeds)


@pytest.mark.parametrize("guid", ["tag:example.org,2024:1", ""])
async def test_an_entry_that_moved_takes_its_old_address_back(index: Index, guid: str) -> None:
    """The outlet withdrew a slip of a headline, and its address with it."""
    slip, mended = replace(STORIES[0], slug="bridge-closes"), replace(STORIES[0], slug="bridge-opens")
    for story in (slip, mended):
        listed = rss("A feed", index.publish(story))
        url = index.server.url(story.path)
        known = f'<guid isPermaLink="false">{guid or story.slug}</guid>'
        index.server.put("/feed", listed.replace(f'<guid isPermaLink="true">{url}</guid>', known), RSS)
        source = Feed(feed=index.server.url("/feed"))
        await index.refresh(source)
    kinds = sorted(type(item).__name__ for item in index.items(source))
    assert kinds == (["ParsedArticle", "Retraction"] if guid else ["ParsedArticle", "ParsedArticle"])


async def test_an_entry_that_moves_to_and_fro_is_where_it_is_now(index: Index) -> None:
    """Some outlets try two headlines, and their addresses, by turns."""
    first, second = replace(STORIES[0], slug="bridge-closes"), replace(STORIES[0], slug="bridge-opens")
    source = Feed(feed=index.server.url("/feed"))
    for story in (first, second, first, second):
        url = index.server.url(story.path)
        known = '<guid isPermaLink="false">story 1</guid>'
        listed = rss("A feed", index.publish(story))
        index.server.put("/feed", listed.replace(f'<guid isPermaLink="true">{url}</guid>', known), RSS)
        await index.refresh(source)
        [item] = [item for item in index.items(source) if isinstance(item, ParsedArticle)]
        assert item.article.url == url


async def test_a_feed_of_another_site_takes_nothing_back(index: Index) -> None:
    own = index.feed(STORIES[0])
    await index.refresh(own)
    url = index.server.url(STORIES[0].path)
    guid = '<guid isPermaLink="false">g1</guid>'
    for link in (url, index.server.url("/elsewhere", host="localhost")):
        feed = rss("Aggregator", [(link, STORIES[0])]).replace(
            f'<guid isPermaLink="true">{link}</guid>', guid
        )
        index.server.put("/agg", feed, RSS)
        other = Feed(feed=index.server.url("/agg", host="localhost"))
        await index.refresh(other)
    assert len(index.found(own)) == 1


async def test_entries_that_a_feed_counts_are_other_articles(index: Index) -> None:
    stories = [replace(story, published="2024-05-03T00:00:00+00:00") for story in STORIES[:4]]
    for shown in (stories[:2], stories[2:]):
        feed = rss("Counting", index.publish(*shown))
        for number, story in enumerate(shown):
            url = index.server.url(story.path)
            feed = feed.replace(
                f'<guid isPermaLink="true">{url}</guid>', f'<guid isPermaLink="false">{number}</guid>'
            )
        index.server.put("/feed", feed, RSS)
        source = Feed(feed=index.server.url("/feed"))
        await index.refresh(source)
    assert len(index.found(source)) == 4


async def test_a_notice_in_place_of_all_pages_corrects_none(index: Index) -> None:
    notice = (
        "We look after our machines tonight. "
        + "Everything will be here again in the morning, as it was. " * 12
    )
    page = f"<title>Back soon</title><body><article><h1>Back soon</h1><p>{notice}</p></article>"
    articles, _ = await taken_away(index, lambda path: index.server.put(path, page))
    assert set(articles) == {STORIES[0].title}


async def test_a_correction_that_tells_of_a_removal_is_one(index: Index) -> None:
    told = replace(STORIES[0], paragraphs=(STORIES[0].paragraphs[0], "The video was deleted on Tuesday."))
    index.publish(told)
    source = Pages(pages=(index.server.url(told.path),))
    await index.refresh(source)
    assert "was deleted" in index.found(source)[told.title].article.text
