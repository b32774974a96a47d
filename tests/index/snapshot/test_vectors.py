"""Searching vectors exactly, and by cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from index.snapshot import vectors as module
from index.snapshot.vectors import (
    EXACT,
    GONE_VECTORS,
    NEW_VECTORS,
    Ids,
    VectorCard,
    VectorIndex,
    Vectors,
    VectorSpool,
    write_vectors,
)

DIMENSION = 32


def some_vectors(count: int, seed: int = 0) -> Vectors:
    """Vectors of unit length in a few dozen heaps, as passages lie."""
    chance = np.random.default_rng(seed)
    heaps = np.random.default_rng(99).normal(size=(40, DIMENSION))
    vectors: Vectors = (
        heaps[chance.integers(40, size=count)] + 0.4 * chance.normal(size=(count, DIMENSION))
    ).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)  # type: ignore[no-any-return]


def spooled(folder: Path, ids: Ids, vectors: Vectors) -> VectorSpool:
    """Vectors that wait to be indexed."""
    spool = VectorSpool(DIMENSION, folder)
    for at in range(0, len(ids), 300):
        spool.add(ids[at : at + 300], vectors[at : at + 300])
    return spool


def made(folder: Path, ids: Ids, vectors: Vectors) -> VectorIndex:
    """An index of vectors."""
    with spooled(folder, ids, vectors) as spool:
        card = write_vectors(spool, folder / "vectors")
    return VectorIndex(folder / "vectors", card)


def changed(
    index: VectorIndex, folder: Path, gone: Ids, new: Ids, vectors: Vectors, *, whole: bool = False
) -> VectorIndex:
    """The index that follows, in a folder of its own."""
    folder.mkdir()
    with spooled(folder, new, vectors) as spool:
        card = index.changed(gone, spool, folder / "vectors", whole=whole)
    return VectorIndex(folder / "vectors", card)


def nearest(ids: Ids, vectors: Vectors, query: Vectors, count: int) -> list[int]:
    """The ids of the vectors nearest to a query, by looking at each."""
    return [int(ids[row]) for row in np.argsort(-(vectors @ query), kind="stable")[:count]]


def recall(index: VectorIndex, ids: Ids, vectors: Vectors, queries: Vectors) -> float:
    """The share of the 20 nearest that is found."""
    shares = [
        len({i for i, _ in index.search(query, 20)} & set(nearest(ids, vectors, query, 20))) / 20
        for query in queries
    ]
    return float(np.mean(shares))


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells are used from 500 vectors on, so that a test needn't make ten thousand."""
    monkeypatch.setattr(module, "_MOST_EXACT", 500)


def test_few_vectors_are_searched_exactly(tmp_path: Path) -> None:
    ids, vectors = np.arange(100) * 3 + 7, some_vectors(100)
    index = made(tmp_path, ids, vectors)
    assert index.card == VectorCard(EXACT, probes=0, recall=1.0)
    for query in some_vectors(10, seed=1):
        hits = index.search(query, 5)
        assert [i for i, _ in hits] == nearest(ids, vectors, query, 5)
        assert hits[0][1] == pytest.approx(float((vectors @ query).max()), abs=1e-5)


def test_only_those_that_count_are_found(tmp_path: Path) -> None:
    ids, vectors = np.arange(100), some_vectors(100)
    index = made(tmp_path, ids, vectors)
    allowed = ids % 10 == 3
    found = [i for i, _ in index.search(vectors[0], 50, allowed)]
    assert found == nearest(ids[allowed], vectors[allowed], vectors[0], 50)
    assert index.search(vectors[0], 50, np.zeros(100, dtype=bool)) == []


def test_nothing_to_search(tmp_path: Path) -> None:
    index = made(tmp_path, np.empty(0, np.int64), np.empty((0, DIMENSION), np.float32))
    assert index.search(some_vectors(1)[0], 5) == []
    assert index.size == (0, DIMENSION)


@pytest.mark.usefixtures("few_are_many")
def test_many_vectors_are_searched_by_cells_with_the_recall_that_the_card_says(tmp_path: Path) -> None:
    ids, vectors = np.arange(3000) + 5, some_vectors(3000)
    index = made(tmp_path, ids, vectors)
    assert index.card.kind == "IVF64,SQ8" and 0 < index.card.probes <= 64
    assert index.card.recall >= 0.97
    measured = recall(index, ids, vectors, vectors[::50])
    assert measured == pytest.approx(index.card.recall, abs=0.02)
    # A byte a number, and an id.
    assert (tmp_path / "vectors").stat().st_size / 3000 < DIMENSION + 8 + 10


