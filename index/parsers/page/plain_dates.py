"""Dates in the plain text of a page: "Published: 9 March 2026, 18:30 GMT  Last updated: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.article import Published
from index.parsers.dates import EAST_ASIAN_DAY, UNKNOWN, day_first, parse_published
from index.text.shingles import UNSPACED

_PUBLISHED = (
    r"(?:first\s|originally\s)?(?:published|posted)|publication\sdate|publish(?:ed)?\sdate|veröffentlicht|publiziert|erschienen|erstellt"
    r"|publiée?|mise?\sen\sligne|publicad[oa]|pubblicat[oa]|gepubliceerd|publisert|publicerad|udgivet"
    r"|(?:发布|發布|發佈|发表)(?:时间|時間|日期|于|於)?|(?:公開|掲載|配信)日?時?|입력|등록|게시"
)
_MODIFIED = (
    r"(?:(?:last|latest)\s)?(?:updated?|modified|edited|changed|revised|amended)|(?:zuletzt\s)?(?:aktualisiert|geändert)|stand"
    r"|mise?\sà\sjour|modifiée?|actualizad[oa]|aggiornat[oa]|atualizad[oa]|bijgewerkt|oppdatert|uppdaterad|opdateret"
    r"|(?:最終|最后|最後)?更新(?:时间|時間|日時|日|于|於)?|(?:최종 ?)?수정"
)
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<published>{_PUBLISHED})|(?P<modified>{_MODIFIED}))(?![^\W\d])", re.IGNORECASE
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|[.º])?"
_NAME = r"[^\W\d_]{3,10}\.?"
_DATE = (
    rf"(?P<date>{EAST_ASIAN_DAY}"
    rf"|(?:{_DAY}\s(?:de\s|of\s)?{_NAME},?\s(?:del?\s)?[12]\d{{3}}|{_NAME}\s{_DAY},?\s[12]\d{{3}}"
    r"|[12]\d{3}(?P<dash>[.-])\d\d(?P=dash)\d\d|\d{1,2}(?P<mark>\. ?|[/-])\d{1,2}(?P=mark)[12]\d{3}"
    r"|\d\d\.\d\d\.\d\d|\d\d?/\d\d?/\d\d)(?![./-]?\d))"
)
_ZONE = r"(?:\s?\(?(?:(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5})(?![a-z])\)?)?"
_CLOCK = (
    r"\d{1,2}(?:[:.h時时点시] ?\d\d(?::\d\d|[分분])?(?:\s?[apAP]\.?[mM]\b\.?)?|\s?[apAP]\.?[mM]\b\.?)"
    rf"(?:\s?(?:Uhr|uur|hrs?|h)\b)?{_ZONE}"
)
_BETWEEN = r"[\s,|·•–—/T-]{0,4}(?:(?:at|um|om|à|às|as|a\slas|alle|ore|kl\.?)\s)?"
_WITH_CLOCK = re.compile(
    rf"(?<![^\W{UNSPACED}])(?<![/.-])(?:(?P<before>{_CLOCK})[\s,|·•–—-]{{1,4}}(?:on\s)?)?{_DATE}(?:{_BETWEEN}(?P<behind>{_CLOCK}))?"
)
_CLOCK_ALONE = re.compile(rf"(?<![\w/.-]){_CLOCK}")
_WEEKDAYS = (
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch"
)
_LEADS_TO_DATE = re.compile(rf"(?:[\s,|·•–—-]+(?:on|am|le|el|il|den|at|um|{_WEEKDAYS})\.?)+[\s,]*$")


@dataclass(frozen=True)
class PlainDate:
    """A date in a line.

    label: "published", "modified", or empty where the line doesn't say which it is.
    is_alone: does the line say nothing besides?
    """

    label: str
    date: Published
    is_alone: bool = False


def plain_dates(line: str, language: str | None) -> Iterator[PlainDate]:
    """Find the dates in a line.

    language: the tag that the page declares, by which "9.3.2026" is a day in March.
    """
    is_alone = not words_besides(line)
    labels = [(found.end(), found.lastgroup or "") for found in _LABEL.finditer(line)]
    for found in _WITH_CLOCK.finditer(line):
        date = _read(found, language)
        if date.iso:
            label = max((label for label in labels if label[0] <= found.start()), default=(0, ""))
            yield PlainDate(label[1], date, is_alone)


def with_labels(lines: Iterable[str]) -> Iterator[str]:
    """Join lines that are only a label, like "Published", to those that follow them."""
    label = ""
    for line in lines:
        yield f"{label} {line}".strip()
        label = line if _LABEL.fullmatch(line.strip(" :")) else ""


def words_besides(line: str) -> int:
    """Count the words of a line that are part of no date."""
    return sum(any(map(str.isalnum, word)) for word in _WITH_CLOCK.sub(" ", line).split())


def before_date(line: str) -> str:
    """Cut a line off at its first date or clock, and at what leads to that: "published on Monday,"."""
    found = _WITH_CLOCK.search(line) or _CLOCK_ALONE.search(line)
    if found is None:
        return line
    label = _LABEL.search(line)
    end = min(found.start(), label.start()) if label else found.start()
    return _LEADS_TO_DATE.sub("", line[:end]).strip(" ,|·•–—-/(")


def _read(found: re.Match[str], language: str | None) -> Published:
    date = day_first(found["date"], language)
    clock = found["behind"] or found["before"]
    whole = parse_published(f"{date}, {clock.strip()}") if clock else UNKNOWN
    day = whole if whole.iso else parse_published(date)
    # A year alone is what is left of a day that could be read both ways round.
    return day if len(day.iso) > len("2026") else UNKNOWN
