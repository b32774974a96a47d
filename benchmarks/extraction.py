"""Measure how well the text of articles is found in real pages.

    python -m benchmarks.extraction [FOLDER]

FOLDER (default ../shared/extraction) holds html/*.html.gz and ground-truth.json, as the article extraction
benchmark of Zyte does (github.com/scrapinghub/article-extraction-benchmark). Prints precision, recall and
F1 by that benchmark's measure: of each page's four-word shingles, counted as often as they occur, the share
of those found that are right, and the share of the right ones that were found; both averaged over the pages;
F1 of the averages. There precision leaves out pages without a text; the mean of the pages' own F1 counts them
as 0. Beside it stands what trafilatura alone finds, without comments, in the same run. Behind ± is 1.96 times
the deviation among 1,000 random samples of the pages, the same ones for both; behind a difference stands its
interval of 95 %. Then the seconds that a page takes, and the pages that went worst.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles, stdev

import trafilatura
from rich.console import Console
from rich.table import Table

from benchmarks.options import plain_parser
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.page import read_page

_SHINGLE = 4
_SAMPLES = 1_000
_SEED = 1
_WORST = 10
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """How one page went.

    precision: None where nothing was found. problem: why nothing was, if so.
    """

    url: str
    precision: float | None
    recall: float
    seconds: float
    problem: str = ""

    @property
    def f1(self) -> float:
        """Compute F1 of this page alone."""
        return harmonic(self.precision or 0.0, self.recall)


def main() -> None:
    """Measure and print."""
    parser = plain_parser(__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/extraction"))
    folder = parser.parse_args().folder
    truth = json.loads((folder / "ground-truth.json").read_text())
    # What is loaded once is no page's.
    name, item = next(iter(truth.items()))
    measure(folder, name, item, read_ours)
    ours, theirs = (
        [measure(folder, name, item, read) for name, item in truth.items()]
        for read in (read_ours, read_by_trafilatura)
    )
    console = Console()
    console.print(_figures(ours, theirs))
    console.print(_worst(ours))


def read_ours(data: bytes, url: str) -> str:
    """Read a page as the index does. Raises: UnusableError where it finds no article."""
    return read_page(data, ArticleMetadata(url=url))[0]


def read_by_trafilatura(data: bytes, url: str) -> str:
    """Read a page with trafilatura alone. Raises: UnusableError where it finds no text."""
    text = trafilatura.extract(data, url=url, include_comments=False)
    if not text:
        raise UnusableError("trafilatura finds no text")
    return text


def measure(folder: Path, name: str, item: dict[str, str], read: Callable[[bytes, str], str]) -> Page:
    """Read one page and compare."""
    data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    started = time.perf_counter()
    text, problem = "", ""
    try:
        text = read(data, item["url"])
    except UnusableError as error:
        problem = str(error)
    seconds = time.perf_counter() - started
    return Page(item["url"], *compare(item["articleBody"], text), seconds, problem)


def compare(right: str, found: str) -> tuple[float | None, float]:
    """Compute the precision, None where nothing was found, and the recall of a text by its shingles."""
    wanted, got = shingles(right), shingles(found)
    shared = (wanted & got).total()
    precision = shared / got.total() if got else None
    return precision, shared / wanted.total() if wanted else 1.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words in a text; of a shorter one, all its words."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[start : start + _SHINGLE]) for start in starts)


def averages(pages: Sequence[Page]) -> tuple[float, float, float, float]:
    """Average over pages: F1 of the averages, precision, recall, and the pages' own F1."""
    precision = mean([page.precision for page in pages if page.precision is not None] or [0.0])
    recall = mean(page.recall for page in pages)
    return harmonic(precision, recall), precision, recall, mean(page.f1 for page in pages)


def harmonic(precision: float, recall: float) -> float:
    """Compute F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _figures(ours: list[Page], theirs: list[Page]) -> Table:
    chance = random.Random(_SEED)
    samples = [chance.choices(range(len(ours)), k=len(ours)) for _ in range(_SAMPLES)]
    columns = _sampled(ours, samples), _sampled(theirs, samples)
    table = Table(
        "figure", "value", "trafilatura", "difference", title=f"{len(ours)} pages", title_justify="left"
    )
    names = ("F1", "precision", "recall", "mean of the pages' F1, without a text 0")
    for place, name in enumerate(names):
        own, other = ([sample[place] for sample in column] for column in columns)
        values = averages(ours)[place], averages(theirs)[place]
        cells = [f"{v:.4f} ± {1.96 * stdev(s):.3f}" for v, s in zip(values, (own, other), strict=True)]
        cuts = quantiles([a - b for a, b in zip(own, other, strict=True)], n=40)
        table.add_row(name, *cells, f"{values[0] - values[1]:+.4f} ({cuts[0]:+.3f} to {cuts[-1]:+.3f})")
    table.add_row(
        "pages without a text", *(str(sum(bool(p.problem) for p in pages)) for pages in (ours, theirs))
    )
    table.add_row("seconds per page, median / p95", *map(_seconds, (ours, theirs)))
    return table


def _sampled(pages: Sequence[Page], samples: Sequence[Sequence[int]]) -> list[tuple[float, ...]]:
    return [averages([pages[place] for place in sample]) for sample in samples]


def _seconds(pages: Sequence[Page]) -> str:
    seconds = [page.seconds for page in pages]
    return f"{median(seconds):.3f} / {quantiles(seconds, n=20)[-1]:.3f}"


def _worst(pages: list[Page]) -> Table:
    table = Table("F1", "precision", "recall", "page", title="the worst pages", title_justify="left")
    for page in sorted(pages, key=lambda page: page.f1)[:_WORST]:
        precision = "-" if page.precision is None else f"{page.precision:.2f}"
        table.add_row(f"{page.f1:.2f}", precision, f"{page.recall:.2f}", page.problem or page.url)
    return table


if __name__ == "__main__":
    main()
