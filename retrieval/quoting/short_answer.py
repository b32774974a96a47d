"""The few words that answer, and how likely they are right."""

from __future__ import annotations

import math
from typing import NamedTuple

from index.article import Span
from retrieval.answer import ShortAnswer
from retrieval.question.answer_type import QUANTITY_TYPES
from retrieval.question.query import Query
from retrieval.quoting.logistic import chance, weigh
from retrieval.quoting.quotes import ChosenWindow


class ShortAnswerSignals(NamedTuple):
    """What speaks for a short answer, or what each of that counts.

    log_probability: the reader's, of the span in its passage. log_odds: of the whole answer's confidence.
    words: how many it has.
    """

    log_probability: float = 0.0
    log_odds: float = 0.0
    words: float = 0.0


# Logistic regression on "shares words with a right answer", over the questions that confidence was fitted
# on (docs/quality.md, training/fit_ranking.py).
BASE = -0.23
WEIGHTS = ShortAnswerSignals(log_probability=0.1, log_odds=0.63, words=0.15)
# Below this a probability says nothing more.
_LEAST_PROBABILITY = 1e-4


def find_short_answer(query: Query, first: ChosenWindow, confidence: float) -> ShortAnswer | None:
    """Find the short answer in the first quote.

    confidence: of the whole answer.
    Returns: the best supported answer that the reader finds in it; else the one quantity in it that is of the
        type asked for. None where there is no such thing, and for what asks for yes or no.
    """
    span = short_span(query, first)
    if span is None:
        return None
    signals = short_answer_signals(first, span, confidence)
    text = first.window.article.text[span.start : span.end]
    return ShortAnswer(0, span, text, chance(BASE + weigh(WEIGHTS, signals)))


def short_span(query: Query, first: ChosenWindow) -> Span | None:
    """Find where a short answer may stand, as ``find_short_answer`` says."""
    if query.asks_whether:
        return None
    answer = first.window.best_answer
    quantities = first.matches if query.answer_type in QUANTITY_TYPES else ()
    if answer is not None:
        return _in_full(answer.span, quantities)
    return quantities[0] if len(quantities) == 1 else None


def short_answer_signals(first: ChosenWindow, span: Span, confidence: float) -> ShortAnswerSignals:
    """Collect what speaks for a short answer; span: where it stands; confidence: of the whole answer."""
    answer = first.window.best_answer
    return ShortAnswerSignals(
        log_probability=math.log((answer.probability if answer else 0.0) + _LEAST_PROBABILITY),
        log_odds=math.log(confidence / (1 - confidence)),
        words=float(len(first.window.article.text[span.start : span.end].split())),
    )


def _in_full(span: Span, quantities: tuple[Span, ...]) -> Span:
    """Widen to all of a quantity: the reader may mark "two hours" of "more than two hours"."""
    around = [span, *(quantity for quantity in quantities if quantity.touches(span))]
    return Span(min(part.start for part in around), max(part.end for part in around))
