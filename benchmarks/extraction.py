"""Measure how well the text of articles is found in real pages.

    python -m benchmarks.extraction [FOLDER]

FOLDER (default ../shared/extraction) holds html/*.html.gz and ground-truth.json, as the article extraction
benchmark of Zyte does (github.com/scrapinghub/article-extraction-benchmark). Prints precision, recall and
F1 by that benchmark's measure: of each page's four-word shingles, counted as often as they occur, the share
of those found that are right, and the share of the right ones that were found; both averaged over the pages;
F1 of the averages. Behind ± is 1.96 times the deviation among 1,000 random samples of the pages. Then the
seconds that a page takes, and the pages that went worst.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles, stdev

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
    measure(folder, *next(iter(truth.items())))
    pages = [measure(folder, name, item) for name, item in truth.items()]
    console = Console()
    console.print(_figures(pages))
    console.print(_worst(pages))


def measure(folder: Path, name: str, item: dict[str, str]) -> Page:
    """Read one page and compare."""
    data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    started = time.perf_counter()
    text, problem = "", ""
    try:
        text, _ = read_page(data, ArticleMetadata(url=item["url"]))
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


def averages(pages: Sequence[Page]) -> tuple[float, float, float]:
    """Average F1, precision and recall over pages."""
    precision = mean([page.precision for page in pages if page.precision is not None] or [0.0])
    recall = mean(page.recall for page in pages)
    return harmonic(precision, recall), precision, recall


def harmonic(precision: float, recall: float) -> float:
    """Compute F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _figures(pages: list[Page]) -> Table:
    chance = random.Random(_SEED)
    samples = [averages(chance.choices(pages, k=len(pages))) for _ in range(_SAMPLES)]
    table = Table("figure", "value", title=f"{len(pages)} pages", title_justify="left")
    for name, value, sampled in zip(
        ("F1", "precision", "recall"), averages(pages), zip(*samples, strict=True), strict=True
    ):
        table.add_row(name, f"{value:.4f} ± {1.96 * stdev(sampled):.3f}")
    table.add_row("pages without a text", str(sum(bool(page.problem) for page in pages)))
    seconds = [page.seconds for page in pages]
    table.add_row(
        "seconds per page, median / p95", f"{median(seconds):.3f} / {quantiles(seconds, n=20)[-1]:.3f}"
    )
    return table


def _worst(pages: list[Page]) -> Table:
    table = Table("F1", "precision", "recall", "page", title="the worst pages", title_justify="left")
    for page in sorted(pages, key=lambda page: page.f1)[:_WORST]:
        precision = "-" if page.precision is None else f"{page.precision:.2f}"
        table.add_row(f"{page.f1:.2f}", precision, f"{page.recall:.2f}", page.problem or page.url)
    return table


if __name__ == "__main__":
    main()
