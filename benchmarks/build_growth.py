"""What a build costs that adds 10 articles to an index of 40,000 and of 400,000 passages.

    python -m benchmarks.build_growth [--passages 40000 400000] [--data build]

The index is made up: articles of four passages, of 100 invented words each, with vectors drawn around a few
hundred centres; it is written as a build writes it, but for encoding. Then real builds add 10 articles each,
all others being given by their fingerprints, each in a process of its own: to an index that was just written
in one file, to one that has grown by nearly a twentieth since, and one that writes all in one file again.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import accumulate, islice, product
from pathlib import Path
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.options import plain_parser
from config.settings import IndexSettings
from index.article import Article, Published, article_id
from index.build import writer as store_writer
from index.build.build import build
from index.build.publish import publish
from index.build.writer import Origin, StoreWriter
from index.disk import link_folder
from index.models.export import model_identity, write_encoder
from index.parsers import LazyItem, ParsedArticle
from index.snapshot.snapshot import ENCODER, FORMAT, SNAPSHOTS, VECTORS, Manifest, open_live
from index.snapshot.vectors import Vectors, VectorSpool, write_vectors
from index.text.passages import Passage, Sentence

NEW = 10
PASSAGES, SENTENCES, WORDS = 4, 5, 20
GROWN = 0.04
DIMENSION = 384
SOURCE = "/made/up.jsonl"
SETTINGS = IndexSettings()
# Invented words; the n-th is used one n-th as often as the first, as words of a language are.
_SYLLABLES = ["".join(parts) for parts in product("bdfgklmnprst", "aeiou")]
_VOCABULARY = ["".join(parts) for parts in product(_SYLLABLES[::2], repeat=3)]
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(_VOCABULARY) + 1)))
_Result = TypeVar("_Result")
_AT_ONCE = 1_000
_SEED = 13


@dataclass(frozen=True)
class Costs:
    """What a build costs.

    seconds: as the clock counts; busy: of all cores. written: MB to the disk. memory: MB at most, imports
        included.
    """

    passages: int
    what: str
    seconds: float
    busy: float
    written: float
    memory: float


def main() -> None:
    """Measure and print the table."""
    parser = plain_parser(__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[40_000, 400_000])
    parser.add_argument("--data", type=Path, default=Path("build"))
    options = parser.parse_args()
    table = Table(title="10 new articles", title_justify="left")
    for name in ("passages", "live", "seconds", "of all cores", "MB written", "MB of memory"):
        table.add_column(name, justify="right")
    options.data.mkdir(parents=True, exist_ok=True)
    for passages in options.passages:
        with tempfile.TemporaryDirectory(dir=options.data) as data:
            for costs in measure(Path(data), passages // PASSAGES):
                Console(stderr=True).print(costs)
                figures = (
                    f"{costs.seconds:.1f}",
                    f"{costs.busy:.1f}",
                    f"{costs.written:.1f}",
                    f"{costs.memory:.0f}",
                )
                table.add_row(f"{costs.passages:,}", costs.what, *figures)
    Console(width=110).print(table)


def measure(data: Path, articles: int) -> Iterator[Costs]:
    """Make an index of so many articles, and let it grow."""
    grown = int(GROWN * articles)
    apart(grow, data, range(articles))
    yield apart(add_ten, data, articles, "in one file")
    apart(grow, data, range(articles + NEW, articles + grown))
    yield apart(add_ten, data, articles + grown, f"grown by {GROWN:.0%} since")
    yield apart(add_ten, data, articles + grown + NEW, "all written anew", at_any_rate=True)


def apart(work: Callable[..., _Result], *arguments: object, **options: object) -> _Result:
    """Call a function in a process of its own, whose memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **options).result()


