"""Finds the time that a question is about.

A table of patterns decides what says a time. Two rules stand behind it: what may as well be a name or an
amount is no time, and where an expression is vague the longer time is taken, because a time too short
hides the answer. The calendar alone works them out: no clock, no time zone.
"""

from __future__ import annotations

import math
import re
from calendar import isleap
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from index.article import Precision, Published, Span
from retrieval.question.vocabulary import MONTH, MONTHS, ONES, WEEKDAY, WEEKDAYS

# What the groups of a pattern found, in lower case, empty where nothing, and the day of asking.
_Days = tuple[date, date]
_Resolve = Callable[[Mapping[str, str], date], _Days | None]


# An event is also reported in the days after it.
REPORTED_DAYS = 7


@dataclass(frozen=True)
class TimeRange:
    """Days that a question is about.

    first, last: both included; None where it is open on that side, which it is on one at most.
    span: the characters of the question's text that say it.
    """

    first: date | None
    last: date | None
    span: Span

    def holds(self, published: Published) -> bool:
        """Tell whether an article is surely of these days, or of those just after, which tell of them.

        Of a day without a year it is enough that it is one of them in some year.
        """
        first, last = published.first_day, published.last_day
        if published.precision is Precision.MONTH_DAY:
            year = (self.last or self.first or date.min).year
            month, day = map(int, published.iso.removeprefix("--").split("-"))
            if (month, day) == (2, 29) and not isleap(year):
                return False
            first = last = date(year, month, day)
        if first is None or last is None:
            return False
        return (self.first is None or self.first <= first) and (
            self.last is None or last.toordinal() <= self.last.toordinal() + REPORTED_DAYS
        )


def find_time_range(text: str, today: date) -> TimeRange | None:
    """Find the time that a question is about.

    today: the day of asking. What names no year is the latest such day, month or season that has begun.
    Returns: the days that all expressions share; read from left to right, one that shares none with those
        before it is left out. None where nothing says a time that has begun.
    """
    if not _HINT.search(text):
        return None
    text = text.translate(_PLAIN)
    result = None
    for found, resolve in _expressions(text)[:_MOST]:
        if not _FIXED.search(found.group()) and _AHEAD.search(_sentence(found)):
            continue  # "What will happen on Friday?" isn't about last Friday.
        first, last = _resolved(found, resolve, today)
        if first or last:
            said = TimeRange(first, last, Span(found.start(), found.end()))
            result = _common(result, said) if result else said
    return result


def read_time(text: str, today: date) -> tuple[date, date] | None:
    """Read a text that says a time and nothing else, such as "last week" or "March 2024".

    today: as in ``find_time_range``.
    Returns: its first and last day; None where it is no such text.
    """
    try:
        days = _end_of_range(" ".join(text.translate(_PLAIN).split()), today)
    except (ValueError, OverflowError):
        return None  # There is no such day, or it lies before the year 1 or after 9999.
    return days if days and days[0] <= days[1] else None


def _expressions(text: str) -> list[tuple[re.Match[str], _Resolve | None]]:
    """List what may say a time, in order; where two overlap, the one that stands first in the table."""
    taken: list[tuple[re.Match[str], _Resolve | None]] = []
    for pattern, resolve in _FORMS:
        for found in pattern.finditer(text):
            if all(found.end() <= other.start() or other.end() <= found.start() for other, _ in taken):
                taken.append((found, resolve))
    return sorted(taken, key=lambda item: item[0].start())


def _sentence(found: re.Match[str]) -> str:
    """Cut out the sentence around an expression, roughly."""
    borders = [border.end() for border in re.finditer(r"[.?!]\s", found.string)]
    start = max((border for border in borders if border <= found.start()), default=0)
    return found.string[start : min((border for border in borders if border > found.end()), default=None)]


