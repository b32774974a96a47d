"""Quotes with the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.views.markdown import block_quote, one_line
from bot.discord.views.render import LONGEST_MESSAGE, LONGEST_NAME, size, small, source
from bot.links import article_link
from bot.texts import Texts
from index.snapshot.history import Change, ChangeKind
from retrieval.browse import Surroundings


def context_blocks(texts: Texts, found: Sequence[Surroundings | Change | None]) -> list[str]:
    """Write the message that shows quotes in their context: the quote in bold, the rest around it.

    found: of each quote; else what became of its article, or None where that isn't known.
    Returns: the blocks of one message; what doesn't fit is left out, the first quote's last.
    """
    blocks = [texts("context-head")]
    for one in found:
        room = LONGEST_MESSAGE - size(blocks)
        block = _block(texts, one, room) if isinstance(one, Surroundings) else _gone(texts, one)
        if size([block]) > room:
            break
        blocks.append(block)
    return blocks


def _block(texts: Texts, one: Surroundings, room: int) -> str:
    text = one.article.text
    pieces = [
        (text[one.start : one.quote.start], False),
        (text[one.quote.start : one.quote.end], True),
        (text[one.quote.end : one.end], False),
    ]
    shown = block_quote([piece for piece in pieces if piece[0]])
    note = f"\n{small(texts('quote-corrected', day=one.corrected.date()))}" if one.corrected else ""
    left = room - size([shown, note, small("\n")])
    origin = source(texts, one.article, article_link(one.article), titled=True, room=left)
    return f"{shown}\n{small(origin)}{note}"


def _gone(texts: Texts, change: Change | None) -> str:
    if change and change.kind is ChangeKind.RETRACTED:
        outlet = one_line(change.outlet or "", LONGEST_NAME) or texts("outlet-unknown")
        return texts("quote-retracted", outlet=outlet, day=change.seen.date())
    return texts("quote-gone")
