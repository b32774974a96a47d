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
_UNITS = re.compile(
    r"([$€£¥₹₩₽₺₴₦₱₪฿%]|percent\b|per cent\b)|\b(eur|usd|gbp|chf|dollar|euro|pound|yen|yuan|renminbi|rou?ble"
    r"|crown|kron|franc|rupee|rupiah|peso|real|rand|dirham|dinar|ri[yr]?al|shekel|lira|z[lł]oty|forint|lei|leva"
    r"|hryvnia|naira|shilling|won|points?\b)"
)
# What a count may be measured in; a number says it only with the word behind it.
MEASURE = re.compile(
    r"[\s-](?:square\s|cubic\s)?(?:(?:kilo|centi|milli)?met(?:re|er)|mile|yard|feet|foot|inch(?:e)?|knot|acre|hectare"
    r"|tonne|ton|kilo(?:gram(?:me)?)?|gram(?:me)?|ounce|stone|lit(?:re|er)|gallon|barrel|pint|degree"
    r"|(?:kilo|mega|giga)watt|k[mg])s?\b",
    re.IGNORECASE,
)
_SAME_UNIT = {
    "$": "dollar", "usd": "dollar", "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound", "¥": "yen",
    "chf": "franc", "₹": "rupee", "rouble": "ruble", "₽": "ruble",
    "%": "percent", "per cent": "percent", "points": "point",
}  # fmt: skip
_FRACTION = re.compile(r"(?:(an?|one|two|three|four) )?(half|third|quarter|fifth|tenth|in \w+)")
_PARTS = {"half": 2.0, "third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0}
_HALF = re.compile(r"[\s-]and a half\b")
_TIMED = re.compile(rf".+?\b(?:{'|'.join(_TIMES)})s?\b(?:[\s-]and a half\b)?")
_WRITTEN_OUT = re.compile(rf"\b(?:{'|'.join(TENS)}) (?:{'|'.join(ONES[1:10])})\b")
_PART = re.compile(r"\d[\d,.]*\d|\d|[a-z]+")
_HEDGE = re.compile(HEDGE)
# "1,250,000" and "1.250.000" have thousands, "3,5" a decimal comma.
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}|\d+,\d{4,}")
# Lengths of time are rounded by those who report them: "about 40 minutes" may be 37.
_ROUNDED = 0.1
# What has no smaller part is rounded only if it says so.
_EXACT = frozenset({AnswerType.POINTS, AnswerType.MONEY})
# In hundredths.
_ROUGH_SHARE = 4.0
# A little more than a half: 4.5 may have become 5 or 4.
_HALF_A_STEP = 0.5001


@dataclass(frozen=True)
class Quantity:
    """What a text says of an amount.

    amount: minutes, money in its own currency, hundredths; None where it isn't one plain amount, as in
    "two to three hours". step: what one more of its last digit amounts to: a figure is rounded to that.
    units: its currencies, or whether it is percent or points. wording: it without hedges, to compare by.
    """

    answer_type: AnswerType
    amount: float | None
    step: float
    units: frozenset[str]
    wording: str

    def equals(self, other: Quantity) -> bool:
        """Tell whether two quantities of a type may amount to the same.

        Lengths of time do where they are about the same, others where the one is the other, rounded. Those in
        two units aren't compared: dollars may be euros, converted, and a share rises by points.
        """
        if self.units and other.units and self.units != other.units:
            return True
        if self.amount is None or other.amount is None:
            return self.wording == other.wording
        if self.answer_type is AnswerType.DURATION:
            return math.isclose(self.amount, other.amount, rel_tol=_ROUNDED)
        apart = abs(self.amount - other.amount)
        return apart <= _HALF_A_STEP * max(self.step, other.step) or math.isclose(self.amount, other.amount)


def read_quantity(answer_type: AnswerType, text: str) -> Quantity:
    """Read what a mention of an answer type amounts to."""
    lower = text.lower()
    wording = _HEDGE.sub("", lower).replace("-", " ").rstrip("s")
    amount, step = _amount(answer_type, wording, _HEDGE.search(lower) is not None)
    named = (sign or word for sign, word in _UNITS.findall(lower))
    measured = (found.strip(" -").rstrip("s") for found in MEASURE.findall(lower))
    units = frozenset(_SAME_UNIT.get(name, name) for name in (*named, *measured))
    return Quantity(answer_type, amount, step, units, wording)


def _amount(answer_type: AnswerType, wording: str, is_hedged: bool) -> tuple[float | None, float]:
    """Read the amount, None where it isn't one, and the step that it is rounded to."""
    if answer_type is AnswerType.SHARE and (fraction := _FRACTION.fullmatch(wording.strip())):
        part = fraction[2].removeprefix("in ")
        # "A third" may be 34 percent.
        return 100.0 * _COUNTS.get(fraction[1], 1.0) / (_PARTS.get(part) or _COUNTS[part]), _ROUGH_SHARE
    parts = _TIMED.findall(wording) if answer_type is AnswerType.DURATION else []
    if len(parts) > 1:  # "6 hours and 40 minutes"
        amounts = [_amount(answer_type, part, is_hedged) for part in parts]
        known = [amount for amount, _ in amounts if amount is not None]
        return (sum(known), amounts[-1][1]) if len(known) == len(parts) else (None, 0.0)
    halved, halves = _HALF.subn("", wording)
    counts: list[float] = []
    scale = step = 1.0
    for part in _PART.findall(halved):
        if part[0].isdigit():
            number, step = _number(part, is_hedged)
            counts.append(number)
        elif part in _SCALES and counts:
            scale *= _SCALES[part]
        elif part in _COUNTS:
            counts.append(_COUNTS[part])
        elif answer_type is AnswerType.DURATION and part.rstrip("s") in _TIMES:
            scale *= _TIMES[part.rstrip("s")]
    if len(counts) == 2 and _WRITTEN_OUT.search(halved):  # "Thirty-one"
        counts = [sum(counts)]
    if len(counts) != 1:
        return None, 0.0
    # Written out in full it is exact: $4,970 aren't $4,971.
    exact = scale == 1.0 and step == 1.0 and not is_hedged and answer_type in _EXACT
    return (counts[0] + halves / 2) * scale, 0.0 if exact else step * scale


def _number(digits: str, is_hedged: bool) -> tuple[float, float]:
    """Read digits with their points and commas: the number, and what one more of its last digit is."""
    if _THOUSANDS.fullmatch(digits):
        point = "," if digits.count(".") > 1 else "."
        plain = "".join(c for c in digits if c.isdigit() or c == point).replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(digits):
        plain = digits.replace(",", ".")
    else:
        plain = digits.replace(",", "")
    if plain.count(".") > 1:
        return math.nan, 0.0
    whole, _, decimals = plain.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if is_hedged and not decimals else 0
    return float(plain), 10.0 ** (zeros - len(decimals))
