"""The vectors of passages, searched with faiss: exactly while they are few, by cells when they are many."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import faiss
import numpy as np
import numpy.typing as npt

from index.disk import link

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

NEW_VECTORS = "new-vectors.faiss"
GONE_VECTORS = "gone-vectors.npy"
EXACT = "Flat"
# Up to here an exact search takes less than a millisecond on one core.
_MOST_EXACT = 10_000
# An index is made anew once it has so many times as many passages as its cells were made for.
_OUTGROWN = 4
# Vectors that a cell is made from; faiss asks for 39 at least.
_PER_CELL = 64
# Of the 20 nearest passages so many are found, on average over a sample. Questions lie further from passages
# than passages from each other: with .985 here it is .975 to .985 for questions (docs/speed.md).
_RECALL = 0.985
_NEAREST = 20
_SAMPLE = 256
# Vectors handled at once: what comparing so many with a sample takes is 50 MB.
_BLOCK = 8_192
_SEED = 7

# faiss's own types don't know the keyword arguments that its Python layer takes.
_Parameters: Any = faiss.SearchParameters
_CellParameters: Any = faiss.SearchParametersIVF
_Marked: Any = faiss.IDSelectorBitmap
_NotMarked: Any = faiss.IDSelectorNot
_DirectMap: Any = faiss.DirectMap  # type: ignore[attr-defined]


@dataclass(frozen=True)
class VectorCard:
    """How vectors are indexed.

    kind: in faiss's words: "Flat", or "IVF256,SQ8": 256 cells, one byte a number.
    probes: cells that are searched; 0 for an exact index.
    recall: share of the 20 nearest passages that a search finds, measured on a sample as it was built.
    """

    kind: str = EXACT
    probes: int = 0
    recall: float = 1.0


class VectorIndex:
    """Searches vectors, from any thread.

    They lie in one file, or in two: a base that is never written again, and beside it those added since, with
    the ids of those that are gone. Both have the same cells, so that a search finds what it would in one.
    """

    def __init__(self, path: Path, card: VectorCard) -> None:
        """Open a file of vectors, and what lies beside it: mapped into memory, not read.

        Raises: RuntimeError, as faiss does, where one is broken; OSError or ValueError for the list of ids.
        """
        self.card = card
        self._path = path
        self._base = _mapped(path)
        new, gone = path.with_name(NEW_VECTORS), path.with_name(GONE_VECTORS)
        self._new = _mapped(new) if new.is_file() else None
        self._gone: Ids = np.load(gone, allow_pickle=False) if gone.is_file() else np.empty(0, np.int64)
        self._is_gone = np.zeros(int(self._gone.max(initial=-1)) + 1, dtype=bool)
        self._is_gone[self._gone] = True

    @property
    def size(self) -> tuple[int, int]:
        """The number of vectors, and of how many numbers each is."""
        return sum(part.ntotal for part in self._parts) - len(self._gone), self._base.d

    @property
    def _parts(self) -> list[Any]:
        return [self._base] if self._new is None else [self._base, self._new]

    def ids(self) -> Ids:
        """List the passages whose vectors there are, in no order."""
        ids = [np.setdiff1d(_ids_of(self._base), self._gone)]
        if self._new is not None:
            ids.append(_ids_of(self._new))
        return np.concatenate(ids)

    def vectors_of(self, ids: Ids) -> Vectors:
        """Fetch the vectors of passages, shape (ids, dimension), as exact as they are stored."""
        if self._new is None:
            return _reconstruct(self._base, ids)
        is_new = np.isin(ids, _ids_of(self._new))
        vectors = np.empty((len(ids), self._base.d), dtype=np.float32)
        vectors[~is_new] = _reconstruct(self._base, ids[~is_new])
        vectors[is_new] = _reconstruct(self._new, ids[is_new])
        return vectors

    def search(
        self, query: Vectors, limit: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """Rank passages by cosine to a query.

        query: shape (dimension,), unit length. limit: most passages to return.
        allowed: for each id from 0, does that passage count? None counts all.
        Returns: (passage id, cosine), best first; equal ones by id.
        """
        size = self.size[0]
        counted = size if allowed is None else int(np.count_nonzero(allowed))
        limit = min(limit, counted)
        if limit == 0:
            return []
        # One question is too little work to share; the threads of the process ask side by side.
        faiss.omp_set_num_threads(1)
        # Of fewer passages, the nearest lie in more cells.
        probes = math.ceil(self.card.probes * size / counted)
        hits = self._search(self._base, query, limit, _counting(allowed, self._is_gone), probes)
        if self._new is not None:
            hits += self._search(self._new, query, limit, _counting(allowed), probes)
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def _search(
        self, part: Any, query: Vectors, limit: int, selector: _Selector | None, probes: int
    ) -> list[tuple[int, float]]:
        chosen = None if selector is None else selector.faiss
        if self.card.kind == EXACT:
            parameters = _Parameters(sel=chosen)
        else:
            parameters = _CellParameters(sel=chosen, nprobe=min(part.nlist, probes))
        scores, ids = part.search(query[np.newaxis, :], limit, params=parameters)
        # Numbers of one byte are a little off: a passage may seem nearer than itself.
        scores = np.minimum(scores, 1.0)
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def suits(self, passages: int) -> bool:
        """Tell whether so many vectors can be indexed in the way that these are."""
        if self.card.kind == EXACT:
            return passages <= _MOST_EXACT
        cells: int = self._base.nlist
        return _MOST_EXACT // 2 < passages < _OUTGROWN * cells**2

    def changed(self, gone: Ids, new: VectorSpool, path: Path, *, whole: bool = False) -> VectorCard:
        """Write another index, with some vectors gone and others added.

        The base is taken over as it is, but where it no longer suits.

        new: what is added; used up. path: of the base; what changed is written beside it. whole: write all
            into one file.
        Returns: how the new one is indexed.
        """
        suits = self.suits(self.size[0] - len(gone) + len(new))
        added = self._added(gone, new) if suits else self._added(gone)
        if self._new is not None:
            gone = np.setdiff1d(gone, _ids_of(self._new))
        gone = np.union1d(self._gone, gone)
        if suits and not whole:
            link(self._path, path)
            if added.ntotal:
                faiss.write_index(added, str(path.with_name(NEW_VECTORS)))
            if len(gone):
                np.save(path.with_name(GONE_VECTORS), gone)
            return self.card
        index = _read(self._path)
        index.remove_ids(gone)
        index.merge_from(added, 0)
        if not suits:
            _spool(index, new)
            return write_vectors(new, path)
        card = self._measured(index)
        faiss.write_index(index, str(path))
        return card

    def _added(self, gone: Ids, new: VectorSpool | None = None) -> Any:
        """Copy what was added since the base was written, without what is gone and with what is new."""
        if self._new is not None:
            added = _read(self._path.with_name(NEW_VECTORS))
            added.remove_ids(gone)
        else:
            added = _like(self._path)
        if new is not None:
            _add(added, *new.read())
        return added

    def _measured(self, index: Any) -> VectorCard:
        """Settle anew how many cells of an index are searched."""
        if self.card.kind == EXACT:
            return self.card
        sample = _reconstruct(index, _sample(_ids_of(index), _SAMPLE // 2))
        index.set_direct_map_type(_DirectMap.NoMap)
        nearest = index.search(sample, _NEAREST, params=_CellParameters(nprobe=index.nlist))[1]
        return _with_probes(index, self.card.kind, sample, nearest, at_least=max(1, self.card.probes // 2))


class _Selector:
    """Tells faiss which ids count."""

    def __init__(self, marked: npt.NDArray[np.bool_], *, count: bool) -> None:
        """Count, or leave out, the marked ids; marked: for each id from 0."""
        # faiss keeps no reference to what it is given.
        self._bits = np.packbits(marked, bitorder="little")
        self._bitmap = _Marked(self._bits)
        self.faiss = self._bitmap if count else _NotMarked(self._bitmap)


def _counting(
    allowed: npt.NDArray[np.bool_] | None, is_gone: npt.NDArray[np.bool_] | None = None
) -> _Selector | None:
    """Choose the ids that count and aren't gone, each for each id from 0; None: all count, none is gone."""
    if is_gone is None or not is_gone.any():
        return None if allowed is None else _Selector(allowed, count=True)
    if allowed is None:
        return _Selector(is_gone, count=False)
    both = min(len(allowed), len(is_gone))
    left = allowed.copy()
    left[:both] &= ~is_gone[:both]
    return _Selector(left, count=True)