def _resolved(found: re.Match[str], resolve: _Resolve | None, today: date) -> tuple[date | None, date | None]:
    """Work out the days that an expression says; none where it names no time, or one that is yet to come."""
    said = _said(found)
    side = "" if said["start"] else said["side"]  # "From 3 to 7 June" has an end.
    # "After Monday's attack" may be the same day.
    inclusive = found.string[found.end() :][:2] in {"'s", "'S"}
    try:
        days = resolve(said, today) if resolve else None
        if days is None or days[0] > days[1]:
            return None, None
        first = days[1] + timedelta(1) if side == "after" and not inclusive else days[0]
        last = days[0] - timedelta(1) if side == "before" and not inclusive else days[1]
    except (ValueError, OverflowError):
        return None, None  # There is no such day, or it lies before the year 1 or after 9999.
    if side in {"before", "until", "till", "by", "up to"}:
        return None, last if last <= today else None
    if first > today:
        return None, None
    return first, None if side else last


def _said(found: re.Match[str]) -> Mapping[str, str]:
    groups = {name: " ".join(words.lower().split()) for name, words in found.groupdict("").items()}
    return defaultdict(str, groups)


def _common(one: TimeRange, other: TimeRange) -> TimeRange:
    """Work out the days that two times share; the first time where they share none."""
    first = max((day for day in (one.first, other.first) if day), default=None)
    last = min((day for day in (one.last, other.last) if day), default=None)
    if first and last and last < first:
        return one
    for whole in (one, other):
        if (whole.first, whole.last) == (first, last):
            return whole
    return TimeRange(first, last, Span(one.span.start, other.span.end))


# No question has more expressions, and time to answer must not grow with those of a text that isn't one.
_MOST = 10

# What expressions say.

_ORDINALS = ("first", "second", "third", "fourth")
_COUNTS = ONES[1:13]
_NUMBERS = {"": 1} | {word: number for number, word in enumerate(_COUNTS, start=1)}
# The month that a part of the year begins with, and its months.
_PARTS = (
    {"": (1, 12), "first half": (1, 6), "second half": (7, 6)}
    | {name: (number, 1) for number, name in enumerate(MONTHS, start=1)}
    | {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 3)}
    | {f"q{quarter}": (3 * quarter - 2, 3) for quarter in range(1, 5)}
    | {f"{ordinal} quarter": (3 * number + 1, 3) for number, ordinal in enumerate(_ORDINALS)}
)
# First and last day, counted back from today.
_NAMED_DAYS = {"last night": (1, 0), "yesterday": (1, 1), "day before yesterday": (2, 2)}
# Days in a unit at its longest.
_LENGTHS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 31, "year": 366, "decade": 3653}


def _months(year: int, month: int, count: int) -> _Days:
    """Months in a row, from that one on; months past December belong to the next years."""
    years, month = divmod(year * 12 + month - 1, 12)
    next_year, following = divmod(years * 12 + month + count, 12)
    return date(years, month + 1, 1), date(next_year, following + 1, 1) - timedelta(1)


