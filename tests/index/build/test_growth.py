"""An index that grew by many builds, whatever they brought, is the one that a single build makes."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from config.settings import IndexSettings
from index.article import Article, Published, article_id
from index.build import build as build_module
from index.build import publish, writer
from index.build.build import BuildOptions, build
from index.build.writer import StoreWriter
from index.disk import sha256
from index.models.encoder import load_encoder
from index.parsers import Item, ParsedArticle, Retraction
from index.snapshot.changes import CHANGES, STORE
from index.snapshot.snapshot import FORMAT, MANIFEST, VECTORS, Snapshot, live_folder, open_live
from index.snapshot.vectors import GONE_VECTORS, NEW_VECTORS
from index.snapshot.verify import check_snapshot
from index.text.tokens import stem
from tests.index.sample_articles import article, found

SETTINGS = IndexSettings(threads=1)
NUMBERS = range(14)
BUILDS = 7
# Above these, an article has the text of an earlier one.
STORIES = 9
WORDS = ("bridge", "Eastwick", "Carrow", "fourteen", "ferry", "mayor")


@pytest.fixture(autouse=True)
def one_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the model once."""
    load = cache(load_encoder)
    default = Path(build_module.__file__).parents[1] / "models" / "default"
    monkeypatch.setattr(build_module, "load_encoder", lambda _, threads: load(default, threads))


