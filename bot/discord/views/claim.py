"""What the articles say on a claim: quotes or nothing, and no word on whether it is true."""

from __future__ import annotations

from bot.discord.views.markdown import joined, one_line, small, strong
from bot.discord.views.render import Written, quotes_blocks, refusal_blocks
from bot.texts import Texts
from retrieval.answer import Answer, Reason, Refusal

_LONGEST_ECHO = 200


def claim_blocks(texts: Texts, result: Answer | Refusal) -> Written:
    """Write what was found on a claim.

    texts: in the language of whoever reads it.
    result: what the claim got as a question. A short answer would answer nothing that was asked.
    """
    if isinstance(result, Refusal):
        blocks = refusal_blocks(texts, result)
        if result.reason is Reason.NOT_FOUND:
            blocks[0] = strong(texts("claim-not-found"))
        return Written(blocks)
    claim = one_line(result.read_as or result.question.text, _LONGEST_ECHO)
    head = joined("\n", [small(texts("claim-looked-up", claim=claim)), texts("claim-found")])
    return quotes_blocks(texts, head, result.quotes)