def _calendar(unit: str, day: date) -> _Days:
    """Work out the week, weekend, month, quarter or year of a day; weeks begin on Monday."""
    if unit.startswith("week"):
        monday = day - timedelta(day.weekday())
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    return _months(day.year, (day.month - 1) // length * length + 1, length)


def _year(said: Mapping[str, str], today: date) -> int | None:
    words = said["year"]
    return int(words) if words.isdigit() else today.year - (words == "last year") if words else None


def _day(said: Mapping[str, str], today: date) -> _Days | None:
    month = int(said["month"]) if said["month"].isdigit() else MONTHS.index(said["month"][:3]) + 1
    first, last, year = int(said["start"] or said["day"]), int(said["day"]), _year(said, today)
    if year is not None:
        return date(year, month, first), date(year, month, last)
    for back in range(9):  # It is eight years from 29 February 1896 to the next one.
        try:
            days = date(today.year - back, month, first), date(today.year - back, month, last)
        except ValueError:
            continue
        if days[0] <= today:
            return days
    return None


def _slashed_day(said: Mapping[str, str], _today: date) -> _Days | None:
    """8/18/2025 or 18/8/2025; none where either part may be the month."""
    month, day = sorted((int(said["one"]), int(said["two"])))
    return None if month < day <= 12 else (date(int(said["year"]), month, day),) * 2


def _part_of_year(said: Mapping[str, str], today: date) -> _Days | None:
    month, count = _PARTS.get(said["part"]) or _PARTS[said["part"][:3]]
    year, which = _year(said, today), said["which"]
    if year is not None:
        # "Winter 2024" may be the one that ends in 2024 or the one that begins.
        return _months(year - 1, 12, 15) if said["part"] == "winter" else _months(year, month, count)
    for back in range(3):
        first, last = _months(today.year - back, month, count)
        if (last < today) if which == "last" else (first <= today):
            # "This summer", said in spring, is the coming one.
            return None if which == "this" and last.year < today.year else (first, last)
    return None


def _weekday(said: Mapping[str, str], today: date) -> _Days:
    number, latest = WEEKDAYS.index(said["weekday"][:3]), today - timedelta(said["which"] != "")
    day = latest - timedelta((latest.weekday() - number) % 7)
    if said["week"] or said["which"] == "this":
        day = _calendar("week", today)[0] + timedelta(number - 7 * (said["week"] == "last"))
    return day, day


def _named_day(said: Mapping[str, str], today: date) -> _Days:
    first, last = _NAMED_DAYS.get(said["named"], (0, 0))
    return today - timedelta(first), today - timedelta(last)


def _unit(said: Mapping[str, str], today: date) -> _Days:
    unit, which = said["unit"], said["which"]
    first, last = _calendar(unit, today)
    if which in {"last", "past", "this past"} or (which == "the" and first > today):
        return _calendar(unit, _calendar(unit.removesuffix("end"), today)[0] - timedelta(1))
    return first, last if which == "this" else min(last, today)


def _back_from_today(said: Mapping[str, str], today: date) -> _Days:
    count = _NUMBERS.get(said["count"]) or int(said["count"])
    return today - timedelta(math.ceil(count * _LENGTHS[said["unit"]])), today


def _ago(said: Mapping[str, str], today: date) -> _Days:
    """Work out that day; the days around it, where weeks are counted; that month; that year."""
    count, unit = _NUMBERS.get(said["count"]) or int(said["count"]), said["unit"]
    if unit == "year":
        return _months(today.year - count, 1, 12)
    if unit == "month":
        return _months(today.year, today.month - count, 1)
    day, slack = today - timedelta(count * _LENGTHS[unit]), timedelta(3 if unit == "week" else 0)
    return day - slack, day + slack


def _between(said: Mapping[str, str], today: date) -> _Days | None:
    """From one time to another one; a year that only one of them names is the year of both."""
    start, end = said["from"], said["to"]
    if _FIXED.search(end) or end.endswith("day"):
        until = _end_of_range(end, today)
        since = _end_of_range(start, until[1] if until and not _FIXED.search(start) else today)
    else:
        since = _end_of_range(start, today)
        until = _end_of_range(end, since[0] + timedelta(364)) if since else None
    return (since[0], until[1]) if since and until else None


def _end_of_range(text: str, today: date) -> _Days | None:
    matches = ((pattern.fullmatch(text), resolve) for pattern, resolve in _RANGE_ENDS)
    return next((resolve(_said(found), today) for found, resolve in matches if found), None)


# What expressions look like.

# Typography, and the letters that only ``IGNORECASE`` takes for s, k and i. Same length: spans hold.
_PLAIN = str.maketrans("’‘–—ſKİı", "''--skii")
_WEEKDAY = rf"(?P<weekday>{WEEKDAY})\b"
_MONTH_NAME = rf"{MONTH}\b"
_MONTH = rf"(?P<month>{_MONTH_NAME})(?:\.(?=\s*\d))?"
_PART = rf"(?P<part>{_MONTH_NAME}|spring\b|summer\b|autumn\b|fall\b|winter\b|Q[1-4]\b)(?:\.(?=\s*\d))?"
_FRACTION = rf"(?P<part>(?:first|second)\s+half|(?:{'|'.join(_ORDINALS)})\s+quarter)"
_END = r"(?![\w%]|[.,:/-]\d)"  # Of a number.
_YEAR = rf"(?P<year>(?:1[6-9]|20)\d\d){_END}"
_OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?P<year>(?:1[6-9]|20)\d\d{_END}|(?:this|last)\s+year\b))"
_MAYBE_OF_YEAR = rf"(?:{_OF_YEAR}|(?!,?\s+\d{{4}}))"
_DAY = rf"(?P<day>\d\d?)(?:st|nd|rd|th)?{_END}"
_TO = r"\s*(?:-|\b(?:and|to|until|till|through)\b)\s*(?:the\s+)?"
_DAYS = rf"(?:(?:between\s+|from\s+)?(?P<start>\d\d?)(?:st|nd|rd|th)?{_TO})?{_DAY}"
_ON = rf"(?:{WEEKDAY},?\s+)?"
_SOME = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)})\b"
_UNITS = r"(?:day|week|weekend|month|quarter|year|decade)s?\b"
_NAMED_DAY = (
    r"day\s+before\s+yesterday|yesterday|last\s+night|today|tonight|this\s+(?:morning|afternoon|evening)"
)
_PAST = rf"(?:(?:(?:the|this|these)\s+)?past|(?:the|this)\s+last(?!\s+(?:day|hour)\b)|last(?=\s+{_SOME}))"

