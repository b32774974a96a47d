"""What comes of "Tell me when you know": a question waits for its answer, until it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import discord

from bot.database.answers import GivenAnswer
from bot.database.follows import Follow, FollowedKind, TooManyError, new_id
from bot.discord.base import Interaction, InteractionContext
from bot.discord.views.render import reply_blocks
from bot.service.errors import UserError
from retrieval.answer import Answer, Question, Sureness

# A question waits for so long.
_WAITS = timedelta(days=30)


@dataclass(frozen=True)
class _Place:
    """Says where the answer is told. reply_to: the message that it replies to; None in direct messages."""

    channel_id: int
    server_id: int | None = None
    reply_to: int | None = None


def can_be_awaited(question: Question) -> bool:
    """Tell whether new articles may answer a question: one that days or an outlet limit waits for nothing."""
    return not (question.since or question.until or question.outlet)


async def tell_when_known(interaction: Interaction, context: InteractionContext, given: GivenAnswer) -> None:
    """Let a question wait for its answer, or take that back; where there is an answer by now, show it.

    given: the refusal.
    Raises: UserError where too many wait, or Discord lets us write nowhere.
    """
    services, texts = context.services, context.texts
    owner_hash = services.database.hashed(context.asker.user_id)
    result = await services.look_up(lambda index: index.answer(given.question))
    if isinstance(result, Answer) and result.sureness is Sureness.SURE:
        written = reply_blocks(texts, result, above=[texts("tell-known-now")])
        await interaction.edit_original_response(content=written.content)
        return
    text = " ".join((result.read_as or given.question.text).split())
    wanted = Follow(
        new_id(), FollowedKind.AWAITED, text, None, 0, owner_hash, texts.language, datetime.now(UTC)
    )
    for one in await services.follows.of_owner(owner_hash):
        if one.key == wanted.key:
            await services.follows.end(one.id)
            await interaction.edit_original_response(content=texts("tell-taken-back"))
            return
    await _add(interaction, context, wanted, await _place_for(interaction, given, owner_hash))


async def _add(interaction: Interaction, context: InteractionContext, wanted: Follow, place: _Place) -> None:
    """Store what is awaited, and say so."""
    services = context.services
    texts = await services.texts_for(context.asker, private=place.server_id is None)
    follow = replace(
        wanted,
        server_id=place.server_id,
        channel_id=place.channel_id,
        language=texts.language,
        reply_to=place.reply_to,
        ends_at=wanted.created_at + _WAITS,
    )
    try:
        await services.follows.add(follow)
    except TooManyError as error:
        mention = interaction.client.command_mentions.mention("following")
        raise UserError("follow-too-many", most=error.most, following=mention) from error
    key = "tell-noted" if place.reply_to is not None else "tell-noted-direct"
    await interaction.edit_original_response(content=context.texts(key, days=_WAITS.days))


async def _place_for(interaction: Interaction, given: GivenAnswer, owner_hash: str) -> _Place:
    """Choose where the answer is told: as a reply where whoever waits wrote the question, else to them alone.

    Raises: UserError where Discord doesn't let us write to them.
    """
    message = interaction.message
    reference = message.reference if message else None
    is_own = given.asker_hash == owner_hash and not given.private
    if is_own and message is not None and reference is not None and reference.message_id is not None:
        return _Place(message.channel.id, given.guild_id, reference.message_id)
    try:
        return _Place((await interaction.user.create_dm()).id)
    except discord.Forbidden as error:
        raise UserError("follow-no-direct") from error
