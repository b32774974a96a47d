"""The few words that answer, where the reader or the form of the question leaves little doubt."""

from __future__ import annotations

from index.article import Span
from retrieval.answer import ShortAnswer
from retrieval.question.answer_type import SURE_KINDS
from retrieval.quoting.quotes import Chosen
from retrieval.quoting.windows import Searched, new_things

# A claim with less support than this is not shown as the answer; its quotes speak for themselves.
_LEAST_SUPPORT = 0.03


def find_short_answer(searched: Searched, first: Chosen) -> ShortAnswer | None:
    """Find the short answer in the first quote.

    Returns: the best supported answer that the reader finds in it; else the one thing in it that is of
        the kind asked for. None where there is no such thing.
    """
    claim = first.window.claim
    if claim is None or claim.support < _LEAST_SUPPORT:
        return _only_thing(searched, first)
    return _short(first, _in_full(searched, first, claim.span))


def _in_full(searched: Searched, choice: Chosen, span: Span) -> Span:
    """A figure with all that belongs to it: the reader may mark "two hours" of "more than two hours"."""
    if searched.kind not in SURE_KINDS:
        return span
    things = new_things(searched, choice.window.article.text, choice.span)
    around = [span, *(thing for thing in things if thing.touches(span))]
    return Span(min(thing.start for thing in around), max(thing.end for thing in around))


def _only_thing(searched: Searched, choice: Chosen) -> ShortAnswer | None:
    things = new_things(searched, choice.window.article.text, choice.span)
    if searched.kind not in SURE_KINDS or len(things) != 1:
        return None
    return _short(choice, things[0])


def _short(choice: Chosen, span: Span) -> ShortAnswer:
    return ShortAnswer(0, span, choice.window.article.text[span.start : span.end])
