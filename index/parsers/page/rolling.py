"""Which of several articles on one page is its own, and where that begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block
from index.parsers.page.choice import is_running, make_of
from index.parsers.page.titles import same_words

# A headline is of one of the first levels.
_HEADLINE_LEVELS = (1, 2)
# So many paragraphs make an article, rather than what introduces one.
_FEWEST_PARAGRAPHS = 3
_WORD = re.compile(r"\w{4,}")


def articles_on(blocks: list[Block], titles: Sequence[str]) -> list[list[Block]]:
    """Find the article that a page is about, without those above and below it.

    blocks: of a whole page. titles: what the page is called, without the headlines in it.
    Returns: its blocks; where the page is about none of several whole articles, those of each.
    """
    starts = [place for place, block in enumerate(blocks) if block.level in _HEADLINE_LEVELS]
    if titles and not any(_shares_words(blocks[place].text, titles) for place in starts):
        parts = [blocks[place:end] for place, end in pairwise([*starts, len(blocks)])]
        if len(parts) > 1 and all(map(_is_whole, parts)) and _stand_apart([part[0] for part in parts]):
            return parts
    return [before_next_article(_from_own_headline(blocks, titles), titles)]


def _stand_apart(headlines: Sequence[Block]) -> bool:
    """Tell whether headlines are those of articles, and not of the sections of one."""
    homes = {_article_around(block) for block in headlines}
    return all(block.level == 1 for block in headlines) or (
        None not in homes and len(homes) == len(headlines)
    )


def _is_whole(blocks: Sequence[Block]) -> bool:
    return sum(map(is_running, blocks)) >= _FEWEST_PARAGRAPHS


def _shares_words(headline: str, titles: Sequence[str]) -> bool:
    words = set(_WORD.findall(headline.casefold()))
    return any(not words.isdisjoint(_WORD.findall(title.casefold())) for title in titles)


def _from_own_headline(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Leave out what stands above a page's own headline, where that is another article with its own."""
    start = next((place for place, block in enumerate(blocks) if _is_called(block, titles)), 0)
    above = [
        block
        for block in blocks[:start]
        if block.level == blocks[start].level and not _shares_words(block.text, titles)
    ]
    other = blocks.index(above[0]) if above else start
    return blocks[start:] if _is_whole(blocks[other:start]) and _is_whole(blocks[start:]) else blocks


def _is_called(block: Block, titles: Sequence[str]) -> bool:
    return block.level in _HEADLINE_LEVELS and any(same_words(block.text, title) for title in titles)


def before_next_article(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Leave out what begins with the headline of another article.

    blocks: of a whole page. titles: what the page is called, without the headlines in it.
    """
    start = _own_headline(blocks, titles)
    begun = next((place for place in range(start, len(blocks)) if is_running(blocks[place])), len(blocks))
    homes = {block.parent for block in blocks[begun : begun + 1]}
    own = _article_around(blocks[begun]) if begun < len(blocks) else None
    is_of_parts = _has_other_heading(blocks, own, begun, titles)
    for place in range(begun + 1, len(blocks)):
        block = blocks[place]
        if is_running(block):
            homes.add(block.parent)
        if block.level not in _HEADLINE_LEVELS or any(same_words(block.text, title) for title in titles):
            continue
        if block.level == 1 and _is_headline(block, blocks[start], homes):
            return blocks[:place]
        around = _article_around(block)
        if not is_of_parts and own is not None and around is not None and around is not own:
            return blocks[:place]
    return blocks


def _own_headline(blocks: Sequence[Block], titles: Sequence[str]) -> int:
    """Find the page's own headline; where none is known, its first of the first level."""
    first = next((place for place, block in enumerate(blocks) if block.level == 1), 0)
    return next((place for place, block in enumerate(blocks) if _is_called(block, titles)), first)


def _is_headline(block: Block, own: Block, homes: set[HtmlElement]) -> bool:
    """Tell whether a heading of the first level stands where headlines do, and not within the text."""
    if block.parent in homes:
        return False
    if make_of(block.parent) == make_of(own.parent):
        return True
    is_within = any(around in homes for around in block.parent.iterancestors())
    return not is_within and make_of(block.parent) not in set(map(make_of, homes))


def _has_other_heading(
    blocks: Sequence[Block], own: HtmlElement | None, begun: int, titles: Sequence[str]
) -> bool:
    """Tell whether the part with the first text has a heading of its own, as all parts of a list have."""
    return any(
        block.level in _HEADLINE_LEVELS[1:]
        and _article_around(block) is own
        and not any(same_words(block.text, title) for title in titles)
        for block in blocks[:begun]
    )


def _article_around(block: Block) -> HtmlElement | None:
    """Find the outermost article around a block."""
    found = None
    for around in [block.parent, *block.parent.iterancestors()]:
        if around.tag == "article":
            found = around
    return found
