"""Where the bot may write, and so where an answer to a message goes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import discord


class AnswerPlace(StrEnum):
    """Where an answer to a message goes."""

    HERE = "where the message is"
    OWN_THREAD = "into a thread that is made for it"
    NOWHERE = "the bot may not write"


def answer_place(
    rights: discord.Permissions, *, in_thread: bool, can_hold_threads: bool, wants_thread: bool
) -> AnswerPlace:
    """Choose where an answer goes: as the server wants it, as far as the bot's rights reach.

    rights: of the bot, in the channel or thread of the message.
    in_thread: is the message in a thread? can_hold_threads: can one be made of it?
    wants_thread: does the server want answers in threads of their own?
    """
    may_write = rights.send_messages_in_threads if in_thread else rights.send_messages
    may_open = can_hold_threads and rights.create_public_threads and rights.send_messages_in_threads
    if may_open and (wants_thread or not may_write):
        return AnswerPlace.OWN_THREAD
    return AnswerPlace.HERE if may_write else AnswerPlace.NOWHERE


def place_for(message: discord.Message, *, wants_thread: bool = False) -> AnswerPlace:
    """Choose where the answer to a message goes, as ``answer_place`` does."""
    channel = message.channel
    return answer_place(
        rights_at(message),
        in_thread=isinstance(channel, discord.Thread),
        can_hold_threads=isinstance(channel, discord.TextChannel) and message.thread is None,
        wants_thread=wants_thread,
    )


async def send_beside(message: discord.Message, **content: Any) -> discord.Message:
    """Send something where a message is: as a reply to it, if the bot may read it again.

    content: what ``discord.abc.Messageable.send`` takes.
    Returns: what was sent.
    """
    if rights_at(message).read_message_history:
        # A reply to what is gone by now comes to nothing in particular.
        content["reference"] = message.to_reference(fail_if_not_exists=False)
    return await message.channel.send(**content)


def rights_at(message: discord.Message) -> discord.Permissions:
    """List the bot's rights where a message is; all of them where only Discord knows."""
    channel, guild = message.channel, message.guild
    if guild is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return discord.Permissions.all()
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return discord.Permissions.all()
    rights = channel.permissions_for(guild.me)
    if isinstance(channel, discord.Thread) and channel.locked and not rights.manage_threads:
        rights.send_messages_in_threads = False
    return rights
