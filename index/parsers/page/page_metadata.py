"""What a page tells about its article besides the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.markup import web_link
from index.parsers.metadata import ArticleMetadata, clean_authors, clean_language, clean_line
from index.parsers.page.blocks import find_blocks
from index.parsers.page.bylines import names_in_byline
from index.parsers.page.headline import lines_at_headline
from index.parsers.page.json_ld import LinkedData
from index.parsers.page.next_page import is_next_part
from index.parsers.page.page_dates import DatedPage, find_dates, later
from index.parsers.page.plain_dates import before_date
from index.parsers.page.post_text import live_text
from index.parsers.page.titles import (
    clean_title,
    heading_above_text,
    headings,
    headline_beside_outlet,
    name_alone,
    name_beside_title,
    names_no_headline,
    outlet_in,
    page_title,
    same_words,
    spells,
    without_outlet,
)
from index.parsers.urls import canonical_url, is_same_site, site_of

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "twitter:data1",
)
# What says outside of JSON-LD that an article isn't for everybody.
_CLOSED = {"isaccessibleforfree": "false", "article:content_tier": "locked"}
_LONGEST_META = 2_000
_MOST_TITLES = 12
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)
_NO_OUTLET = re.compile(
    r"home(?:page)?|website|wordpress|blog|my (?:site|blog|website)|news|untitled|index", re.IGNORECASE
)
_SLOGAN = re.compile(r"\s+(?:[|–—·:]|-)\s+|:\s+")
_LONGEST_OUTLET = 60

_BYLINES = (
    '//*[self::a[@rel="author"] or @itemprop="author" or contains(@class, "author-name")'
    ' or contains(@class, "author__name") or contains(@class, "authorName")'
    ' or contains(@class, "byline__name") or contains(@class, "byline-name")'
    ' or contains(@class, "reader-credits")]',
    '//*[contains(@class, "byline") or contains(@class, "Byline") or @class="author"]',
)
_OTHERS = "ancestor::*[contains(@class, 'comment') or contains(@id, 'comment') or self::aside]"
_BEFORE_NAME = re.compile(
    r"^\s*(?:interview:|(?:(?:written|posted|reported|published|story|words|text|photos?|article|analysis|opinion|interview)\s+)?"
    r"(?:by|from|von|par|por|di|door|av|af|oleh|author|writer)\b\s*:?)\s*",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:\||/|·|•|\(|\bfor\s+the\b|\bfor\s+[A-Z]|[-–—]\s|\s(?-i:(?:at|in)\s(?:the\s)?[A-Z])|,\s*(?:[\w-]+\s+){0,3}(?:staff|writer|reporter|correspondent"
    r"|editor|columnist|contributor|associated|press|reuters|news|special)\b"
    r"|\b(?:staff|contributing|special|senior|guest)\s+(?:writer|reporter|correspondent|contributor|to)\b"
    r"|\b(?:published|updated|posted|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(r"[@/\d_:|]|https?|www\.|\.(?:com|org|net|co)\b", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"(?:the\s+)?(?:\w*admin(?:istrator)?|staff|editors?|editorial(?:\s+(?:team|staff|board))?|news\s?(?:room|desk|team|staff)"
    r"|web\s?(?:master|desk|team|editor)|guest(?:\s+(?:author|writer|contributor))?|contributors?|redaktion|redacción"
    r"|redação|rédaction|redazione|anonymous|unknown|author|user|online|agenc(?:y|ies)|wire\s+(?:services?|reports?)"
    r"|staff\s+(?:writer|reporter|report|and\s+wire\s+reports)s?|posted|share|follow|see\s+.*|more\s+.*|view\s+.*|read\s+.*)",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"(?:Jr|Sr|II|III|MD|M\.D|Ph\.?D|Esq)\.?")
_MOST_NAME_WORDS = 6
_SMALL_WORDS = frozenset(("and", "by", "de", "del", "der", "la", "of", "the", "van", "von", "&", "|"))
_LONGEST_BYLINE = 200
_MOST_BYLINES = 20
_MOST_AUTHORS = 4

# What stands behind an article's path in the address of another form of it.
_FORM = re.compile(
    r"(?:/(?:amp|amphtml|print|page|index\.\w+|\d{1,3}|all|full))*/?|[./]amp(?:\.html)?", re.IGNORECASE
)


@dataclass(frozen=True)
class PageMetadata:
    """What a page tells of its article, and all that it is called.

    titles: by which its headline is known when it stands in the text. own_titles: those of them that are
        surely not another article's.
    body: the text of the article that its JSON-LD holds, if any.
    is_closed: does the page say that its article isn't for everybody to read? closed_parts: the selectors of
        what isn't.
    """

    article: ArticleMetadata
    titles: tuple[str, ...]
    own_titles: tuple[str, ...]
    body: str | None
    is_closed: bool
    closed_parts: tuple[str, ...]


def find_metadata(root: HtmlElement, known: ArticleMetadata) -> PageMetadata:
    """Find what a page tells about its article besides the text.

    known: what is known of it; its URL is where the page was found.
    """
    metas = _metas(root)
    said = page_title(root)
    level_one = headings(root)
    shared = [title for name in _TITLES for title in metas.get(name, ())]
    if said and not shared:
        lines = (block.text for block in find_blocks(root) if not block.link_share)
        headline = headline_beside_outlet(said, lines)
        level_one = [headline, *level_one] if headline else level_one
    if not shared and not level_one and (not said or names_no_headline(said)):
        level_one = [heading] if (heading := heading_above_text(find_blocks(root))) else []
        metas.setdefault("publisher", [name_alone(said)] if said and level_one else [])
    # Of several headlines the first is that of which the page says that it is its own.
    level_one.sort(key=lambda title: not any(same_words(title, own) for own in [*shared, said or ""]))
    data = LinkedData(root, [*shared, *level_one, *([said] if said else [])])
    titles = [
        title for title in map(clean_title, (*shared, data.said("headline"), *level_one, said)) if title
    ]
    titles = list(dict.fromkeys(titles))[:_MOST_TITLES]
    url = _url(root, metas, data, known.url)
    headlines = [title for title in titles if title != said]
    domain = site_of(url) if url else ""
    outlet = _outlet(metas, data, said, headlines, domain)
    beside = None if outlet else name_beside_title(titles, domain)
    title = _title(titles, outlet or beside, domain)
    if beside and not _NO_OUTLET.fullmatch(beside) and (not domain or spells(domain, beside)):
        # What else stands there may be a section.
        outlet = beside
    dates = find_dates(DatedPage(root, metas, data, url, titles, _language_tag(root, metas)))
    metadata = ArticleMetadata(
        title=title,
        url=url,
        outlet=outlet,
        authors=_authors(root, metas, data, outlet, titles),
        published=dates.published,
        language=_language(root, metas, data),
        modified=later(dates.modified, known.published if known.published.iso else dates.published),
    )
    posts = live_text(data.article, metadata.language) if data.article else None
    own = [title for title in map(clean_title, (*shared, data.said("headline"), said)) if title]
    return PageMetadata(
        metadata,
        tuple(titles),
        tuple(own[:_MOST_TITLES]),
        posts or data.said("articleBody"),
        data.is_closed() or any(_CLOSED.get(name) in metas.get(name, ()) for name in _CLOSED),
        tuple(data.closed_parts()),
    )


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """Collect what the page's meta elements say, by their names in small letters."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content") or ""
        content = clean_line(content) if len(content) <= _LONGEST_META else None
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := meta.get(attribute):
                metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _title(titles: list[str], outlet: str | None, domain: str) -> str | None:
    if not titles:
        return None
    names = [outlet or "", domain, domain.partition(".")[0]]
    return without_outlet(titles[0], names, titles[1:])


