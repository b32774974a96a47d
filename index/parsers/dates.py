"""Dates of publication, understood as far as they go and never completed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone

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
# In German, French, Spanish, Italian, Dutch and Portuguese, then in Swedish, Danish, Norwegian, Polish,
# Russian and Turkish, without accents, where they differ from English; below in Ukrainian, Czech, Romanian,
# Greek, Indonesian, Hebrew, and both ways of Arabic.
_OTHER_MONTHS = (
    "januar janner jann janvier janv enero ene gennaio gen januari janeiro stycznia января ocak",
    "februar fevrier fevr fev febrero febbraio februari fevereiro lutego февраля subat",
    "marz maerz mrz mars marzo maart mrt marco marts marca марта mart",
    "avril avr abril abr aprile kwietnia апреля nisan",
    "mai mayo maggio mag mei maio maj maja мая mayis mayıs",
    "juni juin junio giugno giu junho czerwca июня haziran",
    "juli juillet juil julio luglio lug julho lipca июля temmuz",
    "aout agosto ago augustus augusti sierpnia августа agustos",
    "septembre septiembre settembre sett set setembro wrzesnia сентября eylul",
    "oktober okt octobre octubre ottobre ott outubro out pazdziernika октября ekim",
    "novembre noviembre novembro listopada ноября kasim kasım",
    "dezember dez decembre diciembre dicembre dic dezembro grudnia декабря aralik aralık",
)
_MORE_MONTHS = (
    "січня ledna ianuarie ιανουαριου ינואר בינואר يناير",
    "лютого unora februarie φεβρουαριου פברואר בפברואר فبراير شباط",
    "березня brezna martie μαρτιου maret מרץ במרץ مارس آذار",
    "квітня dubna aprilie απριλιου אפריל באפריל أبريل إبريل نيسان",
    "травня kvetna μαιου mei מאי במאי مايو أيار",
    "червня cervna iunie ιουνιου יוני ביוני يونيو حزيران",
    "липня cervence iulie ιουλιου יולי ביולי يوليو تموز",
    "серпня srpna αυγουστου agustus אוגוסט באוגוסט أغسطس آب",
    "вересня zari septembrie σεπτεμβριου ספטמבר בספטמבר سبتمبر أيلول",
    "жовтня rijna octombrie οκτωβριου אוקטובר באוקטובר أكتوبر",
    "listopadu noiembrie νοεμβριου נובמבר בנובמבר نوفمبر",
    "грудня prosince decembrie δεκεμβριου desember דצמבר בדצמבר ديسمبر",
)
# As feeds shorten them, and by themselves: in Russian, Ukrainian and Polish.
_SHORT_MONTHS = (
    "янв январь січ січень sty styczen",
    "фев февр февраль лют лютий lut luty",
    "мар март бер березень marzec",
    "апр апрель кві квіт квітень kwi kwiecien",
    "май тра трав травень",
    "июн июнь чер черв червень cze czerwiec",
    "июл июль лип липень lip lipiec",
    "авг август сер серп серпень sie sierpien",
    "сен сент сентябрь вер вересень wrz wrzesien",
    "окт октябрь жов жовт жовтень paz pazdziernik",
    "ноя нояб ноябрь лис лист листопад листопада lis listopad",
    "дек декабрь гру груд грудень gru grudzien",
)
_OTHER_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim "
    "lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom "
    "lunedi martedi mercoledi giovedi venerdi sabato domenica gio "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo "
    "tisdag onsdag torsdag fredag lordag sondag mandag tirsdag lørdag søndag "
    "poniedziałek wtorek sroda czwartek piatek sobota niedziela "
    "pon wt sr czw pt sob ndz niedz "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "понеділок вівторок середа четвер п'ятниця субота неділя пон нд "
    "pazartesi sali salı carsamba persembe cuma cumartesi pazar "
    "segunda terca quarta quinta sexta seg ter qua qui sex"
)
# Figures of other scripts as ours; marks of direction are nothing.
_PLAIN_SIGNS = {
    **{ord(zero) + n: str(n) for zero in "０٠۰०" for n in range(10)},
    **dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], ""),
    ord("،"): ",",
}


def _without_accents(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    # What is left of Korean are the letters of its syllables.
    return unicodedata.normalize("NFC", bare).translate(_PLAIN_SIGNS)


_MONTH_NUMBERS = {
    _without_accents(name): number
    for months in (_OTHER_MONTHS, _MORE_MONTHS, _SHORT_MONTHS)
    for number, names in enumerate(months, start=1)
    for name in names.split()
}
# What ignores case ignores it in Latin letters.
_SPELLINGS = (str.lower, str.capitalize, str.upper)
_YEAR = r"(?P<year>[12]\d{3})"
_SHORT_YEAR = r"(?P<year>\d\d)"
_ON = r"(?:(?:on|am|de[nr]|[ei]l|le|op|em) )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º°])?"
_NAMES = "|".join(spelt(name) for name in _MONTH_NUMBERS for spelt in _SPELLINGS)
_NAMED = rf"(?P<month>{MONTH}|(?:{_NAMES})\.?)"
_WEEKDAYS = "|".join(
    spelt(name) for name in _without_accents(_OTHER_WEEKDAYS).split() for spelt in _SPELLINGS
)
_WEEKDAY = rf"{_ON}(?:{WEEKDAY}|(?:{_WEEKDAYS})(?:-feira)?\.?),?"
# The zone is the last word; behind it some write its name in brackets.
_ZONE = r"(?: ?\(?(?P<zone>(?:GMT|UTC?)? ?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{1,5})\)?)?(?: \([^()]*\))?"
_CLOCK = (
    r"(?:(?:at|um|om|as?|a las|alle(?: ore)?|ore) )?(?=\d\d?(?:[:.h]\d\d| ?[ap]\.?m))(?P<hour>\d\d?)"
    r"(?:[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?)?"
    rf"(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?(?:uhr|uur|hrs?)\b)?{_ZONE}"
)
# As Chinese, Japanese and Korean write a day, and the weekday and the time behind it.
EAST_ASIAN_DAY = r"[12]\d{3} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日号號일]"
_EAST_ASIAN = (
    r"(?P<year>[12]\d{3}) ?[年년] ?(?P<month>\d{1,2}) ?[月월](?: ?(?P<day>\d{1,2}) ?[日号號일])?"
    r"(?: ?[(（]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日](?:曜日?)?"
    r"|[월화수목금토일](?:요일)?)[)）]?)?"
    r"(?:,? ?(?P<part>上午|下午|午前|午後|오전|오후)? ?(?P<hour>\d\d?)(?:[:：]| ?[时時点點시] ?)"
    rf"(?:(?P<minute>\d\d?) ?[分분]?)?(?:[:：]?(?P<second>\d\d) ?[秒초]?)?{_ZONE})?"
)
_AFTERNOONS = ("下午", "午後", "오후")
_LABEL = re.compile(
    r"\A(?:(?:first )?(?:published|posted)|publicad[oa]|publie|veroffentlicht|pubblicato|gepubliceerd)\b:? ",
    re.IGNORECASE,
)
_LONGEST_DATE = 80

# Hours from Greenwich of the names that mean one zone to those who write them. CST is of two continents.
# fmt: off
_OFFSETS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "MEZ": 1,
    "CEST": 2, "MEST": 2, "MESZ": 2, "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "HST": -10, "AKST": -9, "AKDT": -8,
    "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4,
}
# fmt: on
_FROM_GREENWICH = re.compile(r"(?:GMT|UTC?)? ?([+-])(\d\d?):?(\d\d)?")
# RFC 822 has this name too, for America.
_CENTRAL = re.compile(r"(?<=\d) ?CST\b")

# In which a day in figures begins with the day, whatever the marks between.
_LANGUAGES = (
    "ar be bg bs ca cs da de el es et fi fr he hr id is it lv mk ms nb nl nn no pl pt ro ru sk sl sr sv tr"
    " gl uk vi"
)
_DAY_FIRST = frozenset(("en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za", *_LANGUAGES.split()))
# In which a day in figures begins with the year.
_YEAR_FIRST = frozenset(("hu", "ja", "ko", "lt", "zh"))
_DAY_IN_FIGURES = re.compile(r"(\d{1,2})(\. ?|[/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")

_WEEK = re.compile(rf"{_YEAR}-?W\d\d")
_SECONDS, _MILLISECONDS = 1e8, 1e11
# Programs write this where they know no date.
_EPOCH = ("1970-01-01", "1970-01-01T00:00:00Z")
# Years of two digits up to this are of this century, after RFC 2822.
_LAST_SHORT_YEAR = 49
_SHORT = 2
_FIRST_YEAR_ON_THE_WEB = 1990
_MONTHS = 12


def parse_published(value: object) -> Published:
    """Understand a date of publication.

    value: a date, a time stamp (seconds or milliseconds since 1970), or a text: ISO 8601, e-mail
        style, written out in one of twenty languages, or in figures. Anything else is an unknown date.
    Returns: the date as far as the value tells it. A day and month that could be read both ways
        round keep their year only, "3.5.2026" is in May; a time without a zone keeps its day only.
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
                found = _text(_LABEL.sub("", _without_accents(" ".join(value.split()))))
                return UNKNOWN if found.iso in _EPOCH else found
    except (ValueError, OverflowError, OSError):
        # A form that we know, but no day of the calendar: 31 February, hour 25.
        return UNKNOWN
    return UNKNOWN