@pytest.mark.usefixtures("few_are_many")
def test_a_narrow_choice_is_found_though_its_cells_lie_far_off(tmp_path: Path) -> None:
    ids, vectors = np.arange(3000), some_vectors(3000)
    index = made(tmp_path, ids, vectors)
    allowed = np.zeros(3000, dtype=bool)
    allowed[::200] = True
    for query in some_vectors(10, seed=3):
        found = {i for i, _ in index.search(query, 15, allowed)}
        assert found == set(ids[allowed].tolist())


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("count", [300, 3000])
def test_a_changed_index_holds_what_it_should(tmp_path: Path, count: int, *, whole: bool) -> None:
    ids, vectors = np.arange(count), some_vectors(count)
    index = made(tmp_path, ids, vectors)
    removed, more = ids[::7], some_vectors(50, seed=4)
    after = changed(index, tmp_path / "next", removed, np.arange(50) + 9000, more, whole=whole)
    kept = np.setdiff1d(ids, removed)
    assert set(after.ids().tolist()) == {*kept.tolist(), *range(9000, 9050)}
    all_ids, all_vectors = np.concatenate([kept, np.arange(50) + 9000]), np.vstack([vectors[kept], more])
    assert after.size == (len(all_ids), DIMENSION)
    assert recall(after, all_ids, all_vectors, all_vectors[::20]) >= 0.96
    np.testing.assert_allclose(
        after.vectors_of(np.array([9003, int(kept[5])])), [more[3], vectors[kept[5]]], atol=0.03
    )
    assert (tmp_path / "next" / "vectors").samefile(tmp_path / "vectors") != whole
    assert (tmp_path / "next" / NEW_VECTORS).exists() != whole


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("count", [300, 3000])
def test_searching_base_and_changes_is_searching_one_index(tmp_path: Path, count: int) -> None:
    chance = np.random.default_rng(count)
    stored = dict(enumerate(some_vectors(count)))
    beside = together = made(tmp_path, np.array(list(stored)), np.array(list(stored.values())))
    for turn in range(5):
        gone = chance.choice(list(stored), 20, replace=False)
        new = np.arange(15) + 10_000 + 100 * turn
        more = some_vectors(15, seed=turn + 50)
        beside = changed(beside, tmp_path / f"beside{turn}", gone, new, more)
        together = changed(together, tmp_path / f"together{turn}", gone, new, more, whole=True)
        stored = {i: vector for i, vector in stored.items() if i not in set(gone.tolist())}
        stored |= dict(zip(new.tolist(), more, strict=True))
        assert set(beside.ids().tolist()) == set(together.ids().tolist()) == set(stored)
        allowed = np.zeros(20_000, dtype=bool)
        # What is gone may be allowed by somebody who doesn't know it.
        allowed[[*chance.choice(list(stored), 40, replace=False), *gone]] = True
        every = np.array(sorted(stored))
        np.testing.assert_array_equal(beside.vectors_of(every), together.vectors_of(every))
        for query in some_vectors(8, seed=turn):
            # As many cells are searched in both.
            together.card = beside.card
            for limit, chosen in ((20, None), (7, allowed)):
                hits, its_hits = beside.search(query, limit, chosen), together.search(query, limit, chosen)
                assert [i for i, _ in hits] == [i for i, _ in its_hits]
                assert dict(hits) == pytest.approx(dict(its_hits))
                assert {i for i, _ in hits} <= stored.keys()
                assert len(hits) == limit


@pytest.mark.usefixtures("few_are_many")
def test_an_index_that_grows_gets_cells_and_one_that_shrinks_loses_them(tmp_path: Path) -> None:
    ids, vectors = np.arange(3000), some_vectors(3000)
    small = made(tmp_path, ids[:400], vectors[:400])
    assert small.suits(500) and not small.suits(501)
    more = changed(small, tmp_path / "more", ids[:5], ids[400:450], vectors[400:450])
    grown = changed(more, tmp_path / "grown", ids[5:9], ids[450:], vectors[450:])
    assert (grown.card.kind, grown.size[0]) == ("IVF64,SQ8", 2991)
    assert recall(grown, ids[9:], vectors[9:], vectors[9::50]) >= 0.96
    shrunk = changed(grown, tmp_path / "shrunk", ids[100:], np.empty(0, np.int64), vectors[:0])
    assert shrunk.card.kind == EXACT
    assert sorted(shrunk.ids().tolist()) == list(range(9, 100))


def test_of_few_that_changed_and_came_back_all_is_found(tmp_path: Path) -> None:
    ids, vectors = np.arange(30), some_vectors(30)
    nothing = np.empty(0, np.int64)
    index = made(tmp_path, ids, vectors)
    index = changed(index, tmp_path / "a", ids[10:20], nothing, vectors[:0])
    assert not (tmp_path / "a" / NEW_VECTORS).exists()
    index = changed(index, tmp_path / "b", nothing, ids[10:20] + 30, vectors[10:20])
    assert (tmp_path / "b" / GONE_VECTORS).exists()
    assert index.search(vectors[12], 1)[0][0] == 42
    index = changed(index, tmp_path / "c", np.array([42]), nothing, vectors[:0])
    assert index.search(vectors[12], 1)[0][0] != 42
    assert index.size[0] == 29


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("whole", [False, True])
def test_an_index_of_an_earlier_version_is_changed(tmp_path: Path, *, whole: bool) -> None:
    """Such a one had a table of where each vector lies in its file."""
    ids, vectors = np.arange(3000), some_vectors(3000)
    card = made(tmp_path, ids, vectors).card
    written: Any = faiss.read_index(str(tmp_path / "vectors"))
    written.set_direct_map_type(faiss.DirectMap.Hashtable)  # type: ignore[attr-defined]
    faiss.write_index(written, str(tmp_path / "vectors"))
    index = VectorIndex(tmp_path / "vectors", card)
    for turn in range(2):
        more = some_vectors(5, seed=turn)
        folder = tmp_path / str(turn)
        index = changed(
            index, folder, ids[turn : turn + 1], np.arange(5) + 5000 + 5 * turn, more, whole=whole
        )
        np.testing.assert_allclose(
            index.vectors_of(np.array([9, 5003 + 5 * turn])), [vectors[9], more[3]], atol=0.03
        )
    assert set(index.ids().tolist()) == {*range(2, 3000), *range(5000, 5010)}


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    made(tmp_path, np.arange(10), some_vectors(10))
    whole = (tmp_path / "vectors").read_bytes()
    (tmp_path / "vectors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RuntimeError):
        VectorIndex(tmp_path / "vectors", VectorCard())
