"""Chooses the article's own blocks among those of its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block, BlockKind
from index.parsers.page.boilerplate import ends_article, is_boilerplate
from index.parsers.page.extract import count_words
from index.parsers.page.paywall import is_paywall
from index.parsers.page.when import says_when

# So many words make a block that may show where the article is, when so much of it is in trafilatura's text.
_ANCHOR_WORDS = 8
ANCHOR_SHARE = 0.5
_KEPT_SHARE = 0.4
# The smallest element with this share of the article is its frame: what is outside are teasers of it.
_FRAME_SHARE = 0.75
# An element that itself holds this share of the article is one of those that its body consists of.
_BODY_SHARE = 0.4
_LONG_WORDS, _FEW_LINKS = 12, 0.3
_SHORT_WORDS, _SOME_LINKS = 4, 0.5
# What may lie between the article's body and a heading, an item or a row in it.
_AROUND_FACTS = re.compile("aside|div|dl|figure|li|[ou]l|section|table|tbody|tfoot|thead")
_AROUND_TEXT = re.compile("aside|dl|li|[ou]l")
_MOST_AROUND = 4
_MOST_ABOVE = 4
_MOST_BETWEEN = 8
_SENTENCE_WORDS = 5
_LEAD_WORDS = 25
_NEXT_SENTENCE = re.compile(r"[.!?…।。！？]['\"”’»]?\s*(?![\s,;:)\da-zà-öø-ÿа-я]).{20}")
_ENDS = '.!?…।。！？"”’»'
_BOXES = frozenset(("aside", "div", "section", "figure", "table", "dl", "ul"))
# A last line that only says more of what stands above it has a figure in it: "Attendance: 4,120".
_FIGURE = re.compile(r"[^\W\d_]{2}.*\d|\d.*[^\W\d_]{2}")


def choose(blocks: list[Block], shares: list[float]) -> list[Block]:
    """Choose the article's own blocks.

    blocks: all of the page, of which nothing belongs to the next article. shares: of each, how much of it is
        in trafilatura's text.
    """
    anchors = _within_frame(_anchors(blocks, shares) or _running_text(blocks))
    return _Choice(blocks, shares, anchors).chosen() if anchors else []


def held_by(blocks: Iterable[Block]) -> Counter[HtmlElement]:
    """Count the characters of the blocks around which each element stands."""
    own: Counter[HtmlElement] = Counter()
    for block in blocks:
        own[block.parent] += len(block.text)
    return summed(own)


def summed(own: Counter[HtmlElement]) -> Counter[HtmlElement]:
    """Add to what each element holds itself what those inside it hold."""
    held: Counter[HtmlElement] = Counter()
    for element, length in own.items():
        held[element] += length
        for around in element.iterancestors():
            held[around] += length
    return held


def is_running(block: Block) -> bool:
    """Tell whether a block is long enough to be running text, and is no list of links."""
    return count_words(block) >= _LONG_WORDS and block.link_share < _FEW_LINKS


def is_sentence(block: Block) -> bool:
    """Tell whether a paragraph is a sentence, however short, that leads nowhere and is no boilerplate."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and not block.linked
        and count_words(block) >= _SENTENCE_WORDS
        and block.text[-1] in _ENDS
        and not (is_boilerplate(block.text) or ends_article(block.text) or is_paywall(block.text))
    )


def make_of(element: HtmlElement) -> tuple[str, str | None]:
    """Tell what an element is: its tag and its classes, but for numbered ones, which are its own alone."""
    names = [name for name in (element.get("class") or "").split() if not any(map(str.isdigit, name))]
    return element.tag, " ".join(names) or None


def _make_within(element: HtmlElement) -> tuple[tuple[str, str | None], ...]:
    """Tell what an element is, and the one around it: a page may have everything in boxes of one make."""
    return tuple(make_of(one) for one in (element, *islice(element.iterancestors(), 1)))


def _anchors(blocks: list[Block], shares: list[float]) -> dict[int, Block]:
    """Find the blocks that show where the article is, by place; short ones where there are no others."""
    shared = {
        place: block
        for place, (block, share) in enumerate(zip(blocks, shares, strict=True))
        if share >= ANCHOR_SHARE and block.link_share < _SOME_LINKS
    }
    long = {place: block for place, block in shared.items() if count_words(block) >= _ANCHOR_WORDS}
    return long or {place: block for place, block in shared.items() if count_words(block) >= _SHORT_WORDS}


