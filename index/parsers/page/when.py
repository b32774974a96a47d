"""Short lines of a page that say when: the day of an entry in a timeline, the time of a post."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import datetime

from index.article import Precision
from index.parsers.dates import parse_published

_LONGEST = 60
_CLOCK = r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?)?"
_CLOCK_ALONE = re.compile(
    rf"""[\W_]*(?:(?:posted|published|updated|at|um|à|as|às|kl\.?|ore)\s+)*
    (?:{_CLOCK}\s?[ap]\.?m\.?|\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?)(?:\s(?:uhr|uur|hrs?|h))?
    (?:\s?\(?(?:[A-Z]{{2,5}}|(?:GMT|UTC)?\s?[+-]\d{{1,2}}(?::?\d\d)?)\)?)?[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
# "88'", "90+3'": the minute of a match.
_MINUTE = re.compile(r"\d{1,3}(?:\s?\+\s?\d{1,2})?\.?\s?['’′]")
_LABEL = re.compile(r"^[\W_]*(?:posted|published|updated)(?:\s+(?:on|at))?\s*:?\s*", re.IGNORECASE)
_DAYS = (Precision.MOMENT, Precision.DAY, Precision.MONTH, Precision.MONTH_DAY)


def says_when(text: str) -> bool:
    """Tell whether a line holds a day, a clock time or a minute of play, and nothing else."""
    return says_clock(text) or says_day(text)


def says_clock(text: str) -> bool:
    """Tell whether a line holds a clock time or a minute of play, and no day."""
    return len(text) <= _LONGEST and bool(_CLOCK_ALONE.fullmatch(text) or _MINUTE.fullmatch(text))


def says_day(text: str) -> bool:
    """Tell whether a line holds a day or a month, perhaps with a clock time, and nothing else."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    bare = _LABEL.sub("", text).strip(" :–—-|•·()[]")
    # A day without its year may have its clock behind it: "7 November, 09:40".
    parts = [bare, *bare.rsplit(",", 1)[:1], *bare.rsplit(" ", 1)[:1]]
    return any(parse_published(part).precision in _DAYS for part in dict.fromkeys(parts))


def shown_when(shown: str, given: str | None, day: str, language: str | None, *, is_of_days: bool) -> str:
    """Write when a post was made, as its page shows it, with the day where it isn't plain.

    shown: what the page shows. given: the moment that its markup gives, in ISO 8601. day: what the page
        shows above it. is_of_days: does it stand among those of other days?
    """
    moment = local_moment(given)
    if not says_when(shown):
        # "Two hours ago": when somebody read it.
        return written_moment(moment, language) if moment else shown
    if says_clock(shown) and day:
        return f"{day}, {shown}"
    if says_clock(shown) and moment and is_of_days:
        return f"{_written_day(moment, language)}, {shown}"
    return shown


def local_moment(value: object) -> datetime | None:
    """Understand a moment in ISO 8601, as clocks show it where it was written; None for anything else."""
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) and "T" in value else None
    except ValueError:
        return None


def written_moment(moment: datetime, language: str | None) -> str:
    """Write a moment to the minute: in English, or in figures where that isn't the readers' language."""
    return f"{_written_day(moment, language)}, {moment:%H:%M}"


def _written_day(moment: datetime, language: str | None) -> str:
    if language in (None, "en"):
        return f"{moment.day} {month_name[moment.month]} {moment.year}"
    return f"{moment:%Y-%m-%d}"
