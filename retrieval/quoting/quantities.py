"""What a figure in a text amounts to, so that "three months" and "90 days" can be told to be the same."""

from __future__ import annotations

import math
import re

from retrieval.question.answer_type import HEDGE, Kind

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COUNTS = (
    {word: float(number) for number, word in enumerate(_ONES)}
    | {word: 10.0 * number for number, word in enumerate(_TENS, start=2)}
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


def same_figure(kind: Kind, one: str, other: str) -> bool:
    """Do two things of a kind amount to the same, lengths of time about the same?"""
    currency, other_currency = (_CURRENCIES & set(text) for text in (one, other))
    if currency and other_currency and currency != other_currency:
        return False
    first, second = _amount(kind, one), _amount(kind, other)
    if first is None or second is None:
        return _plain(one) == _plain(other)
    return math.isclose(first, second, rel_tol=_ROUNDED if kind is Kind.DURATION else 1e-9)


def _amount(kind: Kind, text: str) -> float | None:
    """What a thing of a kind amounts to: minutes, money in its own currency, hundredths.

    Returns: None where it isn't one plain amount, as in "two to three hours".
    """
    halved, halves = _HALF.subn("", _plain(text))
    counts: list[float] = []
    scale = 1.0
    for part in _PART.findall(halved):
        if part[0].isdigit():
            counts.append(float(part.replace(",", "")) if part.count(".") < 2 else math.nan)
        elif part in _SCALES and counts:
            scale *= _SCALES[part]
        elif part in _COUNTS:
            counts.append(_COUNTS[part])
        elif kind is Kind.DURATION and part.rstrip("s") in _TIMES:
            scale *= _TIMES[part.rstrip("s")]
    if len(counts) != 1:
        return None
    return (counts[0] + halves / 2) * scale


def _plain(text: str) -> str:
    return _HEDGE.sub("", text.lower()).replace("-", " ").rstrip("s")
