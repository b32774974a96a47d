"""Questions that the reader never saw, asked of an index of all their passages."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retrieval.reading.squad import answer_words
from training.examples import read_lines
from training.material import MEASURED_ONLY, OPEN, is_held_out

# Sets of which neither this reader nor the one before it learned what is held out.
FAMILIES = ("tydiqa", "afriqa", "nq", "timeqa", "newsqa")
# Of a third of the articles that answer nothing is indexed.
_TAKEN_OUT = 3
# Questions of a set and a half; those that come first by a hash.
_MOST = 160


@dataclass(frozen=True)
class HeldOutQuestion:
    """A question and whether the index answers it.

    article: a name of the one that answers. answers: gold strings; any of them is right. answerable: is that
    article indexed? fitting: is it of the half that weights are fitted on? The other half measures.
    """

    id: str
    family: str
    article: str
    question: str
    answers: tuple[str, ...]
    answerable: bool
    fitting: bool


@dataclass
class _HeldOutArticle:
    title: str
    contexts: dict[str, None] = field(default_factory=dict)


def held_out(shared: Path) -> tuple[list[dict[str, Any]], list[HeldOutQuestion]]:
    """Gather what is held out of the reading data.

    Returns: the articles to index, as records of title and text, and the questions.
    """
    articles: dict[str, _HeldOutArticle] = {}
    asked: dict[tuple[str, bool], list[HeldOutQuestion]] = defaultdict(list)
    for family in FAMILIES:
        path = shared / "reading" / (OPEN | MEASURED_ONLY)[family]
        for key, rows in _by_article(family, read_lines(path)):
            article = articles.setdefault(key, _HeldOutArticle(rows[0]["title"].replace("_", " ").strip()))
            article.contexts.update(dict.fromkeys(row["context"].strip() for row in rows))
            for question in _questions(family, key, rows):
                asked[family, question.fitting].append(question)
    records = [
        {
            "url": f"https://example.org/{_hash(key):08x}",
            "outlet": f"{_hash(key):08x}",
            "title": article.title or None,
            "text": "\n\n".join(article.contexts),
        }
        for key, article in sorted(articles.items())
        if not _taken_out(key)
    ]
    return records, [each for group in asked.values() for each in sorted(group, key=_order)[:_MOST]]


def write_held_out(shared: Path, folder: Path) -> list[HeldOutQuestion]:
    """Write ``articles.jsonl``, to be indexed, and ``questions.jsonl``, those of the measuring half.

    Returns: the questions of both halves.
    """
    records, questions = held_out(shared)
    folder.mkdir(parents=True, exist_ok=True)
    asked = [
        {"id": question.id, "question": question.question} for question in questions if not question.fitting
    ]
    for name, rows in (("articles", records), ("questions", asked)):
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return questions


def holds(text: str, answers: tuple[str, ...]) -> bool:
    """Tell whether one of the gold answers stands in a text, compared as SQuAD does."""
    words = f" {' '.join(answer_words(text))} "
    golds = (" ".join(answer_words(answer)) for answer in answers)
    return any(gold and f" {gold} " in words for gold in golds)


def _by_article(family: str, rows: Iterator[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Group the rows that are held out by article: by its title, or where it has none by shared questions."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    key_of_context: dict[str, str] = {}
    before: dict[str, Any] | None = None
    for row in rows:
        if not is_held_out(family, row["title"], row["context"]):
            continue
        key = row["title"].replace("_", " ").strip().casefold()
        if not key:
            key = key_of_context.get(row["context"], "")
            if not key and before is not None and before["question"] == row["question"]:
                key = key_of_context[before["context"]]
            key = key_of_context.setdefault(row["context"], key or row["context"][:200])
        groups[key].append(row)
        before = row
    yield from groups.items()


def _questions(family: str, key: str, rows: list[dict[str, Any]]) -> Iterator[HeldOutQuestion]:
    golds: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        golds[row["question"]].update(dict.fromkeys(answer["text"] for answer in row["answers"]))
    for question, answers in golds.items():
        if answers:
            name = f"{family}-{_hash(question + key):08x}"
            fitting = _hash(f"half {key}") % 2 == 0
            yield HeldOutQuestion(
                name, family, f"{_hash(key):08x}", question, tuple(answers), not _taken_out(key), fitting
            )


def _taken_out(key: str) -> bool:
    return _hash(key) % _TAKEN_OUT == 0


def _order(question: HeldOutQuestion) -> str:
    return question.id.rpartition("-")[2]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
