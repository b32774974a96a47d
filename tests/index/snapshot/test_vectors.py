"""Searching vectors exactly, and by cells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.snapshot import vectors as module
from index.snapshot.vectors import EXACT, Ids, VectorCard, VectorIndex, Vectors, VectorSpool, write_vectors

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
@pytest.mark.parametrize("count", [300, 3000])
def test_a_changed_index_holds_what_it_should(tmp_path: Path, count: int) -> None:
    ids, vectors = np.arange(count), some_vectors(count)
    index = made(tmp_path, ids, vectors)
    removed, more = ids[::7], some_vectors(50, seed=4)
    with spooled(tmp_path, np.arange(50) + 9000, more) as spool:
        card = index.changed(removed, spool, tmp_path / "changed")
    changed = VectorIndex(tmp_path / "changed", card)
    kept = np.setdiff1d(ids, removed)
    assert set(changed.ids().tolist()) == {*kept.tolist(), *range(9000, 9050)}
    all_ids, all_vectors = np.concatenate([kept, np.arange(50) + 9000]), np.vstack([vectors[kept], more])
    assert recall(changed, all_ids, all_vectors, all_vectors[::20]) >= 0.96
    np.testing.assert_allclose(changed.vectors_of(np.array([9003])), more[3:4], atol=0.03)


@pytest.mark.usefixtures("few_are_many")
def test_an_index_that_grows_gets_cells_and_one_that_shrinks_loses_them(tmp_path: Path) -> None:
    ids, vectors = np.arange(3000), some_vectors(3000)
    small = made(tmp_path, ids[:400], vectors[:400])
    with spooled(tmp_path, ids[400:], vectors[400:]) as spool:
        card = small.changed(np.empty(0, np.int64), spool, tmp_path / "grown")
    grown = VectorIndex(tmp_path / "grown", card)
    assert (grown.card.kind, grown.size[0]) == ("IVF64,SQ8", 3000)
    assert recall(grown, ids, vectors, vectors[::50]) >= 0.96
    with VectorSpool(DIMENSION, tmp_path) as spool:
        card = grown.changed(ids[100:], spool, tmp_path / "shrunk")
    assert card.kind == EXACT
    shrunk = VectorIndex(tmp_path / "shrunk", card)
    assert sorted(shrunk.ids().tolist()) == list(range(100))


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    made(tmp_path, np.arange(10), some_vectors(10))
    whole = (tmp_path / "vectors").read_bytes()
    (tmp_path / "vectors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RuntimeError):
        VectorIndex(tmp_path / "vectors", VectorCard())
