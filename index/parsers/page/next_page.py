"""Finds the next page of an article that its outlet cut into several."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.encoding import decode
from index.parsers.markup import parse_html, web_link
from index.parsers.metadata import ArticleMetadata
from index.parsers.urls import is_same_site

# Pages that are read of an article; of a longer one only the beginning is.
MOST_PARTS = 10

_BEHIND_PATH = re.compile(r"(?:/|/?(?:page|seite|p)[/_-]?|[,_-])(\d{1,3})(?:\.html?)?/?", re.IGNORECASE)
_IN_QUERY = re.compile(r"(?:^|&)(?:page|p|pg|seite|paged|pagina)=(\d{1,3})(?:&|$)", re.IGNORECASE)
# "Page 1 of 3".
_PART = re.compile(
    r"(?:page|seite|p[áa]gina|side|sida|strona)\s+(\d{1,2})\s+(?:of|von|sur|de|di|van|av|z)\s+(\d{1,2})",
    re.IGNORECASE,
)
_PART_BEGINNINGS = ("page", "seite", "página", "pagina", "side", "sida", "strona")
# "Page <b>1</b> of <b>3</b>" is in so many pieces.
_PART_PIECES = 5
_OF_COMMENTS = "ancestor-or-self::*[contains(@class, 'comment') or contains(@id, 'comment')]"


def find_next_page(data: bytes, known: ArticleMetadata) -> str | None:
    """Find the address of the page on which an article goes on.

    data: the page's bytes. known: its url.
    Returns: the address that the page names as the next one, where it is plainly the next part of the same
        article; for many sites the next one is another article.
    Raises: UnusableError where the bytes are no text.
    """
    root = parse_html(decode(data))
    return None if root is None or not known.url else _next_page(root, known.url)


def goes_on(root: HtmlElement, url: str | None) -> bool:
    """Tell whether a page says that its article goes on, on another one.

    url: of the page.
    """
    return (url is not None and _next_page(root, url) is not None) or any(
        (part := _PART.fullmatch("".join(islice(element.itertext(), _PART_PIECES)).strip()))
        and int(part[1]) < int(part[2]) <= MOST_PARTS
        and not element.xpath(_OF_COMMENTS)
        for element in root.iter(etree.Element)
        if (element.text or "").lstrip()[:10].lower().startswith(_PART_BEGINNINGS)
    )


def _next_page(root: HtmlElement, own: str) -> str | None:
    for link in root.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split():
            url = web_link(own, link.get("href"))
            if url and is_next_part(own, url):
                return url
    return None


def is_next_part(url: str, following: str) -> bool:
    """Tell whether an address names the part after another one: /story, /story/2, /story?page=3."""
    own, other = urlsplit(url), urlsplit(following)
    if not is_same_site(url, following):
        return False
    own_stem, own_number = _taken_apart(own.path, own.query, other.path)
    other_stem, other_number = _taken_apart(other.path, other.query, own.path)
    follows = other_number == own_number + 1 and other_number <= MOST_PARTS + 1
    return own_stem == other_stem != "" and follows


def _taken_apart(path: str, query: str, other_path: str) -> tuple[str, int]:
    """Split an address into what names its article, and the number of its part; 1 where none is named."""
    stem = re.sub(r"(?:\.html?)?/?\Z", "", path)
    if in_query := _IN_QUERY.search(query):
        return stem, int(in_query[1])
    other = re.sub(r"(?:\.html?)?/?\Z", "", other_path)
    # The shorter one of the two is the article's name, unless both have a number behind it.
    for name in (other, stem.rpartition("/")[0], stem.rpartition("-")[0], stem.rpartition(",")[0]):
        if name and len(name) < len(stem) and stem.startswith(name):
            behind = _BEHIND_PATH.fullmatch(stem[len(name) :])
            if behind and (name == other or other.startswith(name)):
                return name.removesuffix("/page"), int(behind[1])
    return stem, 1