# What comes before. "Early May" is all of May: how far "early" reaches is anyone's guess.
_EARLY = r"(?:(?:early|mid|late|the\s+(?:start|beginning|middle|end)\s+of|the\s+year)[\s-]+)"
_SINCE = rf"(?P<side>since|from|after|before|until|till|by|up\s+to)\s+{_EARLY}?"
_IN = rf"(?P<lead>(?:in|during|over|throughout)\s+(?:the\s+)?{_EARLY}?|{_EARLY})"
_LED = rf"(?P<lead>(?:(?:in|on|at|of|over|during|throughout)\s+|{_SINCE})(?:the\s+)?{_EARLY}?|{_EARLY})?"
_MAYBE_SINCE = rf"(?:(?!from\b){_SINCE})?"
_WHOSE = r"(?:the|an?|every|each|its|his|her|their|my|your|our|(?!(?:what|when|who|it|that|there)'s)\w+'s)"

# What comes after. Any other word makes a year, month or day a part of a name: "the 2024 Olympics".
_STOP = r"\W*$|\s*[,.;:?!)\]\"“”…/]|\s+[(-]"
_SMALL = (
    "a|about|according|across|after|against|all|alone|along|amid|among|an|and|any|around|as|at|because|before|"
    "behind|but|compared|despite|due|during|following|for|from|he|her|here|his|how|i|if|in|inside|into|it|its|"
    "like|many|my|near|no|not|off|on|only|or|our|outside|over|regarding|she|since|so|some|than|that|the|their|"
    "them|then|there|these|they|this|those|through|under|until|via|we|what|when|where|which|while|who|whom|whose|"
    "why|with|within|without|you|your"
)
_VERB = (
    r"are|be|became|been|began|came|can|could|did|do|does|died|fell|had|has|have|held|hit|is|lost|made|may|met|"
    r"might|said|should|to|took|was|went|were|will|won|would|\w+ed"
)
_FREE = rf"(?={_STOP}|\s+(?:{_SMALL})\b)"
_FREE_OR_VERB = rf"(?={_STOP}|\s+(?:{_SMALL}|{_VERB})\b)"
_FREE_OR_CAPITAL = rf"(?={_STOP}|\s+(?:{_SMALL}|{_VERB})\b|\s+(?-i:[A-Z]))"
_BY_LEAD = rf"(?(lead){_FREE_OR_CAPITAL}|{_FREE})"

