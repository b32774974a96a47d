"""Fetching and building can be killed at any instant: nothing that was fetched or indexed is lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from index.cache import PageCache
from index.generation import open_live
from index.verify import check_generation
from tests.conftest import ROOT
from tests.index.test_every_source import environment
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import WebServer, web_server_in_thread
from tests.web.stories import Story, load_stories

KILLS = 50
STORIES = [story for story in load_stories() if story.language == "en"]

# A process that has imported everything forks one that indexes, as often as it is told to.
RUNNER = """
import os, sys
from pathlib import Path
from config.settings import Settings
from index.run import Indexer
from index.sources import load_sources
import index.readers.web, index.readers.feed
file, data = map(Path, sys.argv[1:])
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        sys.stdin.close()
        with Indexer(Settings(), data) as indexer:
            sources = load_sources(file)
            indexer.fetch(sources)
            indexer.build(sources)
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def publish(server: WebServer, turn: int) -> list[Story]:
    """Put the stories of a turn on the server; one more with each, and one that is corrected."""
    stories = STORIES[: 2 + turn % (len(STORIES) - 2)]
    corrected = stories[turn % len(stories)]
    stories = [
        replace(story, paragraphs=(*story.paragraphs, f"This is the state of hour {turn}."))
        if story is corrected
        else story
        for story in stories
    ]
    for story in stories:
        server.put(story.path, news_page(story, server.url(story.path), "The Example Times"))
    server.put("/feed", rss("Example feed", [(server.url(story.path), story) for story in stories]), RSS)
    return stories


def test_killed_at_fifty_random_instants_of_fetch_and_build(data: Path, tmp_path: Path) -> None:
    instants = random.Random(20261123)
    file = tmp_path / "sources.toml"
    with web_server_in_thread() as server:
        file.write_text(f'[[source]]\nfeed = "{server.url("/feed")}"\nevery_minutes = 0.00001\n')
        publish(server, 0)
        runner = subprocess.Popen(
            [sys.executable, "-c", RUNNER, file, data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
        assert runner.stdin and runner.stdout

        def run(seconds: float | None) -> bool:
            """Index once, killed after so many seconds; was it?"""
            assert runner.stdin and runner.stdout
            print(file=runner.stdin, flush=True)
            child = int(runner.stdout.readline())
            if seconds is not None:
                time.sleep(seconds)
                with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
                    os.kill(child, signal.SIGKILL)
            return os.WIFSIGNALED(int(runner.stdout.readline()))

        assert not run(None)
        fetched: set[str] = set()
        killed = 0
        for turn in range(1, KILLS + 1):
            publish(server, turn)
            killed += run(instants.uniform(0.0, 1.2))
            with PageCache(data) as cache:
                pages = set(cache.pages_of(server.url("/feed")))
            assert fetched <= pages, f"what was fetched before kill {turn} is still there"
            fetched = pages
            with open_live(data) as generation:
                assert list(check_generation(generation)) == [], f"after kill {turn}"
        last = publish(server, KILLS + 1)
        assert not run(None)
        runner.stdin.close()
        runner.stdout.close()
        assert runner.wait() == 0
        assert killed > KILLS // 2, "the kills must fall into runs"
        with PageCache(data) as cache:
            last_pages = [cache.page(url) for url in cache.pages_of(server.url("/feed"))]
        kept = {page.details.title: page.text for page in last_pages if page}
        with open_live(data) as generation:
            store = generation.store
            indexed = {article.title: article.text for article in store.articles(store.numbers()).values()}
        assert indexed == kept
        assert {story.title for story in last} <= set(indexed)
        assert len(last_pages) == len(fetched | {server.url(story.path) for story in last})