def day_first(text: str, language: str | None) -> str:
    """Write a day in figures in ISO's order, where its marks or a language tell which is which.

    text: what begins with the day. language: the tag of the text around it.
    """
    found = _DAY_IN_FIGURES.match(text)
    if not found:
        return text
    first, mark, other, year = found.groups()
    tag = (language or "").lower().replace("_", "-")
    code = tag.partition("-")[0]
    is_day_first = mark[0] == "." or tag in _DAY_FIRST or code in _DAY_FIRST
    if len(year) == _SHORT and code in _YEAR_FIRST:
        first, year, is_day_first = year, first, True
    if is_day_first and int(other) <= _MONTHS:
        year = str(_of_century(int(year))) if len(year) <= _SHORT else year
        return f"{year}-{int(other):02}-{int(first):02}{text[found.end() :]}"
    return text


def parse_zoned(text: object) -> Published:
    """Understand a date of a feed, a sitemap or a mail: ``parse_published`` with the zones of RFC 822.

    text: anything but a text is an unknown date, and so is one of a year before there were any.
    """
    if not isinstance(text, str):
        return UNKNOWN
    found = parse_published(_CENTRAL.sub(" -0600", text))
    return UNKNOWN if (day := found.first_day) and day.year < _FIRST_YEAR_ON_THE_WEB else found


