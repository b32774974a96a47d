"""Measure how many copies are found among articles, of what kinds, and how fast.

    python -m benchmarks.copies FILE… [--sample 50] [--seed 1]

Reads .jsonl or .jsonl.gz files of articles, finds copies as an index does, and prints a table. Of
--sample copies it prints what tells whether they are any: titles, outlets, dates, how much is shared,
and which figures and names only one of the two holds.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from benchmarks.options import plain_parser
from index.article import Article
from index.build.near_duplicates import NearDuplicate, band_hashes, find_canonical, is_near_duplicate
from index.parsers import ParsedArticle, read_all
from index.parsers.json_records import read_lines
from index.parsers.metadata import NOTHING_KNOWN

_MOST_BYTES = 10_000_000
_SHINGLE = 5
_WORD = re.compile(r"\w+")
# Figures and names shown of those that only one of two texts holds.
_SHOWN = 12


@dataclass(frozen=True)
class Result:
    """What was found: the pairs, who is quoted for whom, and the seconds it took."""

    candidates: int
    pairs: list[tuple[int, int]]
    canonical_of: dict[int, int]
    signing_seconds: float
    comparing_seconds: float


def main() -> None:
    """Measure and print the table, and the sample if one is wanted."""
    parser = plain_parser(__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    console = Console()
    articles = read(options.files)
    result = find(articles)
    console.print(summary(articles, result))
    copies = sorted(result.canonical_of.items())
    drawn = random.Random(options.seed).sample(copies, min(options.sample, len(copies)))
    for copy, canonical in drawn:
        console.print(comparison(articles[copy], articles[canonical]), markup=False, highlight=False)


def read(files: Iterable[Path]) -> list[Article]:
    """Read the articles of files, each address once."""
    articles: dict[str, Article] = {}
    for path in files:
        for item in read_all(read_lines(path, path.name, NOTHING_KNOWN, _MOST_BYTES)):
            if isinstance(item, ParsedArticle):
                articles.setdefault(item.article.id, item.article)
    return list(articles.values())


def find(articles: list[Article]) -> Result:
    """Find all copies, comparing each article with the earlier ones that share a band."""
    started = time.perf_counter()
    signed = [band_hashes(article.text) for article in articles]
    signed_at = time.perf_counter()
    holders: dict[int, list[int]] = defaultdict(list)
    pairs, candidates = [], 0
    for number, hashes in enumerate(signed):
        near = {other for band in hashes for other in holders[band]}
        candidates += len(near)
        pairs += [
            (other, number)
            for other in sorted(near)
            if is_near_duplicate(articles[number].text, articles[other].text)
        ]
        for band in hashes:
            holders[band].append(number)
    duplicates = {
        number: NearDuplicate(number, len(article.text), article.published, article.url, article.outlet)
        for number, article in enumerate(articles)
    }
    canonical_of = find_canonical(duplicates, pairs)
    return Result(candidates, pairs, canonical_of, signed_at - started, time.perf_counter() - signed_at)


def summary(articles: list[Article], result: Result) -> Table:
    """Lay out the figures as a table."""
    kinds: Counter[str] = Counter()
    for copy, canonical in result.canonical_of.items():
        one, other = articles[copy], articles[canonical]
        kinds[kind(one, other)] += 1
        kinds["the very same text"] += one.text == other.text
        kinds["the very same text, another title"] += one.text == other.text and one.title != other.title
    titles = Counter(article.title for article in articles if article.title)
    quoted = set(result.canonical_of.values())
    titled = Counter(
        article.title for number, article in enumerate(articles) if number not in result.canonical_of
    )
    table = Table("figure", "value", title="Copies", title_justify="left")
    table.add_row("articles", f"{len(articles):,}")
    table.add_row("pairs that share a band", f"{result.candidates:,}")
    table.add_row("pairs of copies", f"{len(result.pairs):,}")
    table.add_row("groups", f"{len(quoted):,}")
    table.add_row("copies", f"{len(result.canonical_of):,}")
    for name in ("same address but for parameters", "same outlet", "another outlet"):
        table.add_row(f"  {name}", f"{kinds[name]:,}")
    for name in ("the very same text", "the very same text, another title"):
        table.add_row(f"  {name}", f"{kinds[name]:,}")
    again = sum(titled[title] - 1 for title in titles if titled[title] > 1)
    table.add_row("titles that come again, not as copies", f"{again:,}")
    table.add_row("articles signed a second", f"{len(articles) / result.signing_seconds:,.0f}")
    table.add_row(
        "seconds to sign / to compare", f"{result.signing_seconds:.1f} / {result.comparing_seconds:.1f}"
    )
    return table


def kind(one: Article, other: Article) -> str:
    """Name what two copies have in common besides their text."""
    if one.url and other.url and _address(one.url) == _address(other.url):
        return "same address but for parameters"
    return "same outlet" if one.outlet == other.outlet else "another outlet"


def comparison(copy: Article, canonical: Article) -> str:
    """Describe what a person needs to judge a copy."""
    lines = [""]
    for article in (copy, canonical):
        words = len(_WORD.findall(article.text))
        lines.append(
            f"{article.title} | {article.outlet} | {article.published} | {words:,} words | {article.url}"
        )
    one, other = _shingles(copy.text), _shingles(canonical.text)
    both = len(one & other)
    jaccard = both / max(len(one | other), 1)
    contained = both / max(min(len(one), len(other)), 1)
    lines.append(f"{kind(copy, canonical)}; Jaccard {jaccard:.2f}, contained {contained:.2f}")
    for name, mine, theirs in (("copy", copy, canonical), ("quoted", canonical, copy)):
        only = sorted(_marks(mine.text) - _marks(theirs.text))
        lines.append(f"only in the {name}: {', '.join(only[:_SHOWN])}{' …' if len(only) > _SHOWN else ''}")
    return "\n".join(lines)


def _address(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/index.html").rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}"


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[start : start + _SHINGLE]) for start in range(max(len(words) - _SHINGLE + 1, 1))}


def _marks(text: str) -> set[str]:
    """Figures, and words with a capital."""
    return {word for word in _WORD.findall(text) if word[0].isdigit() or word[0].isupper()}


if __name__ == "__main__":
    main()
