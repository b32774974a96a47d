"""Scores stretches of neighbouring sentences by how likely they answer a question."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.article import Article, Span
from index.text.tokens import stems
from retrieval.answer import Question
from retrieval.question.answer_type import SURE_KINDS, Kind, find_kind
from retrieval.question.term_weights import covered
from retrieval.quoting.attribution import adjoin
from retrieval.reading.agreement import Claim
from retrieval.reading.read_passages import ReadPassage
from retrieval.search.candidates import nearness

# A quote never has more words than this, whatever the setting; the longest sentence just fits.
MOST_WORDS = 80


@dataclass(frozen=True)
class _Weights:
    """What each signal of a window counts.

    Logistic regression on questions of realtimeqa 2023 that the reader never saw (docs/quality.md): does a
    window hold the answer? Words of the question around a passage, its names above all, tell one event from
    another that is like it: among thousands of articles this changes nothing, among three it decides.
    """

    rank: float
    covered: float
    kind: float
    length: float
    weeks: float
    months: float
    timely: float = 1.5
    mass: float = 0.0
    here: float = 0.0
    around: float = 0.5
    names: float = 0.25


_READ = _Weights(rank=3.1, covered=1.0, kind=1.15, length=0.95, weeks=0.55, months=0.95, mass=0.6, here=0.45)
_UNREAD = _Weights(rank=4.1, covered=2.3, kind=2.0, length=1.4, weeks=0.6, months=0.9)
# Below this the reader's probability says nothing more.
_LEAST_MASS = 1e-3

_AROUND_CHARACTERS = 800
# What nearness in months counts as where the day of asking isn't known.
_ANY_TIME = 0.7


@dataclass(frozen=True)
class Searched:
    """A question with what was made of it.

    text: what is searched for: the question, completed by earlier ones, its typos mended.
    vector: shape (dimension,), unit length. weights: share of each word's stem, adding up to 1; names:
    the same for the names among them, empty where it has none.
    kind: what sort of thing answers it, if its form says so.
    asked: the day of asking; None where that doesn't say which articles are meant.
    """

    question: Question
    text: str
    vector: npt.NDArray[np.float32]
    weights: dict[str, float]
    names: dict[str, float]
    kind: Kind | None
    asked: date | None

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of all words of the question: what it names is not what it asks for."""
        return frozenset(stems(self.text))


@dataclass(frozen=True)
class Window:
    """Neighbouring sentences of a passage that may become a quote.

    first, last: its sentences, by their place in the passage. passage_covered: share of the question's
    words in its passage or in the title. has_kind: does it hold a thing of the kind asked for that the
    question doesn't name? None where no kind is asked for. around: share of the question's words in it,
    around it or in the title. months: how near its article is to the day of asking, see ``_nearness``.
    mass: the reader's probability that the answer stands in it. claim: the best supported answer in it.
    stems: of all its words.
    """

    passage: ReadPassage
    first: int
    last: int
    score: float
    passage_covered: float
    has_kind: bool | None
    around: float
    months: float
    mass: float
    claim: Claim | None
    stems: frozenset[str]

    @property
    def log_mass(self) -> float:
        """The logarithm of its mass."""
        return _log(self.mass)

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.passage.article

    @property
    def span(self) -> Span:
        """Where it stands in the article's text."""
        sentences = self.passage.sentences
        return Span(sentences[self.first].start, sentences[self.last].end)


@dataclass(frozen=True)
class _Sentence:
    span: Span
    words: int
    stems: frozenset[str]
    has_kind: bool
    mass: float


def score_windows(searched: Searched, passages: list[ReadPassage], quote_words: int) -> list[Window]:
    """Score every window of the passages read.

    quote_words: most words of a window; a single longer sentence counts as well.
    Returns: all windows, best first; equal ones by article and place.
    """
    windows = [window for passage in passages for window in _windows(searched, passage, quote_words)]
    return sorted(windows, key=lambda w: (-w.score, w.article.id, w.span))


def new_things(searched: Searched, text: str, span: Span) -> list[Span]:
    """The things of the kind asked for in a stretch of text that the question doesn't name itself."""
    if searched.kind is None:
        return []
    return [
        thing
        for thing in find_kind(searched.kind, text, span.start, span.end)
        if not searched.named.issuperset(stems(text, thing.start, thing.end))
    ]


