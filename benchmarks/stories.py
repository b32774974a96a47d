"""Measure how well articles are sorted into stories, on pairs of articles that were labelled by reading.

    python -m benchmarks.stories [--shared ../shared] [--data build/stories]

Reads realtimeqa's articles that appeared in 2022 and 2023, encodes the opening of each (once), sorts them
into stories as a build does, and compares with benchmarks/story_pairs.csv: do two articles tell of the same
event? Beside it stand plainer ways and HDBSCAN. What each has to choose is chosen on the pairs of 2023, with
a recall of at least .8 where that is reached, as nobody wants to be told an event twice; the table is of
2022.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.copies import read
from benchmarks.options import news_parser
from config.settings import IndexSettings
from index.build.stories import LIMITS, OPENING, Dated, Limits, Numbers, Openings, find_stories, opening_of
from index.models.default_model import DEFAULT_FOLDER
from index.models.encoder import load_encoder
from index.snapshot.vectors import Vectors
from index.text.passages import split_passages, titled

PAIRS = Path(__file__).with_name("story_pairs.csv")
TUNED, MEASURED = 2023, 2022
_BOOTSTRAPS = 2000
_RECALLED = 0.8
_AT_ONCE = 256
_SEED = 4

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class News:
    """The articles of a year whose day is known, in the order in which a build sorts them."""

    ids: list[str]
    days: Numbers
    openings: Openings

    def cosines(self, pairs: Pairs) -> Vectors:
        """Compare the openings of each pair."""
        cosines: Vectors = np.einsum("ij,ij->i", self.unit[pairs.one], self.unit[pairs.other])
        return cosines

    @cached_property
    def unit(self) -> Vectors:
        """The openings at unit length."""
        lengths = np.linalg.norm(self.openings.astype(np.float32), axis=1, keepdims=True)
        unit: Vectors = self.openings / lengths
        return unit


@dataclass(frozen=True, eq=False)
class Pairs:
    """Labelled pairs: the places of two articles among the news, and whether they tell of the same event."""

    one: Numbers
    other: Numbers
    same: Flags


@dataclass(frozen=True)
class Method:
    """A way to tell which articles belong together.

    choices: what it may be run with. tell: says of each pair whether it belongs together. within: articles
        so many days older are compared with one; None compares all.
    """

    name: str
    choices: list[Any]
    tell: Callable[[News, Pairs, Any], Flags]
    within: int | None


def main() -> None:
    """Measure and print the table."""
    parser = news_parser(__doc__)
    parser.set_defaults(data=Path("build/stories"))
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    tuned, measured = (load(options.shared, options.data, year) for year in (TUNED, MEASURED))
    table = Table(title=f"Stories, on {len(measured[1].same)} pairs of {MEASURED}", title_justify="left")
    for name in ("way", "chosen on 2023", "precision", "recall", "F1", "F1 of 2023", "compared"):
        table.add_column(name, justify="left" if name == "way" else "right")
    for method in methods():
        chosen, best = choose(method, *tuned)
        told = method.tell(*measured, chosen)
        figures = [with_interval(figure, told, measured[1].same) for figure in (precision, recall, f1)]
        compared = f"{comparisons(measured[0], method.within):,.0f}"
        table.add_row(method.name, written(chosen), *figures, f"{best:.2f}", compared)
    Console(width=130).print(table)


def methods() -> Iterator[Method]:
    """Name the ways that are compared."""
    thresholds = [round(alike, 2) for alike in np.arange(0.40, 0.86, 0.02)]
    yield Method("as a build does", [LIMITS], told_by_build, LIMITS.reach)
    grid = product(np.arange(0.50, 0.74, 0.02), (0.0, 0.01, 0.02, 0.03, 0.04, 0.05))
    limits = [Limits(round(float(alike), 2), a_day) for alike, a_day in grid]
    yield Method("the same, chosen anew", limits, told_by_build, LIMITS.reach)
    for within in (0, LIMITS.reach):
        yield Method(f"pairs at most {within} days apart", thresholds, partial(told_by_pair, within), within)
    yield Method("connected components of these", thresholds, told_by_component, LIMITS.reach)
    try:
        import sklearn.cluster  # noqa: F401, PLC0415 - comes with what training needs
    except ImportError:
        Console(stderr=True).print("HDBSCAN is left out: scikit-learn isn't installed (make dev).")
        return
    yield Method("HDBSCAN", list(product((0.02, 0.05, 0.1, 0.2), ("eom", "leaf"))), told_by_hdbscan, None)


def told_by_build(news: News, pairs: Pairs, limits: Limits) -> Flags:
    """Tell by the stories that a build finds."""
    places = np.arange(1, len(news.days) + 1)
    articles = Dated(places, news.days, lambda numbers: news.openings[numbers - 1])
    found = find_stories(articles, np.zeros_like(places), np.empty(0, np.int64), limits)
    return same_of(found, pairs)


def told_by_pair(within: int, news: News, pairs: Pairs, threshold: float) -> Flags:
    """Tell by each pair alone: so many days apart at most, and so alike."""
    apart = np.abs(news.days[pairs.one] - news.days[pairs.other])
    told: Flags = (news.cosines(pairs) >= threshold) & (apart <= within)
    return told


def told_by_component(news: News, pairs: Pairs, threshold: float) -> Flags:
    """Tell by whether alike pairs, a few days apart, lead from one to the other."""
    found, unit = np.arange(len(news.days)), news.unit
    for place in range(len(unit)):
        first = int(np.searchsorted(news.days, news.days[place] - LIMITS.reach))
        alike = np.flatnonzero(unit[first:place] @ unit[place] >= threshold) + first
        joined = np.isin(found, [*found[alike], found[place]])
        found[joined] = found[joined].min()
    return same_of(found, pairs)


def told_by_hdbscan(news: News, pairs: Pairs, choice: tuple[float, str]) -> Flags:
    """Tell by the clusters of HDBSCAN; choice: how far apart a day is, and which clusters are taken."""
    from sklearn.cluster import HDBSCAN  # noqa: PLC0415

    a_day, taken = choice
    points = np.column_stack([news.unit, a_day * (news.days - news.days[0])])
    clustering = HDBSCAN(min_cluster_size=2, cluster_selection_method=taken, copy=True)
    found = clustering.fit_predict(points)
    # What is in no cluster is alone.
    return same_of(np.where(found < 0, -1 - np.arange(len(found)), found), pairs)


def same_of(stories: npt.NDArray[Any], pairs: Pairs) -> Flags:
    """Tell by the story of each article."""
    same: Flags = stories[pairs.one] == stories[pairs.other]
    return same


def choose(method: Method, news: News, pairs: Pairs) -> tuple[Any, float]:
    """Choose what gives the best F1, of what recalls enough where anything does; returns the F1 too."""
    told = [method.tell(news, pairs, choice) for choice in method.choices]
    scores = [(recall(one, pairs.same) >= _RECALLED, f1(one, pairs.same)) for one in told]
    best = max(range(len(scores)), key=lambda at: scores[at])
    return method.choices[best], scores[best][1]


def precision(told: Flags, same: Flags) -> float:
    """Return which share of what was told to belong together does."""
    return float((told & same).sum() / max(told.sum(), 1))


def recall(told: Flags, same: Flags) -> float:
    """Return which share of what belongs together was told."""
    return float((told & same).sum() / max(same.sum(), 1))


def f1(told: Flags, same: Flags) -> float:
    """Return the harmonic mean of precision and recall."""
    return float(2 * (told & same).sum() / max(told.sum() + same.sum(), 1))


def with_interval(figure: Callable[[Flags, Flags], float], told: Flags, same: Flags) -> str:
    """Write a figure with the interval that holds 95 % of it over pairs drawn again and again."""
    drawn = np.random.default_rng(_SEED).integers(len(same), size=(_BOOTSTRAPS, len(same)))
    low, high = np.percentile([figure(told[rows], same[rows]) for rows in drawn], [2.5, 97.5])
    return f"{figure(told, same):.2f} ({low:.2f} to {high:.2f})"


def comparisons(news: News, within: int | None) -> float:
    """Count with how many an article is compared, on average."""
    places = np.arange(len(news.days))
    first = 0 if within is None else np.searchsorted(news.days, news.days - within)
    return float((places - first).mean())


def written(choice: Any) -> str:
    """Write what was chosen."""
    if isinstance(choice, Limits):
        return f"{choice.alike:.2f} + {choice.alike_a_day:.2f} a day"
    return str(choice)


def load(shared: Path, data: Path, year: int) -> tuple[News, Pairs]:
    """Load the news of a year, encoded, and its labelled pairs."""
    encoded = data / f"openings-{year}.npz"
    if not encoded.is_file():
        encode(shared / "realtimeqa" / f"articles-{year}.jsonl.gz", year, encoded)
    with np.load(encoded, allow_pickle=False) as kept:
        news = News(kept["ids"].tolist(), kept["days"], kept["openings"])
    place = {article_id: place for place, article_id in enumerate(news.ids)}
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["year"]) == year]
    one, other = (np.array([place[row[name]] for row in rows]) for name in ("one", "other"))
    return news, Pairs(one, other, np.array([row["same"] == "1" for row in rows]))


def encode(articles: Path, year: int, encoded: Path) -> None:
    """Encode the openings of the articles of a year whose day is known, and keep them in a file."""
    dated = []
    for article in read([articles]):
        first, last = article.published.first_day, article.published.last_day
        if first is not None and first == last and first.year == year:
            dated.append((first.toordinal(), article.id, article))
    dated.sort(key=lambda one: one[:2])
    encoder, words = load_encoder(DEFAULT_FOLDER), IndexSettings().passage_words
    openings = []
    for at in track(range(0, len(dated), _AT_ONCE), f"Encoding {articles.name}"):
        for _, _, article in dated[at : at + _AT_ONCE]:
            passages = split_passages(article.text, words)[:OPENING]
            texts = [titled(article.title, article.text[one.start : one.end]) for one in passages]
            openings.append(opening_of(encoder.encode_passages(texts)))
    days, ids = np.array([day for day, _, _ in dated]), np.array([one for _, one, _ in dated])
    np.savez(encoded, ids=ids, days=days, openings=np.array(openings))


if __name__ == "__main__":
    main()
