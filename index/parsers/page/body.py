"""The text of the article in a page, as the page has it: chosen by trafilatura, written out block by block.

Trafilatura finds the article well, but it may leave out a link in the middle of a sentence, or add what pops
up beside a name. So its text only says which blocks of the page are the article's; their text is the page's.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import cache
from types import ModuleType

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block, BlockKind, find_blocks
from index.parsers.page.boilerplate import is_about_author, is_boilerplate, leads_elsewhere
from index.parsers.page.pruning import prune
from index.parsers.page.titles import same_words
from index.text.shingles import UNSPACED, shingles

# In scripts without spaces between words, two signs are taken for a word.
_WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\W{UNSPACED}]+")
_SHINGLE = 3
# A block with fewer words can't be told from others by its shingles.
_FEWEST_TOLD = 6
# So many words make a block that may show where the article is, when so much of it is in trafilatura's text.
_ANCHOR_WORDS = 8
_ANCHOR_SHARE = 0.5
_KEPT_SHARE = 0.4
# The smallest element with this share of the article is its frame: what is outside are teasers of it.
_FRAME_SHARE = 0.75
# An element that itself holds this share of the article is one of those that its body consists of.
_BODY_SHARE = 0.4
_LONG_WORDS, _FEW_LINKS = 12, 0.3
_SHORT_WORDS, _SOME_LINKS = 4, 0.5
_ALL_LINKS = 0.8
_TITLE_WITHIN = 4


class Body:
    """The article's blocks in a page."""

    def __init__(self, root: HtmlElement, titles: Sequence[str]) -> None:
        """Find them.

        root: the page; it is changed. titles: what the page is called, which is no part of the text.
        """
        first = _Extract(root)
        prune(root, _weights(find_blocks(root), first))
        self._blocks = find_blocks(root)
        extract = _Extract(root)
        shares = [extract.share(block) for block in self._blocks]
        anchors = _within_frame(_anchors(self._blocks, shares))
        kept = _choose(self._blocks, shares, anchors) if anchors else []
        self.blocks = _tidy(kept, titles)

    @property
    def text(self) -> str:
        """The article's text, a block a line."""
        return "\n".join(f"- {one.text}" if one.kind is BlockKind.ITEM else one.text for one in self.blocks)


class _Extract:
    """What trafilatura takes for the article's text."""

    def __init__(self, root: HtmlElement) -> None:
        # It changes the tree that it is given.
        page = _trafilatura().bare_extraction(deepcopy(root), favor_precision=True, include_comments=False)
        text = page.text if page and not isinstance(page, dict) else None
        lines = [_WORD.findall(line) for line in (text or "").split("\n")]
        self._lines = {tuple(line) for line in lines}
        self._shingles = {shingle for line in lines for shingle in shingles(line, _SHINGLE)}

    def share(self, block: Block) -> float:
        """Return how much of a block is in it, from 0 to 1."""
        words = _WORD.findall(block.text)
        if len(words) < _FEWEST_TOLD:
            return float(tuple(words) in self._lines)
        own = set(shingles(words, _SHINGLE))
        return len(own & self._shingles) / len(own)


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


def _weights(blocks: Iterable[Block], extract: _Extract) -> Counter[HtmlElement]:
    """Count the characters of the article that each element holds."""
    return _held(block for block in blocks if extract.share(block) >= _ANCHOR_SHARE)


def _held(blocks: Iterable[Block]) -> Counter[HtmlElement]:
    held: Counter[HtmlElement] = Counter()
    own: Counter[HtmlElement] = Counter()
    for block in blocks:
        own[block.parent] += len(block.text)
    for element, length in own.items():
        held[element] += length
        for around in element.iterancestors():
            held[around] += length
    return held


def _anchors(blocks: list[Block], shares: list[float]) -> dict[int, Block]:
    """Find the blocks that show where the article is, by place; short ones where there are no others."""
    shared = {
        place: block
        for place, (block, share) in enumerate(zip(blocks, shares, strict=True))
        if share >= _ANCHOR_SHARE
    }
    long = {place: block for place, block in shared.items() if _count(block) >= _ANCHOR_WORDS}
    return long or {place: block for place, block in shared.items() if _count(block) >= _SHORT_WORDS}


