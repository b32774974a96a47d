"""Dates of publication, understood as far as they go and never completed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from index.article import Published

UNKNOWN = Published()

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?"
    r"|Sat(?:urday)?|Sun(?:day)?)\.?"
)
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = rf"(?P<month>{MONTH})"
# A clock time beside a written date is dropped: without a zone it makes no moment.
_CLOCK = r"(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)){0,2}"

_WRITTEN = [
    re.compile(rf"(?:{_CLOCK},? )?(?:{WEEKDAY},? )?{form}(?:,?(?: [-–—|])? {_CLOCK})?", re.IGNORECASE)
    for form in (
        rf"{_DAY} (?:of )?{_NAMED},?(?: {_YEAR})?",
        rf"{_NAMED} {_DAY}(?:,? {_YEAR})?",
        rf"{_NAMED},? {_YEAR}",
        rf"{_YEAR},? {_NAMED} {_DAY}",
    )
]
_MAIL = re.compile(
    rf"(?:{WEEKDAY}, )?\d{{1,2}} {MONTH} [12]\d{{3}} \d\d:\d\d(?::\d\d)? (?:[+-]\d{{4}}|GMT|UTC?)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\d{4}|\d{4}-\d\d|--\d\d-\d\d")
_YEAR_FIRST = re.compile(r"([12]\d{3})([/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2([12]\d{3})(?:,? " + _CLOCK + ")?", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(\d{1,2})/([12]\d{3})")
_LONGEST = 80
_SECONDS, _MILLISECONDS = 1e8, 1e11


def parse_published(value: object) -> Published:
    """Understand a date of publication.

    value: a date, a time stamp (seconds or milliseconds since 1970), or a text: ISO 8601, e-mail
        style, written out in English, or in figures. Anything else is an unknown date.
    Returns: the date as far as the value tells it. A day and month that could be read both ways
        round keep their year only; a time without a zone keeps its day only.
    """
    try:
        match value:
            case date():
                return Published.at(value)
            case bool():
                return UNKNOWN
            case int() | float():
                return _number(value)
            case str():
                return _text(" ".join(value.split())) if len(value) <= _LONGEST else UNKNOWN
    except (ValueError, OverflowError, OSError):
        # A form that we know, but no day of the calendar: 31 February, hour 25.
        return UNKNOWN
    return UNKNOWN


def _number(value: float) -> Published:
    if value >= _SECONDS:
        return Published.at(datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC))
    # YAML and JSON turn 2025 and 20250819 into numbers.
    return _text(str(value)) if isinstance(value, int) else UNKNOWN


def _text(text: str) -> Published:
    if _CUT.fullmatch(text):
        return Published(text)
    if text.isdigit() and text.isascii() and len(text) > 8:
        return _number(int(text))
    if _MAIL.fullmatch(text):
        return Published.at(parsedate_to_datetime(text))
    for form in _WRITTEN:
        if found := form.fullmatch(text):
            return _written(found.groupdict())
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(text):
        return _figures(int(found[1]), int(found[3]), int(found[4]))
    if found := _MONTH_YEAR.fullmatch(text):
        return Published(f"{found[2]}-{int(found[1]):02}")
    # fromisoformat would also take week dates, which nobody means here, but they are exact.
    return Published.at(datetime.fromisoformat(text.replace(" UTC", "Z")))


def _written(parts: dict[str, str | None]) -> Published:
    month = _MONTHS.index((parts["month"] or "")[:3].lower()) + 1
    year, day = parts.get("year"), parts.get("day")
    if not year:
        return Published(f"--{month:02}-{int(day or 0):02}")
    return _day(int(year), month, int(day)) if day else Published(f"{year}-{month:02}")


def _figures(first: int, second: int, year: int) -> Published:
    """A day written 19/08/2025 or 08/19/2025; where both could be meant, only the year is known."""
    if first == second or second > 12:
        return _day(year, first, second)
    if first > 12:
        return _day(year, second, first)
    return Published(f"{year}")


def _day(year: int, month: int, day: int) -> Published:
    return Published.at(date(year, month, day))
