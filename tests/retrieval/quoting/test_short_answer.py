"""The short answer is what the reader marks, a quantity in full, or the only quantity; else there is none."""

from __future__ import annotations

import pytest

from index.article import Span
from retrieval.answer import ShortAnswer
from retrieval.question.answer_type import AnswerType
from retrieval.quoting.quotes import ChosenWindow
from retrieval.quoting.short_answer import find_short_answer
from tests.retrieval.passages import answer, query, window

DURATION, NAME = AnswerType.DURATION, AnswerType.NAME
CALL = "The call took more than two hours."
TWO = "The first call took two hours and the second one 40 minutes."
ADA = "Ada Miller and Bob Stone spoke."


SURE = 0.8


def chosen(text: str, answer_type: AnswerType | None, marked: str, probability: float = 0.5) -> ChosenWindow:
    best = answer(text, marked, probability) if marked else None
    of = window(text, answer_type=answer_type, best_answer=best)
    return ChosenWindow(of, of.span, of.matches)


@pytest.mark.parametrize(
    ("text", "answer_type", "marked", "short"),
    [
        (ADA, NAME, "Bob Stone", "Bob Stone"),
        (ADA, None, "Ada", "Ada"),
        (ADA, NAME, "", None),
        (CALL, DURATION, "two hours", "more than two hours"),
        (CALL, None, "two hours", "two hours"),
        (CALL, DURATION, "", "more than two hours"),
        (CALL, DURATION, "two", "more than two hours"),
        (TWO, DURATION, "40 minutes", "40 minutes"),
        (TWO, DURATION, "", None),
        ("Nobody called.", DURATION, "", None),
    ],
)
def test_short_answers(text: str, answer_type: AnswerType | None, marked: str, short: str | None) -> None:
    asked = query("?", answer_type=answer_type)
    found = find_short_answer(asked, chosen(text, answer_type, marked), SURE)
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
    short = find_short_answer(asked, alone, SURE)
    assert short is not None and short.span == Span(20, 29) and short.text == "two hours"
    assert find_short_answer(asked, widened, SURE) is None


def test_what_asks_for_yes_or_no_has_no_short_answer() -> None:
    asked = query("Did Ada Miller speak?", asks_whether=True)
    assert find_short_answer(asked, chosen(ADA, None, "Ada Miller"), SURE) is None


def test_a_surer_answer_has_a_surer_short_answer() -> None:
    asked = query("Who spoke?", answer_type=NAME)
    chances = []
    for sure, probability in ((0.2, 0.5), (0.9, 0.001), (0.9, 0.5)):
        short = find_short_answer(asked, chosen(ADA, NAME, "Bob Stone", probability), sure)
        assert short is not None
        chances.append(short.chance)
    assert 0 < chances[0] < chances[1] < chances[2] < 1
    assert not ShortAnswer(0, Span(0, 3), "Ada", min(chances)).is_likely
    assert ShortAnswer(0, Span(0, 3), "Ada", max(chances)).is_likely
