"""The few words that answer, where the form of the question and one quote leave no doubt."""

from __future__ import annotations

from retrieval.answer import ShortAnswer
from retrieval.quotes import Chosen
from retrieval.rivals import SURE_KINDS, are_rivals
from retrieval.windows import Searched, new_things


def find_short_answer(searched: Searched, chosen: list[Chosen]) -> ShortAnswer | None:
    """Find the short answer in the first quote.

    Returns: the one thing there that is of the kind asked for; None where there is none or several, or
        where another quote fits as well and gives something else: then the quotes speak for themselves.
    """
    if searched.kind not in SURE_KINDS:
        return None
    if any(are_rivals(searched, chosen[0].window, other.window) for other in chosen[1:]):
        return None
    quote = chosen[0].quote
    things = new_things(searched, quote.article.text, quote.span)
    if len(things) != 1:
        return None
    return ShortAnswer(0, things[0], quote.article.text[things[0].start : things[0].end])
