"""What a page is called, and which part of that names its outlet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.metadata import clean_line
from index.parsers.page.blocks import Block, BlockKind
from index.text.shingles import UNSPACED

_WORD = re.compile(r"\w+")
# " | ", " - ", " » " and the like between a headline and who published it.
# Where no spaces stand between words, none need stand around the mark.
_BETWEEN = re.compile(
    rf"\s+(?:[|–—·•»«›/~]|-{{1,2}}|::)\s+|\s*[|｜]\s*|_(?=[^\W_])|(?<=[{UNSPACED}!?！？」』”》])\s?[-–—－]+\s?(?=\w)"
)
# The same, and the colon behind a name.
_BEHIND_NAME = re.compile(rf"{_BETWEEN.pattern}|:\s+")
_LONGEST_TITLE = 500
_MOST_PARTS = 8
_LONGEST_NAME = 40
_MOST_NAME_WORDS = 6
_PRINTED = re.compile(
    r"(?<!\w)(?:(?:printer?[ -]?(?:friendly)?|printable) (?:version|view|page)|druck(?:version|ansicht)"
    r"|version imprimable|versión (?:para imprimir|imprimible)|versão para impressão"
    r"|versione (?:stampabile|per la stampa)|printversie|[-–—|:])(?!\w)",
    re.IGNORECASE,
)
_MOST_OUTLET_WORDS, _HEADLINE_WORDS, _PARAGRAPH_WORDS = 3, 3, 15
_BAR = re.compile(r"[|｜]\s*$")
# A domain of so many letters begins no other name by chance.
_TELLING_LETTERS = 5
_AS_IN_DOMAINS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss", ord("&"): "and"}


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


def names_no_headline(said: str) -> bool:
    """Tell whether a page's title only names its outlet, and its form: "Example Wire - Print version"."""
    return len(name_alone(said).split()) <= _MOST_OUTLET_WORDS


def name_alone(said: str) -> str:
    """Take off a page's title what it says of its form, as "Print version"."""
    return " ".join(_PRINTED.sub(" ", said).split())


def heading_above_text(blocks: Iterable[Block]) -> str | None:
    """Find the first heading that is long enough for a headline, above the first paragraph."""
    for block in blocks:
        if block.kind is BlockKind.HEADING and len(block.text.split()) >= _HEADLINE_WORDS:
            return clean_title(block.text)
        if len(block.text.split()) >= _PARAGRAPH_WORDS and not block.linked:
            return None
    return None


def same_words(one: str, other: str) -> bool:
    """Tell whether two titles are the same, but for marks, capitals, and the outlet behind them."""
    if not one or not other or len(one) > _LONGEST_TITLE:
        return False
    return _words(one) in {_words(title) for title in (other, *_shorter(other))}


def headline_beside_outlet(said: str, lines: Iterable[str]) -> str | None:
    """Find the headline in a page's title that begins or ends with the outlet: it stands in the page, too.

    lines: of the page.
    """
    marks = list(_BEHIND_NAME.finditer(said))[:_MOST_PARTS]
    parts = [(said[: mark.end()], said[mark.end() :]) for mark in marks]
    parts += [(said[len(shorter) :], shorter) for shorter in _shorter(said)]
    # An outlet has fewer words than its headlines.
    headlines = {_words(part): part for name, part in parts if len(part.split()) > len(name.split())}
    if not headlines:
        return None
    found = (headlines.get(_words(line)) for line in lines if len(line) <= _LONGEST_TITLE)
    return next((headline for headline in found if headline), None)


def name_beside_title(titles: Sequence[str], domain: str) -> str | None:
    """Find the outlet's name in what a page is called, where its headline stands nowhere alone.

    titles: all that it is called. domain: the site's, which may spell the name.
    Returns: what stands before or behind a headline, and is spelled by the domain, behind two titles that
        differ otherwise, or short and behind a bar; None where nothing is.
    """
    ends = [(title, _BETWEEN.split(title)) for title in titles]
    named = [(title, [part.strip() for part in parts]) for title, parts in ends if len(parts) > 1]
    for _, parts in named:
        for part in (parts[-1], parts[0]):
            if _is_name(part) and spells(domain, part, whole=True):
                return part
    last = [(title, parts[-1]) for title, parts in named if _is_shorter_name(title, parts[-1])]
    for title, name in last:
        if any(_words(name) == _words(other) and _words(title) != _words(one) for one, other in last):
            return name
    return next((name for title, name in last if _BAR.search(title[: -len(name)])), None)


def spells(domain: str, name: str, *, whole: bool = False) -> bool:
    """Tell whether a domain spells a name, as "exampletimes.org" does "The Example Times".

    whole: does it spell it from its beginning to the end of one of the two?
    """
    letters = _letters(name)
    label = _letters(domain.partition(".")[0])
    if not letters or not label:
        return False
    if whole:
        return letters == label or (len(label) >= _TELLING_LETTERS and letters.startswith(label))
    return letters in label or label in letters


def _letters(name: str) -> str:
    """Reduce a name to its letters and figures, as domains write them."""
    folded = unicodedata.normalize("NFD", name.casefold().translate(_AS_IN_DOMAINS))
    return "".join(filter(str.isalnum, folded)).removeprefix("the")


def _is_name(part: str) -> bool:
    return 0 < len(part) <= _LONGEST_NAME and len(part.split()) <= _MOST_NAME_WORDS


def _is_shorter_name(title: str, name: str) -> bool:
    """Tell whether what a title ends with may be a name: it is shorter than what stands before it."""
    words = name.split()
    return _is_name(name) and 2 * len(name) < len(title) and name[:1].isupper() and words[-1][:1].isupper()


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
    if (mark := _BETWEEN.search(title)) and _words(title[: mark.start()]) in map(
        _words, filter(None, outlets)
    ):
        return title[mark.end() :] or title
    return title


def outlet_in(title: str, headlines: list[str]) -> str | None:
    """Find the outlet's name at the end of a page's title: it is one when a headline stands before it."""
    for shorter in _shorter(title):
        if any(_words(shorter) == _words(headline) for headline in headlines):
            name = _BETWEEN.split(title[len(shorter) :])[-1].strip()
            if _is_name(name):
                return name
    return None


def _shorter(title: str) -> list[str]:
    """Return what stands before each mark in a title that may divide it, the longest first."""
    marks = list(_BETWEEN.finditer(title))[-_MOST_PARTS:]
    return [title[: mark.start()] for mark in reversed(marks) if mark.start()]


def _words(title: str) -> str:
    # No apostrophe or quotation mark is sure to be the same in two places.
    return " ".join(_WORD.findall(title.casefold()))
