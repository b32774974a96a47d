"""Watching the sources: what is new is answered soon, and nothing is missed meanwhile."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from config.errors import ClippingsError
from config.settings import AnswerSettings, FetchSettings, Settings
from index.build import watch
from index.build.build import BuildOptions
from index.build.indexer import Indexer
from index.build.report import BuildReport
from index.build.watch import Watch
from index.progress import Progress
from index.snapshot.snapshot import live_folder
from index.sources.edit import pause_in_list
from index.sources.overview import overview
from index.sources.page_cache import CachedPage, PageCache
from index.sources.source_list import load_sources
from retrieval.answer import Answer, Question
from retrieval.live import LiveAnswerer
from tests.index.build.test_faults import CACHE_ERRORS, CALLS, Failing, FailingDatabase, failing_cache
from tests.web.answers import silent, status
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import WebServer, eventually, web_server
from tests.web.stories import Story, load_stories

STORIES = load_stories()
BRIDGE, LUNCHES = STORIES[:2]
FETCH = FetchSettings(delay_seconds=0, timeout_seconds=5, allowed_hosts=("127.0.0.1", "localhost"))
# From a fresh article to an answer; the issue of it all.
FRESH_SECONDS = 60.0


class Watched:
    """A feed that is watched, and what the watch said."""

    def __init__(self, server: WebServer, data: Path, file: Path) -> None:
        self.server, self.data, self.file = server, data, file
        self.reports: list[BuildReport] = []
        self.failures: list[str] = []
        self.heard = asyncio.Event()

    def list_feed(self, *stories: Story) -> None:
        """Let the feed name these stories."""
        for story in stories:
            self.server.put(story.path, news_page(story, self.server.url(story.path), "The Example Times"))
        listed = [(self.server.url(story.path), story) for story in stories]
        self.server.put("/feed", rss("The Example Times", listed), RSS)

    async def hear(self) -> None:
        """Wait until it says something more."""
        self.heard.clear()
        async with asyncio.timeout(FRESH_SECONDS):
            await self.heard.wait()

    async def look_again(self) -> None:
        """Wait until it has looked at the feed three more times."""
        asked = len(self.server.asked_for("/feed"))
        await eventually(lambda: len(self.server.asked_for("/feed")) >= asked + 3, FRESH_SECONDS)

    def start(self, fetch: FetchSettings = FETCH) -> asyncio.Task[None]:
        """Begin to watch."""

        def built(report: BuildReport) -> None:
            self.reports.append(report)
            self.heard.set()

        def failed(problem: str) -> None:
            self.failures.append(problem)
            self.heard.set()

        settings = Settings(fetch=fetch)
        watching = Watch(self.file, settings, self.data, built=built, failed=failed, progress=Progress())
        return asyncio.create_task(watching.run())


@pytest.fixture
async def watched(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    monkeypatch.setattr(watch, "_LOOK_SECONDS", 0.2)
    monkeypatch.setattr(watch, "_OFF_SECONDS", 1.0)
    async with web_server() as server:
        file = tmp_path / "sources.toml"
        file.write_text(f'[[source]]\nfeed = "{server.url("/feed")}"\nevery_minutes = 0.001\n')
        yield Watched(server, data, file)


async def end(watching: asyncio.Task[None]) -> None:
    """Press Ctrl-C."""
    os.kill(os.getpid(), signal.SIGINT)
    async with asyncio.timeout(10):
        await watching


async def test_a_paused_source_is_not_looked_at_and_keeps_its_articles(watched: Watched) -> None:
    """Paused while it is watched, it rests at once; what it has stays, also where all is built anew."""
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    assert [report.new for report in watched.reports] == [1]
    pause_in_list(watched.file, watched.server.url("/feed"), paused=True)
    await watched.hear()
    asked = len(watched.server.asked_for("/feed"))
    watched.list_feed(LUNCHES)
    with Indexer(Settings(fetch=FETCH), watched.data) as indexer:
        sources = load_sources(watched.file)
        await asyncio.to_thread(indexer.fetch, sources)
        report = await asyncio.to_thread(indexer.build, sources, BuildOptions(full=True))
    assert report.gone == 0
    assert len(watched.server.asked_for("/feed")) == asked
    (state,) = overview(sources, watched.data)
    assert state.paused and state.articles == 1
    pause_in_list(watched.file, watched.server.url("/feed"), paused=False)
    await eventually(lambda: len(watched.server.asked_for("/feed")) > asked, FRESH_SECONDS)
    await end(watching)


async def test_a_fresh_article_is_quoted_and_no_question_is_missed(watched: Watched) -> None:
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    live = LiveAnswerer(watched.data, AnswerSettings())
    swaps = 0

    async def ask(text: str) -> Answer | None:
        nonlocal swaps
        swaps += await asyncio.to_thread(live.refresh)
        result = await asyncio.to_thread(live.answer, Question(text))
        return result if isinstance(result, Answer) else None

    old, fresh = "How much did the repairs of the harbour bridge cost?", "How many children get free lunches?"
    assert await ask(old)
    assert not await ask(fresh)
    watched.list_feed(BRIDGE, LUNCHES)
    async with asyncio.timeout(FRESH_SECONDS):
        while not (answer := await ask(fresh)):
            assert await ask(old), "the index answers all the while"
    assert answer.quotes[0].article.title == LUNCHES.title and swaps == 1
    live.close()
    await end(watching)
    assert [(report.new, report.unchanged) for report in watched.reports] == [(1, 0), (1, 1)]
    assert watched.failures == []


async def test_with_nothing_new_nothing_is_built(watched: Watched) -> None:
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    await watched.look_again()
    await end(watching)
    assert len(watched.reports) == 1


async def test_a_source_that_is_added_or_removed_is_taken_over(watched: Watched, tmp_path: Path) -> None:
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    feed = watched.file.read_text()
    note = tmp_path / "notes" / "a.txt"
    note.parent.mkdir()
    note.write_text("\n\n".join([LUNCHES.title, *LUNCHES.paragraphs]))
    watched.file.write_text(f'{feed}[[source]]\npath = "notes"\nevery_minutes = 0.001\n')
    await watched.hear()
    note.write_text("\n\n".join([LUNCHES.title, *LUNCHES.paragraphs, "Parents welcomed it with a cake."]))
    await watched.hear()
    watched.file.write_text(feed)
    await watched.hear()
    assert watched.failures == [f"{note.parent} is not in the list of sources any more; its articles leave."]
    await eventually(lambda: len(watched.reports) == 4, FRESH_SECONDS)
    await end(watching)
    counts = [(report.new, report.changed, report.gone) for report in watched.reports]
    assert counts[1:] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


async def test_a_list_of_which_half_is_saved_drops_nothing(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_OFF_SECONDS", 3600.0)
    watched.list_feed(BRIDGE)
    note = tmp_path / "a.txt"
    note.write_text("\n\n".join([LUNCHES.title, *LUNCHES.paragraphs]))
    half = f'[[source]]\npath = "{note.name}"\nevery_minutes = 0.001\n'
    whole = f"{half}{watched.file.read_text()}"
    watched.file.write_text(whole)
    watching = watched.start()
    await eventually(lambda: sum(report.new for report in watched.reports) == 2, FRESH_SECONDS)
    watched.file.write_text(half)
    note.write_text("\n\n".join([LUNCHES.title, *LUNCHES.paragraphs, "Parents welcomed it with a cake."]))
    await eventually(lambda: watched.reports[-1].changed == 1, FRESH_SECONDS)
    watched.file.write_text(whole)
    await watched.look_again()
    await end(watching)
    since = [report.gone for report in watched.reports if report.changed or not report.new]
    assert since == [0] * len(since) and watched.failures == []


async def test_a_list_that_is_wrong_is_told_once_and_the_old_one_holds(watched: Watched) -> None:
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    name = live_folder(watched.data).name
    watched.file.write_text("[[source]")
    await watched.hear()
    await watched.look_again()
    assert len(watched.failures) == 1 and "a bracket isn't closed" in watched.failures[0]
    assert live_folder(watched.data).name == name
    await end(watching)


async def test_files_are_looked_at_though_the_clock_is_put_back(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.txt").write_text("Bridge opens\n\nThe bridge at Ardmoor is open for walkers now.\n")
    watched.file.write_text(f'[[source]]\npath = "{folder}"\nevery_minutes = 0.001\n')
    watching = watched.start()
    await watched.hear()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 86_400)
    (folder / "two.txt").write_text("Mill closes\n\nThe mill at Ardmoor has closed after a century.\n")
    await watched.hear()
    assert [report.new for report in watched.reports] == [1, 1] and watched.failures == []
    await end(watching)


async def test_two_watches_of_one_index_are_refused(watched: Watched) -> None:
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    with pytest.raises(ClippingsError, match="Another"):
        await watched.start()
    await end(watching)


async def test_an_outlet_that_hangs_holds_nobody_up(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_BUILD_SECONDS", 1.0)
    is_done = asyncio.Event()
    order = []

    async def hang(request: web.Request) -> web.Response:
        await is_done.wait()
        order.append(request.path)
        return web.Response(status=410)

    paths = ["/hanging", "/hanging-too"]
    for path in paths:
        watched.server.fault(path, hang)
    watched.list_feed(BRIDGE)
    feeds = "".join(f'[[source]]\nfeed = "{watched.server.url(path, "localhost")}"\n' for path in paths)
    watched.file.write_text(feeds + watched.file.read_text())
    watching = watched.start(FETCH.model_copy(update={"timeout_seconds": 2 * FRESH_SECONDS}))
    while sum(report.new for report in watched.reports) == 0:
        await watched.hear()
    order.append("a fresh article is live")
    is_done.set()
    while len(watched.failures) < len(paths):
        await watched.hear()
    assert order[0] == "a fresh article is live" and {*order[1:]} == {*paths}
    await end(watching)


async def test_that_nothing_is_there_yet_is_no_trouble_while_an_outlet_is_asked(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_BUILD_SECONDS", 0.0)
    monkeypatch.setattr(watch, "_LOOK_SECONDS", 0.05)
    watched.server.fault("/feed", silent())
    watching = watched.start()
    await eventually(lambda: bool(watched.server.asked_for("/feed")), FRESH_SECONDS)
    await watched.hear()
    assert "can't be read" in watched.failures[0], "and before that nothing was said"
    await end(watching)


async def test_an_outlet_that_fails_and_is_back_is_told_once_each(watched: Watched) -> None:
    watched.list_feed(BRIDGE)
    watching = watched.start()
    await watched.hear()
    watched.server.fault("/feed", status(500))
    await watched.hear()
    await watched.look_again()
    assert len(watched.failures) == 1
    assert "500" in watched.failures[0] and "its articles stay" in watched.failures[0]
    watched.server.mend("/feed")
    watched.list_feed(BRIDGE, LUNCHES)
    while len(watched.failures) == 1:
        await watched.hear()
    assert "can be read again" in watched.failures[1]
    await end(watching)


async def test_an_outlet_that_fails_from_the_start_is_told_once(watched: Watched, tmp_path: Path) -> None:
    watched.server.fault("/feed", status(500))
    note = tmp_path / "notes" / "a.txt"
    note.parent.mkdir()
    note.write_text("\n\n".join([LUNCHES.title, *LUNCHES.paragraphs]))
    watched.file.write_text(f'{watched.file.read_text()}[[source]]\npath = "notes"\n')
    watching = watched.start()
    while not watched.reports:
        await watched.hear()
    await watched.look_again()
    skipped = [item.where for report in watched.reports for item in report.skipped]
    assert len(watched.failures) == 1 and watched.server.url("/feed") in watched.failures[0]
    assert watched.server.url("/feed") not in skipped
    await end(watching)


async def test_whatever_a_library_raises_the_watch_lives_on(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.list_feed(BRIDGE)
    real, failing = Indexer.build, [ValueError("the disk is odd"), OSError(28, "No space left on device")]

    def build(*arguments: Any, **named: Any) -> BuildReport:
        if failing:
            raise failing.pop(0)
        return real(*arguments, **named)

    monkeypatch.setattr(Indexer, "build", build)
    watching = watched.start()
    while not watched.reports:
        await watched.hear()
    assert [("disk is odd" in said, "No space" in said) for said in watched.failures] == [
        (True, False),
        (False, True),
    ]
    assert all("stays" in said and "\n" not in said for said in watched.failures)
    await end(watching)


async def test_a_full_disk_while_fetching_is_told_and_the_watch_lives_on(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.list_feed(BRIDGE)
    real, failing = PageCache.keep_page, [ClippingsError("There is no space left for it.")]

    def keep_page(cache: PageCache, page: CachedPage) -> None:
        if failing:
            raise failing.pop()
        real(cache, page)

    monkeypatch.setattr(PageCache, "keep_page", keep_page)
    watching = watched.start()
    while not watched.reports:
        await watched.hear()
    assert watched.failures[0] == "There is no space left for it."
    assert watched.reports[0].new == 1
    await end(watching)


async def test_whatever_call_fails_the_watch_says_so_lives_on_and_builds(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_LOOK_SECONDS", 0.05)
    watched.list_feed(BRIDGE)
    with failing_cache():
        watching = watched.start()
        await watched.hear()
        faults = 0
        for turn, (place, name, error) in enumerate(CALLS):
            failing = Failing(getattr(place, name), error, 0)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(place, name, failing)
                await correct(watched, turn)
            faults += failing.calls > 0
        for at in range(0, 40, 4):
            FailingDatabase.error = CACHE_ERRORS[at % len(CACHE_ERRORS)]
            FailingDatabase.left = at
            await correct(watched, 100 + at)
            faults += FailingDatabase.left < 0
            FailingDatabase.left = -1
        await end(watching)
    assert faults > 15
    assert len(watched.failures) > 10, "most of it is told; where a file can't be linked it is copied"
    for said in watched.failures:
        assert "\n" not in said and said.endswith(".") and "Traceback" not in said, said


async def correct(watched: Watched, turn: int) -> None:
    """Let the outlet correct its article, and wait until that is live, whatever fails meanwhile."""
    told = f"This is the state of hour {turn}."
    watched.list_feed(replace(BRIDGE, paragraphs=(*BRIDGE.paragraphs, told)))
    built = len(watched.reports)
    async with asyncio.timeout(FRESH_SECONDS):
        while sum(report.changed for report in watched.reports[built:]) == 0:
            await watched.hear()
