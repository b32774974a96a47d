"""The bot tells unasked: of what people follow, once, and it stops when they say so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import AnswerSettings, DiscordSettings
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.feed import FERRY, Feed, article, yesterday

PATIENCE = 10.0
SETTINGS = DiscordSettings(cooldown_seconds=0, reload_seconds=0.05)

FIRST = article(
    "ferry-1",
    "Ferry on Lake Aren runs aground",
    "The Lake Aren ferry ran aground near Morwick on Tuesday morning. At least 12 people were injured, the"
    " harbour master said. The ferry carried 140 passengers.",
    day=yesterday(),
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
    assert "[Tessel Mail]" not in message.text
    assert "told by [Aren Herald]" in message.text
    assert told(discord) == [message]

    await discord.click(message, "Stop", mod)
    await discord.at_rest()
    assert message.buttons() == ["🗑️"]
    await feed.publish(article("ferry-3", "Lake Aren ferry sails again", "The Lake Aren ferry sails again."))
    await discord.answer(mod, "following")
    assert told(discord) == [message]


QUESTION = "How many people were injured when the Lake Aren ferry ran aground?"


async def test_whoever_got_no_answer_is_told_once_there_is_one(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    """As a reply to their question, once; another article says it again, and nobody hears of it."""
    discord.expect("would ping the author of the message replied to")
    ada = discord.person("ada")
    asked = discord.mention(ada, QUESTION)
    refusal = await asked.message()
    assert "The articles don't answer this." in refusal.text
    noted = await discord.click(refusal, "Tell me when you know", ada).message()
    assert noted.is_ephemeral
    assert "30 days" in noted.text

    await feed.publish(FIRST)
    _, answer = await until_told(discord, 2)
    assert asked.asked is not None
    assert answer.replies_to == asked.asked.id
    assert "**12**" in answer.text
    assert "Context" in answer.buttons()
    await discord.click(answer, "Context", ada).message()
    await feed.publish(article("again", "Ferry again", FIRST.text.replace("12", "13"), "Other Paper"))
    assert "You follow nothing" in (await discord.answer(ada, "following")).text
    assert len(told(discord)) == 2


async def test_pressing_tell_me_again_takes_it_back(discord: LoopbackDiscord, feed: Feed, bot: None) -> None:
    ada = discord.person("ada")
    refusal = await discord.mention(ada, QUESTION).message()
    await discord.click(refusal, "Tell me when you know", ada).message()
    assert "until it has an answer" in (await discord.answer(ada, "following")).text
    back = await discord.click(refusal, "Tell me when you know", ada).message()
    assert "Taken back" in back.text
    assert "You follow nothing" in (await discord.answer(ada, "following")).text


async def test_somebody_else_who_wants_to_know_is_told_by_direct_message(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    ada, bob = discord.person("ada"), discord.person("bob")
    refusal = await discord.mention(ada, QUESTION).message()
    noted = await discord.click(refusal, "Tell me when you know", bob).message()
    assert "direct message" in noted.text
    await feed.publish(FIRST)
    (answer,) = await until_told(discord, 1, discord.world.direct_channel(bob))
    assert f"You wanted to know: {QUESTION}" in answer.text
    assert "**12**" in answer.text


async def test_a_followed_question_is_told_when_the_answer_changes_and_not_when_it_is_repeated(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    ada = discord.person("ada")
    begun = await discord.answer(ada, "follow", question=QUESTION)
    assert begun.is_ephemeral
    channel = discord.world.direct_channel(ada)
    (welcome,) = await until_told(discord, 1, channel)
    assert "again where a later one says otherwise" in welcome.text

    await feed.publish(FIRST)
    await until_told(discord, 2, channel)
    same = FIRST.text.replace("At least 12", "Some 12")
    await feed.publish(article("same", "Ferry aground on Lake Aren", same, "Other Paper"))
    await feed.publish(LATER)
    _, first, second = await until_told(discord, 3, channel)
    assert "**12**" in first.text
    assert "12 → **26**" in second.text
    assert "because you follow" in second.text


async def test_a_withdrawn_article_leaves_the_message_without_its_words(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "follow", topic=FERRY)
    await feed.publish(FIRST)
    (message,) = await until_told(discord, 1)
    await feed.withdraw(FIRST)
    await until_edited(message)
    assert "Aren Herald has taken this article back" in message.text
    assert "ran aground near Morwick" not in message.text


async def test_a_corrected_article_is_shown_as_it_reads_now(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "follow", topic=FERRY)
    await feed.publish(FIRST)
    (message,) = await until_told(discord, 1)
    await feed.publish(replace(FIRST, text=FIRST.text.replace("12 people", "17 people")))
    await until_edited(message)
    assert "At least 12 → **At least 17**" in message.text


async def test_a_later_report_that_two_things_followed_here_have_is_shown_with_its_figure(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "follow", topic=FERRY)
    await discord.answer(mod, "follow", outlet=LATER.outlet)
    await feed.publish(FIRST)
    (message,) = await until_told(discord, 1)
    await feed.publish(LATER)
    await until_edited(message)
    assert message.text.startswith("At least 12 → **26**")
    assert "> **26** people were injured" in message.text
