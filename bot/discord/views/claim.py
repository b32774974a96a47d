"""What the articles say on a claim: quotes or nothing, and no word on whether it is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.discord.views.markdown import joined, one_line, small, strong
from bot.discord.views.render import LONGEST_ECHO, Written, quotes_blocks, refusal_blocks
from bot.texts import Markdown, Texts
from retrieval.answer import Answer, Quote, Reason, Refusal


def claim_blocks(texts: Texts, result: Answer | Refusal, above: Sequence[Markdown] = ()) -> Written:
    """Write what was found on a claim.

    texts: in the language of whoever reads it.
    result: what the claim got as a question. above: lines before all others.
    """
    if isinstance(result, Refusal):
        if result.reason is not Reason.NOT_FOUND:
            return Written([*above, *refusal_blocks(texts, result)])
        head = strong(texts("claim-not-found"))
        blocks = refusal_blocks(texts, result, head=head, above_nearest=texts("claim-nearest"))
        return Written([*above, *blocks])
    claim = one_line(result.read_as or result.question.text, LONGEST_ECHO)
    head = joined("\n", [*above, small(texts("claim-looked-up", claim=claim)), texts("claim-found")])
    return quotes_blocks(texts, head, without_highlights(result.quotes))


def without_highlights(quotes: Sequence[Quote]) -> list[Quote]:
    """Take the bold words out of quotes: where nothing was asked, none answer it."""
    return [replace(quote, highlights=()) for quote in quotes]