def add_ten(data: Path, articles: int, live: str, *, at_any_rate: bool = False) -> Costs:
    """Build an index with 10 articles more; at_any_rate: write all in one file."""
    if at_any_rate:
        store_writer._MUCH = store_writer._FEW_PAGES = 0
    before, started, busy = written(), time.perf_counter(), time.process_time()
    report = build(map(item, range(articles + NEW)), data, SETTINGS)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    if (report.new, report.unchanged) != (NEW, articles):
        raise AssertionError(f"not what was to be measured: {report}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return Costs(report.passages, live, seconds, busy, (written() - before) / 1e6, memory)


def written() -> int:
    """Count the bytes that this process has sent to the disk; Linux tells it."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes:"))


def grow(data: Path, numbers: range) -> None:
    """Add articles to what is live, as a build does, but with vectors that are drawn."""
    scratch = data / SNAPSHOTS / ".building"
    scratch.mkdir(parents=True)
    live = open_live(data) if numbers.start else None
    store = StoreWriter(scratch, live.folder if live else None)
    for number in numbers:
        article, passages = invented(number)
        store.add(article, Origin(SOURCE, fingerprint(number)), passages)
    store.choose_canonical()
    if live:
        link_folder(live.folder / ENCODER, scratch / ENCODER)
    else:
        write_encoder(SETTINGS.model, model_identity(SETTINGS.model), scratch / ENCODER, [])
    with VectorSpool(DIMENSION, scratch) as spool:
        chance = np.random.default_rng(numbers.start)
        ids = np.fromiter((row for row, _ in store.new_passages()), dtype=np.int64)
        for at in range(0, len(ids), _AT_ONCE):
            block = ids[at : at + _AT_ONCE]
            spool.add(block, drawn(len(block), chance))
        _, vectors = spool.read()
        store.write_openings(lambda wanted: vectors[np.searchsorted(ids, wanted)])
        store.choose_stories()
        count = store.finish()
        gone = np.empty(0, np.int64)
        if live:
            card = live.vectors.changed(gone, spool, scratch / VECTORS, whole=store.is_whole)
        else:
            card = write_vectors(spool, scratch / VECTORS)
    model, revision = model_identity(SETTINGS.model)
    manifest = Manifest(
        format=FORMAT,
        created=datetime.now(UTC),
        model=model,
        revision=revision,
        dimension=DIMENSION,
        passage_words=SETTINGS.passage_words,
        articles=count // PASSAGES,
        passages=count,
        vectors=card,
        files={},
    )
    publish(scratch, data, f"{numbers.stop:09d}", manifest, live)


def item(number: int) -> LazyItem:
    """Name an article, which is invented where it isn't indexed."""
    return LazyItem(f"{SOURCE}:{number}", fingerprint(number), partial(parsed, number), SOURCE)


def parsed(number: int) -> ParsedArticle:
    """Invent an article as a source gives it."""
    return ParsedArticle(f"{SOURCE}:{number}", invented(number)[0])


def fingerprint(number: int) -> str:
    """Make up what an article is known by."""
    return f"{number:064x}"


def invented(number: int) -> tuple[Article, list[Passage]]:
    """Invent an article and its passages; the same for each number."""
    chance = random.Random(number)
    words = iter(chance.choices(_VOCABULARY, cum_weights=_WEIGHTS, k=PASSAGES * SENTENCES * WORDS))
    text, passages = "", []
    for _ in range(PASSAGES):
        sentences = []
        for _ in range(SENTENCES):
            start = len(text)
            text += " ".join(islice(words, WORDS)).capitalize() + "."
            sentences.append(Sentence(start, len(text), WORDS))
            text += " "
        text = text.rstrip() + "\n\n"
        passages.append(Passage(sentences[0].start, sentences[-1].end, tuple(sentences)))
    url = f"https://news.example/{number}"
    day = date(2020, 1, 1) + timedelta(number % 1800)
    article = Article(
        article_id(url),
        text.rstrip(),
        " ".join(chance.choices(_VOCABULARY, k=8)).capitalize(),
        url,
        f"Outlet {number % 30}",
        (),
        Published(day.isoformat()),
        "en",
    )
    return article, passages


def drawn(count: int, chance: np.random.Generator) -> Vectors:
    """Draw vectors of unit length around some centres, shape (count, dimension)."""
    centres = np.random.default_rng(_SEED).normal(size=(300, DIMENSION)).astype(np.float32)
    vectors: Vectors = centres[chance.integers(len(centres), size=count)]
    vectors = vectors + chance.normal(scale=0.7, size=vectors.shape).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


if __name__ == "__main__":
    main()
