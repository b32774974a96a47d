"""Takes out of a page the teasers of other articles: side by side, each a linked title with some words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.markup import web_link
from index.parsers.page.blocks import Block, find_blocks
from index.parsers.page.choice import is_running, make_of
from index.parsers.page.extract import count_words
from index.parsers.page.titles import same_words
from index.parsers.urls import is_same_site

_FEWEST = 2
# A linked line of fewer words is no title.
_TITLE_WORDS, _TITLE_LINKED = 3, 0.8
# What tells more about another article is no teaser.
_MOST_WORDS = 100
# With fewer words besides its teasers, a page is a list.
_LEFT_WORDS = 25
_MAY_HOLD_ALL = frozenset(("html", "body", "main"))


def drop_cards(root: HtmlElement, url: str | None, titles: Sequence[str]) -> None:
    """Drop the teasers that stand side by side, where the page has a text of its own.

    root: a page; it is changed. url: its address. titles: what it is called.
    """
    blocks = find_blocks(root)
    cards = _cards(root, blocks, url)
    if cards and _has_own_text(blocks, cards, titles):
        for card in cards:
            card.drop_tree()


def _cards(root: HtmlElement, blocks: Iterable[Block], url: str | None) -> set[HtmlElement]:
    targets = _targets(root, url)
    words: Counter[HtmlElement] = Counter()
    running: set[HtmlElement] = set()
    groups: defaultdict[tuple[HtmlElement, tuple[str, str | None]], set[HtmlElement]] = defaultdict(set)
    for block in blocks:
        card = _card_around(block, targets)
        if card is None:
            if is_running(block):
                running.add(block.parent)
            continue
        words[card] += count_words(block)
        if block.link_share >= _TITLE_LINKED and count_words(block) >= _TITLE_WORDS:
            groups[card.getparent(), make_of(card)].add(card)
    return {
        card
        for (around, _), cards in groups.items()
        if len(cards) >= _FEWEST and around not in running
        for card in cards
        if words[card] <= _MOST_WORDS
    }


def _targets(root: HtmlElement, url: str | None) -> dict[HtmlElement, str | None]:
    """Tell to which other page of the site each element leads; None where to several, or elsewhere."""
    targets: dict[HtmlElement, str | None] = {}
    own = (url or "").partition("#")[0]
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = web_link(url or "https://page.invalid/", href)
        leads = target and target.partition("#")[0] != own and is_same_site(target, url or target)
        for element in (link, *link.iterancestors()):
            one = target if leads else None
            targets[element] = one if targets.get(element, one) == one else None
    return targets


def _card_around(block: Block, targets: dict[HtmlElement, str | None]) -> HtmlElement | None:
    """Find the outermost element around a block of which all links lead to the same other page."""
    found = None
    for element in (block.element, *block.element.iterancestors()):
        if element in targets:
            if targets[element] is None or element.tag in _MAY_HOLD_ALL:
                break
            found = element
    return found


def _has_own_text(blocks: Sequence[Block], cards: set[HtmlElement], titles: Sequence[str]) -> bool:
    """Tell whether the first text below the page's own headline, and enough of it, is in no teaser."""
    headline = next(
        (
            place
            for place, block in enumerate(blocks)
            if not block.linked
            and any(same_words(block.text, title) for title in titles)
            and not _is_in(block, cards)
        ),
        None,
    )
    if headline is None:
        return False
    texts = [block for block in blocks[headline + 1 :] if is_running(block)]
    if not texts or _is_in(texts[0], cards):
        return False
    return sum(count_words(block) for block in texts if not _is_in(block, cards)) >= _LEFT_WORDS


def _is_in(block: Block, cards: set[HtmlElement]) -> bool:
    return any(around in cards for around in (block.element, *block.element.iterancestors()))