_NO_TIME = (
    # "The May 2024 vote", "every 3 May", "each Friday", "her last week".
    rf"{_WHOSE}\s+{_ON}{_MONTH}(?:\s+{_DAY})?(?:,?\s+{_YEAR})?",
    rf"(?:every|each)\s+(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_WEEKDAY}|{_PART}|{_UNITS})",
    rf"(?:his|her|their|its|my|your|our|\w+'s)\s+(?:last|past)\s+{_UNITS}",
    # Yet to come, not exact, an anniversary, or counted from something else than today.
    rf"(?:the\s+)?(?:next|coming|following)\s+(?:{_SOME}\s+)?(?:{_UNITS}|{_WEEKDAY}|{_PART})",
    rf"later\s+(?:today|this\s+\w+)|the\s+{_WEEKDAY}\s+(?:after|before|following|of)\b",
    rf"(?:over|more\s+than|at\s+least|less\s+than|up\s+to)\s+{_SOME}\s+{_UNITS}\s+ago\b",
    rf"{_SOME}\s+{_UNITS}\s+ago\s+(?:today|this\s+\w+)|the\s+\d{{4}}'s",
    # Names, and falls.
    r"(?:black|good|freaky|casual|man)\s+friday|friday\s+the\s+13th|friday\s+prayers|wednesday\s+addams",
    r"(?:cyber|blue|easter|happy)\s+monday|(?:super|fat|giving|shrove|ruby)\s+tuesday|(?:maundy|holy)\s+thursday",
    r"(?:ash|sheffield)\s+wednesday|(?:palm|easter|bloody|mail\s+on)\s+sunday|saturday\s+night\s+(?:live|fever)",
    r"sunday\s+(?:times|mirror|express|telegraph|school|roast)|(?:monday|thursday|sunday)\s+night\s+football",
    r"march\s+(?:madness|for\s+(?:life|our\s+lives))|april\s+fool|may\s+day|(?:arab|prague)\s+spring",
    r"(?:usa|psychology)\s+today|today\s+(?:show|program(?:me)?)|this\s+morning\s+(?:host|presenter|show)",
    r"(?:in|after|before|by|from|since)\s+(?:an?\s+)?fall\b(?!\s+(?:of\s+)?\d)",
)
# Before, expression, after, what it says. The longer ones stand before those that they contain.
_TIMES: tuple[tuple[str, str, str, _Resolve], ...] = (
    (_LED, rf"(?P<year>\d{{4}})-(?P<month>\d\d)-{_DAY}", "", _day),
    (_LED, rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}", "", _day),
    (_LED, rf"(?P<one>\d\d?)/(?P<two>\d\d?)/{_YEAR}", "", _slashed_day),
    (_LED, rf"{_ON}{_DAYS}\s+(?:of\s+)?{_MONTH}{_MAYBE_OF_YEAR}", _BY_LEAD, _day),
    (_LED, rf"{_ON}{_MONTH}\s+(?:the\s+)?{_DAYS}{_MAYBE_OF_YEAR}", _BY_LEAD, _day),
    (_LED, rf"{_PART}{_OF_YEAR}", _BY_LEAD, _part_of_year),
    (_LED, rf"{_FRACTION}{_OF_YEAR}", _BY_LEAD, _part_of_year),
    (_LED, rf"(?P<which>this|last)\s+{_PART}", r"(?!\s+(?:of|in)\b)", _part_of_year),
    (_SINCE, rf"{_PART}(?!,?\s+\d{{4}})", _FREE, _part_of_year),
    (_IN, rf"{_PART}(?!,?\s+\d{{4}})", _FREE_OR_CAPITAL, _part_of_year),
    (rf"(?:on\s+|{_MAYBE_SINCE})", rf"{_WEEKDAY}\s+(?:of\s+)?(?P<week>this|last)\s+week\b", "", _weekday),
    (rf"(?:on\s+|{_MAYBE_SINCE})", rf"(?:(?:this\s+)?(?P<which>this|last|past)\s+)?{_WEEKDAY}", "", _weekday),
    (_MAYBE_SINCE, rf"(?:the\s+)?(?P<named>{_NAMED_DAY})\b", "", _named_day),
    (_MAYBE_SINCE, rf"(?:(?P<count>{_SOME})|an?)\s+(?P<unit>day|week|month|year)s?\s+ago\b", "", _ago),
    (
        _LED,
        rf"{_PAST}\s+(?:(?P<count>{_SOME})\s+)?(?P<unit>hour|day|week|month|year|decade)s?\b",
        r"(?!\s+(?:of|in\s+office|that|when|before)\b)",
        _back_from_today,
    ),
    (
        _MAYBE_SINCE,
        r"(?P<which>(?:earlier\s+|so\s+far\s+)?this|(?<!the\s)last)\s+(?P<unit>week|weekend|month|quarter|year)\b",
        r"(?!\s+of\b)",
        _unit,
    ),
    (_LED, r"(?P<which>(?:this\s+)?past|the)\s+(?P<unit>weekend)\b", "", _unit),
    (_SINCE, _YEAR, _FREE, _part_of_year),
    (rf"(?:(?<!class\s)of\s+{_EARLY}?|{_IN})", _YEAR, _FREE_OR_VERB, _part_of_year),
    ("", _YEAR, r"(?='s\b)", _part_of_year),
)


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that doesn't begin inside a word, an amount or a number with a point."""
    return re.compile(rf"(?<![\w$£€#/-])(?<!\d[.,:])(?:{pattern})", re.IGNORECASE)


