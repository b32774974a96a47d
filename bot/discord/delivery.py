"""Sends what nobody waits for, and says once however often that is tried.

Before a message is tried, its nonce is stored. Discord takes one nonce once, but forgets it after some
minutes; whoever tries again later looks in the channel first, for a button whose id holds the nonce.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import discord
from discord import ui

from bot.discord.base import BaseClient
from bot.texts import Markdown

# Discord's codes.
_NO_DIRECT_MESSAGES, _UNKNOWN_CHANNEL, _NO_HISTORY = 50007, 10003, 160002
# It is the answer to a nonce whose message was deleted.
_UNKNOWN_MESSAGE = 10008
# What is looked for was sent about when it was first tried, by a clock that may differ from Discord's.
_CLOCKS_DIFFER = timedelta(minutes=2)
_MOST_LOOKED_THROUGH = 200


class Trouble(StrEnum):
    """Why nothing can be sent to a place until somebody does something about it; the value is stored."""

    NO_RIGHTS = "no-rights"
    NO_CHANNEL = "no-channel"
    NO_DIRECT_MESSAGES = "no-direct-messages"
    REFUSED = "refused"


class UndeliverableError(Exception):
    """A message can't be sent; trying again would be of no use."""

    def __init__(self, trouble: Trouble, error: Exception) -> None:
        """Make the error. error: what Discord said."""
        super().__init__(str(error))
        self.trouble = trouble


@dataclass(frozen=True)
class Parcel:
    """Holds a message that is to be sent once.

    nonce: at most 25 characters; the id of one of the buttons in its view holds it.
    reply_to: the message that it replies to, if that is still there; whoever wrote it asked to be told, and
        is pinged. role: its id, where one is mentioned.
    """

    channel_id: int
    nonce: str
    content: Markdown
    view: ui.View
    reply_to: int | None = None
    role: int | None = None


async def deliver(client: BaseClient, parcel: Parcel, tried_at: datetime | None) -> int | None:
    """Send a message, unless it was sent before.

    parcel: its nonce must be stored by now. tried_at: when that was tried first; None: never.
    Returns: the id of the message; None where it was sent, and somebody has deleted it.
    Raises: UndeliverableError where nobody can send it; those of ``UNREACHABLE`` where it may work later.
    """
    channel = client.get_partial_messageable(parcel.channel_id)
    try:
        if tried_at is not None and (sent := await find_sent(client, channel, parcel.nonce, tried_at)):
            return sent
        return await _send(channel, parcel)
    except discord.HTTPException as error:
        if error.code == _UNKNOWN_MESSAGE:
            return None
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise UndeliverableError(trouble, error) from error


def trouble_of(error: discord.HTTPException) -> Trouble | None:
    """Tell what is wrong with a place where Discord refused something; None where it may work later."""
    if error.code == _NO_DIRECT_MESSAGES:
        return Trouble.NO_DIRECT_MESSAGES
    if error.code == _UNKNOWN_CHANNEL:
        return Trouble.NO_CHANNEL
    if isinstance(error, discord.Forbidden):
        return Trouble.NO_RIGHTS
    is_passing = error.status == 429 or error.status >= 500
    return None if is_passing else Trouble.REFUSED


async def _send(channel: discord.PartialMessageable, parcel: Parcel) -> int:
    """Send a message; as no reply where it may not be one."""
    roles = [discord.Object(parcel.role)] if parcel.role else False
    is_reply = parcel.reply_to is not None
    mentions = discord.AllowedMentions(everyone=False, users=False, replied_user=is_reply, roles=roles)
    reference = None
    if parcel.reply_to is not None:
        reference = discord.MessageReference(
            message_id=parcel.reply_to, channel_id=parcel.channel_id, fail_if_not_exists=False
        )
    while True:
        try:
            sent = await channel.send(
                parcel.content,
                view=parcel.view,
                nonce=parcel.nonce,
                allowed_mentions=mentions,
                reference=reference,  # type: ignore[arg-type]  # None is none
            )
        except discord.HTTPException as error:
            if reference is None or error.code != _NO_HISTORY:
                raise
            reference = None
        else:
            return sent.id


async def find_sent(
    client: BaseClient, channel: discord.PartialMessageable, nonce: str, tried_at: datetime
) -> int | None:
    """Find a message of the bot's by its nonce; None where there is none, or the bot may not look."""
    assert client.user is not None
    # Without the right to read what was said, Discord gives an empty list.
    async for message in channel.history(
        limit=_MOST_LOOKED_THROUGH, after=tried_at - _CLOCKS_DIFFER, oldest_first=True
    ):
        if message.author.id == client.user.id and any(nonce in one for one in button_ids(message)):
            return message.id
    return None


def button_ids(message: discord.Message) -> Iterable[str]:
    """List the ids of the buttons under a message."""
    for row in message.components:
        for button in getattr(row, "children", ()):
            yield getattr(button, "custom_id", None) or ""
