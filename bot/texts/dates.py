"""Days of the calendar as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from index.article import Precision, Published

# English as most of the world writes it: the day before the month.
_LOCALES = {"en": "en_GB"}
_MONTH, _DAY_OF_YEAR, _SHORT_DAY = "yMMMM", "MMMMd", "MMMd"


def day(published: Published | date, language: str) -> str:
    """Write a day, month or year, exactly as far as it is known.

    published: a moment is written as its day and time in UTC, because its day depends on where one is.
    language: one of ``LANGUAGES``.
    Returns: without a word on a year that isn't known; nothing where nothing is known.
    """
    if isinstance(published, date):
        published = Published(published.isoformat())
    locale, iso = _LOCALES.get(language, language), published.iso
    match published.precision:
        case Precision.MOMENT:
            moment = datetime.fromisoformat(iso)
            return f"{_ordinal(format_date(moment.date(), 'long', locale), locale)}, {moment:%H:%M} UTC"
        case Precision.DAY:
            return _ordinal(format_date(date.fromisoformat(iso), "long", locale), locale)
        case Precision.MONTH:
            return format_skeleton(_MONTH, date.fromisoformat(f"{iso}-01"), locale=locale)
        case Precision.MONTH_DAY:
            written = format_skeleton(_DAY_OF_YEAR, date.fromisoformat(f"2000{iso[1:]}"), locale=locale)
            return _ordinal(written, locale)
        case _:
            return iso


def short_day(one: date, language: str) -> str:
    """Write the day and the month of a day, as short as a language does."""
    locale = _LOCALES.get(language, language)
    return _ordinal(format_skeleton(_SHORT_DAY, one, locale=locale), locale)


def _ordinal(written: str, locale: str) -> str:
    """Write the first of a month as French does, which the calendar of Unicode leaves out."""
    return written.replace("1", "1er", 1) if locale == "fr" and written.startswith("1 ") else written
