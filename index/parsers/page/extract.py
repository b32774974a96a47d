"""What trafilatura takes for the article's text in a page, as a measure of the page's own blocks.

Trafilatura finds the article well, but it may leave out a link in the middle of a sentence, or add what pops
up beside a name. So its text only says which blocks of the page are the article's; their text is the page's.
"""

from __future__ import annotations

import logging
import re
import warnings
from copy import deepcopy
from functools import cache
from types import ModuleType

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block
from index.text.shingles import UNSPACED, shingles

# In scripts without spaces between words, two signs are taken for a word.
_WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\W{UNSPACED}]+")
_SHINGLE = 3
# A block with fewer words can't be told from others by its shingles.
_FEWEST_TOLD = 6
# A text of fewer words may be a part of one, if without its precision so many times as much is found.
_FEWEST_PRECISE, _MUCH_MORE = 150, 2


class Extract:
    """What trafilatura takes for the article's text."""

    def __init__(self, root: HtmlElement) -> None:
        """Extract it from a page, which stays as it is."""
        lines = _lines(root, is_precise=True)
        if sum(map(len, lines)) < _FEWEST_PRECISE:
            # Of a page in pieces, as a list with a text for each item, it may be only the introduction.
            more = _lines(root, is_precise=False)
            lines = more if sum(map(len, more)) > _MUCH_MORE * sum(map(len, lines)) else lines
        self._lines = {tuple(line) for line in lines}
        self._shingles = {shingle for line in lines for shingle in shingles(line, _SHINGLE)}

    def share(self, block: Block) -> float:
        """Return how much of a block is in it, from 0 to 1."""
        words = words_of(block.text)
        if len(words) < _FEWEST_TOLD:
            return float(tuple(words) in self._lines)
        own = set(shingles(words, _SHINGLE))
        return len(own & self._shingles) / len(own)


def _lines(root: HtmlElement, *, is_precise: bool) -> list[list[str]]:
    page = _trafilatura().bare_extraction(deepcopy(root), favor_precision=is_precise, include_comments=False)
    text = page.text if page and not isinstance(page, dict) else None
    return [words_of(line) for line in (text or "").split("\n")]


def words_of(text: str) -> list[str]:
    """Split a text into words."""
    return _WORD.findall(text)


def count_words(block: Block) -> int:
    """Count the words of a block."""
    return sum(1 for _ in _WORD.finditer(block.text))


@cache
def _trafilatura() -> ModuleType:
    # Imported here: it takes half a second, which only those pay who index pages.
    with warnings.catch_warnings():
        # It could fetch pages through SOCKS proxies if there were another library, it says.
        warnings.simplefilter("ignore")
        import trafilatura  # noqa: PLC0415
    # It logs every page that it can't parse; the reason for skipping says it already.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura
