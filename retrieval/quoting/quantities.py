"""What a quantity in a text amounts to, so that "three months" and "90 days" can be told to be the same."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from retrieval.question.answer_type import HEDGE, AnswerType
from retrieval.question.vocabulary import ONES, TENS

_COUNTS = (
    {word: float(number) for number, word in enumerate(ONES)}
    | {word: 10.0 * number for number, word in enumerate(TENS, start=2)}
    | {"a": 1.0, "an": 1.0, "half": 0.5, "dozen": 12.0}
)
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "b": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
# In minutes; a month and a year as long as they are on average.
_TIMES = {
    "second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43830.0,
    "year": 525960.0, "decade": 5259600.0, "century": 52596000.0, "centurie": 52596000.0,
}  # fmt: skip
_CURRENCIES = frozenset("$€£¥")
_HALF = re.compile(r"[\s-]and a half\b")
_PART = re.compile(r"\d[\d,.]*\d|\d|[a-z]+")
_HEDGE = re.compile(HEDGE)
# Lengths of time are rounded by those who report them: "about 40 minutes" may be 37.
_ROUNDED = 0.1


@dataclass(frozen=True)
class Quantity:
    """What a text says of an amount.

    amount: minutes, money in its own currency, hundredths; None where it isn't one plain amount, as in
    "two to three hours". currencies: the signs of money in it. wording: it without hedges, to compare by.
    """

    answer_type: AnswerType
    amount: float | None
    currencies: frozenset[str]
    wording: str

    def equals(self, other: Quantity) -> bool:
        """Tell whether two quantities of a type amount to the same, lengths of time about the same."""
        if self.currencies and other.currencies and self.currencies != other.currencies:
            return False
        if self.amount is None or other.amount is None:
            return self.wording == other.wording
        tolerance = _ROUNDED if self.answer_type is AnswerType.DURATION else 1e-9
        return math.isclose(self.amount, other.amount, rel_tol=tolerance)


def read_quantity(answer_type: AnswerType, text: str) -> Quantity:
    """Read what a mention of an answer type amounts to."""
    wording = _HEDGE.sub("", text.lower()).replace("-", " ").rstrip("s")
    return Quantity(answer_type, _amount(answer_type, wording), _CURRENCIES & set(text), wording)


def _amount(answer_type: AnswerType, wording: str) -> float | None:
    halved, halves = _HALF.subn("", wording)
    counts: list[float] = []
    scale = 1.0
    for part in _PART.findall(halved):
        if part[0].isdigit():
            counts.append(float(part.replace(",", "")) if part.count(".") < 2 else math.nan)
        elif part in _SCALES and counts:
            scale *= _SCALES[part]
        elif part in _COUNTS:
            counts.append(_COUNTS[part])
        elif answer_type is AnswerType.DURATION and part.rstrip("s") in _TIMES:
            scale *= _TIMES[part.rstrip("s")]
    if len(counts) != 1:
        return None
    return (counts[0] + halves / 2) * scale
