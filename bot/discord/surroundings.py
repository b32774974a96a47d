"""Quotes with the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.markdown import block_quote
from bot.discord.render import LONGEST_MESSAGE, size, small, source
from bot.links import article_link
from bot.texts import Texts
from retrieval.browse import Surroundings


def surroundings_blocks(texts: Texts, found: Sequence[Surroundings | None]) -> list[str]:
    """The message that shows quotes in their context: the quote in bold, the rest around it.

    found: of each quote; None where its article has left the index.
    Returns: the blocks of one message; what doesn't fit is left out, the first quote's last.
    """
    blocks = [texts("context-head")]
    for one in found:
        block = texts("quote-gone") if one is None else _block(texts, one)
        if size([*blocks, block]) > LONGEST_MESSAGE:
            break
        blocks.append(block)
    return blocks


def _block(texts: Texts, one: Surroundings) -> str:
    text = one.article.text
    pieces = [
        (text[one.start : one.quote.start], False),
        (text[one.quote.start : one.quote.end], True),
        (text[one.quote.end : one.end], False),
    ]
    origin = small(source(texts, one.article, article_link(one.article), titled=True))
    return f"{block_quote([piece for piece in pieces if piece[0]])}\n{origin}"
