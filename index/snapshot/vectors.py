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

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

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
_Allowed: Any = faiss.IDSelectorBitmap
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
    """Searches vectors, from any thread."""

    def __init__(self, path: Path, card: VectorCard) -> None:
        """Open a file of vectors: it is mapped into memory, not read.

        Raises: RuntimeError, as faiss does, where the file is broken.
        """
        self.card = card
        self._path = path
        self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)

    @property
    def size(self) -> tuple[int, int]:
        """The number of vectors, and of how many numbers each is."""
        return self._index.ntotal, self._index.d

    def ids(self) -> Ids:
        """List the passages whose vectors there are, in no order."""
        return _ids_of(self._index)

    def vectors_of(self, ids: Ids) -> Vectors:
        """Fetch the vectors of passages, shape (ids, dimension), as exact as they are stored."""
        return _reconstruct(self._index, ids)

    def search(
        self, query: Vectors, limit: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """Rank passages by cosine to a query.

        query: shape (dimension,), unit length. limit: most passages to return.
        allowed: for each id from 0, does that passage count? None counts all.
        Returns: (passage id, cosine), best first; equal ones by id.
        """
        size = self._index.ntotal
        counted = size if allowed is None else int(np.count_nonzero(allowed))
        limit = min(limit, counted)
        if limit == 0:
            return []
        # One question is too little work to share; the threads of the process ask side by side.
        faiss.omp_set_num_threads(1)
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        selector = None if bits is None else _Allowed(bits)
        if self.card.kind == EXACT:
            parameters = _Parameters(sel=selector)
        else:
            # Of fewer passages, the nearest lie in more cells.
            probes = min(self._index.nlist, math.ceil(self.card.probes * size / counted))
            parameters = _CellParameters(sel=selector, nprobe=probes)
        scores, ids = self._index.search(query[np.newaxis, :], limit, params=parameters)
        # Numbers of one byte are a little off: a passage may seem nearer than itself.
        scores = np.minimum(scores, 1.0)
        hits = [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def changed(self, removed: Ids, new: VectorSpool, path: Path) -> VectorCard:
        """Write another index, with some vectors removed and others added.

        new: what is added; used up. path: the file to write.
        Returns: how the new one is indexed.
        """
        index: Any = faiss.read_index(str(self._path))
        index.remove_ids(removed)
        total = index.ntotal + len(new)
        if self.card.kind == EXACT:
            still_suits = total <= _MOST_EXACT
        else:
            still_suits = _MOST_EXACT // 2 < total < _OUTGROWN * index.nlist**2
        if not still_suits:
            old = _ids_of(index)
            for at in range(0, len(old), _BLOCK):
                new.add(old[at : at + _BLOCK], _reconstruct(index, old[at : at + _BLOCK]))
            return write_vectors(new, path)
        ids, vectors = new.read()
        _add(index, ids, vectors)
        card = self.card
        if card.kind != EXACT:
            sample = _reconstruct(index, _sample(_ids_of(index), _SAMPLE // 2))
            every = _CellParameters(nprobe=index.nlist)
            nearest = index.search(sample, _NEAREST, params=every)[1]
            card = _with_probes(index, card.kind, sample, nearest, at_least=max(1, card.probes // 2))
        faiss.write_index(index, str(path))
        return card


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
