"""What searching costs as an index grows: 1,000, 10,000, 100,000 and 1,000,000 passages.

    python -m benchmarks.scale [--shared ../shared] [--data build/quality] [--plot docs/scale.png]

There is no such collection at hand, so one is made up: each passage consists of sentences drawn from the
real passages of 2022, and its vector is the sum of two real vectors with noise, of unit length. That has the
words and the spread of news, but less of its order: it is harder to search by cells. Real questions are
searched for. Encoding isn't done but reckoned from the rate at which real passages are encoded.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib import pyplot as plt
from rich.console import Console
from rich.table import Table

from benchmarks.memory import resident
from benchmarks.options import news_parser
from index.snapshot.lexical import LexicalIndex, LexicalWriter
from index.snapshot.snapshot import Snapshot, open_live
from index.snapshot.vectors import VectorCard, VectorIndex, Vectors, VectorSpool, write_vectors
from index.text.tokens import stems
from retrieval.question.terms import content_words

Times = tuple[float, float]

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUESTIONS = 200
SENTENCES = 6
NOISE = 0.03
LIMIT = 50
_ENCODED = 320
_BLOCK = 10_000
_SEED = 11
_FTS = "CREATE VIRTUAL TABLE passage USING fts5 (words, content = '', tokenize = 'ascii', detail = 'column')"

_ADD = "INSERT INTO passage (rowid, words) VALUES (?, ?)"


@dataclass(frozen=True)
class Asked:
    """Real questions: the stems and the vector of each, shape (questions, dimension)."""

    words: list[list[str]]
    vectors: Vectors


@dataclass(frozen=True)
class Costs:
    """What an index of so many passages costs; times in milliseconds, (median, 95th percentile).

    recall: of the 20 nearest passages to questions. memory: MB of a process that only searches, with the
        parts of files that are mapped into it.
    build: seconds to index, encoding left out; encode: seconds that encoding would take.
    """

    passages: int
    card: VectorCard
    recall: float
    by_meaning: Times
    by_words: Times
    by_fts5: Times
    memory: float
    disk: float
    build: float
    encode: float


def main() -> None:
    """Measure, print the table and draw the plot."""
    parser = news_parser(__doc__)
    parser.add_argument("--plot", type=Path, default=Path("docs/scale.png"))
    options = parser.parse_args()
    with open_live(options.data / "2022") as snapshot:
        asked = ask(snapshot, options.shared / "realtimeqa" / "questions-2022.jsonl")
        rate = encoding_rate(snapshot)
        source = snapshot.folder
    found = []
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=options.data) as folder:
            found.append(measure(size, Path(folder), source, asked, rate))
            Console(stderr=True).print(found[-1])
    show(found)
    draw(found, options.plot)


def ask(snapshot: Snapshot, path: Path) -> Asked:
    """Prepare real questions."""
    texts = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
    texts = random.Random(_SEED).sample(texts, QUESTIONS)
    words = [[word.stem for word in content_words(text)] for text in texts]
    return Asked(words, np.stack([snapshot.encoder.encode_query(text) for text in texts]))


def encoding_rate(snapshot: Snapshot) -> float:
    """Real passages encoded a second."""
    ids = random.Random(_SEED).sample(snapshot.store.passage_ids().tolist(), _ENCODED)
    texts = snapshot.store.texts_of(sorted(ids))
    started = time.perf_counter()
    snapshot.encoder.encode_passages(texts)
    return len(texts) / (time.perf_counter() - started)


def measure(size: int, folder: Path, source: Path, asked: Asked, rate: float) -> Costs:
    """Make an index of a size and search it, in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        card, build, recall = pool.submit(make, size, folder, source, asked).result()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        by_meaning, by_words, memory = pool.submit(search, folder, card, asked).result()
    by_fts5 = search_fts5(folder, asked)
    files = [folder / "vectors.faiss", *(folder / "words").iterdir()]
    disk = sum(path.stat().st_size for path in files) / size
    return Costs(size, card, recall, by_meaning, by_words, by_fts5, memory, disk, build, size / rate)