def _number(value: float) -> Published:
    if value >= _SECONDS:
        return Published.at(datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC))
    # YAML and JSON turn 2025 and 20250819 into numbers.
    return _text(str(value)) if isinstance(value, int) else UNKNOWN


def _text(text: str) -> Published:
    for form, read in _DATE_FORMS:
        if found := form.fullmatch(text):
            return read(found)
    if week := _WEEK.fullmatch(text):
        # It lies in two months, or in two years.
        return Published(week["year"])
    return Published.at(datetime.fromisoformat(text))


def _written(found: re.Match[str]) -> Published:
    parts = found.groupdict()
    month, year, day = _month(found["month"]), parts.get("year"), parts.get("day")
    if year and day:
        return _moment(found, year, month, day)
    return Published(f"{year}-{month:02}" if year else f"--{month:02}-{int(day or 0):02}")


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    if name.isdigit():
        return int(name)
    return _MONTH_NUMBERS.get(name) or _MONTH_STARTS.index(name[:3]) + 1


def _short_year(found: re.Match[str]) -> Published:
    return _moment(found, _of_century(int(found["year"])), _month(found["month"]), found["day"])


def _of_century(year: int) -> int:
    """Complete a year of two digits."""
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def _short_figures(found: re.Match[str]) -> Published:
    """Read a day written 05.03.26 or 3/25/26, where what is which is sure; else it is unknown."""
    first, other = int(found["first"]), int(found["other"])
    year = _of_century(int(found["year"]))
    if found["mark"][0] == ".":
        return _moment(found, year, other, first)
    # 25/3/26 may be of 2025, which some write first.
    return _moment(found, year, first, other) if first <= _MONTHS < other else UNKNOWN


def _east_asian(found: re.Match[str]) -> Published:
    year, month, day = found["year"], int(found["month"]), found["day"]
    if not day:
        return Published(f"{year}-{month:02}")
    if not found["part"]:
        return _moment(found, year, month, day)
    clock = found.groupdict() | {"half": "p" if found["part"] in _AFTERNOONS else "a"}
    return _at(clock, year, month, day)


