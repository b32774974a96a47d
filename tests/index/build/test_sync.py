"""What is indexed just as it is isn't read again; anything else is."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.records.status import describe
from config.settings import IndexSettings
from index.build.build import BuildOptions, build
from index.build.report import BuildReport
from index.parsers import Item, KeepSource, LazyItem, ParsedArticle, Skipped
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import open_live
from index.snapshot.store import STORE
from index.snapshot.verify import check_snapshot
from index.sources.collect import collect
from index.sources.page_cache import PageCache
from index.sources.source_list import Files

SETTINGS = IndexSettings()
BODY = "The council of Ardmoor opened a new bridge on Monday after three years of work, the mayor said."
OTHER = "The ferry to Belcliff sails no more, as its owner has sold it to the harbour board of Carrow."

Index = Callable[..., tuple[BuildReport, list[str]]]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY)
    (folder / "b.txt").write_text(OTHER)
    return folder


@pytest.fixture
def index(tmp_path: Path, sandbox: Sandbox) -> Iterator[Index]:
    """Index a path; returns the report and the names of what was read for it."""
    cache = PageCache(tmp_path)

    def run(path: Path, *, full: bool = False, **options: Any) -> tuple[BuildReport, list[str]]:
        settings = SETTINGS.model_copy(update={"languages": options.pop("languages", ())})
        read: list[str] = []
        items = collect([Files(path=path, **options)], cache, settings, sandbox)
        report = build(
            (watched(item, read) for item in items), tmp_path / "data", settings, BuildOptions(full=full)
        )
        return report, [Path(where).name for where in read]

    yield run
    cache.close()


def watched(item: Item, read: list[str]) -> Item:
    """An item that notes when it is read."""

    def make(unread: LazyItem) -> ParsedArticle | Skipped:
        read.append(unread.where)
        return unread.make()

    return replace(item, make=partial(make, item)) if isinstance(item, LazyItem) else item


def test_what_is_indexed_is_not_read_again(news: Path, index: Index) -> None:
    assert index(news)[1] == ["a.txt", "b.txt"]
    report, read = index(news)
    assert (report.unchanged, report.is_new, read) == (2, False, [])


def damage(data: Path, article: str) -> None:
    """Change a byte of an article as a failing disk would."""
    with open_live(data) as live, closing(sqlite3.connect(live.folder / STORE)) as db, db:
        db.execute("UPDATE article SET text = replace(text, 'three', 'seven') WHERE text LIKE ?", (article,))


def test_a_damaged_article_is_read_again_and_nobody_is_told_of_a_correction(
    news: Path, index: Index, tmp_path: Path
) -> None:
    index(news)
    damage(tmp_path / "data", "%Ardmoor%")
    with open_live(tmp_path / "data") as live:
        [damaged] = live.store.damaged()
        assert describe(live).damaged == [damaged]
    report, read = index(news)
    assert (report.mended, report.unchanged, report.changed, read) == (1, 1, 0, ["a.txt"])
    with open_live(tmp_path / "data") as live:
        assert live.store.damaged() == set()
        assert live.store.history_of(damaged) == []
        texts = {live.store.articles([number])[number].text for number in live.store.numbers()}
        assert texts == {BODY, OTHER}
        assert list(check_snapshot(live)) == []
    assert index(news)[1] == []


def test_a_damaged_article_whose_source_is_down_is_named(news: Path, index: Index, tmp_path: Path) -> None:
    index(news)
    damage(tmp_path / "data", "%Ardmoor%")
    report = build(iter([KeepSource(str(news))]), tmp_path / "data", SETTINGS)
    assert (report.damaged, report.unchanged) == (1, 2)


def test_only_the_file_that_changed_is_read(news: Path, index: Index) -> None:
    index(news)
    (news / "b.txt").write_text(f"{OTHER} The price is not known.")
    report, read = index(news)
    assert (report.unchanged, report.changed, read) == (1, 1, ["b.txt"])
    assert index(news)[1] == []


def test_only_the_lines_that_changed_are_read_wherever_they_stand(tmp_path: Path, index: Index) -> None:
    lines = [
        json.dumps({"url": f"https://example.org/{n}", "text": f"{BODY} It is bridge {n}."}) for n in range(4)
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(lines))
    assert len(index(file)[1]) == 4
    lines[2] = lines[2].replace("bridge 2", "bridge two")
    file.write_text("\n".join(reversed(lines)) + "\n")
    report, read = index(file)
    assert (report.unchanged, report.changed, read) == (3, 1, ["news.jsonl:2"])


def test_what_stands_beside_an_article_counts(news: Path, index: Index) -> None:
    index(news)
    (news / "a.meta.toml").write_text('title = "A bridge at last"\n')
    report, read = index(news)
    assert (report.changed, read) == (1, ["a.txt"])


def test_what_the_source_says_of_its_articles_counts(news: Path, index: Index) -> None:
    index(news)
    report, read = index(news, outlet="Example Wire")
    assert (report.changed, read) == (2, ["a.txt", "b.txt"])


def test_packing_a_file_changes_nothing(news: Path, index: Index) -> None:
    index(news)
    (news / "a.txt.gz").write_bytes(gzip.compress((news / "a.txt").read_bytes()))
    (news / "a.txt").unlink()
    report, read = index(news)
    assert (report.unchanged, report.is_new, read) == (2, False, [])


def test_what_is_gone_leaves_though_nothing_is_read(news: Path, index: Index) -> None:
    index(news)
    (news / "b.txt").unlink()
    report, read = index(news)
    assert (report.unchanged, report.gone, read) == (1, 1, [])


def test_what_cant_be_used_is_told_each_time(news: Path, index: Index) -> None:
    (news / "c.txt").write_text("\n\n")
    first, again = index(news)[0], index(news)[0]
    assert [one.reason for one in first.skipped] == [one.reason for one in again.skipped]
    assert len(again.skipped) == 1


def test_all_is_read_when_all_is_built_anew(news: Path, index: Index) -> None:
    index(news)
    report, read = index(news, full=True)
    assert (report.new, read) == (2, ["a.txt", "b.txt"])


def test_another_source_takes_an_article_over(news: Path, index: Index, tmp_path: Path) -> None:
    index(news)
    report, _ = index(news / "a.txt")
    assert (report.unchanged, report.moved, report.gone) == (1, 1, 1)
    with open_live(tmp_path / "data") as snapshot:
        [known] = snapshot.store.known().values()
    assert known.source == str(news / "a.txt")
    assert not index(news / "a.txt")[0].is_new


def test_a_language_can_be_left_out_later(news: Path, index: Index) -> None:
    (news / "b.txt").write_text(
        "Der Rat der Stadt hat am Montag nach sieben Jahren Bauzeit eine neue Brücke eröffnet. Sie ist"
        " hundert Meter lang und hat zwanzig Millionen Kronen gekostet, sagte die Bürgermeisterin."
    )
    index(news)
    report, _ = index(news, languages=("en",))
    assert (report.unchanged, report.gone) == (1, 1)
