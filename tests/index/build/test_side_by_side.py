"""Reading on several cores gives what reading on one does, in the same order, whatever fails in between."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from config.settings import FetchSettings, IndexSettings
from index.build.build import build
from index.build.errors import BuildError
from index.build.report import BuildReport
from index.build.side_by_side import side_by_side
from index.parsers import Skipped
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import live_folder, open_live
from index.sources.local import read_files
from index.sources.source_list import Files
from tests.index.sample_articles import article, found
from tests.web.pages import news_page
from tests.web.stories import load_stories

TABLES = {
    "article": "SELECT * FROM article ORDER BY number",
    "passage": "SELECT * FROM passage ORDER BY id",
    "copy": "SELECT * FROM copy ORDER BY one, other",
}


class _Heard(Progress):
    def __init__(self) -> None:
        self.places: list[str] = []

    def read(self, where: str) -> None:
        self.places.append(where)


def _write_mixture(folder: Path) -> None:
    """Write pages, records, copies and what can't be used, of very different lengths."""
    folder.mkdir()
    stories = load_stories()
    for story in stories:
        page = news_page(story, f"https://news.example{story.path}", "The Example Times")
        (folder / f"{story.slug}.html").write_text(page)
    records = [{"url": item.url, "title": item.title, "text": item.text} for item in map(article, range(20))]
    records[7]["text"] = "\n\n".join(str(record["text"]) for record in records) * 2
    records[9] |= {"text": None}
    records.append(records[3] | {"url": "https://example.org/elsewhere"})
    records.append({**records[4]})
    lines = [*map(json.dumps, records), "{ no JSON"]
    (folder / "records.jsonl").write_text("\n".join(lines))
    (folder / "empty.txt").write_text("")


def _build(folder: Path, data: Path, threads: int) -> tuple[BuildReport, list[str], dict[str, list[object]]]:
    """Index a folder; returns the report, the places in the order heard, and what is stored."""
    settings, heard = IndexSettings(threads=threads), _Heard()
    with Sandbox(FetchSettings()) as sandbox:
        items = read_files(Files(path=folder), settings.max_article_bytes, sandbox)
        report = build(items, data, settings, progress=heard, sandbox=sandbox)
    with open_live(data) as snapshot, sqlite3.connect(snapshot.folder / "articles.sqlite") as db:
        stored = {name: db.execute(query).fetchall() for name, query in TABLES.items()}
        ids = np.array([row[0] for row in stored["passage"]], dtype=np.int64)
        stored["vectors"] = [snapshot.vectors.vectors_of(ids).tobytes()]
    return report, heard.places, stored


def test_one_and_many_store_the_same(tmp_path: Path) -> None:
    _write_mixture(tmp_path / "mixture")
    one = _build(tmp_path / "mixture", tmp_path / "one", 1)
    many = _build(tmp_path / "mixture", tmp_path / "many", 3)
    assert one[0].new > 30 and len(one[0].skipped) >= 3
    assert many[0].skipped == one[0].skipped
    assert many[1] == one[1] and len(one[1]) == one[0].new + len(one[0].skipped)
    assert many[2] == one[2]


def test_results_come_in_order_and_few_items_are_taken_on() -> None:
    taken, may_end = [], threading.Event()

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    def work(number: int) -> int:
        if number == 0:
            may_end.wait(60)
        return number * 2

    results = side_by_side(work, items(), lambda _: 1, 2)
    release = threading.Timer(0.5, may_end.set)
    release.start()
    assert next(results) == 0
    assert len(taken) < 20, "while the first is worked on, only a few wait"
    assert list(results) == [number * 2 for number in range(1, 100)]


def test_large_items_arent_held_together() -> None:
    held, most, lock = 0, 0, threading.Lock()

    def items() -> Iterator[int]:
        nonlocal held, most
        for number in range(12):
            with lock:
                held += 1
                most = max(most, held)
            yield number

    results = side_by_side(lambda number: number, items(), lambda _: 15_000_000, 4)
    for _ in results:
        with lock:
            held -= 1
    assert most <= 2


def test_after_an_error_nothing_further_is_begun() -> None:
    begun = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 5:
            raise ValueError("the sixth")
        return number

    with pytest.raises(ValueError, match="sixth"):
        list(side_by_side(work, range(1000), lambda _: 1, 2))
    assert len(begun) < 50


def test_a_text_that_takes_too_long_is_skipped_alone(tmp_path: Path) -> None:
    endless = article(2, " He said so. She said no." * 500_000)
    with Sandbox(FetchSettings(parse_seconds=8.0)) as sandbox:
        items = found(article(0), endless, article(1))
        report = build(items, tmp_path / "data", IndexSettings(), sandbox=sandbox)
    assert report.new == 2
    assert report.skipped == [Skipped("test:2", "it takes longer than 8 s to parse")]


def test_where_no_process_can_be_started_nothing_is_lost(data: Path) -> None:
    before = live_folder(data).name
    closed = Sandbox(FetchSettings())
    closed.close()
    with pytest.raises(BuildError, match="Articles can't be read"):
        build(found(article(0)), data, IndexSettings(), sandbox=closed)
    assert live_folder(data).name == before
