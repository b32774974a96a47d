"""The bot tells unasked: of what people follow, once, and it stops when they say so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from config.settings import AnswerSettings, DiscordSettings
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.feed import FERRY, Feed, article

PATIENCE = 10.0
SETTINGS = DiscordSettings(cooldown_seconds=0, reload_seconds=0.05)

FIRST = article(
    "ferry-1",
    "Ferry on Lake Aren runs aground",
    "The Lake Aren ferry ran aground near Morwick on Tuesday morning. At least 12 people were injured, the"
    " harbour master said. The ferry carried 140 passengers.",
)
LATER = article(
    "ferry-2",
    "Ferry on Lake Aren ran aground: more are hurt",
    "The Lake Aren ferry that ran aground near Morwick on Tuesday morning is still stuck. 26 people were"
    " injured, the harbour master said in the evening. The ferry carried 140 passengers.",
    "Tessel Mail",
)


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with what was there before."""
    return Feed(tmp_path)


@pytest.fixture
async def bot(feed: Feed, start_bot: StartBot) -> AsyncIterator[None]:
    """The real bot over the feed."""
    live = LiveAnswerer(feed.data, AnswerSettings())
    async with start_bot(live, SETTINGS):
        yield
    live.close()


def told(discord: LoopbackDiscord, channel: Channel | None = None) -> list[Message]:
    """List what the bot said unasked in a channel, oldest first."""
    channel = channel or discord.world.channel
    said = [one for one in discord.world.messages.values() if one.channel is channel]
    return [one for one in said if one.author is discord.world.bot and one.interaction is None]


async def until_told(discord: LoopbackDiscord, count: int, channel: Channel | None = None) -> list[Message]:
    """Wait until the bot has said something unasked so many times."""
    async with asyncio.timeout(PATIENCE):
        while len(told(discord, channel)) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return told(discord, channel)


async def until_edited(message: Message, times: int = 1) -> None:
    """Wait until a message was edited."""
    async with asyncio.timeout(PATIENCE):
        while message.edits < times:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_a_channel_is_told_of_a_topic_once_and_the_message_keeps_up(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    mod = discord.person("mod", moderator=True)
    begun = await discord.answer(mod, "follow", topic=FERRY)
    assert "one message a story" in begun.text
    assert "Stop" in begun.buttons()
    assert not begun.is_ephemeral

    await feed.publish(FIRST)
    (message,) = await until_told(discord, 1)
    assert "Ferry on Lake Aren runs aground" in message.text
    assert "Aren Herald" in message.text
    assert "because this channel follows “Lake Aren ferry”" in message.text
    assert message.buttons() == ["Stop", "🗑️"]

    await feed.publish(LATER)
    await until_edited(message)
    assert "12 → **26**" in message.text
    assert told(discord) == [message]

    await discord.click(message, "Stop", mod)
    await discord.at_rest()
    assert message.buttons() == ["🗑️"]
    await feed.publish(article("ferry-3", "Lake Aren ferry sails again", "The Lake Aren ferry sails again."))
    await discord.answer(mod, "following")
    assert told(discord) == [message]
