"""Scores stretches of neighbouring sentences by how likely they answer a question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.article import Article, Span
from index.text.tokens import stems
from retrieval.question.answer_type import QUANTITY_TYPES, AnswerType
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage
from retrieval.quoting.attribution import adjoin, is_speech, says_who
from retrieval.quoting.logistic import chance, weigh
from retrieval.quoting.quantities import MEASURE, Quantity, read_quantity
from retrieval.quoting.voices import find_voice
from retrieval.reading.agreement import AnswerCandidate
from retrieval.reading.odds import passage_log_odds
from retrieval.reading.read_passages import ReadPassage
from retrieval.search.candidates import recency

# A quote never has more words than this, whatever the setting; the longest sentence just fits.
MOST_WORDS = 80


class WindowSignals(NamedTuple):
    """What speaks for a window, or what each of that counts.

    rank: score of its passage in the search. log_odds: of its passage to answer, read alone; lead: the same
    less that of the best passage. cosine: how near its passage is to the question; 0: found by words alone.
    context, names: share of the question's terms, and of its names, in its passage, around that or in the
    title.
    weeks, months: recency of its article. in_time_range: is it of a time that the question names?
    coverage: share of the question's terms in it. match: has it what has the answer type? A half where none
    is known. length: its words, as a share of the most. log_probability: that the answer stands in it.
    speaker: share of the name of whose words are asked for that stands in it, or says whose words it is.
    """

    rank: float = 0.0
    log_odds: float = 0.0
    lead: float = 0.0
    cosine: float = 0.0
    context: float = 0.0
    names: float = 0.0
    weeks: float = 0.0
    months: float = 0.0
    in_time_range: float = 0.0
    coverage: float = 0.0
    match: float = 0.0
    length: float = 0.0
    log_probability: float = 0.0
    speaker: float = 0.0


# Fitted so that of all windows of a question one that holds the answer comes first, on questions of news and
# of other texts that the reader never saw (docs/quality.md, training/fit_ranking.py). By hand: what is of a
# time that the question names, or somebody's words whose words it asks for, come before what fits a little
# better.
WEIGHTS = WindowSignals(
    rank=0.3,
    log_odds=0.1,
    lead=0.1,
    cosine=0.28,
    context=0.3,
    names=0.3,
    weeks=0.17,
    months=0.15,
    in_time_range=1.5,
    coverage=0.45,
    match=0.13,
    length=0.3,
    log_probability=0.6,
    speaker=2.5,
)
# Below this the reader's probability says nothing more, nor do log-odds that are further apart.
_SURE_NUMBER = 0.2
_LEAST_PROBABILITY, _MOST_LEAD = 1e-3, 8.0

_CONTEXT_CHARACTERS = 800
# What recency in months counts as where the day of asking isn't known.
_ANY_TIME = 0.7


@dataclass(frozen=True, eq=False)
class Window:
    """Neighbouring sentences of a passage that may become a quote.

    first, last: its sentences, by their place in the passage. stems: of all its words.
    matches: what has the answer type in it and isn't named by the question. has_match: does a sentence of it
    hold one? None where no answer type is known.
    quantities: what the matches amount to, where a quantity is asked for: those that the reader takes for the
    answer, if it takes some.
    signals: what speaks for it. probability: the reader's, that the answer stands in it.
    best_answer: the best supported one in it.
    """

    passage: ReadPassage
    first: int
    last: int
    score: float
    stems: frozenset[str]
    matches: tuple[Span, ...]
    has_match: bool | None
    quantities: tuple[Quantity, ...]
    signals: WindowSignals
    probability: float
    best_answer: AnswerCandidate | None

    @property
    def context_coverage(self) -> float:
        """The share of the question's terms in it, around it or in the title."""
        return self.signals.context

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
    matches: tuple[Span, ...]
    probability: float


def score_windows(query: Query, passages: Sequence[ReadPassage], quote_words: int) -> list[Window]:
    """Score every window of the passages read.

    quote_words: most words of a window; a single longer sentence counts as well.
    Returns: all windows, best first; equal ones by article and place.
    """
    best = max((passage_log_odds(query, passage.scores) for passage in passages), default=0.0)
    windows = [window for passage in passages for window in _windows(query, passage, best, quote_words)]
    return sorted(windows, key=lambda w: (-w.score, w.article.id, w.span))


def _windows(query: Query, passage: ReadPassage, best: float, quote_words: int) -> Iterator[Window]:
    sentences = [
        _sentence(query, passage, span, found)
        for span, found in zip(passage.sentences, passage.stems, strict=True)
    ]
    context = _context_signals(query, passage, best)
    for first, last in _runs(passage.article.text, sentences, quote_words):
        yield _window(query, passage, context, sentences, first, last)