def _url(root: HtmlElement, metas: dict[str, list[str]], data: LinkedData, known: str | None) -> str | None:
    """Find the article's own address, unless it is plainly another page's."""
    links = [
        link.get("href")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    # Where a browser's view for readers was saved.
    links += [link.get("href") for link in root.iter("a") if "reader-domain" in (link.get("class") or "")]
    given = [*links, *metas.get("og:url", ()), data.said("mainEntityOfPage"), data.said("url")]
    for target in given:
        url = web_link(known, target)
        if url and _is_an_article_of(url, known) and not _is_continuation(root, known):
            return canonical_url(url)
    return canonical_url(known) if known else None


def _is_continuation(root: HtmlElement, known: str | None) -> bool:
    """Tell whether a page is a later part of an article, whose first part is at the address that it names."""
    before = (
        web_link(known, link.get("href"))
        for link in root.iter("link", "a")
        if "prev" in (link.get("rel") or "").lower().split()
    )
    return known is not None and any(url and is_next_part(url, known) for url in before)


def _is_an_article_of(url: str, known: str | None) -> bool:
    """Tell whether a page can have this address too; some sites name their front page, or a section."""
    parts = urlsplit(url)
    if not parts.path.strip("/") and not parts.query:
        return False
    if known is None:
        return True
    path, own = parts.path.rstrip("/"), urlsplit(known).path
    is_above = own.startswith(f"{path}/") and not _FORM.fullmatch(own[len(path) :])
    return is_same_site(url, known) and not is_above


def _outlet(
    metas: dict[str, list[str]], data: LinkedData, title: str | None, headlines: list[str], domain: str
) -> str | None:
    """Find the outlet's name; a domain only where there is no other."""
    given = [
        *metas.get("og:site_name", ()),
        data.publisher(),
        *metas.get("application-name", ()),
        *metas.get("dc.publisher", ()),
        *metas.get("publisher", ()),
    ]
    names = [_without_slogan(name) for name in map(clean_line, given) if name]
    names = [name for name in names if not _NO_OUTLET.fullmatch(name) and "://" not in name]
    names = [name for name in names if len(name) <= _LONGEST_OUTLET and name not in headlines]
    behind_title = outlet_in(title, headlines) if title else None
    # Behind its title a page may also name its section.
    if behind_title and (not names or spells(domain, behind_title)):
        names.append(behind_title)
    return next((name for name in names if not _is_domain(name, domain)), names[0] if names else None)


def _is_domain(name: str, domain: str) -> bool:
    return _DOMAIN.fullmatch(name) is not None or name == domain.partition(".")[0]


def _without_slogan(name: str) -> str:
    """Take off a name what outlets say of themselves behind it: "Example Wire | News at noon"."""
    return (_SLOGAN.split(name, maxsplit=1)[0] if len(name.split()) > _MOST_NAME_WORDS // 2 else name).strip()


def _authors(
    root: HtmlElement,
    metas: dict[str, list[str]],
    data: LinkedData,
    outlet: str | None,
    titles: Sequence[str],
) -> tuple[str, ...]:
    """Find who wrote the article: persons, or where none is named, the outlet or whoever is."""
    persons, others = data.authors()
    named = [
        name for key in _AUTHORS for name in metas.get(key, ()) if key != "twitter:data1" or _is_by(metas)
    ]
    found = _names(persons, outlet) or _names(named, outlet)
    for path in _BYLINES:
        if not found:
            found = _names(_bylines(root, path), outlet)
    if not found:
        plain = (names_in_byline(line) for line in lines_at_headline(root, titles))
        found = _names([names for names in plain if names][:1], outlet)
    if found:
        return found
    other = [name for name in map(clean_line, [*others, *persons, *named]) if name and _can_be_named(name)]
    return clean_authors(other[:1])


def _is_by(metas: dict[str, list[str]]) -> bool:
    """Tell whether Twitter's labels say that the first of their values is the author."""
    return any(
        label.casefold() in ("written by", "by", "author") for label in metas.get("twitter:label1", ())
    )


def _bylines(root: HtmlElement, path: str) -> list[str]:
    """Find the texts of the page's bylines, without those of comments and of other articles."""
    elements = [element for element in root.xpath(path)[:_MOST_BYLINES] if not element.xpath(_OTHERS)]
    lines = [clean_line(" ".join(element.itertext())) or "" for element in elements]
    lines = [names_in_byline(line) or _without_date(line) for line in lines]
    # An element may hold another, with the name alone.
    lines = [line for line in lines if not any(other and other != line and other in line for other in lines)]
    lines = [line for line in dict.fromkeys(lines) if 0 < len(line) <= _LONGEST_BYLINE]
    # A page with many bylines is a list of articles, or of comments.
    return lines if len(lines) <= _MOST_AUTHORS else []


def _without_date(line: str) -> str:
    """Cut the date behind names off a line; one that isn't of names stays as it is."""
    names = before_date(line)
    return names if all(word[0].isupper() or word in _SMALL_WORDS for word in names.split()) else line


def _names(given: list[str], outlet: str | None) -> tuple[str, ...]:
    """Choose the names of persons among what stands where authors do."""
    names: list[str] = []
    for line in given:
        if len(line) > _LONGEST_BYLINE:
            continue
        bare = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", line))
        if outlet and bare.casefold().endswith(outlet.casefold()):
            bare = bare[: -len(outlet)]
        for name in map(str.strip, clean_authors(bare)):
            person, comma, rest = name.partition(", ")
            if comma and " " in person and not _TITLE_BEHIND.fullmatch(rest):
                name = person  # noqa: PLW2901
            name = name.rstrip(" .,;-–|") if not name.endswith("r.") else name  # noqa: PLW2901
            if _can_be_named(name) and not name.startswith("The "):
                names.append(name)
    return clean_authors(names)


def _can_be_named(name: str) -> bool:
    return (
        1 <= len(name.split()) <= _MOST_NAME_WORDS
        and not _NO_NAME.search(name)
        and not _NO_PERSON.fullmatch(name)
        and any(map(str.isalpha, name))
    )


def _language_tag(root: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    """Return the language that a page declares, with the country whose form of it is meant, if it says so."""
    return next(
        (tag for tag in (root.get("lang"), root.get("xml:lang"), *metas.get("og:locale", ())) if tag), None
    )


def _language(root: HtmlElement, metas: dict[str, list[str]], data: LinkedData) -> str | None:
    given = [
        root.get("lang"),
        root.get("xml:lang"),
        *metas.get("og:locale", ()),
        *metas.get("content-language", ()),
        *metas.get("language", ()),
        data.said("inLanguage"),
    ]
    return next((code for language in given if (code := clean_language(language))), None)