def _running_text(blocks: list[Block]) -> dict[int, Block]:
    """Find the running text in what the page calls its article or main part, where nothing else tells."""
    return {
        place: block
        for place, block in enumerate(blocks)
        if is_running(block)
        and block.kind is BlockKind.PARAGRAPH
        and any(around.tag in ("article", "main") for around in [block.parent, *block.parent.iterancestors()])
    }


def _within_frame(anchors: dict[int, Block]) -> dict[int, Block]:
    held = held_by(anchors.values())
    total = sum(len(block.text) for block in anchors.values())
    frames = [element for element, length in held.items() if length >= _FRAME_SHARE * total]
    # Of elements that hold the same, the innermost.
    frame = min(frames, key=lambda element: (held[element], -_depth(element)), default=None)
    around = set() if frame is None else {frame, *frame.iterancestors()}
    return {
        place: block
        for place, block in anchors.items()
        if block.parent in around or any(outer is frame for outer in block.parent.iterancestors())
    }


class _Choice:
    """The blocks from the article's first to its last, and which of them are its own."""

    def __init__(self, blocks: list[Block], shares: list[float], anchors: dict[int, Block]) -> None:
        self._blocks, self._shares = blocks, shares
        own: Counter[HtmlElement] = Counter()
        for block in anchors.values():
            own[block.parent] += len(block.text)
        total = sum(own.values())
        self._bodies = {element for element, length in own.items() if length >= _BODY_SHARE * total}
        # Advertisements may cut the body into several elements of the same make.
        makes = {_make_within(element) for element in self._bodies if element.get("class")}
        self._is_alike = [
            (block.parent in self._bodies or _make_within(block.parent) in makes) and is_running(block)
            for block in blocks
        ]
        self._first, self._last = self._ends(min(anchors), max(anchors))
        alike = (place for place in range(self._first, self._last + 1) if self._is_alike[place])
        self._homes = {*own, *(blocks[place].parent for place in alike)}
        self._homes |= _fact_boxes(blocks, list(anchors.values()))

    def chosen(self) -> list[Block]:
        """Choose them."""
        first, last = self._first, self._last
        first = self._with_lead(first)
        while first and (self._is_heading_of_text(first - 1) or self._is_sentence_of_body(first - 1)):
            first -= 1
        last = self._behind_boxes(last)
        while last + 1 < len(self._blocks) and self._goes_on(last + 1):
            last += 1
        return [
            block
            for place, block in enumerate(self._blocks[first : last + 1], start=first)
            if self._shares[place] >= _KEPT_SHARE or self._is_at_home(place)
        ]

    def _ends(self, first: int, last: int) -> tuple[int, int]:
        blocks = self._blocks
        while last + 1 < len(blocks) and self._is_of_body(last + 1):
            last += 1
        while first and self._is_of_body(first - 1):
            first -= 1
        # The next headline is another article's.
        before = self._up_to_headline(range(first - 1, -1, -1))
        behind = self._up_to_headline(range(last + 1, len(blocks)))
        return min([first, *before]), max([last, *behind])

    def _with_lead(self, first: int) -> int:
        """Find the text's beginning where pages set its first paragraph apart, below the headline."""
        lead = first
        for place in range(first - 1, max(-1, first - 1 - _MOST_ABOVE), -1):
            block = self._blocks[place]
            if block.level in (1, 2):
                return lead
            if _is_lead(block) or (self._shares[place] >= ANCHOR_SHARE and is_running(block)):
                lead = place
                self._homes.add(block.parent)
        return first

    def _is_of_body(self, place: int) -> bool:
        return self._shares[place] >= _KEPT_SHARE and self._blocks[place].parent in self._bodies

    def _up_to_headline(self, places: Iterable[int]) -> list[int]:
        found = []
        for place in places:
            if self._blocks[place].level == 1:
                break
            if self._is_alike[place]:
                found.append(place)
        return found

    def _is_heading_of_text(self, place: int) -> bool:
        """Tell whether a block right above the text is a heading, a day or a figure in its body."""
        block = self._blocks[place]
        if block.level == 1 or block.parent not in self._homes or is_boilerplate(block.text):
            return False
        is_dated = says_when(block.text) and any(
            says_when(other.text) for other in self._blocks[self._first : self._last + 1]
        )
        return block.link_share < _FEW_LINKS and (block.kind is not BlockKind.PARAGRAPH or is_dated)

    def _behind_boxes(self, last: int) -> int:
        """Find the text's end where a box stands before its last, short paragraphs."""
        for place in range(last + 1, min(len(self._blocks), last + 1 + _MOST_BETWEEN)):
            block = self._blocks[place]
            if block.level == 1 or (block.parent in self._bodies and not self._is_sentence_of_body(place)):
                break
            last = place if block.parent in self._bodies else last
        return last

    def _is_sentence_of_body(self, place: int) -> bool:
        return self._blocks[place].parent in self._bodies and is_sentence(self._blocks[place])

    def _goes_on(self, place: int) -> bool:
        """Tell whether a block right behind the text belongs to it: a heading, a list, a table, a figure."""
        block, above = self._blocks[place], self._blocks[place - 1]
        if block.level == 1 or ends_article(block.text) or is_boilerplate(block.text):
            return False
        if above.kind is BlockKind.HEADING and ends_article(above.text):
            return False
        if (block.link_share >= _FEW_LINKS and not _is_data(block)) or not self._is_at_home(place):
            return False
        if block.kind is not BlockKind.PARAGRAPH:
            return True
        is_said = self._is_a_fact(place) or above.kind is BlockKind.HEADING
        return is_said and (count_words(block) < _LONG_WORDS or says_when(above.text))

    def _is_at_home(self, place: int) -> bool:
        """Tell whether a block that trafilatura left out stands among the article's own."""
        block = self._blocks[place]
        if block.link_share >= _SOME_LINKS and not _is_data(block):
            return False
        if block.is_quoted:
            return True
        is_paragraph = block.kind is BlockKind.PARAGRAPH
        is_fact = not is_paragraph or self._is_a_fact(place)
        if not is_fact and (
            count_words(block) < _SHORT_WORDS
            and self._blocks[max(0, place - 1)].kind is not BlockKind.HEADING
        ):
            return False
        return any(around in self._homes for around in _grounds(block, is_fact=is_fact))

    def _is_a_fact(self, place: int) -> bool:
        """Tell whether a line says when, or what was then, or a short one how many."""
        block, above = self._blocks[place], self._blocks[max(0, place - 1)]
        if says_when(above.text) or says_when(block.text):
            return True
        return count_words(block) < _LONG_WORDS and bool(_FIGURE.search(block.text)) and not block.linked


