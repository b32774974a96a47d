"""Days as people type them, in the languages that the bot speaks: "last week", "3. März", "03/04/2024".

What they type is put into English, which ``read_time`` reads, as it does in questions. Whoever types a day
wants a border: unlike in questions, "early May" is the first third of May, and feasts are days.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_date_format, get_day_names, get_month_names

from bot.service.errors import MisunderstoodError
from bot.service.feasts import FEASTS, Feast
from bot.texts import LANGUAGES, Markdown
from retrieval.question.time_range import read_time
from retrieval.question.vocabulary import MONTHS, ONES

# Nobody needs more to say a day.
LONGEST = 60
# Of whoever reads no language that we know of: the day before the month.
_ANY_LOCALE = "en_GB"
# Discord has one German, and Austrians call some months by other names.
_AUSTRIAN = "de_AT"

# German and French words, without accents, and what they are in English; nothing where they only lead.
_WORDS = {
    "": "since from until till in on at of the ab am bis das dem den der die im seit vom von zu zum "
    "au de depuis des du en jusqu'a jusqu'au la le les",
    "a": "ein eine einem einer un une",
    "today": "heute aujourd'hui",
    "yesterday": "gestern hier",
    "day before yesterday": "vorgestern avant-hier",
    "last": "letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes "
    "vorige vorigen voriger voriges dernier derniere derniers dernieres passe passee passes passees",
    "this": "diese diesem diesen dieser dieses ce cet cette",
    "day": "tag tage tagen tages jour jours",
    "week": "woche wochen semaine semaines",
    "weekend": "wochenende wochenenden week-end",
    "month": "monat monate monaten monats mois",
    "quarter": "quartal quartals trimestre",
    "year": "jahr jahre jahren jahres an ans annee annees",
    "spring": "fruhling fruhjahr printemps",
    "summer": "sommer ete",
    "autumn": "herbst automne",
    "winter": "hiver",
    "early": "start beginning anfang beginn debut",
    "mid": "middle mitte milieu mi",
    "late": "end ende fin",
}
_NUMBERS = (
    "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
)
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*\.?")
# What is said in another order than in English, once its words are English; in this order.
_BESIDES = "(before|vor|avant)|after|nach|apres"
_UNIT = r"(?:day|week|weekend|month|quarter|year)"
_ORDER = (
    (re.compile(rf"\bmonth (?=(?:{'|'.join(MONTHS)})\b)"), ""),
    (re.compile(rf"(?:vor|il y a) (?!last|this)(\w+) ({_UNIT})"), r"\1 \2 ago"),
    (re.compile(rf"\b(?!(?:early|mid|late|{_BESIDES})\b)(\w+) last ({_UNIT})"), r"last \2 \3"),
    (re.compile(r"([a-z]+) last$"), r"last \1"),
    (re.compile(r"year (\d{4})"), r"\1"),
    (re.compile(rf"(early|mid|late) ({_UNIT})"), r"\1 this \2"),
)
_THIRDS = ("early", "mid", "late")
_THIRD = re.compile(rf"({'|'.join(_THIRDS)}) (.+)")
# "À Noël", and "an Ostern", of which "an" is a year in French.
_FEAST = re.compile(r"(?:(?:a|year|last) )?(.+?)(?: (\d{4}))?")
# The l of "l'année", the dot of "3. März", the rest of "1er mars".
_ELISION = re.compile(r"(?<![a-z])[dl]'(?=[a-z])")
# "Jahresende" is "Ende des Jahres", but "Wochenende" isn't the end of the week.
_COMPOUND = re.compile(r"\b(?!wochenende)(jahres|monats|wochen)(anfang|beginn|mitte|ende)s?\b")
# The day beside what is named: "before Christmas" ends, and "after Christmas" begins, with one.
_BESIDE = re.compile(rf"(?:day )?(?:{_BESIDES}) (.+)")
# "Mid-March" and "mi-mars" are two words.
_MID = re.compile(r"\b(mid|mi)-")
# "Ce mois-ci" is "ce mois".
_HERE = re.compile(r"(?<=[a-z])-ci\b")
_RANGE = re.compile(
    r"(?:between |zwischen |entre |from |von |vom |du )?(.+?) (?:and|to|und|bis|et|au|[-–]) (.+)"
)
_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er)?\b\.?")
_DAY_ALONE = re.compile(rf"(?:(?:the|le|dem|den) )?({_DAY_NUMBER.pattern})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ORDINAL = re.compile(r"(?<!\d)(\d{1,2})(?:\.|er)(?= ?[a-z])")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2})?)?")


def read_days(typed: str, locale: str, today: date) -> tuple[date, date] | None:
    """Read a text that says a time and nothing else.

    typed: in any of the bot's languages, or with the names of months of the reader's own.
    locale: the reader's, as Discord has it; whether 03/04/2024 is in April or in March depends on it.
    today: what names no year is the latest such day, month or season that has begun by then.
    Returns: its first and last day; None where it can't be read.
    """
    if len(typed) > LONGEST:
        return None
    text = " ".join(_folded(typed).split())
    return _days(text, locale, today) or _between(text, locale, today)


def _days(folded: str, locale: str, today: date) -> tuple[date, date] | None:
    text = _in_english(folded, locale)
    return _beside(text, locale, today) or _read(text, locale, today)


def _between(folded: str, locale: str, today: date) -> tuple[date, date] | None:
    """Read a time from one day to another: "between May 1 and 19"; None where it is something else."""
    if not (found := _RANGE.fullmatch(folded)):
        return None
    start, end = found.groups()
    # Of two days in one month only one says so.
    if number := _DAY_ALONE.fullmatch(end):
        end = _DAY_NUMBER.sub(number[1], start, count=1)
    elif number := _DAY_ALONE.fullmatch(start):
        start = _DAY_NUMBER.sub(number[1], end, count=1)
    elif (year := _YEAR.search(end)) and not _YEAR.search(start):
        start = f"{start} {year[0]}"
    first, last = _days(start, locale, today), _days(end, locale, today)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def read_day(option: Literal["since", "until"], typed: str | None, locale: str = "") -> date | None:
    """Read the day typed into an option: of a longer time its first day, or its last.

    locale: as in ``read_days``.
    Returns: the day; None where nothing was typed.
    Raises: MisunderstoodError where it can't be read.
    """
    if typed is None or not typed.strip():
        return None
    days = read_days(typed, locale, date.today())
    if days is None:
        raise MisunderstoodError("date-unreadable", option=Markdown(option))
    return days[0] if option == "since" else days[1]


def _beside(text: str, locale: str, today: date) -> tuple[date, date] | None:
    """Read the day before or after a time; None where it is something else."""
    found = _BESIDE.fullmatch(text)
    days = found and _read(found[2], locale, today)
    if not found or not days:
        return None
    try:
        day = days[0] - timedelta(1) if found[1] else days[1] + timedelta(1)
    except OverflowError:
        return None
    return day, day


def _read(text: str, locale: str, today: date) -> tuple[date, date] | None:
    return _third(text, locale, today) or _feast(text, locale, today) or _whole(text, locale, today)


def _whole(text: str, locale: str, today: date) -> tuple[date, date] | None:
    return read_time(_numeric(text, locale) or text, today)


def _third(text: str, locale: str, today: date) -> tuple[date, date] | None:
    """Read the beginning, middle or end of a longer time; None where it is something else."""
    if not (found := _THIRD.fullmatch(text)):
        return None
    days = _whole(found[2], locale, today)
    part = days and _third_of(days, _THIRDS.index(found[1]))
    if days is None or part is None or part[0] <= today:
        return part
    # "Ende Mai", said in early May, is that of last year; that of a year that is named is to come.
    before = _whole(found[2], locale, days[0] - timedelta(1))
    return _third_of(before, _THIRDS.index(found[1])) if before else part


def _third_of(days: tuple[date, date], number: int) -> tuple[date, date]:
    """Cut out a third of some days, whole months of a year."""
    first, last = days
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        borders = [first.replace(month=month) for month in (1, 5, 9)]
    else:
        count = (last - first).days + 1
        borders = [first + timedelta(round(count * third / 3)) for third in range(3)]
    ends = [*(border - timedelta(1) for border in borders[1:]), last]
    return borders[number], max(borders[number], ends[number])


def _feast(text: str, locale: str, today: date) -> tuple[date, date] | None:
    """Read the name of a feast, with or without its year; None where it is something else."""
    found = _FEAST.fullmatch(text)
    feast = found and _feasts(locale).get(found[1])
    if not found or feast is None:
        return None
    try:
        return feast.in_year(int(found[2])) if found[2] else feast.latest(today)
    except ValueError:
        return None


@cache
def _feasts(locale: str) -> dict[str, Feast]:
    """List feasts by their names, as these are once what is English in them is."""
    return {_in_english(name, locale): feast for feast in FEASTS for name in feast.names}


def _folded(text: str) -> str:
    """Write a text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _numeric(text: str, locale: str) -> str | None:
    """Write a date of numbers alone in English; None where it is something else."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _dated(found[4], found[3], found[1])
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _dated(None, found[1], found[2])
    if found := _YEAR_LAST.fullmatch(text):
        one, sign, other, year = found.groups()
        month_first = sign != "." and (_has_month_first(locale) or int(other) > 12) and int(one) <= 12
        day, month = (other, one) if month_first else (one, other)
        return _dated(day, month, f"20{year}" if year and len(year) == 2 else year)
    return None


def _dated(day: str | None, month: str, year: str | None) -> str | None:
    """Write a date in English; None where there is no such month."""
    if not 1 <= int(month) <= 12:
        return None
    return " ".join(part for part in (day, MONTHS[int(month) - 1], year) if part)


def _in_english(text: str, locale: str) -> str:
    known = _vocabulary(locale)
    text = _MID.sub(r"\1 ", _HERE.sub("", _COMPOUND.sub(r"\2 \1", text)))
    text = _ORDINAL.sub(r"\1 ", _ELISION.sub("", text))
    text = _WORD.sub(lambda word: known.get(word[0].removesuffix("."), word[0]), text)
    text = " ".join(text.split())
    for pattern, english in _ORDER:
        text = pattern.sub(english, text)
    return text


@cache
def _vocabulary(locale: str) -> dict[str, str]:
    """List words of dates in all the bot's languages and the reader's, and what they are in English."""
    words = {word: english for english, several in _WORDS.items() for word in several.split()}
    for numbers in _NUMBERS:
        for number, name in enumerate(numbers.split(), start=1):
            words.setdefault(name, ONES[number])
    weekdays = {number: name.lower() for number, name in get_day_names("wide", locale="en").items()}
    for language in (*LANGUAGES, _AUSTRIAN, locale):
        spoken = _parsed(language)
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=spoken).items():
                words.setdefault(_folded(name).removesuffix("."), MONTHS[number - 1])
        for number, name in get_day_names("wide", locale=spoken).items():
            words.setdefault(_folded(name), weekdays[number])
    return words


def _has_month_first(locale: str) -> bool:
    pattern = get_date_format("short", _parsed(locale)).pattern
    return pattern.index("M") < pattern.index("d")


def _parsed(locale: str) -> Locale:
    try:
        return Locale.parse(locale or _ANY_LOCALE, sep="_" if "_" in locale or not locale else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ANY_LOCALE)
