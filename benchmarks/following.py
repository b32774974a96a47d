"""Measure which articles those who follow something get, and what it costs where many follow.

    python -m benchmarks.following [--shared ../shared] [--data build/quality] [--year 2023]

Indexes realtimeqa's articles of a year (once). Quality: following.jsonl has topics as people type them and,
of the articles of 2023 that searches by words and by meaning found for each, which are about it (``yes``) and
which only mention it (``no``), as judged by reading. Every other topic chose the weights and thresholds.
Some topics (``as``) say in other words what another one says, whose judgements count for them, too.
Speed: 10,000 topics, pieces of titles with and without another name before them, and 1,000 articles.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.memory import resident
from benchmarks.options import news_parser
from index.snapshot.snapshot import CURRENT, Snapshot, open_live
from retrieval.matching.followed import Followed, FollowKind
from retrieval.matching.judgement import LEAST_CHANCE, chance_of
from retrieval.matching.matcher import Matcher
from retrieval.matching.new_article import new_articles
from retrieval.matching.signals import find_words, how_often, openings, signals_of
from retrieval.matching.topic import Topic, TopicParser
from retrieval.question.terms import content_words
from retrieval.quoting.namesakes import is_of_namesake

TOPICS, ARTICLES = 10_000, 1_000
GROUPS = ("chosen on", "others", "in other words")
_SEED = 5
NAMES = Path("retrieval/question/names.txt")
_JUDGED = Path(__file__).with_name("following.jsonl")


@dataclass(frozen=True)
class Judged:
    """A topic and an article: is the one about the other, and how sure are three ways to tell?

    group: of GROUPS, where its topic belongs.
    """

    topic: str
    group: str
    is_about: bool
    by_words: float
    by_meaning: float
    by_both: float


Way = Callable[[Judged], float]
WAYS: dict[str, Way] = {
    "words only: how often the article has them": lambda pair: pair.by_words,
    "meaning only: how near it begins": lambda pair: pair.by_meaning,
    "both, as in use": lambda pair: pair.by_both,
}


@dataclass(frozen=True)
class Figures:
    """How good matches are: the share of right ones among those given, and of those given among the right."""

    precision: float
    recall: float

    def __str__(self) -> str:
        both = self.precision + self.recall
        return f"{self.precision:.3f} / {self.recall:.3f} / {self.f1 if both else 0:.3f}"

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def main() -> None:
    """Measure and print the tables."""
    parser = news_parser(__doc__)
    parser.add_argument("--year", type=int, default=2023)
    options = parser.parse_args()
    data = options.data / str(options.year)
    if not (data / CURRENT).exists():
        articles = options.shared / "realtimeqa" / f"articles-{options.year}.jsonl.gz"
        command = [sys.executable, "-m", "bot", "index", str(articles), "--data", str(data)]
        subprocess.run(command, check=True)
    with open_live(data) as snapshot:
        show_quality(judge(snapshot))
        show_speed(snapshot)


def judge(snapshot: Snapshot) -> list[Judged]:
    """Collect how sure each way is of the judged pairs whose article is indexed."""
    lines = [json.loads(line) for line in _JUDGED.read_text("utf-8").splitlines()]
    judged: dict[str, dict[str, bool]] = {}
    for line in lines:
        own = dict.fromkeys(line["no"], False) | dict.fromkeys(line["yes"], True)
        judged[line["topic"]] = judged.get(line.get("as"), {}) | own
    topics = TopicParser(snapshot).parse(list(judged), {})
    store = snapshot.store
    numbers = {article.url: number for number, article in store.articles(store.numbers()).items()}
    found: list[Judged] = []
    for at, line in enumerate(lines):
        topic = topics[line["topic"]]
        group = GROUPS[2] if "as" in line else GROUPS[at % 2]
        known = {numbers[url]: is_about for url, is_about in judged[line["topic"]].items() if url in numbers}
        found += [] if topic is None else _judge(snapshot, topic, group, known)
    return found


def _judge(snapshot: Snapshot, topic: Topic, group: str, known: dict[int, bool]) -> Iterator[Judged]:
    for article in new_articles(snapshot, list(known)):
        by_words = sum(
            word.weight * how_often(len(places), article.size) for word, places in find_words(topic, article)
        )
        (by_meaning,) = openings([topic], article)
        by_both = chance_of(signals_of(topic, article, by_meaning))
        if is_of_namesake(topic.text, article.article):
            by_both = 0.0
        yield Judged(topic.typed, group, known[article.number], by_words, by_meaning, by_both)


def show_quality(pairs: Sequence[Judged]) -> None:
    """Print what each way to match gives, on the topics that chose its threshold and on the others."""
    groups = [[pair for pair in pairs if pair.group == group] for group in GROUPS]
    heads = [
        f"{group}: {len({pair.topic for pair in part})} topics, {len(part)} pairs,"
        f" {sum(pair.is_about for pair in part)} right"
        for group, part in zip(GROUPS, groups, strict=True)
    ]
    table = Table("precision / recall / F1", "at least", *heads)
    for name, way in WAYS.items():
        least = LEAST_CHANCE if name == list(WAYS)[-1] else best_threshold(groups[0], way)
        table.add_row(name, f"{least:.2f}", *(str(figures(part, way, least)) for part in groups))
    Console().print(table)


def best_threshold(pairs: Sequence[Judged], way: Way) -> float:
    """Find the threshold with the best F1."""
    return max({way(pair) for pair in pairs}, key=lambda least: figures(pairs, way, least).f1)


def figures(pairs: Sequence[Judged], way: Way, least: float) -> Figures:
    """Compute how good the matches are of which a way is at least so sure."""
    given = [pair for pair in pairs if way(pair) >= least]
    right = sum(pair.is_about for pair in given)
    return Figures(right / max(1, len(given)), right / max(1, sum(pair.is_about for pair in pairs)))


def show_speed(snapshot: Snapshot) -> None:
    """Print what many topics and many articles cost."""
    chance = random.Random(_SEED)
    numbers = snapshot.store.numbers()
    articles = chance.sample(numbers, min(ARTICLES, len(numbers)))
    topics = make_topics(snapshot, chance)
    _ = snapshot.encoder
    matcher = Matcher()
    matcher.set_followed([Followed(str(at), FollowKind.TOPIC, text) for at, text in enumerate(topics)])
    before = resident()
    rows: list[tuple[str, Any]] = []
    for what, numbers in (("to parse and embed the topics, once", []), ("to match the articles", articles)):
        started, used = time.monotonic(), time.process_time()
        found, _ = matcher.look(snapshot, numbers)
        seconds = f"{time.monotonic() - started:.1f} / {time.process_time() - used:.1f}"
        rows.append((f"seconds / seconds of one core {what}", seconds))
    rows += [("matches", len(found)), ("MB more than before", f"{resident() - before:.0f}")]
    table = Table("what", "value", title=f"{TOPICS} topics, {len(articles)} articles", title_justify="left")
    for row in rows:
        table.add_row(*map(str, row))
    Console().print(table)


def make_topics(snapshot: Snapshot, chance: random.Random) -> list[str]:
    """Make topics, no two alike: one in three a piece of a title, the others with a name put before it."""
    store = snapshot.store
    titles = [article.title or "" for article in store.articles(store.numbers()).values()]
    names = NAMES.read_text("utf-8").split()
    made: dict[str, None] = {}
    while len(made) < TOPICS:
        said = [word.text for word in content_words(chance.choice(titles))]
        start = chance.randrange(max(1, len(said) - 1))
        if len(made) % 3:
            made[f"{chance.choice(names)} {' '.join(said[start : start + chance.randint(1, 2)])}"] = None
        else:
            made[" ".join(said[start : start + chance.randint(2, 4)])] = None
    return list(made)


if __name__ == "__main__":
    main()
