"""Figures that amount to the same are the same, however they are written."""

from __future__ import annotations

import pytest

from retrieval.question.answer_type import AnswerType
from retrieval.quoting.quantities import read_quantity

DURATION, MONEY, SHARE = AnswerType.DURATION, AnswerType.MONEY, AnswerType.SHARE


@pytest.mark.parametrize(
    ("answer_type", "one", "other"),
    [
        (DURATION, "three months", "90 days"),
        (DURATION, "nearly 40-minute", "about 40 minutes"),
        (DURATION, "two-hour", "120 minutes"),
        (DURATION, "two and a half hours", "150 minutes"),
        (DURATION, "37 minutes", "about 40 minutes"),
        (DURATION, "a century", "100 years"),
        (DURATION, "two to three hours", "two to three hours"),
        (MONEY, "$1.2bn", "$1.2 billion"),
        (MONEY, "$1,500,000", "1.5 million dollars"),
        (MONEY, "$4.97 billion", "about $5 billion"),
        (MONEY, "about $5,000", "$4,970"),
        (MONEY, "€1.250.000", "€1,250,000"),
        # One may be the other, converted.
        (MONEY, "$5 million", "€4.3 million"),
        (DURATION, "an hour and a half", "90 minutes"),
        (AnswerType.NUMBER, "sixty-two", "62"),
        (SHARE, "two-thirds", "66 percent"),
        (SHARE, "a quarter", "one in four"),
        (SHARE, "about 5%", "5 percent"),
        (SHARE, "3,5 percent", "3.5%"),
        (SHARE, "34 percent", "34.1 percent"),
        (AnswerType.NUMBER, "2.4 kilometres", "one and a half miles"),
        (AnswerType.NUMBER, "2,400 metres", "2400 metres"),
        # No conflict, as these are two things.
        (SHARE, "34 percent", "6 percentage points"),
    ],
)
def test_same(answer_type: AnswerType, one: str, other: str) -> None:
    assert read_quantity(answer_type, one).equals(read_quantity(answer_type, other))
    assert read_quantity(answer_type, other).equals(read_quantity(answer_type, one))


@pytest.mark.parametrize(
    ("answer_type", "one", "other"),
    [
        (DURATION, "two hours", "two and a half hours"),
        (DURATION, "40 minutes", "40 hours"),
        (DURATION, "two to three hours", "four hours"),
        (MONEY, "$1.2 billion", "$1.3 billion"),
        (MONEY, "$5", "$5 million"),
        (MONEY, "$5,000", "$4,970"),
        (MONEY, "45 million crowns", "4.5 million crowns"),
        (SHARE, "8.2%", "8.3 percent"),
        (SHARE, "a third", "half"),
        (AnswerType.NUMBER, "sixty-two", "60"),
        (AnswerType.NUMBER, "30 metres", "45 metres"),
    ],
)
def test_not_the_same(answer_type: AnswerType, one: str, other: str) -> None:
    assert not read_quantity(answer_type, one).equals(read_quantity(answer_type, other))
    assert not read_quantity(answer_type, other).equals(read_quantity(answer_type, one))