@pytest.fixture
def merge(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Say whether builds write all in one file, rather than what changed beside it."""

    def say(whole: bool) -> None:
        monkeypatch.setattr(writer, "_MUCH", 0 if whole else 1e9)

    monkeypatch.setattr(writer, "_FEW_PAGES", 0)
    return say


@dataclass
class World:
    """What the sources have, by number: the end of the text, and the source; and what is taken back now."""

    chance: random.Random
    articles: dict[int, tuple[str, str]] = field(default_factory=dict)
    retracted: set[int] = field(default_factory=set)

    def turn(self) -> None:
        """Let things happen."""
        self.retracted = set()
        for number in NUMBERS:
            happens = self.chance.choice(["add", "add", "correct", "drop", "retract", "move", *["stay"] * 6])
            if number not in self.articles:
                if happens == "add":
                    self.articles[number] = ("", "a")
                continue
            more, source = self.articles[number]
            match happens:
                case "correct":
                    self.articles[number] = (
                        f"{more} The ferry sails {self.chance.randrange(999)} times.",
                        source,
                    )
                case "move":
                    self.articles[number] = (more, self.chance.choice("abc"))
                case "drop":
                    del self.articles[number]
                case "retract":
                    del self.articles[number]
                    self.retracted.add(number)
        self.articles.setdefault(0, ("", "a"))

    def items(self) -> list[Item]:
        """What the sources give."""
        given: list[Item] = [
            ParsedArticle(f"{source}:{number}", made(number, more), source)
            for number, (more, source) in self.articles.items()
        ]
        return [*given, *(Retraction("there", made(number).id, "wrong") for number in self.retracted)]


def made(number: int, more: str = "") -> Article:
    if number < STORIES:
        # Of some the day isn't known.
        day = f"2025-03-{1 + 2 * number:02}" if number % 4 else "2025-03"
        return replace(article(number, more), published=Published(day))
    url = f"https://copy.example/{number}"
    return replace(made(number - STORIES, more), id=article_id(url), url=url, outlet="Copy Times")


def damage(data: Path, number: int) -> None:
    """Change a byte of an article, in the file where it counts."""
    live = live_folder(data)
    for name in (CHANGES, STORE):
        if (live / name).is_file():
            with closing(sqlite3.connect(live / name)) as db, db:
                change = "UPDATE article SET text = replace(text, 'mayor', 'major') WHERE id = ?"
                if db.execute(change, (made(number).id,)).rowcount:
                    return


def content(data: Path) -> dict[str, Any]:
    """All that can be read of what is live, without numbers."""
    with open_live(data) as live:
        assert list(check_snapshot(live)) == []
        store, ids = live.store, live.store.passage_ids()
        articles = store.articles(store.numbers())
        name = {number: one.id for number, one in articles.items()}
        places = {i: (name[one.article_number], one.start) for i, one in store.passages(ids.tolist()).items()}
        assert {number for number, *_ in store.passage_ranges().tolist()} == articles.keys()
        for number, first, last in store.passage_ranges().tolist():
            inside = [one.id for one in store.passages_of(number)]
            assert inside == [i for i in ids.tolist() if first <= i <= last]
        titles = store.search_titles(["bridge"], 99)
        return {
            "articles": sorted(articles.values(), key=lambda one: one.id),
            "counts": store.counts(),
            "days": sorted((name[number], *rest) for number, *rest in store.article_days()),
            "outlets": store.outlets(),
            "titles": sorted(titles),
            "sources": {one.id: store.source_of(number) for number, one in articles.items()},
            "known": store.known(),
            "sentences": {one.id: store.sentences_of(number) for number, one in articles.items()},
            "texts": sorted(store.texts_of(ids.tolist())),
            "copies": {name[number]: name[of] for number, of in store.copies().items()},
            "stories": {name[number]: name[first] for number, first in store.stories().items()},
            "words": words(live, places),
            "vectors": nearest(live, places),
            **history(live),
        }


def added(data: Path) -> list[tuple[str, str | None]]:
    """When each article was added, by its id."""
    with open_live(data) as live:
        return sorted(live.store.added())


def history(live: Snapshot) -> dict[str, Any]:
    store = live.store
    return {
        "history": {
            n: [(one.kind, one.reason, one.title, one.text) for one in store.history_of(made(n).id)]
            for n in NUMBERS
        },
        "retracted": {one.article_id for one in store.retractions()},
    }


def words(live: Snapshot, places: dict[int, Any]) -> dict[str, Any]:
    """Which passages hold a word; how rare it is isn't compared, as removed ones may count."""
    return {word: sorted(places[i] for i, _ in live.lexical.search([stem(word)], 99)) for word in WORDS}


def nearest(live: Snapshot, places: dict[int, Any]) -> dict[str, Any]:
    """The cosine of each passage to some queries, among all and among every other article's."""
    by_place = {place: i for i, place in places.items()}
    order = sorted(by_place)
    vectors = live.vectors.vectors_of(np.array([by_place[place] for place in order], dtype=np.int64))
    allowed = np.zeros(max(places) + 1, dtype=bool)
    allowed[[by_place[place] for place in order[::2]]] = True
    found: dict[str, Any] = {"stored": dict(zip(order, vectors.round(4).tolist(), strict=True))}
    for name, chosen in (("all", None), ("some", allowed)):
        hits = [live.vectors.search(vectors[at], 99, chosen) for at in range(0, len(order), 5)]
        found[name] = [{places[i]: round(score, 3) for i, score in one} for one in hits]
        # The best few are the first of all; of equal ones any may be among them.
        few = [live.vectors.search(vectors[at], 3, chosen) for at in range(0, len(order), 5)]
        for best, every in zip(few, hits, strict=True):
            assert [score for _, score in best] == pytest.approx([score for _, score in every[:3]])
    return found


@pytest.mark.parametrize("seed", range(4))
def test_an_index_that_grew_is_that_of_one_build(
    tmp_path: Path, merge: Callable[[bool], None], seed: int
) -> None:
    chance = random.Random(seed)
    world = World(chance)
    beside, mixed, each = (tmp_path / name for name in ("beside", "mixed", "each"))
    for turn in range(BUILDS):
        world.turn()
        broken = chance.choice(list(world.articles)) if turn and chance.random() < 0.3 else None
        for data, whole in ((beside, False), (mixed, chance.random() < 0.4), (each, True)):
            merge(whole)
            if broken is not None:
                damage(data, broken)
            report = build(world.items(), data, SETTINGS)
            assert not (report.is_new and whole and (live_folder(data) / CHANGES).exists())
        expected = {made(number, more) for number, (more, _) in world.articles.items()}
        with open_live(beside) as live:
            assert set(live.store.articles(live.store.numbers()).values()) == expected
    grown = content(beside)
    assert content(mixed) == grown
    assert content(each) == grown
    full = shutil.copytree(beside, tmp_path / "full")
    build(world.items(), full, SETTINGS, BuildOptions(full=True))
    files = {path.name for path in live_folder(full).iterdir()}
    assert not files & {CHANGES, NEW_VECTORS, GONE_VECTORS}
    assert content(full) == grown
    assert added(full) == added(beside)


def test_what_is_large_is_written_once_and_vouched_for_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def noted(path: Path) -> str:
        hashed.append(path.name)
        return sha256(path)

    monkeypatch.setattr(publish, "sha256", noted)
    first = live_folder(data)
    before = {name: ((first / name).stat().st_ino, (first / name).read_bytes()) for name in (STORE, VECTORS)}
    with open_live(data) as live:
        articles = list(live.store.articles(live.store.numbers()).values())
    build(found(*articles, article(1)), data, SETTINGS)
    build(found(*articles[1:], article(1, " More."), article(2)), data, SETTINGS)
    last = live_folder(data)
    assert last != first
    for name, (inode, content) in before.items():
        assert (last / name).stat().st_ino == inode
        assert (last / name).read_bytes() == content
    new = {CHANGES, NEW_VECTORS, GONE_VECTORS}
    assert new <= {path.name for path in last.iterdir()} and new <= set(hashed)
    assert not {STORE, VECTORS, "model.onnx"} & set(hashed)
    with open_live(data) as live:
        assert list(check_snapshot(live)) == []


def test_where_files_cant_be_linked_they_are_copied(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refused)
    with open_live(data) as live:
        articles = list(live.store.articles(live.store.numbers()).values())
    before = live_folder(data)
    build(found(*articles, article(1)), data, SETTINGS)
    assert not (live_folder(data) / STORE).samefile(before / STORE)
    with open_live(data) as live:
        assert list(check_snapshot(live)) == []
        assert len(live.store.numbers()) == len(articles) + 1


def test_damage_is_not_vouched_for(data: Path) -> None:
    with open_live(data) as live:
        articles = list(live.store.articles(live.store.numbers()).values())
    content = bytearray((live_folder(data) / VECTORS).read_bytes())
    content[-5] ^= 255
    (live_folder(data) / VECTORS).write_bytes(content)
    build(found(*articles, article(1)), data, SETTINGS)
    with open_live(data) as live:
        assert any(VECTORS in problem for problem in check_snapshot(live))


def test_of_very_many_articles_a_part_is_looked_at_and_in_time_all(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(found(*(article(number) for number in range(6))), data, SETTINGS)
    with open_live(data) as live:
        every = set(live.store.known())
    with closing(sqlite3.connect(live_folder(data) / CHANGES)) as db, db:
        db.execute("UPDATE article SET text = replace(text, 'mayor', 'major')")
    assert StoreWriter(data, live_folder(data)).damaged() == every
    monkeypatch.setattr(writer, "_CHECKED", 2)
    parts = [StoreWriter(data, live_folder(data)).damaged() for _ in range(200)]
    assert {len(part) for part in parts} == {2}
    assert set().union(*parts) == every


LATER = {5: ("added",), 4: ("added", "listed_url", "is_beginning", "is_outlet_given")}


def forget_later(live: Path, version: int) -> None:
    """Make a store what the versions of an earlier format wrote."""
    for file in (live / STORE, live / CHANGES):
        if file.exists():
            with closing(sqlite3.connect(file)) as db, db:
                for index in ("article_added", "article_day"):
                    db.execute(f"DROP INDEX {index}")
                for table in ("opening", "story"):
                    db.execute(f"DROP TABLE {table}")
                for column in LATER[version]:
                    db.execute(f"ALTER TABLE article DROP COLUMN {column}")
    manifest = json.loads((live / MANIFEST).read_bytes())
    manifest["format"] = version
    for name, record in manifest["files"].items():
        record |= {"bytes": (live / name).stat().st_size, "sha256": sha256(live / name)}
    (live / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_a_snapshot_of_format_4_is_read_and_built_on(data: Path) -> None:
    """Its articles know nothing of beginnings; new ones beside them do, and all of them in one file too."""
    forget_later(live_folder(data), 4)
    with open_live(data) as before:
        assert before.manifest.format == 4
        old = list(before.store.articles(before.store.numbers()).values())
    assert not any(one.is_beginning or one.is_outlet_given or one.listed_url for one in old)
    new = replace(
        article(77), is_beginning=True, is_outlet_given=True, listed_url="https://example.org/short"
    )
    moved = replace(old[0], is_outlet_given=True)
    given = [*(ParsedArticle("a", one) for one in old[1:]), ParsedArticle("b", moved, "b"), *found(new)]
    assert build(given, data, SETTINGS).encoded == 1
    for full in (False, True):
        with open_live(data) as after:
            assert after.manifest.format == FORMAT
            articles = {one.id: one for one in after.store.articles(after.store.numbers()).values()}
            assert articles == {one.id: one for one in (*old[1:], moved, new)}
            assert list(check_snapshot(after)) == []
        if not full:
            build(given, data, SETTINGS, BuildOptions(full=True))


@pytest.mark.parametrize("has_changes", [False, True])
def test_a_snapshot_of_format_5_is_read_and_its_stories_are_told_by_the_next_build(
    tmp_path: Path, merge: Callable[[bool], None], has_changes: bool
) -> None:
    """Nobody knows when its articles were added, also where all is built anew later."""
    merge(False)
    data, anew = tmp_path / "data", tmp_path / "anew"
    given = [made(number) for number in range(6)]
    for end in (5, 6) if has_changes else (6,):
        build(found(*given[:end]), data, SETTINGS)
    assert (live_folder(data) / CHANGES).exists() == has_changes
    forget_later(live_folder(data), 5)
    with open_live(data) as old:
        assert (old.store.stories(), old.store.openings()) == ({}, [])
        assert old.store.added_since(datetime(2000, 1, 1, tzinfo=UTC)) == []
        assert list(check_snapshot(old)) == []
    more = [*given, made(6), made(7)]
    assert build(found(*more), data, SETTINGS).encoded == 2
    build(found(*more), anew, SETTINGS)
    assert content(data) == content(anew)
    for full in (False, True):
        build(found(*more), data, SETTINGS, BuildOptions(full=full))
        moments = dict(added(data))
        assert {one.id for one in more if moments[one.id]} == {made(6).id, made(7).id}


def test_when_an_article_was_added_stays_whatever_becomes_of_it(data: Path) -> None:
    with open_live(data) as live:
        first = [*live.store.articles(live.store.numbers()).values()]
        before = live.manifest.created
        moments = dict(live.store.added())
    changed = [replace(first[0], text=f"{first[0].text} It rained."), *first[1:], article(50)]
    build([ParsedArticle("x", one, "elsewhere") for one in changed], data, SETTINGS)
    for options in (BuildOptions(), BuildOptions(full=True)):
        build([ParsedArticle("x", one, "elsewhere") for one in changed], data, SETTINGS, options)
        with open_live(data) as live:
            now = dict(live.store.added())
            assert {one.id: now[one.id] for one in first} == moments
            assert live.store.added_since(before) == [live.store.number_of(article(50).id)]


def test_what_is_added_by_a_clock_that_was_put_back_is_new_all_the_same(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_live(data) as live:
        given = [*live.store.articles(live.store.numbers()).values()]
    for number in (50, 51):
        with open_live(data) as live:
            latest = max(moment for _, moment in live.store.added() if moment)
        past = datetime(2020, 1, number - 49, tzinfo=UTC)
        monkeypatch.setattr(build_module, "datetime", SimpleNamespace(now=lambda _, past=past: past))
        given.append(article(number))
        build(found(*given), data, SETTINGS)
        with open_live(data) as live:
            new = live.store.added_since(datetime.fromisoformat(latest))
            assert new == [live.store.number_of(article(number).id)]


def test_a_snapshot_of_format_3_is_built_on(data: Path) -> None:
    """It had one file of each kind, as a first build still makes them."""
    live = live_folder(data)
    manifest = (live / MANIFEST).read_text(encoding="utf-8")
    (live / MANIFEST).write_text(manifest.replace(f'"format": {FORMAT}', '"format": 3'), encoding="utf-8")
    with open_live(data) as before:
        assert before.manifest.format == 3
        articles = list(before.store.articles(before.store.numbers()).values())
    assert build(found(*articles, article(1)), data, SETTINGS).encoded == 1
    with open_live(data) as after:
        assert after.manifest.format == FORMAT
        assert (after.folder / STORE).samefile(live / STORE)
        assert list(check_snapshot(after)) == []
