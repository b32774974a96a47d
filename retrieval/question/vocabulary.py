"""Words for numbers, months and weekdays, which the patterns of answer types, times and quantities share."""

from __future__ import annotations

import re

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

_COUNTRIES = """
afghanistan afghan/albania albanian/america american us usa states/argentina argentine/australia australian
austria austrian/belarus belarusian/belgium belgian/brazil brazilian/britain british uk kingdom
canada canadian/chile chilean/china chinese/colombia colombian/croatia croatian/cuba cuban/czechia czech
denmark danish/egypt egyptian/england english/estonia estonian/europe european eu/finland finnish
france french/gaza gazan/germany german/greece greek/hungary hungarian/iceland icelandic/india indian
indonesia indonesian/iran iranian/iraq iraqi/ireland irish/israel israeli/italy italian/japan japanese
kenya kenyan/korea korean/kosovo kosovan/latvia latvian/lebanon lebanese/lithuania lithuanian/mexico mexican
netherlands dutch/nigeria nigerian/norway norwegian/pakistan pakistani/palestine palestinian/peru peruvian
philippines filipino philippine/poland polish/portugal portuguese/romania romanian/russia russian
scotland scottish/serbia serbian/slovakia slovak/slovenia slovenian/spain spanish/sudan sudanese
sweden swedish/switzerland swiss/syria syrian/taiwan taiwanese/thailand thai/turkey turkish
ukraine ukrainian/venezuela venezuelan/vietnam vietnamese/wales welsh/yemen yemeni
"""
_NAMES = tuple(names.split() for names in re.split(r"[/\n]", _COUNTRIES))
# A country and its people: the words for one, by each of them.
NATIONALITIES = {word: frozenset(names) for names in _NAMES for word in names}
# Words for a people: the country goes first.
PEOPLES = frozenset(word for names in _NAMES for word in names[1:])

_TITLES = """
admiral ambassador archbishop attorney baron bishop captain cardinal chairman chancellor chief coach colonel
commander congressman congresswoman count dame deputy detective director doctor dr emperor empress father
former general gov governor imam inspector judge justice king lady lieutenant lord madam major mayor minister
miss mr mrs ms mx officer pastor pope premier president prime prince princess prof professor queen rabbi rep
representative rev reverend secretary sen senator sergeant sheikh sheriff sir sister speaker sultan
"""
# What stands before a name and is none.
TITLES = frozenset(_TITLES.split())