def _windows(searched: Searched, passage: ReadPassage, quote_words: int) -> Iterator[Window]:
    text = passage.article.text
    sentences = [
        _sentence(searched, passage, span, found)
        for span, found in zip(passage.sentences, passage.stems, strict=True)
    ]
    title = frozenset(stems(passage.article.title or ""))
    passage_covered = covered(searched.weights, title.union(*(sentence.stems for sentence in sentences)))
    around, names = _around(searched, passage, title)
    weeks, months = _nearness(searched.asked, passage.article)
    weights = _READ if passage.reading else _UNREAD
    whole_passage = (
        weights.rank * passage.candidate.score
        + weights.here * (passage.reading.here if passage.reading else 0.0)
        + weights.around * around
        + weights.names * names
        + weights.weeks * weeks
        + weights.months * months
        + weights.timely * passage.candidate.timely
    )
    for first, last in _runs(text, sentences, quote_words):
        group = sentences[first : last + 1]
        said = frozenset().union(*(sentence.stems for sentence in group))
        has_kind = any(sentence.has_kind for sentence in group) if searched.kind else None
        fits = searched.kind not in SURE_KINDS or has_kind
        mass = min(1.0, sum(sentence.mass for sentence in group)) if fits else 0.0
        score = (
            whole_passage
            + weights.covered * covered(searched.weights, said)
            + weights.kind * (0.5 if has_kind is None else has_kind)
            + weights.length * min(sum(sentence.words for sentence in group), MOST_WORDS) / MOST_WORDS
            + weights.mass * _log(mass)
        )
        claim = _best_claim(searched, passage, Span(group[0].span.start, group[-1].span.end))
        yield Window(
            passage, first, last, score, passage_covered, has_kind, around, months, mass, claim, said
        )


def _sentence(searched: Searched, passage: ReadPassage, span: Span, found: frozenset[str]) -> _Sentence:
    text = passage.article.text
    reading = passage.reading
    return _Sentence(
        span,
        len(text[span.start : span.end].split()),
        found,
        bool(new_things(searched, text, span)),
        reading.mass(span.start - passage.start, span.end - passage.start) if reading else 0.0,
    )


def _runs(text: str, sentences: list[_Sentence], quote_words: int) -> Iterator[tuple[int, int]]:
    """The runs of sentences that may be quoted: first and last."""
    for first in range(len(sentences)):
        count = 0
        for last in range(first, len(sentences)):
            count += sentences[last].words
            if last > first and (
                count > quote_words or not adjoin(text, sentences[last - 1].span, sentences[last].span)
            ):
                break
            yield first, last


def _around(searched: Searched, passage: ReadPassage, title: frozenset[str]) -> tuple[float, float]:
    """The share of the question's words, and of its names, in a passage, around it or in the title."""
    text = passage.article.text
    first, last = passage.sentences[0].start, passage.sentences[-1].end
    near = title.union(
        *passage.stems,
        stems(str(passage.article.published)),
        stems(text, max(0, first - _AROUND_CHARACTERS), first),
        stems(text, last, min(len(text), last + _AROUND_CHARACTERS)),
    )
    names = covered(searched.names, near) if searched.names else 1.0
    return covered(searched.weights, near), names


def _log(mass: float) -> float:
    return math.log(mass + _LEAST_MASS)


def _best_claim(searched: Searched, passage: ReadPassage, span: Span) -> Claim | None:
    """The best supported answer in a stretch; where a figure is asked for, one that touches such a figure."""
    inside = [c for c in passage.claims if span.start <= c.span.start and c.span.end <= span.end]
    if searched.kind in SURE_KINDS:
        things = new_things(searched, passage.article.text, span)
        inside = [claim for claim in inside if any(thing.touches(claim.span) for thing in things)]
    return max(inside, key=lambda claim: claim.support, default=None)


def _nearness(asked: date | None, article: Article) -> tuple[float, float]:
    """How near an article's date is to the day of asking, see ``nearness``.

    Where the day of asking isn't given, a question may be about any time: every article is alike.
    """
    if asked is None:
        return 0.0, _ANY_TIME
    day = article.published.first_day
    return nearness(math.nan if day is None else (asked - day).days)
