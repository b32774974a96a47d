"""Leaves out of an article's blocks what is none of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block, BlockKind
from index.parsers.page.boilerplate import (
    is_about_author,
    is_boilerplate,
    is_paid_label,
    leads_elsewhere,
    without_credit,
)
from index.parsers.page.bylines import names_in_byline
from index.parsers.page.extract import count_words, words_of
from index.parsers.page.paywall import is_paywall
from index.parsers.page.plain_dates import plain_dates, words_besides
from index.parsers.page.titles import same_words
from index.parsers.page.when import says_when
from index.text.shingles import shingles

_SHORT_WORDS, _SOME_LINKS = 4, 0.5
_ALL_LINKS = 0.8
_TITLE_WITHIN = 4
# So many words in a row are the same words, and no chance.
_SHINGLE = 5
_MOST_NAME_WORDS = 6
# A text of fewer blocks may be about who wrote it.
_FEWEST_ABOVE_BIO = 2
# In which of two ways a date is read doesn't matter where it is left out.
_DAYS_FIRST = "en-GB"
_MOST_BYLINE_WORDS = 24


def tidy(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Leave out the headline, repeated blocks, boilerplate, runs of links, and headings of nothing.

    blocks: in their order. titles: what their page is called.
    """
    blocks = [replace(block, text=without_credit(block.text)) for block in _without_paid(blocks)]
    blocks = [
        block
        for block in blocks
        if block.text
        and not is_boilerplate(block.text)
        and not is_paywall(block.text)
        and not (block.link_share > _SOME_LINKS and leads_elsewhere(block.text))
    ]
    blocks = _without_links(_without_pull_quotes(blocks))
    left: list[Block] = []
    for place, block in enumerate(blocks):
        if place < _TITLE_WITHIN and any(same_words(block.text, title) for title in titles):
            continue
        if count_words(block) >= _SHORT_WORDS and any(block.text == before.text for before in left[-2:]):
            continue
        left.append(block)
    while left and (
        left[-1].kind is BlockKind.HEADING or is_about_author(left[-1].text) or _is_labelled(left[-1].text)
    ):
        left.pop()
    return left


def tidy_lines(text: str) -> str:
    """Leave out of a text that isn't marked up the lines that no article needs."""
    lines = map(without_credit, text.split("\n"))
    return "\n".join(line for line in lines if not is_boilerplate(line) and not is_paywall(line))


def without_bio(blocks: list[Block], authors: Sequence[str]) -> list[Block]:
    """Leave out, below the text, a paragraph that tells of one of its authors.

    blocks: of the text. authors: their names.
    """
    names = tuple(name for name in authors if " " in name)
    last = blocks[-1] if len(blocks) > _FEWEST_ABOVE_BIO else None
    is_bio = last and last.kind is BlockKind.PARAGRAPH and last.text.lstrip("–— ").startswith(names)
    return blocks[:-1] if is_bio else blocks


def without_byline(blocks: list[Block], named: Sequence[str]) -> list[Block]:
    """Leave out, above the text, who wrote it and when.

    blocks: of a text without posts, in which a time at the beginning is that of the whole.
    named: the authors and the outlet.
    """
    names = {name.casefold() for name in named}
    is_timeline = any(says_when(block.text) for block in blocks[_TITLE_WITHIN:])
    return [
        block
        for place, block in enumerate(blocks)
        if place >= _TITLE_WITHIN
        or block.kind is BlockKind.HEADING
        or count_words(block) > _MOST_BYLINE_WORDS
        or not (
            names_in_byline(block.text)
            or block.text.casefold() in names
            or _is_dateline(_without_name(block.text, named))
            or (not is_timeline and (says_when(block.text) or not any(map(str.isalpha, block.text))))
        )
    ]


def _without_name(line: str, named: Sequence[str]) -> str:
    """Take off a line the name of an author or outlet that it begins with."""
    name = next((name for name in named if name and line.startswith(f"{name},")), "")
    return line.removeprefix(name).lstrip(" ,")


def _is_dateline(line: str) -> bool:
    return _is_labelled(line) or (any(plain_dates(line, _DAYS_FIRST)) and words_besides(line) <= 1)


def _is_labelled(line: str) -> bool:
    """Tell whether a line only says when the text was published or changed."""
    return words_besides(line) <= _MOST_NAME_WORDS and any(
        date.label for date in plain_dates(line, _DAYS_FIRST)
    )


def _without_paid(blocks: list[Block]) -> list[Block]:
    """Leave out what somebody paid for: a box that says so, or what is below such a heading."""
    lengths: Counter[HtmlElement] = Counter()
    for block in blocks:
        lengths[block.parent] += len(block.text)
    body = max(lengths, key=lambda element: lengths[element], default=None)
    left: list[Block] = []
    box: HtmlElement | None = None
    for block in blocks:
        if box is body and block.kind is BlockKind.HEADING:
            box = None
        if is_paid_label(block.text) and (block.kind is BlockKind.HEADING or block.parent is not body):
            box = block.parent
        elif box is None or not (box is block.parent or any(box is a for a in block.parent.iterancestors())):
            left.append(block)
            box = box if box is body else None
    return left


def _without_pull_quotes(blocks: list[Block]) -> list[Block]:
    """Leave out what is set off only to repeat words of the text, and whose words they are said to be."""
    own = [set(shingles([word.casefold() for word in words_of(b.text)], _SHINGLE)) for b in blocks]
    held = Counter(shingle for shingles_ in own for shingle in shingles_)
    left: list[Block] = []
    is_repeated = False
    for block, its in zip(blocks, own, strict=True):
        was_repeated = is_repeated
        is_repeated = (
            block.is_quoted and count_words(block) > _SHINGLE and all(held[shingle] > 1 for shingle in its)
        )
        if is_repeated:
            held.subtract(its)
        elif not (was_repeated and block.is_quoted and count_words(block) <= _MOST_NAME_WORDS):
            left.append(block)
    return left


def _without_links(blocks: list[Block]) -> list[Block]:
    """Leave out several blocks in a row, or a last one, that are nothing but links to other articles."""
    left: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.link_share > _ALL_LINKS and block.kind not in (BlockKind.HEADING, BlockKind.ROW):
            run.append(block)
            continue
        if not _are_titles(run):
            left += run
        left.append(block)
        run = []
    return left


def _are_titles(run: list[Block]) -> bool:
    return len(run) > 1 and sum(map(count_words, run)) >= _SHORT_WORDS * len(run)
