"""Tells the day that each sentence of an article is about, as far as its words and headings tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.article import Article, Precision, Published, Span
from retrieval.question.vocabulary import MONTH, MONTHS, WEEKDAY
from retrieval.quoting.relative_days import find_day

_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
_DAY = rf"{_NUMBER}(?:\sof)?\s(?P<month>{MONTH})\b\.?{_YEAR}"
_US_DAY = rf"(?P<month>{MONTH})\.?\s{_NUMBER}\b(?![:.]\d){_YEAR}"
_ISO_DAY = r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"
_CALENDAR = tuple(re.compile(rf"(?<![\d/-]){form}") for form in (_ISO_DAY, _DAY, _US_DAY))
_SPOKEN = re.compile(
    rf"\b(?:(?:(?:last|next|this|coming)\s)?{WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
# Then the day is where something begins, ends, or is counted from, not when the sentence's event was.
_ASIDE = re.compile(
    r"\b(?:since|until|till|before|by|after|from|between|to|than)\s+(?:\w+,?\s)?\Z", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:will|shall|due|scheduled|planned|expected to|to be held|are to|is to)\b", re.IGNORECASE
)
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS_APART = re.compile(
    r"\b(?:years|decades) (?:ago|since|earlier|before|after)\b|\banniversary\b|\ba (?:year|decade) ago\b",
    re.IGNORECASE,
)
_HEADING_WORDS = 9
# A day of a live page may come after the day on which that was begun.
_PAGE_DAYS = 30


@dataclass(frozen=True)
class ToldDay:
    """The day that a sentence is about.

    is_publication: does only the article's date say it, as the text names no day?
    """

    day: Published
    is_publication: bool = False


def days_told(article: Article, sentences: Sequence[Span]) -> list[ToldDay]:
    """Find the day of each sentence of an article.

    sentences: all of the article's, in order; what stands between two of them is a heading.
    Returns: the day that the sentence names if it has come when the article appears, else that of the heading
        above it, else the day of publication.
    """
    found: list[ToldDay] = []
    heading: date | None = None
    above = 0
    for span in sentences:
        heading = _heading_day(article.text[above : span.start], article.published) or heading
        said = _said_day(article.text[span.start : span.end], article.published) or heading
        found.append(ToldDay(Published.at(said)) if said else ToldDay(article.published, is_publication=True))
        above = span.end
    return found


def tells_of_long_ago(text: str, published: Published) -> bool:
    """Tell whether a sentence looks back by years: it names one before its article's, or counts them."""
    day = published.first_day
    if _YEARS_APART.search(text):
        return True
    return day is not None and any(int(year) < day.year for year in _ANY_YEAR.findall(text))


def _heading_day(between: str, published: Published) -> date | None:
    """Read the day of the last heading in what stands between two sentences."""
    days = [
        day
        for line in between.splitlines()
        if len(line.split()) <= _HEADING_WORDS
        for _, day in _calendar_days(line, published)
    ]
    latest = published.last_day
    fitting = [day for day in days if latest is None or day <= latest + timedelta(_PAGE_DAYS)]
    return fitting[-1] if fitting else None


def _said_day(sentence: str, published: Published) -> date | None:
    """Read the day that a sentence says its event was on."""
    latest = published.last_day
    days = _calendar_days(sentence, published) + _spoken_days(sentence, published)
    for at, day in sorted(days):
        if _ASIDE.search(sentence, 0, at) or (latest is not None and day > latest):
            continue
        return None if _AHEAD.search(sentence, 0, at) else day
    return None


def _spoken_days(sentence: str, published: Published) -> list[tuple[int, date]]:
    found = (
        (match.start(), find_day(match.group(), sentence, published)) for match in _SPOKEN.finditer(sentence)
    )
    return [(at, day) for at, day in found if day]


def _calendar_days(text: str, published: Published) -> list[tuple[int, date]]:
    """List the days that a text names by day and month, with where they stand."""
    found = []
    for form in _CALENDAR:
        for match in form.finditer(text):
            month = match["month"]
            number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
            day = _day(match["year"], number, int(match["day"]), published)
            if day:
                found.append((match.start(), day))
    return found


def _day(year: str | None, month: int, day: int, published: Published) -> date | None:
    """Make a day; without a year it is the one nearest to that of publication."""
    near = published.first_day
    if year is None and (near is None or published.precision not in (Precision.MOMENT, Precision.DAY)):
        return None
    years = [int(year)] if year else [near.year + way for way in (-1, 0, 1)] if near else []
    days = []
    for one in years:
        try:
            days.append(date(one, month, day))
        except ValueError:
            continue
    return min(days, key=lambda each: abs((each - near).days) if near else 0, default=None)