def _figures(found: re.Match[str]) -> Published:
    """Read a day written 19/08/2025 or 08/19/2025; where both could be meant, only the year.

    Who writes full stops begins with the day.
    """
    first, other, year = int(found["first"]), int(found["other"]), found["year"]
    if first == other or other > _MONTHS:
        return _moment(found, year, first, other)
    is_day_first = first > _MONTHS or found["mark"][0] == "."
    return _moment(found, year, other, first) if is_day_first else Published(year)


def _moment(found: re.Match[str], year: str | int, month: int, day: str | int) -> Published:
    """Make the moment that a text tells; only its day where no clock or no zone is given that is known."""
    return _at(found.groupdict(), year, month, day)


def _at(clock: Mapping[str, str | None], year: str | int, month: int, day: str | int) -> Published:
    hour, minute, second = (int(clock.get(name) or 0) for name in ("hour", "minute", "second"))
    if half := clock.get("half"):
        hour = hour % 12 + 12 * (half in "pP")
    # A minute may have 61 seconds.
    moment = datetime(int(year), month, int(day), hour, minute, min(second, 59))
    offset = _offset(clock.get("zone") or "")
    return Published.at(moment if offset is None else moment.replace(tzinfo=timezone(offset)))


def _offset(zone: str) -> timedelta | None:
    """Tell how far from Greenwich a zone is; None where that isn't known."""
    if found := _FROM_GREENWICH.fullmatch(zone.upper()):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return offset if found[1] == "+" else -offset
    hours = _OFFSETS.get(zone.upper())
    return None if hours is None else timedelta(hours=hours)


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Published]]


def _form(pattern: str, read: Callable[[re.Match[str]], Published]) -> _Form:
    return re.compile(pattern, re.ASCII | re.IGNORECASE), read


def _written_forms(pattern: str) -> list[_Form]:
    return [
        _form(rf"(?:{_WEEKDAY} )?{_ON}{pattern}(?:,?(?: [-–—|])? {_CLOCK})?", _written),
        _form(rf"{_CLOCK},? (?:{_WEEKDAY} )?{_ON}{pattern}", _written),
    ]


_DATE_FORMS: list[_Form] = [
    _form(r"[12]\d{3}(?:-\d\d)?|--\d\d-\d\d", lambda found: Published(found[0])),
    _form(r"\d{9,13}", lambda found: _number(int(found[0]))),
    _form(rf"{_YEAR}([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?:(?:T|,? ){_CLOCK})?", _written),
    *_written_forms(rf"{_DAY}[ -](?:of |de |d')?{_NAMED}(?:(?:-|,? (?:del? )?){_YEAR})?"),
    *_written_forms(rf"{_NAMED} {_DAY}(?:,? {_YEAR})?"),
    *_written_forms(rf"{_NAMED},? (?:del? )?{_YEAR}"),
    *_written_forms(rf"{_YEAR},? {_NAMED} {_DAY}"),
    # C's asctime, and what adds the zone to it.
    _form(rf"(?:{_WEEKDAY} )?{_NAMED} {_DAY} {_CLOCK} {_YEAR}", _written),
    # RFC 822. A weekday or a clock says that the last figures are a year.
    _form(rf"{_WEEKDAY} {_DAY}[ -]{_NAMED}[ -](?P<year>\d\d)(?: {_CLOCK})?", _short_year),
    _form(rf"{_DAY}[ -]{_NAMED}[ -](?P<year>\d\d) {_CLOCK}", _short_year),
    _form(
        rf"(?:{_WEEKDAY} )?{_ON}(?P<first>\d\d?)(?P<mark>\. ?|[/-])(?P<other>\d\d?)(?P=mark){_YEAR}"
        rf"(?:,?(?: [-–—|])? {_CLOCK})?",
        _figures,
    ),
    _form(
        rf"(?:{_WEEKDAY} )?{_ON}(?P<first>\d\d?)(?P<mark>\.|/)(?P<other>\d\d?)(?P=mark){_SHORT_YEAR}"
        rf"(?:,?(?: [-–—|])? {_CLOCK})?",
        _short_figures,
    ),
    # As spreadsheets write it.
    _form(rf"{_DAY}-{_NAMED}-{_SHORT_YEAR}", _short_year),
    _form(_EAST_ASIAN, _east_asian),
    _form(rf"{_YEAR}\. ?(?P<month>\d\d?)\. ?(?P<day>\d\d?)\.?(?:,? {_CLOCK})?", _written),
    _form(r"(\d\d?)/([12]\d{3})", lambda found: Published(f"{found[2]}-{int(found[1]):02}")),
]