def _window(
    query: Query,
    passage: ReadPassage,
    context: WindowSignals,
    sentences: list[_Sentence],
    first: int,
    last: int,
) -> Window:
    group = sentences[first : last + 1]
    said = frozenset().union(*(sentence.stems for sentence in group))
    has_match = any(sentence.matches for sentence in group) if query.answer_type else None
    coverage = term_coverage(query.term_weights, said)
    probability = min(1.0, sum(sentence.probability for sentence in group))
    if query.asks_whether:
        # The sentence that says whether it is so has the words of the question.
        probability = coverage * chance(context.log_odds)
    elif query.answer_type in QUANTITY_TYPES and not has_match:
        probability = 0.0
    span = Span(group[0].span.start, group[-1].span.end)
    matches = group[0].matches if first == last else query.find_matches(passage.article.text, span)
    best_answer = _best_answer(query, passage, span, matches)
    signals = context._replace(
        coverage=coverage,
        match=0.5 if has_match is None else float(has_match),
        length=min(sum(sentence.words for sentence in group), MOST_WORDS) / MOST_WORDS,
        log_probability=math.log(probability + _LEAST_PROBABILITY),
        speaker=_speaker(query, passage.article.text, group),
    )
    score = weigh(WEIGHTS, signals)
    quantities = _quantities(query, passage, matches, best_answer)
    return Window(
        passage,
        first,
        last,
        score,
        said,
        matches,
        has_match,
        quantities,
        signals,
        probability,
        best_answer,
    )


def _speaker(query: Query, text: str, group: Sequence[_Sentence]) -> float:
    """Compute the share of the speaker's name that stands where a stretch says whose words it has."""
    if not query.speaker:
        return 0.0
    heard: set[str] = set()
    for sentence, after in zip(group, [*group[1:], None], strict=True):
        if says_who(text, sentence.span) or (after and is_speech(text, after.span)):
            heard |= sentence.stems
    voice = find_voice(text, Span(group[0].span.start, group[-1].span.end))
    if voice:
        heard.update(stems(text, voice.name.start, voice.name.end))
    return len(query.speaker & heard) / len(query.speaker)


def _sentence(query: Query, passage: ReadPassage, span: Span, found: frozenset[str]) -> _Sentence:
    text = passage.article.text
    words = len(text[span.start : span.end].split())
    return _Sentence(span, words, found, query.find_matches(text, span), passage.span_probability(span))


def _runs(text: str, sentences: list[_Sentence], quote_words: int) -> Iterator[tuple[int, int]]:
    """List the runs of sentences that may be quoted: first and last."""
    for first in range(len(sentences)):
        count = 0
        for last in range(first, len(sentences)):
            count += sentences[last].words
            if last > first and (
                count > quote_words or not adjoin(text, sentences[last - 1].span, sentences[last].span)
            ):
                break
            yield first, last


def _context_signals(query: Query, passage: ReadPassage, best: float) -> WindowSignals:
    """Collect what all windows of a passage share; best: log-odds of the best passage."""
    log_odds = passage_log_odds(query, passage.scores)
    coverage, names = _context_coverage(query, passage)
    weeks, months = _recency(query.asked_on, passage.article)
    return WindowSignals(
        rank=passage.candidate.score,
        log_odds=log_odds,
        lead=max(-_MOST_LEAD, log_odds - best),
        cosine=passage.candidate.cosine or 0.0,
        context=coverage,
        names=names,
        weeks=weeks,
        months=months,
        in_time_range=passage.candidate.in_time_range,
    )


def _context_coverage(query: Query, passage: ReadPassage) -> tuple[float, float]:
    """Add up the share of the question's terms, and of its names, in a passage, around it or in the title."""
    article = passage.article
    text = article.text
    first, last = passage.sentences[0].start, passage.sentences[-1].end
    near = frozenset(stems(article.title or "")).union(
        *passage.stems,
        stems(str(article.published)),
        stems(text, max(0, first - _CONTEXT_CHARACTERS), first),
        stems(text, last, min(len(text), last + _CONTEXT_CHARACTERS)),
    )
    names = term_coverage(query.name_weights, near) if query.name_weights else 1.0
    return term_coverage(query.term_weights, near), names


def _recency(asked_on: date | None, article: Article) -> tuple[float, float]:
    """Rate how recent an article is on the day of asking, see ``recency``.

    Where the day of asking isn't given, a question may be about any time: every article is alike.
    """
    if asked_on is None:
        return 0.0, _ANY_TIME
    day = article.published.first_day
    return recency(math.nan if day is None else (asked_on - day).days)


def _best_answer(
    query: Query, passage: ReadPassage, span: Span, matches: tuple[Span, ...]
) -> AnswerCandidate | None:
    """Find the best supported answer in a stretch; where a quantity is asked for, one that touches such."""
    inside = [a for a in passage.answers if span.start <= a.span.start and a.span.end <= span.end]
    if query.answer_type in QUANTITY_TYPES:
        inside = [answer for answer in inside if any(match.touches(answer.span) for match in matches)]
    return max(inside, key=lambda answer: answer.support, default=None)


def _quantities(
    query: Query, passage: ReadPassage, matches: tuple[Span, ...], best_answer: AnswerCandidate | None
) -> tuple[Quantity, ...]:
    if query.answer_type is AnswerType.NUMBER:
        # Numbers are everywhere: only those count that the reader takes for the answer.
        if best_answer is None or best_answer.probability < _SURE_NUMBER:
            return ()
    elif query.answer_type not in QUANTITY_TYPES or query.answer_type in (None, AnswerType.AGE):
        # An age is said in years, or by the year of a birth: what differs need not disagree.
        return ()
    text = passage.article.text
    answering = [match for match in matches if best_answer and match.touches(best_answer.span)]
    return tuple(
        read_quantity(query.answer_type, text[match.start : _end_with_measure(text, match)])
        for match in answering or matches
    )


def _end_with_measure(text: str, number: Span) -> int:
    """Find the end of a number with what it is measured in."""
    measure = MEASURE.match(text, number.end)
    return measure.end() if measure else number.end
