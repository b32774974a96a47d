"""What the articles say on a claim: quotes or nothing, and no word on whether it is true."""

from __future__ import annotations

from bot.discord.views.markdown import one_line
from bot.discord.views.render import quotes_blocks, refusal_blocks, small
from bot.texts import Texts
from retrieval.answer import Answer, Reason, Refusal

_LONGEST_ECHO = 200


def claim_blocks(texts: Texts, result: Answer | Refusal) -> list[str]:
    """Write the message for a claim that was looked up.

    texts: in the language of whoever reads it.
    result: what the claim got as a question. A short answer would answer nothing that was asked.
    Returns: the blocks of one message.
    """
    if isinstance(result, Refusal):
        blocks = refusal_blocks(texts, result)
        return (
            [f"**{texts('claim-not-found')}**", *blocks[1:]] if result.reason is Reason.NOT_FOUND else blocks
        )
    claim = one_line(result.read_as or result.question.text, _LONGEST_ECHO)
    head = f"{small(texts('claim-looked-up', claim=claim))}\n{texts('claim-found')}"
    return quotes_blocks(texts, head, result.quotes)
