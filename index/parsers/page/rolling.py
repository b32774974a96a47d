"""Where a page's article ends and the next one begins, on pages that go on with another article."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block
from index.parsers.page.choice import is_running, make_of
from index.parsers.page.titles import same_words

# A headline is of one of the first levels.
_HEADLINE_LEVELS = (1, 2)


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
    for place, block in enumerate(blocks):
        if block.level in _HEADLINE_LEVELS and any(same_words(block.text, title) for title in titles):
            return place
    return next((place for place, block in enumerate(blocks) if block.level == 1), 0)


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