def make(size: int, folder: Path, source: Path, asked: Asked) -> tuple[VectorCard, float, float]:
    """Make up passages and index them; returns how, the seconds it took, and the recall for questions."""
    snapshot = Snapshot(source)
    ids = snapshot.store.passage_ids()
    sentences = [stems(text) for text in real_sentences(snapshot, ids[:: max(1, len(ids) // 20_000)])]
    real = snapshot.vectors.vectors_of(ids)
    snapshot.close()
    chance = np.random.default_rng(_SEED)
    picks = random.Random(_SEED)
    writer = LexicalWriter(folder / "words")
    fts5 = sqlite3.connect(folder / "fts5.sqlite")
    fts5.execute(_FTS)
    seconds = 0.0
    with VectorSpool(real.shape[1], folder) as spool:
        for first in range(0, size, _BLOCK):
            block = range(first, min(size, first + _BLOCK))
            texts = [" ".join(chain(*picks.choices(sentences, k=SENTENCES))) for _ in block]
            rows = np.array(block, dtype=np.int64)
            spool.add(rows, mixed(real, len(block), chance))
            started = time.perf_counter()
            for row, text in zip(block, texts, strict=True):
                writer.add(row, row // 16, text)
            seconds += time.perf_counter() - started
            fts5.executemany(_ADD, zip(block, texts, strict=True))
        started = time.perf_counter()
        writer.finish()
        card = write_vectors(spool, folder / "vectors.faiss")
        seconds += time.perf_counter() - started
        fts5.execute("INSERT INTO passage (passage) VALUES ('optimize')")
        fts5.commit()
        fts5.close()
        rows, vectors = spool.read()
        index = VectorIndex(folder / "vectors.faiss", card)
        recall = np.mean(
            [
                len({row for row, _ in index.search(query, 20)} & set(exact(vectors, query))) / 20
                for query in asked.vectors[:50]
            ]
        )
    return card, seconds, float(recall)


def real_sentences(snapshot: Snapshot, ids: npt.NDArray[np.int64]) -> Iterator[str]:
    """Collect the sentences of real passages."""
    passages = snapshot.store.passages(ids.tolist())
    articles = snapshot.store.articles(sorted({passage.article_number for passage in passages.values()}))
    for passage in passages.values():
        for sentence in passage.sentences:
            yield articles[passage.article_number].text[sentence.start : sentence.end]


def mixed(real: Vectors, count: int, chance: np.random.Generator) -> Vectors:
    """Draw sums of two real vectors with noise, of unit length, shape (count, dimension)."""
    one, other = real[chance.integers(len(real), size=(2, count))]
    weight = chance.uniform(0, 0.5, size=(count, 1)).astype(np.float32)
    noise = chance.normal(scale=NOISE, size=one.shape).astype(np.float32)
    vectors: Vectors = (1 - weight) * one + weight * other + noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def exact(vectors: Vectors, query: Vectors) -> list[int]:
    """Find the 20 rows nearest to a query."""
    scores = vectors @ query
    return [int(row) for row in np.argpartition(-scores, 20)[:20]]


def search(folder: Path, card: VectorCard, asked: Asked) -> tuple[Times, Times, float]:
    """Search for the questions by meaning and by words; returns the times of each, and the memory in MB."""
    vectors, words = VectorIndex(folder / "vectors.faiss", card), LexicalIndex(folder / "words")
    by_meaning = timed([partial(vectors.search, query, LIMIT) for query in asked.vectors])
    by_words = timed([partial(words.search, query, LIMIT) for query in asked.words])
    return by_meaning, by_words, resident()


def search_fts5(folder: Path, asked: Asked) -> Times:
    """Time the same search by words with SQLite's full-text index."""
    database = sqlite3.connect(folder / "fts5.sqlite")

    def find(words: list[str]) -> object:
        return database.execute(
            "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), LIMIT),
        ).fetchall()

    times = timed([partial(find, query) for query in asked.words])
    database.close()
    return times


def timed(calls: list[Callable[[], object]]) -> Times:
    """Median and 95th percentile in milliseconds, after a first pass that reads from the disk."""
    taken = []
    for measured in (False, True):
        for call in calls:
            started = time.perf_counter()
            call()
            if measured:
                taken.append(1e3 * (time.perf_counter() - started))
    return median(taken), quantiles(taken, n=20)[-1]


def show(found: list[Costs]) -> None:
    """Print a table."""
    table = Table(title="by size", title_justify="left")
    for name in (
        "passages",
        "vectors",
        "recall@20",
        "by meaning, ms",
        "by words, ms",
        "FTS5, ms",
        "memory, MB",
        "disk, bytes",
        "indexing, s",
        "encoding, h",
    ):
        table.add_column(name, justify="right")
    for costs in found:
        times = (costs.by_meaning, costs.by_words, costs.by_fts5)
        kind = f"{costs.card.kind} {costs.card.probes or ''}".strip()
        table.add_row(
            f"{costs.passages:,}",
            kind,
            f"{costs.recall:.3f}",
            *(f"{middle:.1f} / {high:.1f}" for middle, high in times),
            f"{costs.memory:.0f}",
            f"{costs.disk:.0f}",
            f"{costs.build:.0f}",
            f"{costs.encode / 3600:.2f}",
        )
    Console(width=140).print(table)


def draw(found: list[Costs], path: Path) -> None:
    """Draw times and memory over the size."""
    mpl.use("Agg")
    sizes = [costs.passages for costs in found]
    figure, (times, rest) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    lines = {
        "by meaning (faiss)": [costs.by_meaning for costs in found],
        "by words (tantivy)": [costs.by_words for costs in found],
        "by words (FTS5)": [costs.by_fts5 for costs in found],
    }
    for name, line in lines.items():
        times.loglog(sizes, [high for _, high in line], marker="o", label=name)
    times.set(xlabel="passages", ylabel="ms, 95th percentile", title="a search")
    times.legend()
    rest.loglog(sizes, [costs.memory for costs in found], marker="o", label="memory of searching, MB")
    rest.loglog(sizes, [costs.build for costs in found], marker="o", label="indexing, s")
    rest.loglog(sizes, [costs.encode for costs in found], marker="o", label="encoding, s (reckoned)")
    rest.set(xlabel="passages", title="memory and building")
    rest.legend()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