class VectorSpool:
    """Vectors that wait in a file until all are there, so that the memory need not hold them."""

    def __init__(self, dimension: int, folder: Path) -> None:
        """Make a file without a name in a folder; closing removes it."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        self._dimension = dimension
        self._ids: list[Ids] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return sum(map(len, self._ids))

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors of passages."""
        self._ids.append(ids)
        self._file.write(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())

    def read(self) -> tuple[Ids, Vectors]:
        """Read all ids, and map the vectors as they lie in the file, shape (ids, dimension)."""
        self._file.flush()
        if not self._ids:
            return np.empty(0, np.int64), np.empty((0, self._dimension), np.float32)
        shape = (len(self), self._dimension)
        return np.concatenate(self._ids), np.memmap(self._file, np.float32, "r", shape=shape)


def write_vectors(spool: VectorSpool, path: Path) -> VectorCard:
    """Index vectors in the way that suits their number.

    spool: all of them. path: the file to write.
    Returns: how they are indexed.
    """
    ids, vectors = spool.read()
    kind = _kind_for(len(ids))
    index: Any = faiss.index_factory(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    card = VectorCard()
    if kind == EXACT:
        index = faiss.IndexIDMap2(index)
        _add(index, ids, vectors)
    else:
        index.train(vectors[_sample(np.arange(len(ids)), _PER_CELL * index.nlist)])
        _add(index, ids, vectors)
        sample = vectors[_sample(np.arange(len(ids)))]
        card = _with_probes(index, kind, sample, ids[_nearest(vectors, sample)])
    faiss.write_index(index, str(path))
    return card


def _kind_for(passages: int) -> str:
    """Choose about as many cells as a cell has passages, a power of two; a byte a number of a vector."""
    if passages <= _MOST_EXACT:
        return EXACT
    return f"IVF{2 ** round(math.log2(passages) / 2)},SQ8"


def _with_probes(index: Any, kind: str, sample: Vectors, nearest: Ids, at_least: int = 1) -> VectorCard:
    """Find the fewest cells, by powers of two, in which enough of the nearest are found.

    nearest: what an exact search finds, shape (sample, 20). at_least: cells to begin with.
    """
    probes = at_least
    while True:
        found = index.search(sample, _NEAREST, params=_CellParameters(nprobe=probes))[1]
        recall = float(
            np.mean([np.isin(one, other).mean() for one, other in zip(nearest, found, strict=True)])
        )
        if recall >= _RECALL or probes >= index.nlist:
            return VectorCard(kind=kind, probes=probes, recall=round(recall, 4))
        probes *= 2


def _nearest(vectors: Vectors, queries: Vectors) -> Ids:
    """Find the rows of the vectors nearest to each query, shape (queries, 20), block by block."""
    best = np.empty((len(queries), 0), dtype=np.float32)
    rows = np.empty((len(queries), 0), dtype=np.int64)
    for at, block in _blocks(vectors):
        scores = np.hstack([best, queries @ block.T])
        numbers = np.hstack(
            [rows, np.broadcast_to(np.arange(at, at + len(block)), (len(queries), len(block)))]
        )
        top = np.argpartition(-scores, _NEAREST, axis=1)[:, :_NEAREST]
        best, rows = np.take_along_axis(scores, top, 1), np.take_along_axis(numbers, top, 1)
    return rows


def _mapped(path: Path) -> Any:
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def _read(path: Path) -> Any:
    """Read an index whole, to change it."""
    index: Any = faiss.read_index(str(path))
    if not isinstance(index, faiss.IndexIDMap2):
        # Some were written with the table that _reconstruct makes.
        index.set_direct_map_type(_DirectMap.NoMap)
    return index


def _like(path: Path) -> Any:
    """Make an index without vectors, with the cells of another."""
    index: Any = _mapped(path)
    if isinstance(index, faiss.IndexIDMap2):
        return faiss.IndexIDMap2(faiss.IndexFlatIP(index.d))
    index.set_direct_map_type(_DirectMap.NoMap)
    cells: Any = faiss.ArrayInvertedLists(index.nlist, index.code_size)
    index.replace_invlists(cells, True)
    cells.this.disown()
    index.ntotal = 0
    return index


def _spool(index: Any, into: VectorSpool) -> None:
    """Add all vectors of an index to those that wait."""
    ids = _ids_of(index)
    for at in range(0, len(ids), _BLOCK):
        into.add(ids[at : at + _BLOCK], _reconstruct(index, ids[at : at + _BLOCK]))


def _add(index: Any, ids: Ids, vectors: Vectors) -> None:
    for at, block in _blocks(vectors):
        index.add_with_ids(np.ascontiguousarray(block), ids[at : at + len(block)])


def _blocks(vectors: Vectors) -> Iterator[tuple[int, Vectors]]:
    for at in range(0, len(vectors), _BLOCK):
        yield at, vectors[at : at + _BLOCK]


def _sample(ids: Ids, size: int = _SAMPLE) -> Ids:
    """Draw some of them, in order, always the same."""
    chosen = np.random.default_rng(_SEED).choice(len(ids), min(size, len(ids)), replace=False)
    return ids[np.sort(chosen)]


def _ids_of(index: Any) -> Ids:
    if isinstance(index, faiss.IndexIDMap2):
        found: Ids = faiss.vector_to_array(index.id_map)
        return found
    lists = index.invlists
    parts = [
        faiss.rev_swig_ptr(lists.get_ids(cell), lists.list_size(cell)).copy() for cell in range(index.nlist)
    ]
    return np.concatenate(parts)


def _reconstruct(index: Any, ids: Ids) -> Vectors:
    if not isinstance(index, faiss.IndexIDMap2) and index.direct_map.type == _DirectMap.NoMap:
        index.set_direct_map_type(_DirectMap.Hashtable)
    vectors: Vectors = index.reconstruct_batch(ids)
    return vectors
