"""Scores stretches of neighbouring sentences by how likely they answer a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.article import Article
from index.generation import Generation
from index.passages import is_bullet
from retrieval.answer import Question, Span
from retrieval.candidates import Candidate
from retrieval.kinds import Kind, find_kind
from retrieval.terms import words
from retrieval.weights import covered

# Passages whose sentences are looked at. Of the questions that the tuning articles can answer, 90 %
# have the answer in the first 10 passages, 94 % in the first 20.
PASSAGES_READ = 12
# A quote never has more words than this, whatever the setting; the longest sentence just fits.
MOST_WORDS = 80

# Logistic regression on 600 questions of realtimeqa 2023 (docs/quality.md): does a window hold the answer?
_RANK, _COVERED, _COSINE, _KIND, _LENGTH, _WEEKS, _MONTHS = 4.0, 1.1, 2.0, 1.8, 1.85, 1.25, 0.25
# Words of the question around a passage, its names above all, tell one event from another that is like
# it. Among thousands of articles this changes nothing (first quote right: .563 with and without); among
# three it decides.
_AROUND, _NAMES = 1.0, 0.5
_AROUND_CHARACTERS = 800


# What nearness in months counts as where the day of asking isn't known.
_ANY_TIME = 0.7


@dataclass(frozen=True)
class Searched:
    """A question with what was made of it.

    vector: shape (dimension,), unit length. weights: share of each word's stem, adding up to 1; names:
    the same for the names among them, empty where it has none.
    kind: what sort of thing answers it, if its form says so.
    """

    question: Question
    vector: npt.NDArray[np.float32]
    weights: dict[str, float]
    names: dict[str, float]
    kind: Kind | None

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of all words of the question: what it names is not what it asks for."""
        return frozenset(word.stem for word in words(self.question.text))


@dataclass(frozen=True)
class Window:
    """Neighbouring sentences of a passage that may become a quote.

    best_cosine: of its sentences to the question. passage_covered: share of the question's words in
    its passage or in the title. has_kind: does it hold a thing of
    the kind asked for that the question doesn't name? None where no kind is asked for. around: share
    of the question's words in it, around it or in the title. months: how near its article is to the day
    of asking, see ``_nearness``. stems: of all its words.
    """

    article: Article
    span: Span
    score: float
    best_cosine: float
    passage_covered: float
    has_kind: bool | None
    around: float
    months: float
    stems: frozenset[str]


@dataclass(frozen=True)
class _Sentence:
    span: Span
    words: int
    stems: frozenset[str]
    has_kind: bool
    cosine: float


def score_windows(
    generation: Generation, searched: Searched, candidates: list[Candidate], quote_words: int
) -> list[Window]:
    """Score every window of the best passages.

    quote_words: most words of a window; a single longer sentence counts as well.
    Returns: all windows, best first; equal ones by article and place.
    """
    read = candidates[:PASSAGES_READ]
    store = generation.store
    passages = store.passages([candidate.passage for candidate in read])
    articles = store.articles(list({passage.article for passage in passages.values()}))
    stretches: list[tuple[Candidate, Article, list[Span]]] = []
    for candidate in read:
        passage = passages[candidate.passage]
        spans = [Span(start, end) for start, end in passage.sentences.tolist()]
        stretches.append((candidate, articles[passage.article], spans))
    texts = [article.text[span.start : span.end] for _, article, spans in stretches for span in spans]
    if not texts:
        return []
    cosines = iter((generation.encoder.encode_passages(texts) @ searched.vector).tolist())
    windows: list[Window] = []
    for candidate, article, spans in stretches:
        sentences = [_sentence(searched, article.text, span, next(cosines)) for span in spans]
        windows += _windows(searched, candidate, article, sentences, quote_words)
    return sorted(windows, key=lambda w: (-w.score, w.article.id, w.span))


def _sentence(searched: Searched, text: str, span: Span, cosine: float) -> _Sentence:
    piece = text[span.start : span.end]
    return _Sentence(
        span,
        len(piece.split()),
        frozenset(word.stem for word in words(piece)),
        bool(new_things(searched, text, span)),
        cosine,
    )


def new_things(searched: Searched, text: str, span: Span) -> list[Span]:
    """The things of the kind asked for in a stretch of text that the question doesn't name itself."""
    if searched.kind is None:
        return []
    return [
        thing
        for thing in find_kind(searched.kind, text, span.start, span.end)
        if not {word.stem for word in words(text, thing.start, thing.end)} <= searched.named
    ]


def _windows(
    searched: Searched, candidate: Candidate, article: Article, sentences: list[_Sentence], quote_words: int
) -> Iterator[Window]:
    title = frozenset(word.stem for word in words(article.title or ""))
    inside = frozenset().union(title, *(sentence.stems for sentence in sentences))
    passage_covered = covered(searched.weights, inside)
    first_shown, last_shown = max(0, sentences[0].span.start - _AROUND_CHARACTERS), sentences[-1].span.end
    near = words(article.text, first_shown, min(len(article.text), last_shown + _AROUND_CHARACTERS))
    near_stems = title | {word.stem for word in near}
    around = covered(searched.weights, near_stems)
    names = covered(searched.names, near_stems) if searched.names else 1.0
    weeks, months = _nearness(searched.question.as_of, article)
    for first in range(len(sentences)):
        for last in range(first, len(sentences)):
            group = sentences[first : last + 1]
            count = sum(sentence.words for sentence in group)
            if count > quote_words and last > first:
                break
            if last > first and not _adjoin(article.text, group[-2].span, group[-1].span):
                break
            stems = frozenset().union(*(sentence.stems for sentence in group))
            cosine = sum(sentence.cosine for sentence in group) / len(group)
            has_kind = any(sentence.has_kind for sentence in group) if searched.kind else None
            score = (
                _RANK * candidate.score
                + _COVERED * covered(searched.weights, stems)
                + _COSINE * cosine
                + _KIND * (0.5 if has_kind is None else has_kind)
                + _LENGTH * min(count, MOST_WORDS) / MOST_WORDS
                + _AROUND * around
                + _NAMES * names
                + _WEEKS * weeks
                + _MONTHS * months
            )
            yield Window(
                article,
                Span(group[0].span.start, group[-1].span.end),
                score,
                max(sentence.cosine for sentence in group),
                passage_covered,
                has_kind,
                around,
                months,
                stems,
            )


def _adjoin(text: str, left: Span, right: Span) -> bool:
    """May one quote hold both sentences?

    Not with a heading between them, nor a list and what follows it; a list and what announces it may.
    """
    if any(map(str.isalnum, text[left.end : right.start])):
        return False
    if is_bullet(text, left.start) == is_bullet(text, right.start):
        return True
    return text[left.end - 1] == ":"


def _nearness(as_of: date | None, article: Article) -> tuple[float, float]:
    """How near an article's date is to the day of asking: 1 that day, a half after a week, or two months.

    Where the day of asking isn't given, a question may be about any time: every article is alike.
    """
    if as_of is None:
        return 0.0, _ANY_TIME
    day = article.published.first_day
    if day is None:
        return 0.0, 0.0
    age = max(0, (as_of - day).days)
    return 1 / (1 + age / 7), 1 / (1 + age / 60)
