"""What a page is called, and which part of that names its outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.metadata import clean_line

_WORD = re.compile(r"\w+")
# " | ", " - ", " » " and the like between a headline and who published it.
_BETWEEN = re.compile(r"\s+(?:[|–—·•»«›/~]|-{1,2}|::)\s+|\s*\|\s*")
# The same, and the colon behind a name.
_BEHIND_NAME = re.compile(rf"{_BETWEEN.pattern}|:\s+")
_LONGEST_TITLE = 500
_MOST_PARTS = 8
_LONGEST_NAME = 40
_MOST_NAME_WORDS = 6


def page_title(root: HtmlElement) -> str | None:
    """Return what the page's <title> says; a picture may have one of its own."""
    found = root.xpath("//title[not(ancestor::svg) and not(ancestor::body//article)]")
    return clean_title(found[0].text_content()) if found else None


def clean_title(value: object) -> str | None:
    """Clean a title, to be on one line; None where the value is none, or too long to be one."""
    return clean_line(value) if isinstance(value, str) and len(value) <= _LONGEST_TITLE else None


def headings(root: HtmlElement) -> list[str]:
    """Find the page's headings of the first level."""
    return [title for heading in root.iter("h1") if (title := clean_title(heading.text_content()))][
        :_MOST_PARTS
    ]


def same_words(one: str, other: str) -> bool:
    """Tell whether two titles are the same, but for marks, capitals, and the outlet behind them."""
    if not one or not other or len(one) > _LONGEST_TITLE:
        return False
    return _words(one) in {_words(title) for title in (other, *_shorter(other))}


def headline_behind_outlet(said: str, lines: Iterable[str]) -> str | None:
    """Find the headline in a page's title that begins with the outlet: it stands in the page, too.

    lines: of the page.
    """
    starts = [mark.end() for mark in _BEHIND_NAME.finditer(said)][:_MOST_PARTS]
    # An outlet has fewer words than its headlines.
    parts = ((said[:start], said[start:]) for start in starts)
    behind = {_words(part): part for name, part in parts if len(part.split()) > len(name.split())}
    if not behind:
        return None
    found = (behind.get(_words(line)) for line in lines if len(line) <= _LONGEST_TITLE)
    return next((headline for headline in found if headline), None)


def without_outlet(title: str, outlets: list[str], headlines: list[str]) -> str:
    """Take the outlet's name off a title.

    outlets: names that it may have. headlines: what else the page calls its article.
    """
    for shorter in _shorter(title):
        rest = _words(title[len(shorter) :])
        if rest and any(rest.endswith(_words(name)) or rest in _words(name) for name in outlets if name):
            return shorter
        if any(_words(shorter) == _words(headline) for headline in headlines):
            return shorter
    return title


def outlet_in(title: str, headlines: list[str]) -> str | None:
    """Find the outlet's name at the end of a page's title: it is one when a headline stands before it."""
    for shorter in _shorter(title):
        if any(_words(shorter) == _words(headline) for headline in headlines):
            name = _BETWEEN.split(title[len(shorter) :])[-1].strip()
            if name and len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_NAME_WORDS:
                return name
    return None


def _shorter(title: str) -> list[str]:
    """Return what stands before each mark in a title that may divide it, the longest first."""
    marks = list(_BETWEEN.finditer(title))[-_MOST_PARTS:]
    return [title[: mark.start()] for mark in reversed(marks) if mark.start()]


def _words(title: str) -> str:
    # No apostrophe or quotation mark is sure to be the same in two places.
    return " ".join(_WORD.findall(title.casefold()))
