"""The answer that somebody wanted to be told of, once there is one."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.database.answers import GivenAnswer, QuoteRef
from bot.database.follows import Follow
from bot.discord.views.answer_view import AnswerMessage, answer_message
from bot.discord.views.markdown import joined, one_line, small
from bot.discord.views.render import LONGEST_CONTENT, LONGEST_ECHO, size
from bot.service.questions import Reply
from bot.service.services import Services
from bot.texts import texts_for
from retrieval.answer import Answer, Question, Sureness
from retrieval.live import Live


async def awaited_message(services: Services, follow: Follow, answer_id: str) -> AnswerMessage | None:
    """Make the message that tells somebody the answer that they wait for, with all buttons of an answer.

    answer_id: under which the answer is remembered.
    Returns: None where the articles don't answer any more.
    """
    today = datetime.now(UTC).date()

    def ask(index: Live) -> object:
        return index.answer(Question(follow.text, today=today))

    result = await services.look_up_later(ask)
    if not isinstance(result, Answer) or result.sureness is not Sureness.SURE:
        return None
    texts = texts_for(follow.language)
    if await services.answers.get(answer_id) is None:
        services.answers.remember(_given(follow, result, answer_id))
    reply = Reply(result, answer_id, private=False, texts=texts, in_server=not follow.is_private)
    message = answer_message(reply)
    head = small(texts("awaited-head", question=one_line(follow.text, LONGEST_ECHO)))
    content = joined("\n", [head, message.content])
    # Without the head rather than without the end of a quote.
    return AnswerMessage(content if size([content]) <= LONGEST_CONTENT else message.content, message.view)


def _given(follow: Follow, answer: Answer, answer_id: str) -> GivenAnswer:
    """Make what is remembered of the answer, as of any other."""
    short = answer.short_answer
    return GivenAnswer(
        id=answer_id,
        asked_at=datetime.now(UTC),
        asker_hash=follow.owner_hash,
        guild_id=follow.server_id,
        channel_id=follow.channel_id,
        question=answer.question,
        refused=False,
        quotes=tuple(QuoteRef.of(one) for one in answer.quotes),
        short_answer=short.dated_text if short and short.is_likely else None,
        private=False,
        confidence=answer.confidence,
    )
