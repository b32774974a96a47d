"""When a page says that its article was published and changed; nothing is guessed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.article import Precision, Published
from index.parsers.dates import UNKNOWN, day_first, parse_published
from index.parsers.page.bylines import names_in_byline
from index.parsers.page.headline import elements_at_headline, lines_at_headline
from index.parsers.page.json_ld import LinkedData
from index.parsers.page.plain_dates import PlainDate, plain_dates, with_labels, words_besides

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
_MARKED_MODIFIED = (
    '//time[@itemprop="dateModified" or (contains(@class, "updated") and not(contains(@class, "publish")))]'
    '[not(ancestor::a or ancestor::aside or ancestor::*[contains(@class, "comment")])]/@datetime'
)
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
_LABEL_WORDS = 2
# With more words, a line with a date and no label is about what happened then.
_MOST_WORDS_BESIDES = 4


@dataclass(frozen=True)
class PageDates:
    """When a page's article was published and last changed, as far as it tells."""

    published: Published
    modified: Published


@dataclass(frozen=True)
class DatedPage:
    """What of a page may tell its dates.

    metas: what its meta elements say. url: its address, which may hold a day. titles: what it is called.
    language: the tag that it declares.
    """

    root: HtmlElement
    metas: dict[str, list[str]]
    data: LinkedData
    url: str | None
    titles: Sequence[str]
    language: str | None


def find_dates(page: DatedPage) -> PageDates:
    """Find when the page's article was published and changed, as exactly as the page tells.

    Returns: unknown dates where the page doesn't tell, or gives dates of several articles.
    """
    lines = [
        date
        for line in with_labels(lines_at_headline(page.root, page.titles))
        for date in _dates_of(line, page.language)
    ]
    return PageDates(_published(page, lines), _modified(page, lines))


def later(modified: Published, published: Published) -> Published:
    """Return when an article was changed; unknown unless that is later than it was published."""
    return modified if not published.iso or _is_later(modified, published) else UNKNOWN


def _published(page: DatedPage, lines: Sequence[PlainDate]) -> Published:
    root, metas, data = page.root, page.metas, page.data
    told = [parse_published(value) for name in _PUBLISHED for value in metas.get(name, ())[:1]]
    if data.article:
        told += [parse_published(data.said(name)) for name in ("datePublished", "dateCreated")]
    told.append(_only_one(date.date for date in lines if date.label == "published"))
    shown = root.xpath(_SHOWN)[:_MOST_SHOWN]
    told.append(_shown(elements_at_headline(shown, root, page.titles), page.language))
    said = data.dates or set(map(str, root.xpath(_MARKED)))
    if len(said) == 1:
        told.append(parse_published(next(iter(said))))
    in_path = _in_path(page.url)
    if not any(date.iso for date in told) and (in_path.iso or said):
        return in_path
    told += [in_path, _unlabelled(lines), _shown(shown, page.language)]
    dates = [date for date in told if date.iso]
    return _most_exact(dates) if dates else UNKNOWN


def _unlabelled(lines: Sequence[PlainDate]) -> Published:
    """Choose among days without a label: one on a line of its own, then the only one."""
    unlabelled = [date for date in lines if not date.label]
    alone = _only_one(date.date for date in unlabelled if date.is_alone)
    return alone if alone.iso else _only_one(date.date for date in unlabelled)


def _modified(page: DatedPage, lines: Sequence[PlainDate]) -> Published:
    told = [parse_published(value) for name in _MODIFIED for value in page.metas.get(name, ())[:1]]
    told.append(parse_published(page.data.said("dateModified")))
    changed = page.root.xpath(_MARKED_MODIFIED)[:_MOST_SHOWN]
    told.append(_only_one(date for value in changed if (date := parse_published(str(value))).iso))
    told += [date.date for date in lines if date.label == "modified"][:1]
    return next((date for date in told if date.precision in (Precision.MOMENT, Precision.DAY)), UNKNOWN)


def _dates_of(line: str, language: str | None) -> list[PlainDate]:
    """Find the dates in a line, if it says when the article was published, and not what happened then."""
    dates = list(plain_dates(line, language))
    is_about_article = any(date.label for date in dates) or names_in_byline(line) is not None
    return dates if is_about_article or words_besides(line) <= _MOST_WORDS_BESIDES else []


def _only_one(dates: Iterable[Published]) -> Published:
    """Return the one day, or moment, that all the dates are on; unknown where there are several."""
    given = set(dates)
    moments = [date for date in given if date.precision is Precision.MOMENT]
    if len(given) == 1 or (len(moments) == 1 and len({date.iso[:10] for date in given}) == 1):
        return moments[0] if moments else given.pop()
    days = {date.iso[:10] for date in given}
    return Published(days.pop()) if len(days) == 1 else UNKNOWN


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


def _shown(elements: Iterable[HtmlElement], language: str | None) -> Published:
    """Find the one day, or moment, that elements show; unknown where they show several."""
    dates: set[Published] = set()
    for element in elements:
        text = " ".join(element.itertext()).strip()
        if len(text) > _LONGEST_SHOWN or _UPDATED.search(
            f"{text} {element.get('class') or ''} {element.get('itemprop') or ''} {_before(element)}"
        ):
            continue
        dates.add(_date([element.get("datetime"), element.get("title"), _LABEL.sub("", text)], language))
    return _only_one(dates - {UNKNOWN})


def _before(element: HtmlElement) -> str:
    """Return the words right before an element, which may say what its date is of."""
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return " ".join((text or "")[-_LONGEST_SHOWN:].split()[-_LABEL_WORDS:])


def _date(values: Iterable[str | None], language: str | None) -> Published:
    """Read the day or moment that an element shows; unknown where it shows none."""
    for value in values:
        value = day_first(value.strip(), language) if value else None  # noqa: PLW2901
        date = parse_published(value)
        if date.precision in (Precision.MOMENT, Precision.DAY):
            return date
        if value and not date.iso and not _AMBIGUOUS.search(value) and any(map(str.isdigit, value)):
            return Published(_in_words(value))
    return UNKNOWN


def _in_words(text: str) -> str:
    """Read a day written in one of the many ways, and languages, that htmldate knows."""
    # Importing it takes a while, which only those pay whose pages say their day in no other way.
    from htmldate import find_date  # noqa: PLC0415

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = html.fromstring("<html><body><time></time></body></html>")
    page.find(".//time").text = text
    return find_date(page, extensive_search=False, original_date=True) or ""