def _fact_boxes(blocks: Sequence[Block], anchors: Sequence[Block]) -> set[HtmlElement]:
    """Find the elements in boxes beside the text, in the same article, that hold figures and lead nowhere."""
    texts: set[HtmlElement] = set()
    for anchor in anchors:
        texts.update((anchor.parent, *anchor.parent.iterancestors()))
    boxes: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        around = [block.element, *block.element.iterancestors()]
        place = next((place for place, element in enumerate(around) if element in texts), 0)
        if place and any(element.tag == "article" for element in around[place:]):
            boxes.setdefault(around[place - 1], []).append(block)
    return {
        element
        for box, held in boxes.items()
        if box.tag in _BOXES and not any(block.linked for block in held) and _has_figures(held)
        for element in (box, *box.iterdescendants("*"))
    }


def _has_figures(blocks: Sequence[Block]) -> bool:
    said = [block for block in blocks if block.kind is not BlockKind.HEADING]
    figures = sum(block.kind is BlockKind.ROW or bool(_FIGURE.search(block.text)) for block in said)
    is_data = len(said) > 1 or any(block.kind is BlockKind.ROW for block in said)
    return is_data and figures * 2 >= len(said) and all(count_words(b) < _LONG_WORDS for b in said)


def _is_lead(block: Block) -> bool:
    """Tell whether a block above the text tells the news, in sentences, rather than what it is about."""
    is_told = count_words(block) >= _LEAD_WORDS and _NEXT_SENTENCE.search(block.text) is not None
    return block.kind is BlockKind.PARAGRAPH and not block.linked and is_told and block.text[-1] in _ENDS


def _is_data(block: Block) -> bool:
    """Tell whether a block is a row of a table with figures, whose names may be links."""
    return block.kind is BlockKind.ROW and any(map(str.isdigit, block.text))


def _grounds(block: Block, *, is_fact: bool) -> Iterator[HtmlElement]:
    """Give the elements around a block, out to the one in which it would be a paragraph or a fact box."""
    around = _AROUND_FACTS if is_fact else _AROUND_TEXT
    yield block.parent
    element = block.parent
    for outer in islice(block.parent.iterancestors(), _MOST_AROUND):
        if not around.fullmatch(element.tag):
            return
        yield outer
        element = outer


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
