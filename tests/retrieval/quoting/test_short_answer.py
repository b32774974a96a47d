"""The short answer is what the reader marks, a quantity in full, or the only quantity; else there is none."""

from __future__ import annotations

import pytest

from index.article import Span
from retrieval.question.answer_type import AnswerType
from retrieval.quoting.quotes import ChosenWindow
from retrieval.quoting.short_answer import find_short_answer
from tests.retrieval.passages import answer, query, window

DURATION, NAME = AnswerType.DURATION, AnswerType.NAME
CALL = "The call took more than two hours."
TWO = "The first call took two hours and the second one 40 minutes."
ADA = "Ada Miller and Bob Stone spoke."


def chosen(text: str, answer_type: AnswerType | None, marked: str, support: float) -> ChosenWindow:
    best = answer(text, marked, support=support) if marked else None
    of = window(text, answer_type=answer_type, best_answer=best)
    return ChosenWindow(of, of.span, of.matches)


@pytest.mark.parametrize(
    ("text", "answer_type", "marked", "support", "short"),
    [
        (ADA, NAME, "Bob Stone", 0.5, "Bob Stone"),
        (ADA, None, "Ada", 0.03, "Ada"),
        (ADA, NAME, "Bob Stone", 0.02, None),
        (ADA, NAME, "", 0.0, None),
        (CALL, DURATION, "two hours", 0.5, "more than two hours"),
        (CALL, None, "two hours", 0.5, "two hours"),
        (CALL, DURATION, "", 0.0, "more than two hours"),
        (CALL, DURATION, "two", 0.01, "more than two hours"),
        (TWO, DURATION, "40 minutes", 0.5, "40 minutes"),
        (TWO, DURATION, "", 0.0, None),
        ("Nobody called.", DURATION, "", 0.0, None),
    ],
)
def test_short_answers(
    text: str, answer_type: AnswerType | None, marked: str, support: float, short: str | None
) -> None:
    found = find_short_answer(query("?", answer_type=answer_type), chosen(text, answer_type, marked, support))
    assert (found.text if found else None) == short
    if found:
        assert found.quote == 0
        assert text[found.span.start : found.span.end] == found.text


def test_all_of_a_widened_quote_is_looked_at() -> None:
    """What stands beside the window in its quote makes a lone quantity one of two."""
    of = window(TWO, answer_type=DURATION)
    alone = ChosenWindow(of, of.span, of.matches[:1])
    widened = ChosenWindow(of, of.span, of.matches)
    asked = query("?", answer_type=DURATION)
    short = find_short_answer(asked, alone)
    assert short is not None and short.span == Span(20, 29) and short.text == "two hours"
    assert find_short_answer(asked, widened) is None
