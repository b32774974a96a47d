"""The few words that answer, where the reader or the form of the question leaves little doubt."""

from __future__ import annotations

from index.article import Span
from retrieval.answer import ShortAnswer
from retrieval.question.answer_type import QUANTITY_TYPES
from retrieval.question.query import Query
from retrieval.quoting.quotes import ChosenWindow

# An answer with less support than this is not shown; its quotes speak for themselves.
_LEAST_SUPPORT = 0.01


def find_short_answer(query: Query, first: ChosenWindow) -> ShortAnswer | None:
    """Find the short answer in the first quote.

    Returns: the best supported answer that the reader finds in it; else the one quantity in it that is of the
        type asked for. None where there is no such thing.
    """
    answer = first.window.best_answer
    quantities = first.matches if query.answer_type in QUANTITY_TYPES else ()
    if answer is not None and answer.support >= _LEAST_SUPPORT:
        return _short_answer(first, _in_full(answer.span, quantities))
    return _short_answer(first, quantities[0]) if len(quantities) == 1 else None


def _in_full(span: Span, quantities: tuple[Span, ...]) -> Span:
    """Widen to all of a quantity: the reader may mark "two hours" of "more than two hours"."""
    around = [span, *(quantity for quantity in quantities if quantity.touches(span))]
    return Span(min(part.start for part in around), max(part.end for part in around))


def _short_answer(choice: ChosenWindow, span: Span) -> ShortAnswer:
    return ShortAnswer(0, span, choice.window.article.text[span.start : span.end])
