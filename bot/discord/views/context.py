"""Quotes with the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.views import phone
from bot.discord.views.markdown import block_quote, joined, name, small
from bot.discord.views.origin import LONGEST_NAME, source
from bot.discord.views.origin import size as size_of
from bot.discord.views.render import LONGEST_CONTENT, size
from bot.links import article_link
from bot.texts import Markdown, Texts
from index.article import Article
from index.snapshot.history import Change, ChangeKind
from retrieval.browse import Surroundings

# Characters around a quote, as many as a phone has room for.
_AROUND = (600, 450, 300, 200, 120, 70, 0)
# No buttons stand below.
_HIGHEST = phone.ROOM + 40


def context_blocks(texts: Texts, found: Sequence[Surroundings | Change | None]) -> list[Markdown]:
    """Write the message that shows quotes in their context: each as it is, what stands around it slanted.

    found: of each quote; else what became of its article, or None where that isn't known.
    Returns: the blocks of one message, which fits a phone unless the first quote is longer; what doesn't fit
        is left out, the first quote's last.
    """
    blocks = [texts("context-head")]
    before: Article | None = None
    for place, one in enumerate(found):
        # What the quotes themselves leave is shared out among them.
        alone = [_height_alone(other) for other in found[place:]]
        high = alone[0] + (_HIGHEST - phone.height(blocks) - sum(alone)) // len(alone)
        if isinstance(one, Surroundings):
            block = _block(texts, one, LONGEST_CONTENT - size(blocks) - len(blocks), high, before)
            before = one.article
        else:
            block = _gone(texts, one)
        is_too_high = place > 0 and phone.height([*blocks, block]) > _HIGHEST
        if not block or is_too_high or size([*blocks, block]) + len(blocks) > LONGEST_CONTENT:
            break
        blocks.append(block)
    return blocks


def _height_alone(one: Surroundings | Change | None) -> int:
    """Estimate how high a quote is without anything around it."""
    lines = [Markdown("-# ")] * 2
    if isinstance(one, Surroundings) and one.quote.end - one.quote.start > LONGEST_CONTENT:
        return _HIGHEST  # before anything is made of it
    return phone.height([_shown(one, 0), *lines] if isinstance(one, Surroundings) else lines)


def _block(texts: Texts, one: Surroundings, room: int, high: int, before: Article | None) -> Markdown:
    """Write a quote with as much around it as there is room for; nothing where it doesn't fit itself."""
    if one.quote.end - one.quote.start > room:
        return Markdown("")
    note = small(texts("quote-corrected", day=one.corrected.date())) if one.corrected else Markdown("")
    block = Markdown("")
    for characters in _AROUND:
        shown = _shown(one, characters)
        left = room - size([shown, note, "\n-# \n"])
        origin = small(source(texts, one.article, article_link(one.article), room=left, before=before))
        block = joined("\n", [shown, origin, note])
        if phone.height([block]) <= high and size_of(block) <= room:
            break
    return block


def _shown(one: Surroundings, characters: int) -> Markdown:
    """Quote as many sentences around a quote as have so many characters, slanted."""
    text, around = one.article.text, one.within(characters)
    starts = {one.quote.start, *(sentence.start for sentence in one.before)}
    ends = {one.quote.end, *(sentence.end for sentence in one.after)}
    pieces = [
        ("" if around.start in starts else "…", True),
        (text[around.start : one.quote.start], True),
        (text[one.quote.start : one.quote.end], False),
        (text[one.quote.end : around.end], True),
        ("" if around.end in ends else " …", True),
    ]
    return block_quote([piece for piece in pieces if piece[0]], mark="*")


def _gone(texts: Texts, change: Change | None) -> Markdown:
    if change and change.kind is ChangeKind.RETRACTED:
        outlet = name(change.outlet or "", LONGEST_NAME) or texts("outlet-unknown")
        return texts("quote-retracted", outlet=outlet, day=change.seen.date())
    return texts("quote-gone")
