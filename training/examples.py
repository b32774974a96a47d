"""What the reader learns from: a question, a passage, and where the answer stands in it, if it does."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.text.passages import split_passages
from retrieval.question.terms import content_words

PASSAGE_WORDS = 120


@dataclass(frozen=True)
class Example:
    """A question and a passage to read for it.

    title: of the passage's article; helps to understand it, is never quoted. May be empty.
    spans: (start, end) of each answer in text, in characters; empty where the text doesn't answer.
    source: which data set it comes from.
    """

    question: str
    title: str
    text: str
    spans: tuple[tuple[int, int], ...]
    source: str


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of a JSON Lines file, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def general_examples(path: Path, seed: int) -> list[Example]:
    """Make examples of the general questions.

    path: shared/reading/questions.jsonl.gz. seed: of the choice of what doesn't answer.
    Returns: for each question the passage of its context that answers it; for every third, another
        passage too that doesn't, either from the same context or the one most like the question. A
        single sentence is set among others for every third question, as it would stand in an article.
    """
    chance = random.Random(seed)
    rows = list(read_lines(path))
    lone = sorted({row["context"] for row in rows if len(row["context"].split()) < 80})
    likeness = _Likeness(lone)
    examples: list[Example] = []
    for row in rows:
        title = row["title"].replace("_", " ").strip()
        if row["context"] in likeness.index:
            examples += _from_sentence(row, title, lone, likeness, chance)
        else:
            examples += _from_context(row, title, chance)
    return examples


def _from_context(row: dict[str, Any], title: str, chance: random.Random) -> Iterator[Example]:
    """Cut a context of several sentences: the passage with the answer, and maybe one without."""
    text: str = row["context"]
    question, source = row["question"], row["source"]
    spans = [(a["start"], a["start"] + len(a["text"])) for a in row["answers"]]
    without: list[Example] = []
    for passage in split_passages(text, PASSAGE_WORDS):
        start, end = passage.start, passage.end
        inside = tuple((s - start, e - start) for s, e in spans if start <= s and e <= end)
        example = Example(question, title, text[start:end], inside, source)
        if inside:
            yield example
        elif not any(s < end and e > start for s, e in spans):
            without.append(example)
    if without and (not spans or chance.random() < 1 / 2):
        yield chance.choice(without)


def _from_sentence(
    row: dict[str, Any], title: str, lone: list[str], likeness: _Likeness, chance: random.Random
) -> Iterator[Example]:
    """Show a context of one sentence: alone, among others, or replaced by another one that is like it."""
    text: str = row["context"]
    spans = tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"])
    example = Example(row["question"], title, text, spans, row["source"])
    drawn = chance.random()
    if drawn < 1 / 3:
        before = " ".join(chance.sample(lone, chance.randint(0, 2)))
        after = " ".join(chance.sample(lone, chance.randint(0, 2)))
        shift = len(before) + 1 if before else 0
        yield replace(
            example,
            text=" ".join(part for part in (before, text, after) if part),
            spans=tuple((s + shift, e + shift) for s, e in spans),
        )
    else:
        yield example
    if drawn > 2 / 3:
        other = likeness.nearest(row["question"], text)
        answers = {text[s:e].lower() for s, e in spans}
        if other and not any(answer in other.lower() for answer in answers):
            yield replace(example, text=other, spans=())


class _Likeness:
    """Finds the sentence that shares most words with a question."""

    def __init__(self, sentences: list[str]) -> None:
        self.index = {sentence: number for number, sentence in enumerate(sentences)}
        self._sentences = sentences
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for stem in {word.stem for word in content_words(sentence)}:
                self._holding[stem].append(number)

    def nearest(self, question: str, but_not: str) -> str | None:
        """Find the sentence nearest to a question other than the one given; None if none shares a word."""
        points: dict[int, float] = defaultdict(float)
        for stem in {word.stem for word in content_words(question)}:
            for number in self._holding.get(stem, ()):
                points[number] += 1 / len(self._holding[stem])
        points.pop(self.index[but_not], None)
        return self._sentences[max(points, key=lambda n: (points[n], -n))] if points else None
