"""An article and what is known of its date."""

from __future__ import annotations

import calendar
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property

# Enough to know an article without a title by.
_OPENING_WORDS = 8
_MONTH_NAMES = calendar.month_name[1:]


class Precision(StrEnum):
    """How exactly a date of publication is known."""

    MOMENT = "moment"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MONTH_DAY = "month-day"
    UNKNOWN = "unknown"


_ISO_FORMS = {
    Precision.MOMENT: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    Precision.DAY: re.compile(r"\d{4}-\d\d-\d\d"),
    Precision.MONTH: re.compile(r"\d{4}-\d\d"),
    Precision.YEAR: re.compile(r"\d{4}"),
    Precision.MONTH_DAY: re.compile(r"--\d\d-\d\d"),
    Precision.UNKNOWN: re.compile(r""),
}


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of an article's text: characters start to end, end not included."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Published:
    """A date of publication, exactly as far as it is known.

    iso: ISO 8601, cut to what is known: ``2025-08-19T06:30:00Z``, ``2025-08-19``, ``2025-08``,
        ``2025``, ``--08-19`` (no year), or empty.
    """

    iso: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError where iso has none of the forms or names no real day."""
        if not any(form.fullmatch(self.iso) for form in _ISO_FORMS.values()):
            raise ValueError(f"not a date in a known form: {self.iso!r}")
        match self.precision:
            case Precision.MOMENT:
                datetime.fromisoformat(self.iso)
            case Precision.DAY:
                date.fromisoformat(self.iso)
            case Precision.MONTH:
                date.fromisoformat(f"{self.iso}-01")
            case Precision.MONTH_DAY:
                date.fromisoformat(f"2000{self.iso[1:]}")
            case Precision.YEAR:
                date(int(self.iso), 1, 1)

    @classmethod
    def at(cls, moment: datetime | date) -> Published:
        """Make the date of a moment (to the second, in UTC) or of a day.

        A time without a zone is no moment: only its day is kept.
        """
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            return cls(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        return cls(moment.strftime("%Y-%m-%d"))

    @cached_property
    def precision(self) -> Precision:
        """How exactly the date is known."""
        return next(name for name, form in _ISO_FORMS.items() if form.fullmatch(self.iso))

    @property
    def first_day(self) -> date | None:
        """The earliest day that it can be; None where the year isn't known."""
        match self.precision:
            case Precision.MOMENT | Precision.DAY:
                return date.fromisoformat(self.iso[:10])
            case Precision.MONTH:
                return date.fromisoformat(f"{self.iso}-01")
            case Precision.YEAR:
                return date(int(self.iso), 1, 1)
            case _:
                return None

    @property
    def last_day(self) -> date | None:
        """The latest day that it can be; None where the year isn't known."""
        first = self.first_day
        match self.precision:
            case Precision.MONTH if first:
                year, month = divmod(first.year * 12 + first.month, 12)
                return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
            case Precision.YEAR if first:
                return date(first.year, 12, 31)
            case _:
                return first

    def __str__(self) -> str:
        """Write the date as a reader wants it, saying what isn't known."""
        iso = self.iso
        match self.precision:
            case Precision.MOMENT:
                # An evening in New York is the next day in UTC: without the zone the day would be wrong.
                return f"{Published(iso[:10])}, {iso[11:16]} UTC"
            case Precision.DAY:
                return f"{int(iso[8:10])} {_MONTH_NAMES[int(iso[5:7]) - 1]} {iso[:4]}"
            case Precision.MONTH:
                return f"{_MONTH_NAMES[int(iso[5:7]) - 1]} {iso[:4]}"
            case Precision.YEAR:
                return iso
            case Precision.MONTH_DAY:
                return f"{int(iso[5:7])} {_MONTH_NAMES[int(iso[2:4]) - 1]}, year unknown"
            case _:
                return "date unknown"


@dataclass(frozen=True)
class Article:
    """One published text.

    id: 16 hexadecimal digits, the same in every build (see ``article_id``).
    url, title, outlet, language: None where not known.
    text: canonical (see ``index.text``); every offset counts its characters.
    is_beginning: is only the beginning of what was published in the text, as the rest is for those who pay,
        or on pages that couldn't be read?
    is_outlet_given: does the outlet's name come from whoever lists the source, rather than from the article?
    listed_url: the address that its source names it by; None where that is url.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Published = Published()
    language: str | None = None
    modified: Published = Published()
    is_beginning: bool = False
    is_outlet_given: bool = False
    listed_url: str | None = None

    @property
    def label(self) -> str:
        """What to call the article: its title, or without one its opening words.

        Without quotation marks: where it stands, it is a name and no quote.
        """
        if self.title:
            return self.title
        words = self.text.split(None, _OPENING_WORDS)
        opening = " ".join(words[:_OPENING_WORDS])
        return f"{opening} …" if len(words) > _OPENING_WORDS else opening

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over what readers see; outlets renew modified with each visit, language is detected."""
        known: list[object] = [self.title, self.url, self.outlet, self.authors, self.published.iso]
        if self.is_beginning:
            known.append("beginning")
        return hashlib.sha256(json.dumps([self.text, *known], ensure_ascii=False).encode()).hexdigest()


def article_id(key: str) -> str:
    """Make the stable id of an article.

    key: its URL, or where it has none, what names it within its source (folder name and path).
    Returns: the first 16 hexadecimal digits of the key's SHA-256.
    """
    return hashlib.sha256(key.encode()).hexdigest()[:16]