def _any_of(patterns: Iterable[str]) -> str:
    """One pattern for all, without names of groups: a name may stand only once in a pattern."""
    return rf"(?:{re.sub('[?]P<[a-z]+>', '?:', '|'.join(patterns))})"


_RANGE_ENDS = [(_compiled(what), resolve) for _, what, _, resolve in _TIMES]
_ANY_TIME = _any_of(what for _, what, _, _ in _TIMES)
_RANGE = rf"(?:between|from)\s+(?P<from>{_ANY_TIME}){_TO}(?P<to>{_ANY_TIME}){_FREE_OR_VERB}"
_FORMS: list[tuple[re.Pattern[str], _Resolve | None]] = [
    (_compiled(_any_of(_NO_TIME)), None),
    (_compiled(_RANGE), _between),
    *((_compiled(before + what + after), resolve) for before, what, after, resolve in _TIMES),
]
_HINT = re.compile(
    r"\d{4}|\bQ[1-4]|day|night|morning|afternoon|evening|week|month|year|quarter|decade|hours"
    r"|spring|summer|autumn|fall|winter|\b(?:" + "|".join(MONTHS) + ")",
    re.IGNORECASE,
)
# Then what names no year may be yet to come.
_AHEAD = re.compile(
    r"\b(?:won't|going\s+to|set\s+to|headed\s+to|upcoming|scheduled|expected\s+to|(?:is|are|be)\s+(?:expected|due)"
    r"|planned|about\s+to|tomorrow|(?:starting|beginning)(?!\s+of)|(?-i:will))\b"
    r"|^\W*(?:will|when\s+(?:is|are|does|do))\b",
    re.IGNORECASE,
)
_FIXED = re.compile(r"\d{4}|\b(?:last|this|past|ago|yesterday|today|tonight)\b", re.IGNORECASE)
