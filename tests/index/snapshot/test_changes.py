"""A store in two files is read as one, by the indexes of both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.build import writer as module
from index.build.writer import Origin, StoreWriter
from index.snapshot.changes import CHANGES, STORE, read_store
from index.snapshot.history import ChangeKind
from index.snapshot.store import StoreReader
from index.text.passages import split_passages
from tests.index.sample_articles import article

NOWHERE = Origin("a", "")
FIVE = [article(number) for number in range(5)]


def add(writer: StoreWriter, *numbers: int) -> None:
    for number in numbers:
        one = article(number)
        writer.add(one, NOWHERE, split_passages(one.text, 30))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with a store of five articles in one file."""
    folder = tmp_path / "base"
    folder.mkdir()
    writer = StoreWriter(folder)
    add(writer, *range(5))
    writer.finish()
    return folder


@pytest.fixture
def changed(base: Path, tmp_path: Path) -> Path:
    """A store that was built on it: one dropped, one corrected, one moved, one added."""
    folder = tmp_path / "changed"
    folder.mkdir()
    writer = StoreWriter(folder, base)
    writer.drop(FIVE[4].id, ChangeKind.DROPPED)
    corrected = article(2, " It rained.")
    writer.replace(corrected, NOWHERE, split_passages(corrected.text, 30))
    writer.set_origin(FIVE[1].id, Origin("b", "print"))
    add(writer, 5)
    writer.choose_canonical()
    writer.finish()
    assert not writer.is_whole
    return folder


@pytest.fixture
def store(changed: Path) -> Iterator[StoreReader]:
    with StoreReader(changed / STORE) as opened:
        yield opened


def test_both_files_are_read_as_one(store: StoreReader, base: Path, changed: Path) -> None:
    assert (changed / STORE).samefile(base / STORE)
    texts = {one.id: one.text for one in store.articles(store.numbers()).values()}
    assert texts == {article(n).id: article(n, " It rained." * (n == 2)).text for n in (0, 1, 2, 3, 5)}
    assert store.counts() == (5, len(store.passage_ids()))
    assert store.number_of(FIVE[4].id) is None
    assert store.is_sound() and store.damaged() == set()


def test_what_only_moved_keeps_its_number_and_its_passages(store: StoreReader, base: Path) -> None:
    number = store.number_of(FIVE[1].id)
    assert number is not None and store.source_of(number) == "b"
    assert store.known()[FIVE[1].id].fingerprint == "print"
    with StoreReader(base / STORE) as before:
        assert before.number_of(FIVE[1].id) == number
        assert before.passages_of(number) == store.passages_of(number)


def test_no_number_is_given_again(store: StoreReader, base: Path) -> None:
    with StoreReader(base / STORE) as before:
        new = set(store.passage_ids().tolist()) - set(before.passage_ids().tolist())
        assert min(new) > max(before.passage_ids().tolist())
        assert {store.number_of(article(n).id) for n in (2, 5)} == {6, 7}


LOOK_UPS: dict[str, Callable[[StoreReader], object]] = {
    "articles": lambda store: store.articles([1, 7]),
    "vouched_articles": lambda store: store.vouched_articles([1, 7]),
    "passages": lambda store: store.passages([1, 2, 20]),
    "passages_of": lambda store: store.passages_of(7),
    "texts_of": lambda store: store.texts_of([1, 2, 20]),
    "source_of": lambda store: store.source_of(7),
    "number_of": lambda store: store.number_of(FIVE[0].id),
    "added_since": lambda store: store.added_since(datetime(2020, 1, 1, tzinfo=UTC)),
    "history_of": lambda store: store.history_of(FIVE[0].id),
}


@pytest.mark.parametrize("name", LOOK_UPS)
def test_what_is_looked_up_is_found_by_indexes_in_both_files(store: StoreReader, name: str) -> None:
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    LOOK_UPS[name](store)
    store._db.set_trace_callback(None)
    plans = [row[3] for query in asked for row in store._db.execute(f"EXPLAIN QUERY PLAN {query}")]
    for schema in ("main", "base"):
        assert any(step.startswith(f"SEARCH {schema}.") for step in plans), plans
        assert not any(step.startswith(f"SCAN {schema}.") for step in plans), plans


def test_counting_reads_no_text(store: StoreReader) -> None:
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    store.counts()
    store._db.set_trace_callback(None)
    plans = [row[3] for query in asked for row in store._db.execute(f"EXPLAIN QUERY PLAN {query}")]
    scans = [step for step in plans if step.startswith(("SCAN main.", "SCAN base."))]
    assert len(scans) == 4 and all("COVERING INDEX" in step for step in scans)


@pytest.mark.parametrize("much", [0, 1])
def test_what_changed_is_written_into_one_file_when_it_is_much(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    monkeypatch.setattr(module, "_FEW_PAGES", 0)
    monkeypatch.setattr(module, "_MUCH", much)
    folder = tmp_path / "next"
    folder.mkdir()
    writer = StoreWriter(folder, changed)
    add(writer, 6)
    writer.drop(FIVE[0].id, ChangeKind.RETRACTED)
    writer.choose_canonical()
    writer.finish()
    assert writer.is_whole
    assert not (folder / CHANGES).exists() and not (folder / STORE).samefile(changed / STORE)
    with closing(sqlite3.connect(folder / STORE)) as db:
        ids = {row[0] for row in db.execute("SELECT id FROM article")}
        assert ids == {article(n).id for n in (1, 2, 3, 5, 6)}
        assert {row[0] for row in db.execute("SELECT DISTINCT article FROM band")} == {2, 4, 6, 7, 8}
        assert db.execute("SELECT count(*) FROM change").fetchone() == (3,)
    assert b"crowns, the mayor said" in (folder / STORE).read_bytes()
    assert f"opens bridge {4}".encode() not in _without_changes(folder / STORE)


def _without_changes(path: Path) -> bytes:
    """The file without what became of articles, where what is gone is named."""
    with closing(read_store(path)) as db:
        rows = [*db.execute("SELECT * FROM article"), *db.execute("SELECT * FROM passage")]
    return repr(rows).encode()


def test_articles_are_listed_in_their_order(changed: Path) -> None:
    """Selections by date look them up so."""
    with StoreReader(changed / STORE) as store:
        numbers = [number for number, *_ in store.article_days()]
        assert numbers == sorted(numbers) == store.numbers()
        ids = store.passage_ids().tolist()
        assert ids == sorted(ids)