def _within_frame(anchors: dict[int, Block]) -> dict[int, Block]:
    held = _held(anchors.values())
    total = sum(len(block.text) for block in anchors.values())
    frames = [element for element, length in held.items() if length >= _FRAME_SHARE * total]
    # Of elements that hold the same, the innermost.
    frame = min(frames, key=lambda element: (held[element], -_depth(element)), default=None)
    return {
        place: block
        for place, block in anchors.items()
        if block.parent is frame or any(around is frame for around in block.parent.iterancestors())
    }


def _choose(blocks: list[Block], shares: list[float], anchors: dict[int, Block]) -> list[Block]:
    """Choose the article's own blocks, from its first to its last."""
    own: Counter[HtmlElement] = Counter()
    for block in anchors.values():
        own[block.parent] += len(block.text)
    total = sum(own.values())
    bodies = {element for element, length in own.items() if length >= _BODY_SHARE * total}
    first, last = min(anchors), max(anchors)
    while last + 1 < len(blocks) and shares[last + 1] >= _KEPT_SHARE and blocks[last + 1].parent in bodies:
        last += 1
    while first and shares[first - 1] >= _KEPT_SHARE and blocks[first - 1].parent in bodies:
        first -= 1
    # Advertisements may cut the body into several elements of the same make; the next headline is another's.
    makes = {_make(element) for element in bodies if element.get("class")}
    is_alike = [
        (block.parent in bodies or _make(block.parent) in makes) and _is_running(block) for block in blocks
    ]
    first = min([first, *_up_to_headline(blocks, range(first - 1, -1, -1), is_alike)])
    last = max([last, *_up_to_headline(blocks, range(last + 1, len(blocks)), is_alike)])
    homes = {*own, *(blocks[place].parent for place in range(first, last + 1) if is_alike[place])}
    return [
        block
        for block, share in list(zip(blocks, shares, strict=True))[first : last + 1]
        if share >= _KEPT_SHARE or _is_at_home(block, homes)
    ]


def _up_to_headline(blocks: list[Block], places: Iterable[int], is_alike: list[bool]) -> list[int]:
    found = []
    for place in places:
        if blocks[place].level == 1:
            break
        if is_alike[place]:
            found.append(place)
    return found


def _is_running(block: Block) -> bool:
    return _count(block) >= _LONG_WORDS and block.link_share < _FEW_LINKS


def _is_at_home(block: Block, homes: set[HtmlElement]) -> bool:
    """Tell whether a block that trafilatura left out stands among the article's own."""
    if block.link_share >= _SOME_LINKS or (
        block.kind is BlockKind.PARAGRAPH and _count(block) < _SHORT_WORDS and not block.is_quoted
    ):
        return False
    return (
        block.parent in homes
        or block.is_quoted
        or (block.kind is BlockKind.ITEM and block.parent.getparent() in homes)
    )


def _tidy(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Leave out the headline, repeated blocks, boilerplate, runs of links, and headings of nothing."""
    blocks = [
        block
        for block in blocks
        if not is_boilerplate(block.text)
        and not (block.link_share > _SOME_LINKS and leads_elsewhere(block.text))
    ]
    blocks = _without_links(blocks)
    tidy: list[Block] = []
    for place, block in enumerate(blocks):
        if place < _TITLE_WITHIN and any(same_words(block.text, title) for title in titles):
            continue
        if _count(block) >= _SHORT_WORDS and any(block.text == before.text for before in tidy[-2:]):
            continue
        tidy.append(block)
    while tidy and (tidy[-1].kind is BlockKind.HEADING or is_about_author(tidy[-1].text)):
        tidy.pop()
    return tidy


def _without_links(blocks: list[Block]) -> list[Block]:
    """Leave out several blocks in a row, or a last one, that are nothing but links to other articles."""
    left: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.link_share > _ALL_LINKS and block.kind is not BlockKind.HEADING:
            run.append(block)
            continue
        if not _are_titles(run):
            left += run
        left.append(block)
        run = []
    return left


def _are_titles(run: list[Block]) -> bool:
    return len(run) > 1 and sum(map(_count, run)) >= _SHORT_WORDS * len(run)


def _make(element: HtmlElement) -> tuple[str, str | None]:
    return element.tag, element.get("class")


def _count(block: Block) -> int:
    return sum(1 for _ in _WORD.finditer(block.text))


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
