"""A page as the blocks of text that a reader sees, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    ROW = auto()


@dataclass(frozen=True, eq=False)
class Block:
    """One paragraph, heading, item of a list, or row of a table; also a term with what is said of it.

    linked: how many of its characters are links. element: the one that it fills, or a part of.
    parent: the element around that one, or around its item of a list.
    level: 1 to 6 for a heading, otherwise 0. is_quoted: is it set off as what somebody else said?
    """

    text: str
    kind: BlockKind
    linked: int
    element: HtmlElement
    parent: HtmlElement
    level: int
    is_quoted: bool

    @property
    def link_share(self) -> float:
        """The share of its text that is links."""
        return self.linked / len(self.text)


_CELLS = frozenset(("td", "th"))
_BREAKING = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|dir|div|fieldset|figcaption"
    "|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|nav|[ou]l|p|pre|section|summary"
    "|table|tbody|t[dhr]|tfoot|thead"
)
_HEADINGS = re.compile("h[1-6]")
# Broken pages have paragraphs in these, which then are no parts of the page.
_INLINE = re.compile("b|big|em|font|i|ins|mark|small|span|strong|u")
# A paragraph so near to its list, or to its quotation, is one of it.
_NEAR = 3
# A term with more words is a question, or a paragraph.
_MOST_TERM_WORDS = 10
# The first of several blocks in an item of a list heads the others if it is as short as this.
_LABEL_WORDS = 8
_NEVER_SEEN = frozenset(("noscript", "script", "style", "template"))
_PULL_QUOTE = re.compile(r"(?<![a-z])pull-?(?:ed-?)?quote", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u034f\u200b\u200c\u2060\ufeff](?=\\s|\\Z)|[\u00ad\u200b\u2060\ufeff]")
_NO_TEXT = "|· -•*"


def find_blocks(root: HtmlElement) -> list[Block]:
    """Give the blocks of a page, or of a part of one."""
    return _Walk(root).blocks


class _Walk:
    """One way through a page, which collects text until something ends the block."""

    def __init__(self, root: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._linked = 0
        self._in_link = 0
        self._row: HtmlElement | None = None
        self._described: HtmlElement | None = None
        self._items: dict[HtmlElement, list[int]] = {}
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag in _NEVER_SEEN:
                    walk.skip_subtree()
                    continue
                self._enter(element)
                self._add(element.text)
            else:
                if element.tag not in _NEVER_SEEN:
                    self._leave(element)
                if element is not root:
                    self._add(element.tail)
        self._end_block(root)
        for places in self._items.values():
            self._settle_item(places)

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if self._row is not None and tag in _CELLS:
            self._parts.append("" if element is next(self._row.iter(*_CELLS), None) else " | ")
        elif element is self._described:
            self._parts.append(" " if "".join(self._parts).rstrip().endswith(":") else ": ")
        elif _BREAKING.fullmatch(tag) or tag == "br":
            parent = element.getparent()
            self._end_block(element if parent is None else parent)
        if tag == "a":
            self._in_link += 1
        elif tag == "tr" and _is_data(element):
            self._row = element

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self._in_link -= 1
        elif tag == "dt" and self._parts and _is_term(element):
            self._described = element.getnext()
        elif _BREAKING.fullmatch(tag) and not (self._row is not None and tag in _CELLS):
            self._end_block(element)
            if element is self._row:
                self._row = None

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(text.strip()) if self._in_link else 0

    def _end_block(self, element: HtmlElement) -> None:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", "".join(self._parts))).strip()
        linked, self._linked = min(self._linked, len(text)), 0
        self._parts.clear()
        if not text.strip(_NO_TEXT):
            return
        while not _BREAKING.fullmatch(element.tag) and element.getparent() is not None:
            element = element.getparent()
        near = [element, *islice(element.iterancestors(), _NEAR)]
        kind, level, filled = BlockKind.PARAGRAPH, 0, element
        item = next((around for around in near[:_NEAR] if around.tag == "li"), None)
        if element is self._described:
            kind, self._described = BlockKind.ROW, None
        elif self._row is not None:
            kind, text = BlockKind.ROW, _of_columns(text)
        elif _HEADINGS.fullmatch(element.tag):
            kind, level = BlockKind.HEADING, int(element.tag[1])
        elif item is not None:
            kind, element = BlockKind.ITEM, item
            self._items.setdefault(item, []).append(len(self.blocks))
        # What stands in a cell without an element of its own is no part of the columns beside it.
        is_bare = kind is BlockKind.PARAGRAPH and element.tag in _CELLS
        parent = element if is_bare else element.getparent()
        while parent is not None and _INLINE.fullmatch(parent.tag) and parent.getparent() is not None:
            parent = parent.getparent()
        is_quoted = any(around.tag == "blockquote" for around in near) or any(
            _PULL_QUOTE.search(around.get("class") or "") for around in near[:_NEAR]
        )
        around = element if parent is None else parent
        self.blocks.append(Block(text, kind, linked, filled, around, level, is_quoted))

    def _settle_item(self, places: list[int]) -> None:
        """Make one item of the blocks in one, or what a short one heads, as a date does."""
        if len(places) > 1:
            first = self.blocks[places[0]]
            is_label = len(first.text.split()) <= _LABEL_WORDS and first.text[-1] not in ".!?…"
            for place in places[1 - is_label :]:
                self.blocks[place] = replace(self.blocks[place], kind=BlockKind.PARAGRAPH)


def _of_columns(row: str) -> str:
    """Write a row so that its columns fit, be its first cells empty, as in the head of a table of scores."""
    filled = row.strip("| ")
    return row.rstrip("| ") if " | " in filled else filled


def _is_term(element: HtmlElement) -> bool:
    """Tell whether a term and what is said of it fit on one line."""
    described = element.getnext()
    term = element.text_content().split()
    return (
        described is not None
        and described.tag == "dd"
        and len(term) <= _MOST_TERM_WORDS
        and not (term and term[-1].endswith(("?", "？", "؟")))
        and not any(_BREAKING.fullmatch(inner.tag) for inner in described.iterdescendants("*"))
    )


def _is_data(row: HtmlElement) -> bool:
    """Tell whether a row holds data, rather than a part of a page that is laid out with tables."""
    return not any(
        _BREAKING.fullmatch(inner.tag) and inner.tag not in _CELLS for inner in row.iterdescendants("*")
    )
