"""Dates of publication, understood as far as they go and never completed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from index.article import Published

UNKNOWN = Published()

_MONTH_STARTS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
# A clock time beside a written date is dropped: most zones' short names mean several zones.
_CLOCK = r"(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)){0,2}"
_LONGEST_DATE = 80

# RFC 822 has these zones, and those alone; elsewhere the same letters mean other zones.
_OFFSETS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_ZONE = re.compile(rf"(?<=\d) ?({'|'.join(_OFFSETS)})\Z")
_COMMENT = re.compile(r" ?\([^()]*\)\Z")
# Sent from where the sender doesn't say, but told in UTC.
_ELSEWHERE = re.compile(r"(?<=\d) -0000\Z")
_ISO = re.compile(r"([12]\d{3}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ([+-]\d\d:?\d\d)")

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
            case str() if len(value) <= _LONGEST_DATE:
                return _text(" ".join(value.split()))
    except (ValueError, OverflowError, OSError):
        # A form that we know, but no day of the calendar: 31 February, hour 25.
        return UNKNOWN
    return UNKNOWN


def parse_zoned(text: object) -> Published:
    """Understand a date as ``parse_published`` does, and in a zone like EST as well.

    text: anything but a text is an unknown date.
    """
    if not isinstance(text, str) or len(text) > _LONGEST_DATE:
        return UNKNOWN
    text = _COMMENT.sub("", text.strip())
    text = _ZONE.sub(lambda name: f" -{-_OFFSETS[name[1]]:02}00", text)
    text = _ELSEWHERE.sub(" +0000", text)
    if found := _ISO.fullmatch(text):
        text = f"{found[1]}T{found[2]}{found[3]}"
    return parse_published(text)


def _number(value: float) -> Published:
    if value >= _SECONDS:
        return Published.at(datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC))
    # YAML and JSON turn 2025 and 20250819 into numbers.
    return _text(str(value)) if isinstance(value, int) else UNKNOWN


def _text(text: str) -> Published:
    for form, read in _DATE_FORMS:
        if found := form.fullmatch(text):
            return read(found)
    return Published.at(datetime.fromisoformat(text.replace(" UTC", "Z").replace(" GMT", "Z")))


def _written(found: re.Match[str]) -> Published:
    parts = found.groupdict()
    month = _MONTH_STARTS.index(parts["month"][:3].lower()) + 1
    year, day = parts.get("year"), parts.get("day")
    if year and day:
        return _day(year, month, day)
    return Published(f"{year}-{month:02}" if year else f"--{month:02}-{int(day or 0):02}")


def _figures(found: re.Match[str]) -> Published:
    """Read a day written 19/08/2025 or 08/19/2025; where both could be meant, only the year."""
    first, second = int(found[1]), int(found[3])
    if first == second or second > 12:
        return _day(found[4], first, second)
    return _day(found[4], second, first) if first > 12 else Published(found[4])


def _day(year: str | int, month: str | int, day: str | int) -> Published:
    return Published.at(date(int(year), int(month), int(day)))


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def _written_form(pattern: str) -> re.Pattern[str]:
    return _form(rf"(?:{_CLOCK},? )?(?:{WEEKDAY},? )?{pattern}(?:,?(?: [-–—|])? {_CLOCK})?")


_DATE_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Published]]] = [
    (_form(r"[12]\d{3}(?:-\d\d)?|--\d\d-\d\d"), lambda found: Published(found[0])),
    (_form(r"\d{9,13}"), lambda found: _number(int(found[0]))),
    (
        _form(rf"(?:{WEEKDAY}, )?\d\d? {MONTH} [12]\d{{3}} \d\d:\d\d(?::\d\d)? (?:[+-]\d{{4}}|GMT|UTC?)"),
        lambda found: Published.at(parsedate_to_datetime(found[0])),
    ),
    (_written_form(rf"{_DAY}[ -](?:of )?{_NAMED}(?:(?:-|,? ){_YEAR})?"), _written),
    (_written_form(rf"{_NAMED} {_DAY}(?:,? {_YEAR})?"), _written),
    (_written_form(rf"{_NAMED},? {_YEAR}"), _written),
    (_written_form(rf"{_YEAR},? {_NAMED} {_DAY}"), _written),
    (_form(r"([12]\d{3})([/.])(\d\d?)\2(\d\d?)"), lambda found: _day(found[1], found[3], found[4])),
    (_form(rf"(\d\d?)([/.-])(\d\d?)\2([12]\d{{3}})(?:,? {_CLOCK})?"), _figures),
    (_form(r"(\d\d?)/([12]\d{3})"), lambda found: Published(f"{found[2]}-{int(found[1]):02}")),
]
