"""A build drops nothing of what is indexed in large numbers, unless somebody says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import IndexSettings
from index.build.build import BuildOptions, build
from index.build.drops import DropError, OnManyDrops, too_many
from index.build.report import BuildReport
from index.parsers import Item, KeepSource, ParsedArticle, Retraction
from index.snapshot.snapshot import live_folder, open_live
from tests.index.sample_articles import article, found

STOP = BuildOptions(many_drops=OnManyDrops.STOP)
KEEP = BuildOptions(many_drops=OnManyDrops.KEEP, listed=frozenset({"wire", "post"}))


def of(source: str, count: int, first: int = 0) -> list[Item]:
    return [replace(one, source=source) for one in found(*(article(first + n) for n in range(count)))]


def index(data: Path, *items: Item, options: BuildOptions = STOP) -> BuildReport:
    return build(items, data, IndexSettings(), options)


@pytest.fixture
def filled(data: Path) -> Path:
    """An index of two sources: one with 20 articles, one with 6."""
    index(data, *of("wire", 20), *of("post", 6, 20), options=BuildOptions())
    return data


@pytest.mark.parametrize(
    "left",
    [
        pytest.param([*of("wire", 17), *of("post", 6, 20)], id="more than a tenth of all"),
        pytest.param([*of("wire", 20), *of("post", 3, 20)], id="half of a source"),
        pytest.param(of("wire", 20), id="a whole source"),
        pytest.param(of("other", 2, 50), id="all, for something else"),
    ],
)
@pytest.mark.parametrize("full", [False, True])
def test_much_is_dropped_only_on_demand(filled: Path, left: list[Item], full: bool) -> None:
    live = live_folder(filled)
    with pytest.raises(DropError, match="--drop"):
        index(filled, *left, options=replace(STOP, full=full))
    assert live_folder(filled) == live
    report = index(filled, *left, options=BuildOptions(full=full))
    assert report.articles == len(left)


def test_one_or_two_leave_without_a_question(filled: Path) -> None:
    assert index(filled, *of("wire", 18), *of("post", 6, 20)).gone == 2


def test_who_cant_be_asked_keeps_them_and_takes_what_is_new(filled: Path) -> None:
    report = index(filled, *of("wire", 20), *of("post", 1, 60), options=KEEP)
    assert (report.new, report.gone, report.unchanged) == (1, 0, 26)
    [said] = report.skipped
    assert "6 of the 6 of post" in said.reason and "--drop" in said.reason
    with open_live(filled) as snapshot:
        assert snapshot.manifest.articles == 27


def test_what_is_taken_off_the_list_leaves(filled: Path) -> None:
    options = replace(KEEP, listed=frozenset({"wire"}))
    assert index(filled, *of("wire", 20), options=options).gone == 6


def test_many_that_are_taken_back_at_once_are_asked_about_too(filled: Path) -> None:
    taken = [Retraction(f"t:{n}", article(20 + n).id, "410") for n in range(5)]
    with pytest.raises(DropError, match="5 of the 6 of post"):
        index(filled, *of("wire", 20), *of("post", 1, 25), *taken)
    kept = index(filled, *of("wire", 20), *of("post", 1, 25), *taken, options=KEEP)
    assert (kept.retracted, kept.unchanged) == (0, 26)
    assert index(filled, *of("wire", 20), *of("post", 5, 21), taken[0]).retracted == 1


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(0, 40), st.integers(1, 40))))
def test_what_is_asked_about_leaves_and_nothing_else(counts: dict[str, tuple[int, int]]) -> None:
    leaving = Counter({source: min(gone, held) for source, (gone, held) in counts.items()})
    indexed = Counter({source: held for source, (_, held) in counts.items()})
    excess = too_many(leaving, indexed)
    assert all(excess[source] == leaving[source] for source in excess)
    if leaving.total() > max(2, indexed.total() / 10):
        assert excess.total() == leaving.total()


def test_articles_of_the_tests_are_no_copies_of_each_other() -> None:
    items = [item for item in of("wire", 3) if isinstance(item, ParsedArticle)]
    assert len({item.article.id for item in items}) == 3


def test_what_cant_be_read_keeps_its_articles_even_when_all_is_built_anew(filled: Path) -> None:
    """Nothing is taken over then, but a source that fails has lost nothing."""
    taken = Retraction("t:25", article(25).id, "410")
    left = [*of("wire", 20), *of("post", 1, 20), KeepSource("post"), taken]
    report = index(filled, *left, options=replace(STOP, full=True))
    assert (report.articles, report.skipped) == (25, [])
    with open_live(filled) as snapshot:
        assert snapshot.store.numbers_of("post").keys() == {article(20 + n).id for n in range(5)}
    assert index(filled, *of("wire", 20), *of("post", 5, 20)).unchanged == 25
