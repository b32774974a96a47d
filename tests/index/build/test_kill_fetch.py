"""Fetching and building can be killed at any instant: nothing that was fetched or indexed is lost."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from index.snapshot.snapshot import open_live
from index.snapshot.verify import check_snapshot
from index.sources.page_cache import PageCache
from tests.command import environment
from tests.index.kill import workers
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import WebServer, web_server_in_thread
from tests.web.stories import Story, load_stories

KILLS = 50
STORIES = [story for story in load_stories() if story.language == "en"]

INDEXING = """
from pathlib import Path
from config.settings import Settings
from index.build.indexer import Indexer
from index.sources.source_list import load_sources
def work(what, file, data):
    with Indexer(Settings(), Path(data)) as indexer:
        sources = load_sources(Path(file))
        indexer.fetch(sources)
        indexer.build(sources)
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
    with web_server_in_thread() as server, workers(INDEXING, file, data, env=environment()) as indexing:
        file.write_text(f'[[source]]\nfeed = "{server.url("/feed")}"\nevery_minutes = 0.00001\n')
        publish(server, 0)
        indexing.work("all")
        fetched: set[str] = set()
        killed = 0
        for turn in range(1, KILLS + 1):
            publish(server, turn)
            killed += indexing.work("all", instants.uniform(0.0, 1.2))
            with PageCache(data) as cache:
                pages = set(cache.pages_of(server.url("/feed")))
            assert fetched <= pages, f"what was fetched before kill {turn} is still there"
            fetched = pages
            with open_live(data) as snapshot:
                assert list(check_snapshot(snapshot)) == [], f"after kill {turn}"
        assert killed > KILLS // 2, "the kills must fall into runs"
        last = publish(server, KILLS + 1)
        indexing.work("all")
        with PageCache(data) as cache:
            kept = {url: cache.page(url) for url in cache.pages_of(server.url("/feed"))}
        assert set(kept) >= fetched | {server.url(story.path) for story in last}
        with open_live(data) as snapshot:
            store = snapshot.store
            indexed = {article.url: article.text for article in store.articles(store.numbers()).values()}
        assert indexed == {url: page.text for url, page in kept.items() if page}
