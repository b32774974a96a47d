"""What the articles say on a claim: quotes or nothing, and no word on whether it is true."""

from __future__ import annotations

from dataclasses import replace

from bot.discord.views.markdown import joined, one_line, small, strong
from bot.discord.views.render import LONGEST_ECHO, Written, quotes_blocks, refusal_blocks
from bot.texts import Texts
from retrieval.answer import Answer, Reason, Refusal


def claim_blocks(texts: Texts, result: Answer | Refusal) -> Written:
    """Write what was found on a claim.

    texts: in the language of whoever reads it.
    result: what the claim got as a question. Nothing was asked, so no words in bold answer it.
    """
    if isinstance(result, Refusal):
        if result.reason is not Reason.NOT_FOUND:
            return Written(refusal_blocks(texts, result))
        head = strong(texts("claim-not-found"))
        return Written(refusal_blocks(texts, result, head=head, above_nearest=texts("claim-nearest")))
    claim = one_line(result.read_as or result.question.text, LONGEST_ECHO)
    head = joined("\n", [small(texts("claim-looked-up", claim=claim)), texts("claim-found")])
    return quotes_blocks(texts, head, [replace(quote, highlights=()) for quote in result.quotes])
