"""Examples from real news: quiz questions on the week's events."""

from __future__ import annotations

import itertools
import random
import re
import sqlite3
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.text.normalise import normalise, normalise_line
from index.text.passages import split_passages
from retrieval.question.terms import content_words
from training.examples import PASSAGE_WORDS, Example, read_lines

# A passage speaks of a question if it or its title has this share of its words, or of its evidence's:
# a gold string alone often stands there by chance.
_SPEAKS = 0.5
_FEWEST_WORDS = 2
# A question with fewer words may mean anything.
_NAMED_WORDS = 4
_FOUND = 40
# Common words make a search slow and hardly better.
_RAREST = 8
_POSITIVES, _NEGATIVES, _OWN_NEGATIVES = 6, 3, 1
_PUNCTUATION = set(string.punctuation) | set("“”‘’–—…")
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class NewsPassage:
    """A passage of an article; published is its day, as text."""

    number: int
    article: int
    url: str
    title: str
    published: str
    text: str

    def stems(self) -> set[str]:
        """Collect the stems of its words and of its title's."""
        return {word.stem for word in content_words(f"{self.title} {self.text}")}


class Corpus:
    """The passages of files of articles, with a full-text search over them."""

    def __init__(self, files: list[Path]) -> None:
        """Read and index the articles of JSON Lines files."""
        self.passages: list[NewsPassage] = []
        self.of_url: dict[str, list[NewsPassage]] = {}
        self._holding: Counter[str] = Counter()
        self._search = sqlite3.connect(":memory:")
        self._search.execute(
            "CREATE VIRTUAL TABLE p USING fts5(body, content='', tokenize='porter unicode61')"
        )
        rows = (row for file in files for row in read_lines(file))
        for article, row in enumerate(rows):
            text, title = normalise(row["text"]), normalise_line(row["title"] or "")
            for cut in split_passages(text, PASSAGE_WORDS):
                self._add(article, row, title, text[cut.start : cut.end])

    def _add(self, article: int, row: dict[str, str], title: str, text: str) -> None:
        number = len(self.passages)
        passage = NewsPassage(number, article, row["url"], title, (row["published"] or "")[:10], text)
        self.passages.append(passage)
        self.of_url.setdefault(row["url"], []).append(passage)
        self._holding.update(set(f"{title} {text}".lower().split()))
        self._search.execute("INSERT INTO p (rowid, body) VALUES (?, ?)", (number, f"{title}\n{text}"))

    def search(self, text: str, until: str) -> list[NewsPassage]:
        """Find the passages with most of a text's rarest words, published by a day (ISO), best first."""
        words = sorted({word.text.lower() for word in content_words(text)})
        rarest = sorted(words, key=self._holding.__getitem__)[:_RAREST]
        query = " OR ".join(f'"{word}"' for word in rarest)
        if not query:
            return []
        rows = self._search.execute(
            "SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT ?", (query, 3 * _FOUND)
        )
        found = (self.passages[number] for (number,) in rows)
        return [passage for passage in found if passage.published <= until][:_FOUND]


def find_gold(text: str, gold: str) -> tuple[tuple[int, int], ...]:
    """Where a gold string stands in a text: (start, end) of each, by shared/eval/score.py's normalisation."""
    wanted = [plain for token in gold.split() if (plain := _plain(token))]
    tokens = [(m.start(), m.end(), plain) for m in _TOKEN.finditer(text) if (plain := _plain(m.group()))]
    found = []
    for at in range(len(tokens) - len(wanted) + 1 if wanted else 0):
        if [plain for _, _, plain in tokens[at : at + len(wanted)]] == wanted:
            start, end = tokens[at][0], tokens[at + len(wanted) - 1][1]
            while text[start] in _PUNCTUATION - set("$€£#"):
                start += 1
            while text[end - 1] in _PUNCTUATION - set("%"):
                end -= 1
            found.append((start, end))
    return tuple(found)


def _plain(token: str) -> str:
    token = "".join(c for c in token.lower() if c not in _PUNCTUATION)
    return "" if token in {"a", "an", "the"} else token


def quiz_examples(corpus: Corpus, questions: list[dict[str, Any]], seed: int) -> Iterator[Example]:
    """Make examples of quiz questions whose gold answers are known.

    questions: realtimeqa's records.
    Yields: passages that hold the answer and speak of the question; passages that both a search of all
        articles and of the question's own articles brings and that don't hold it; the sentence that
        supports the answer.
    """
    chance = random.Random(seed)
    for record in questions:
        if spans := find_gold(record["evidence"] or "", record["answers"][0]):
            yield Example(record["question"], "", record["evidence"], spans, "evidence")
        found = corpus.search(record["question"], record["asked_on"][:10])
        own = [passage for url in record["article_urls"] for passage in corpus.of_url.get(url, ())]
        yield from _of_question(record, found, own, chance)


def _of_question(
    record: dict[str, Any], found: list[NewsPassage], own: list[NewsPassage], chance: random.Random
) -> Iterator[Example]:
    question, gold = record["question"], record["answers"][0]
    speaking = (_stems(text) - _stems(gold) for text in (question, record["evidence"] or ""))
    wanted = [stems for stems in speaking if len(stems) >= _FEWEST_WORDS]
    holding: list[tuple[float, Example]] = []
    for passage in {p.number: p for p in [*found, *own]}.values():
        if spans := find_gold(passage.text, gold):
            have = passage.stems()
            share = max((len(stems & have) / len(stems) for stems in wanted), default=0.0)
            holding.append((share, Example(question, passage.title, passage.text, spans, "quiz")))
    holding.sort(key=lambda pair: -pair[0])
    yield from [example for share, example in holding[:_POSITIVES] if share >= _SPEAKS]
    lacking = [p for p in found if not find_gold(p.text, gold)]
    own_lacking = [p for p in own if not find_gold(p.text, gold)]
    chosen = chance.sample(lacking[:20], min(_NEGATIVES, len(lacking[:20])))
    chosen += chance.sample(own_lacking, min(_OWN_NEGATIVES, len(own_lacking)))
    for passage in chosen:
        yield Example(question, passage.title, passage.text, (), "quiz")


def unrelated_examples(corpus: Corpus, general: list[Example]) -> Iterator[Example]:
    """Put general questions to the news, which doesn't answer them: the passage most like each.

    general: examples of the general questions; only those that name what they are about count.
    """
    asked: dict[str, set[str]] = {}
    for example in general:
        answers = {example.text[start:end] for start, end in example.spans}
        asked.setdefault(example.question, set()).update(answers)
    for question, answers in asked.items():
        if len(_stems(question)) < _NAMED_WORDS:
            continue
        found = corpus.search(question, "9999")
        lacking = (p for p in found if not any(find_gold(p.text, answer) for answer in answers))
        for passage in itertools.islice(lacking, 1):
            yield Example(question, passage.title, passage.text, (), "unrelated")


def speaks(question: str, evidence: str, gold: str, title: str, text: str) -> bool:
    """Tell whether a passage, with its title, has half of the words of a question or of its evidence."""
    have = _stems(f"{title} {text}")
    wanted = (_stems(part) - _stems(gold) for part in (question, evidence))
    return any(len(stems & have) >= _SPEAKS * len(stems) for stems in wanted if len(stems) >= _FEWEST_WORDS)


def _stems(text: str) -> set[str]:
    return {word.stem for word in content_words(text)}
