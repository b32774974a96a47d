"""Hints in a channel: once a person and pause, and gone by themselves."""

from __future__ import annotations

import gc

import pytest

from bot.texts import texts_for
from config.settings import DiscordSettings
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, quotes_in

EN = texts_for("en")


def hints(discord: LoopbackDiscord) -> list[Message]:
    """What the bot says in the first channel that is no answer."""
    said = [one for one in discord.history() if one.author is discord.world.bot]
    return [one for one in said if not quotes_in(one)]


async def test_twelve_mentions_in_a_second_get_one_hint_and_it_goes(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live, DiscordSettings(cooldown_seconds=2)):
        ada = discord.person("ada")
        for _ in range(12):
            discord.mention(ada, ANSWERED)
        await discord.world.wait_for(lambda: bool(hints(discord)), 10, "a hint")
        shown = hints(discord)
        assert len(shown) == 1
        assert "you can ask again in" in shown[0].text
        await discord.world.wait_for(lambda: not hints(discord), 10, "the end of the hint")
        await discord.at_rest()
        assert not hints(discord)


async def test_a_busy_server_is_told_once_for_all(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, server_questions=2)):
        for number in range(8):
            await discord.mention(discord.person(f"person {number}"), ANSWERED)
        await discord.at_rest()
        assert len(hints(discord)) == 1
        assert "This server has asked a lot" in hints(discord)[0].text


@pytest.mark.usefixtures("bot")
async def test_a_wrong_channel_is_named_once_a_person(discord: LoopbackDiscord) -> None:
    mod, other = discord.person("mod", moderator=True), discord.channel("questions")
    lists = await discord.answer(mod, "setup channels")
    await discord.select(mod, lists, "setup:allowed_channels", [other.id]).message()
    for name in ("ada", "bob"):
        person = discord.person(name)
        for _ in range(4):
            discord.mention(person, ANSWERED)
    await discord.at_rest()
    told = EN.plain("wrong-channel", channels=f"<#{other.id}>")
    assert [one.text for one in hints(discord)] == [told, told]


async def test_who_may_not_ask_is_not_told_so_before_all_in_an_ask_channel(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, message_content=True)):
        mod, role = discord.person("mod", moderator=True), discord.role("reporters")
        lists = await discord.answer(mod, "setup channels")
        await discord.select(mod, lists, "setup:ask_channels", [discord.world.channel.id]).message()
        await discord.select(mod, lists, "setup:allowed_roles", [role.id]).message()
        await discord.say(discord.person("ada"), ANSWERED).nothing()
        eve = discord.person("eve")
        discord.give(eve, role)
        assert quotes_in(await discord.say(eve, ANSWERED).message())


async def test_hints_that_stand_go_when_the_bot_stops(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Else they would stand for ever; and nothing of them is left to complain in the log."""
    async with start_bot(live, DiscordSettings(cooldown_seconds=600)):
        ada = discord.person("ada")
        answer = await discord.mention(ada, ANSWERED).message()
        hint = await discord.mention(ada, ANSWERED).message()
        gone = await discord.mention(discord.person("bob"), "is this true?").message()
        discord.delete(gone)
        assert "you can ask again in" in hint.text
    assert [one for one in discord.history() if one.author is discord.world.bot] == [answer]
    gc.collect()  # a task whose error nobody asked for says so when it goes
    assert not [one for one in caplog.records if one.name == "asyncio"]
