"""Servers as moderators set them up."""

from __future__ import annotations

from loopback.model.constants import FORUM
from loopback.model.guilds import Channel
from loopback.server import LoopbackDiscord


async def ask_channel(discord: LoopbackDiscord, *, threads: bool = False) -> Channel:
    """Make a channel in which every question is answered; threads: in a thread of its own."""
    channel, mod = discord.channel("questions"), discord.person("mod", moderator=True)
    lists = await discord.answer(mod, "setup channels")
    await discord.select(mod, lists, "setup:ask_channels", [channel.id]).message()
    if threads:
        await discord.answer(mod, "setup answers", threads=True)
    return channel


async def ask_forum(discord: LoopbackDiscord) -> Channel:
    """Make a forum in which posts that ask are answered."""
    forum, mod = discord.channel("desk", kind=FORUM), discord.person("mod", moderator=True)
    lists = await discord.answer(mod, "setup channels")
    await discord.select(mod, lists, "setup:forum_channels", [forum.id]).message()
    return forum
