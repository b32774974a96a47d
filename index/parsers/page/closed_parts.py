"""The parts of a page that it calls closed to those who don't pay, which may be there all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.extract import words_of
from index.text.shingles import shingles

_NAME = re.compile(r"([.#])([\w-]+)\s*\Z")
_MOST_PARTS = 200
# The same words in a row are the same text.
_RUN = 6
# A closed part of which the text has so many words is there; one that begins before the wall may have fewer.
_SHOWN_WORDS = 100


def closed_texts(root: HtmlElement, selectors: Iterable[str]) -> list[str]:
    """Find the texts of closed parts, as the page has them before anything is taken out of it.

    selectors: as CSS writes them; their last class or id counts.
    """
    names = {
        found.groups() for given in selectors for one in given.split(",") if (found := _NAME.search(one))
    }
    if not names:
        return []
    parts = (element for element in root.iter() if names.intersection(_names(element)))
    return [" ".join(element.itertext()) for element in islice(parts, _MOST_PARTS)]


def shows_closed(text: str, closed: Iterable[str]) -> bool:
    """Tell whether an article's text has in it what its page calls closed.

    closed: the texts of those parts.
    """
    shown = set(shingles(words_of(text), _RUN))
    runs = {run for part in closed for run in shingles(words_of(part), _RUN)}
    return len(shown & runs) >= _SHOWN_WORDS


def _names(element: HtmlElement) -> Iterator[tuple[str, str]]:
    if isinstance(element.tag, str):
        yield from ((".", name) for name in (element.get("class") or "").split())
        yield "#", element.get("id") or ""
