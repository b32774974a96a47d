"""The text of the article in a page, as the page has it, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block, BlockKind, find_blocks
from index.parsers.page.cards import drop_cards
from index.parsers.page.choice import ANCHOR_SHARE, choose, held_by, is_running, is_sentence
from index.parsers.page.extract import Extract, count_words
from index.parsers.page.hidden import Hidden
from index.parsers.page.page_metadata import PageMetadata
from index.parsers.page.paywall import is_paywall, is_wall
from index.parsers.page.post_text import post_blocks
from index.parsers.page.posts import Post, sort_blocks, take_posts
from index.parsers.page.pruning import prune
from index.parsers.page.rolling import articles_on
from index.parsers.page.tidy import tidy, without_bio, without_byline
from index.text.passages import is_heading

_ITEM_WORDS = 4
# Blocks below the text among which a wall may stand.
_NEAR_END = 6
_BOX_BEFORE = re.compile(
    r"(?<![a-z])(?:dialog|modal|pop-?(?:up|over)|overlay|lightbox|consent)", re.IGNORECASE
)


class Body:
    """The article's blocks in a page.

    has_posts: is it made of posts, each with its own time?
    is_cut: does the page say, where its text ends, that the rest is closed?
    """

    def __init__(self, root: HtmlElement, page: PageMetadata) -> None:
        """Find them.

        root: the page; it is changed. page: what it tells of its article.
        """
        posts = take_posts(root, page.article.url, page.article.language)
        if not posts:
            drop_cards(root, page.article.url, page.titles)
        first = Extract(root)
        before = find_blocks(root)
        weights = held_by(block for block in before if first.share(block) >= ANCHOR_SHARE)
        walls = _shown_walls(root, before)
        prune(
            root, weights, {part for post in posts for part in (post.element, *post.element.iter("header"))}
        )
        blocks = find_blocks(root)
        self.has_posts = bool(posts)
        self.is_cut = False
        if posts:
            self.blocks = _of_posts(posts, blocks, page)
        else:
            articles = articles_on(blocks, page.own_titles)
            blocks = [block for article in articles for block in article]
            chosen = _of_text(root, articles)
            self.is_cut = _ends_at_wall(blocks, chosen) or _ends_at(walls, before, chosen)
            named = (*page.article.authors, page.article.outlet or "")
            self.blocks = without_bio(tidy(without_byline(chosen, named), page.titles), page.article.authors)

    @property
    def text(self) -> str:
        """The article's text, a block a line."""
        return "\n".join(f"- {one.text}" if one.kind is BlockKind.ITEM else one.text for one in self.blocks)


def _of_text(root: HtmlElement, articles: list[list[Block]]) -> list[Block]:
    extract = Extract(root)
    chosen: list[Block] = []
    for blocks in articles:
        found = choose(blocks, [extract.share(block) for block in blocks])
        is_further = bool(chosen and found) and blocks[0].kind is BlockKind.HEADING
        chosen += [blocks[0], *found] if is_further and found[0] is not blocks[0] else found
    return chosen


def _ends_at_wall(blocks: list[Block], chosen: list[Block]) -> bool:
    """Tell whether a line below the text says that the rest is closed; one above it may greet readers."""
    running = {block for block in chosen if not is_paywall(block.text)}
    last = max((place for place, block in enumerate(blocks) if block in running), default=None)
    return last is not None and any(is_wall(block.text) for block in blocks[last + 1 :][:_NEAR_END])


def _shown_walls(root: HtmlElement, blocks: list[Block]) -> set[Block]:
    """Find the lines of a page that say that its rest is closed, and aren't hidden or in a box before it."""
    hidden = Hidden(root)
    return {
        block
        for block in blocks
        if is_wall(block.text)
        and not any(hidden.holds(one) or _is_before_page(one) for one in _with_ancestors(block.element))
    }


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _is_before_page(element: HtmlElement) -> bool:
    """Tell whether an element is one of those that programs open before a page, or don't."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return element.get("aria-hidden") == "true" or _BOX_BEFORE.search(names) is not None


def _ends_at(walls: Set[Block], blocks: list[Block], chosen: list[Block]) -> bool:
    """Tell whether one of these lines stands below the text; blocks: of the whole page."""
    last = next((block.text for block in reversed(chosen) if not is_paywall(block.text)), None)
    place = max((place for place, block in enumerate(blocks) if block.text == last), default=len(blocks))
    return any(block in walls for block in blocks[place + 1 :][:_NEAR_END])


def _of_posts(posts: Sequence[Post], blocks: list[Block], page: PageMetadata) -> list[Block]:
    """Choose the blocks of posts, and of what introduces them below the headline."""
    before, within = sort_blocks(posts, blocks)
    headline = next((place for place, block in enumerate(before) if block.level == 1), -1)
    chosen = tidy(list(_introduction(before[headline + 1 :])), page.titles)
    for post, own in within.items():
        chosen += post_blocks(post, tidy(own, ()))
    return chosen


def _introduction(blocks: list[Block]) -> Iterator[Block]:
    """Choose what introduces posts, with the headings of its lists."""
    for block, below in pairwise([*blocks, None]):
        heads = below is not None and below.kind is BlockKind.ITEM and _introduces(below)
        if block and (_introduces(block) or (heads and _may_head(block))):
            yield block


def _may_head(block: Block) -> bool:
    is_label = block.kind is BlockKind.PARAGRAPH and is_heading(block.text)
    return not block.linked and (block.kind is BlockKind.HEADING or is_label)


def _introduces(block: Block) -> bool:
    """Tell whether a block above the posts says something: running text, or an item of what is known."""
    if block.kind is BlockKind.ITEM:
        return not block.linked and count_words(block) >= _ITEM_WORDS
    return is_running(block) or is_sentence(block)
