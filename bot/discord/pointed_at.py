"""What a message says, wherever in it that stands, and which message another one replies to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator

import discord

from bot.discord.base import UNREACHABLE

# Somebody waits for the reply.
_FETCH_SECONDS = 3.0
# Discord allows no more of any of these; a message that says more is cut.
_MOST_CHARACTERS = 12_000


def text_of(message: discord.Message | discord.MessageSnapshot) -> str:
    """Collect all that a message says: its own text, embeds, components, and what it forwards.

    Returns: Discord markdown, a line for each part.
    """
    return "\n".join(part for part in _parts(message) if part)[:_MOST_CHARACTERS]


def own_text_of(message: discord.Message) -> str:
    """Collect what somebody wrote or forwards, without previews of links."""
    forwarded = (text_of(one) for one in message.message_snapshots)
    return "\n".join(part for part in (message.content, *forwarded) if part)[:_MOST_CHARACTERS]


def links_of_embeds(message: discord.Message) -> list[str]:
    """List where the titles of a message's embeds lead."""
    return [embed.url for embed in _embeds(message) if embed.url]


async def replied_to(message: discord.Message) -> discord.Message | None:
    """Find the message that a message replies to, asking Discord where it didn't send it along.

    Returns: None where there is none, or it is gone or can't be had in time.
    """
    reference = message.reference
    if reference is None or reference.type is not discord.MessageReferenceType.reply:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    if reference.resolved is not None or reference.message_id is None:
        return None
    if reference.channel_id != message.channel.id:
        return None
    return await fetched(message.channel, reference.message_id)


async def fetched(channel: discord.abc.Messageable, message_id: int) -> discord.Message | None:
    """Fetch a message; None where it isn't there, or not to be had in time."""
    try:
        async with asyncio.timeout(_FETCH_SECONDS):
            return await channel.fetch_message(message_id)
    except (*UNREACHABLE, TimeoutError):
        return None


def _embeds(message: discord.Message | discord.MessageSnapshot) -> Iterator[discord.Embed]:
    yield from message.embeds
    for snapshot in getattr(message, "message_snapshots", ()):
        yield from snapshot.embeds


def _parts(message: discord.Message | discord.MessageSnapshot) -> Iterator[str | None]:
    yield message.content
    for embed in message.embeds:
        yield embed.author.name
        yield embed.title
        yield embed.description
        for field in embed.fields:
            yield f"{field.name}: {field.value}"
    yield from _shown(message.components)
    for snapshot in getattr(message, "message_snapshots", ()):
        yield from _parts(snapshot)


def _shown(components: Iterable[object]) -> Iterator[str]:
    """Walk through the texts of components, those inside others too."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _shown(getattr(component, "children", ()))
