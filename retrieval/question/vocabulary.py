"""Words for numbers, months and weekdays, which the patterns of answer types, times and quantities share."""

from __future__ import annotations

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_MONTH_ENDINGS = {
    "Jan": "uary", "Feb": "ruary", "Mar": "ch", "Apr": "il", "May": "", "Jun": "e", "Jul": "y", "Aug": "ust",
    "Sep": "tember|t", "Oct": "ober", "Nov": "ember", "Dec": "ember",
}  # fmt: skip
# The first three letters of each, in lower case, in order.
MONTHS = tuple(beginning.lower() for beginning in _MONTH_ENDINGS)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Patterns of their names, months also shortened.
MONTH = "(?:" + "|".join(f"{first}(?:{rest})?" for first, rest in _MONTH_ENDINGS.items()) + ")"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
