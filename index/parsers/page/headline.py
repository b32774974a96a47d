"""The lines between a page's headline and its text, where pages say who wrote it and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block, BlockKind, find_blocks
from index.parsers.page.titles import same_words

_HEADLINE_LEVELS = (1, 2)
_MOST_ABOVE, _MOST_BELOW = 2, 12
_LONG_WORDS = 15
_MOST_LINE_WORDS = 30
# A standfirst, and a text's first paragraph; what comes behind them is the text.
_MOST_PARAGRAPHS = 2


def lines_at_headline(root: HtmlElement, titles: Sequence[str]) -> list[str]:
    """Find the short lines right above a page's headline, and those from there to its text.

    root: the page. titles: what it is called.
    """
    blocks = find_blocks(root)
    place = _headline(blocks, titles)
    if place is None:
        return []
    lines: list[str] = []
    paragraphs = 0
    for block in blocks[place + 1 : place + 1 + _MOST_BELOW]:
        if len(block.text.split()) >= _LONG_WORDS:
            paragraphs += 1
        if paragraphs == _MOST_PARAGRAPHS or block.level == 1:
            break
        lines.append(block.text)
    above = blocks[max(0, place - _MOST_ABOVE) : place]
    lines += [block.text for block in above if block.kind is not BlockKind.ITEM]
    return [line for line in lines if len(line.split()) <= _MOST_LINE_WORDS]


def elements_at_headline(
    elements: Iterable[HtmlElement], root: HtmlElement, titles: Sequence[str]
) -> list[HtmlElement]:
    """Choose those elements that stand between a page's headline and the end of its first paragraph."""
    headline = next(
        (
            h
            for h in root.iter("h1", "h2")
            if any(same_words(" ".join(h.itertext()), title) for title in titles)
        ),
        None,
    )
    if headline is None:
        return []
    near: set[HtmlElement] = set()
    is_below, paragraphs = False, 0
    for element in root.iter():
        if element is headline:
            is_below = True
        elif is_below:
            is_long = element.tag == "p" and len(" ".join(element.itertext()).split()) >= _LONG_WORDS
            paragraphs += is_long
            if paragraphs == _MOST_PARAGRAPHS or element.tag == "h1":
                break
            near.add(element)
    return [element for element in elements if element in near]


def _headline(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    for place, block in enumerate(blocks):
        if block.level in _HEADLINE_LEVELS and any(same_words(block.text, title) for title in titles):
            return place
    return next((place for place, block in enumerate(blocks) if block.level == 1), None)
