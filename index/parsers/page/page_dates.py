"""When a page says that its article was published and changed; nothing is guessed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.article import Precision, Published
from index.parsers.dates import UNKNOWN, parse_published
from index.parsers.page.json_ld import LinkedData

# How pages name the day they were published, in the order in which they are believed.
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "published-date",
    "article.published",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
)
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified")
_PATH_DATE = re.compile(r"/(20\d\d)([/-])(\d\d)\2(\d\d)(?!\d)")
# Elements that give a date, outside of what belongs to other articles.
_MARKED = '//time[@itemprop="datePublished" or @pubdate]/@datetime'
_SHOWN = (
    "//*[self::time or self::abbr or (self::span or self::div or self::p) and (contains(@class, 'date')"
    " or contains(@class, 'Date') or contains(@class, 'publish') or contains(@class, 'posted'))]"
    "[not(ancestor::a or ancestor::li or ancestor::aside or ancestor::nav or ancestor::footer)]"
    "[not(ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')])]"
    "[not(ancestor::*[contains(@class, 'related')])]"
)
_UPDATED = re.compile(r"updat|modif|aktualisiert|actualizado|mis à jour", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:published|posted|first published|publicado|publié|veröffentlicht)\s*(?:on|at|le|el|am)?\s*:?\s*",
    re.I,
)
# Day or month first? htmldate would take its pick.
_AMBIGUOUS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_LONGEST_SHOWN = 60
_MOST_SHOWN = 50


def find_published(
    root: HtmlElement, metas: dict[str, list[str]], data: LinkedData, url: str | None
) -> Published:
    """Find when the page's article was published, as exactly as the page tells.

    metas: what its meta elements say. url: its address, which may hold a day.
    Returns: an unknown date where the page doesn't tell, or gives dates of several articles.
    """
    told = [parse_published(value) for name in _PUBLISHED for value in metas.get(name, ())[:1]]
    if data.article:
        told += [parse_published(data.said(name)) for name in ("datePublished", "dateCreated")]
    said = data.dates or set(map(str, root.xpath(_MARKED)))
    if len(said) == 1:
        told.append(parse_published(next(iter(said))))
    if dates := [date for date in told if date.iso]:
        return _most_exact(dates)
    in_path = _in_path(url)
    if in_path.iso or said:
        return in_path
    return _shown(root)


def find_modified(metas: dict[str, list[str]], data: LinkedData, published: Published) -> Published:
    """Find when the page's article was last changed; unknown unless that is later than it was published."""
    told = [parse_published(value) for name in _MODIFIED for value in metas.get(name, ())[:1]]
    told.append(parse_published(data.said("dateModified")))
    date = next((date for date in told if date.precision in (Precision.MOMENT, Precision.DAY)), UNKNOWN)
    return date if not published.iso or _is_later(date, published) else UNKNOWN


def _most_exact(dates: list[Published]) -> Published:
    """Return the first date, as exactly as another one tells it that doesn't contradict it."""
    first = dates[0]
    low, high = first.first_day, first.last_day
    if first.precision is Precision.MOMENT or low is None or high is None:
        return first
    for exact in (Precision.MOMENT, Precision.DAY):
        # In another time zone, the same moment may be on the day before or after.
        margin = timedelta(days=exact is Precision.MOMENT)
        for date in dates[1:]:
            day = date.first_day
            if date.precision is exact and day and low - margin <= day <= high + margin:
                return date
        if first.precision is exact:
            break
    return first


def _is_later(date: Published, published: Published) -> bool:
    if date.precision is published.precision is Precision.MOMENT:
        return date.iso > published.iso
    day, before = date.first_day, published.last_day
    return bool(day and before and day > before)


def _in_path(url: str | None) -> Published:
    """Find the day in a URL like example.org/2025/03/10/bridge."""
    found = _PATH_DATE.search(urlsplit(url or "").path)
    return parse_published(f"{found[1]}-{found[3]}-{found[4]}") if found else UNKNOWN


def _shown(root: HtmlElement) -> Published:
    """Find the one day that the page shows its readers; unknown where it shows several."""
    days = set()
    for element in root.xpath(_SHOWN)[:_MOST_SHOWN]:
        text = " ".join(element.itertext()).strip()
        if len(text) <= _LONGEST_SHOWN and not _UPDATED.search(f"{text} {element.get('class') or ''}"):
            days.add(_day([element.get("datetime"), element.get("title"), _LABEL.sub("", text)]))
    days.discard("")
    return Published(days.pop()) if len(days) == 1 else UNKNOWN


def _day(values: Iterable[str | None]) -> str:
    """Read the day that an element shows; empty where it shows none."""
    for value in values:
        date = parse_published(value)
        if date.precision in (Precision.MOMENT, Precision.DAY):
            return date.iso[:10]
        if value and not date.iso and not _AMBIGUOUS.search(value) and any(map(str.isdigit, value)):
            return _in_words(value)
    return ""


def _in_words(text: str) -> str:
    """Read a day written in one of the many ways, and languages, that htmldate knows."""
    # Importing it takes a while, which only those pay whose pages say their day in no other way.
    from htmldate import find_date  # noqa: PLC0415

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = html.fromstring("<html><body><time></time></body></html>")
    page.find(".//time").text = text
    return find_date(page, extensive_search=False, original_date=True) or ""
