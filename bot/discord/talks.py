"""Talks that go on in threads: what these are called, whose they are, which answer came last in one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import discord

from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.pointed_at import fetched
from bot.discord.views.answer_view import answer_id_in
from bot.discord.views.markdown import visible

_log = logging.getLogger(__name__)

# How far back an answer, or the reply to a message, is looked for; somebody waits for that.
_MOST_LOOKED_AT = 25
_SECONDS = 3.0
# Discord's limit on the name of a thread.
_LONGEST_NAME = 100


async def is_own_thread(client: BaseClient, thread: discord.Thread) -> bool:
    """Tell whether a thread is the bot's: it opened it, or somebody did under a message of the bot's."""
    if client.user is not None and thread.owner_id == client.user.id:
        return True
    known = client.own_threads.get(thread.id)
    if known is None:
        starter = await _starter(thread)
        known = starter is not None and starter.author == client.user
        client.own_threads.put(thread.id, known)
    return known


async def last_answer_id(client: BaseClient, message: discord.Message) -> str | None:
    """Find the answer that came last in the thread of a message, by its id; None where none did."""
    thread = message.channel
    if not isinstance(thread, discord.Thread):
        return None
    if known := client.last_answers.get(thread.id):
        return known
    shown = await latest_own(client, thread, lambda one: answer_id_in(one) is not None)
    shown = shown or await _starter(thread)
    found = answer_id_in(shown) if shown and shown.author == client.user else None
    if found:
        client.last_answers.put(thread.id, found)
    return found


async def latest_own(
    client: BaseClient,
    channel: discord.abc.Messageable,
    is_wanted: Callable[[discord.Message], bool],
    *,
    after: int | None = None,
) -> discord.Message | None:
    """Find the latest of the bot's messages in a channel that is wanted.

    after: only the first messages after the one of that id count; else the latest.
    Returns: None where there is none, or Discord doesn't tell in time.
    """
    since = discord.Object(after) if after else None
    try:
        async with asyncio.timeout(_SECONDS):
            async for one in channel.history(limit=_MOST_LOOKED_AT, after=since):
                if one.author == client.user and is_wanted(one):
                    return one
    except (*UNREACHABLE, TimeoutError):
        pass
    return None


async def reply_after(
    client: BaseClient, channel: discord.abc.Messageable, message_id: int
) -> discord.Message | None:
    """Find the bot's reply to a message: among those that came after it, or in the thread opened for it.

    Returns: None where none is to be seen.
    """

    def replies(one: discord.Message) -> bool:
        return one.reference is not None and one.reference.message_id == message_id

    def opens_talk(one: discord.Message) -> bool:
        return one.reference is None  # what is asked later in the thread gets replies

    found = await latest_own(client, channel, replies, after=message_id)
    # A thread has the id of the message that it was opened under.
    thread = client.get_partial_messageable(message_id)
    return found or await latest_own(client, thread, opens_talk, after=message_id)


async def close_if_empty(client: BaseClient, channel_id: int) -> None:
    """Archive a thread that the bot opened for an answer, where nothing is left that anybody said in it.

    channel_id: of any channel; others stay as they are.
    """
    thread = client.get_channel(channel_id)
    if not isinstance(thread, discord.Thread) or client.user is None or thread.owner_id != client.user.id:
        return
    try:
        async with asyncio.timeout(_SECONDS):
            async for one in thread.history(limit=_MOST_LOOKED_AT):
                if one.type is not discord.MessageType.thread_starter_message:
                    return
            await thread.edit(archived=True)
    except (*UNREACHABLE, TimeoutError) as error:
        _log.info("an empty thread can't be closed, %s: %s", channel_id, error)


async def _starter(thread: discord.Thread) -> discord.Message | None:
    """Find the message that a thread was opened under; a forum's posts have none."""
    if not isinstance(thread.parent, discord.TextChannel):
        return None
    return await fetched(thread.parent, thread.id)


def thread_name(title: str, fallback: str) -> str:
    """Name a thread after what was asked, without signs that hide or reorder its letters.

    fallback: the name where no letter or digit is left.
    """
    name = " ".join(visible(title).split())[:_LONGEST_NAME]
    return name if any(map(str.isalnum, name)) else fallback
