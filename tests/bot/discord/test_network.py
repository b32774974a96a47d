"""The network between the bot and Discord, at its worst."""

from __future__ import annotations

import asyncio

import pytest

from bot.service import cooldowns
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, quotes_in


async def _back(discord: LoopbackDiscord, resumed: int) -> None:
    await discord.world.wait_for(lambda: discord.gateway.resumed >= resumed, 20, "the bot again")


@pytest.mark.usefixtures("bot")
async def test_a_cut_line_is_resumed_and_what_was_asked_meanwhile_is_answered(
    discord: LoopbackDiscord,
) -> None:
    await discord.gateway.drop()
    reply = discord.mention(discord.person("ada"), ANSWERED)
    await _back(discord, 1)
    assert quotes_in(await reply.message())


@pytest.mark.usefixtures("bot")
async def test_a_request_to_reconnect_is_followed(discord: LoopbackDiscord) -> None:
    await discord.gateway.ask_to_reconnect()
    await _back(discord, 1)
    assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message())


@pytest.mark.usefixtures("bot")
async def test_an_invalid_session_begins_anew(discord: LoopbackDiscord) -> None:
    await discord.gateway.invalidate()
    await discord.connected(30)
    assert quotes_in(await discord.answer(discord.person("ada"), "ask", question=ANSWERED))


@pytest.mark.usefixtures("bot")
async def test_a_closed_gateway_is_opened_again(discord: LoopbackDiscord) -> None:
    await discord.gateway.end(4000)
    await _back(discord, 1)
    assert quotes_in(await discord.direct(discord.person("ada"), ANSWERED).message())


@pytest.mark.usefixtures("bot")
async def test_many_at_once_are_all_answered(discord: LoopbackDiscord) -> None:
    replies = [discord.slash(discord.person(f"p{number}"), "ask", question=ANSWERED) for number in range(12)]
    for message in await asyncio.gather(*(reply.message(30) for reply in replies)):
        assert quotes_in(message)


@pytest.mark.usefixtures("bot")
async def test_a_limited_reply_comes_after_the_wait(discord: LoopbackDiscord) -> None:
    discord.faults.rate_limit("POST", "/channels/*/messages", retry_after=0.5)
    assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message())
    discord.faults.rate_limit("*", "/channels/*/messages", retry_after=0.3, everywhere=True)
    assert quotes_in(await discord.mention(discord.person("bob"), ANSWERED).message())


@pytest.mark.usefixtures("bot")
async def test_discords_own_mistakes_are_tried_again(discord: LoopbackDiscord) -> None:
    discord.faults.fail("PATCH", "/webhooks/*/*/messages/@original", status=502)
    asked = discord.slash(discord.person("ada"), "ask", question=ANSWERED)
    assert quotes_in(await asked.message(30))


async def test_several_shards_hear_of_all_servers(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.shards = 2
    other = discord.new_server("Second")
    async with start_bot(live):
        for channel in (discord.world.channel, *other.channels.values()):
            asked = f"<@{discord.world.bot.id}> {ANSWERED}"
            assert quotes_in(await discord.say(discord.person("ada"), asked, channel=channel).message())


@pytest.mark.usefixtures("bot")
async def test_choices_during_a_rush_are_none_rather_than_nothing(
    discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cooldowns, "_TYPING_TIMES", 5)
    eve = discord.person("eve")
    offered = [await discord.type_option(eve, "ask", "outlet", "n") for _ in range(6)]
    assert offered[0]
    assert offered[-1] == []


@pytest.mark.usefixtures("bot")
async def test_typing_a_long_title_locks_nobody_out(discord: LoopbackDiscord) -> None:
    """Each key asks for choices; then the command is sent, and answered."""
    eve, title = discord.person("eve"), "norwood harbour"
    for end in range(1, len(title)):
        await discord.type_option(eve, "article", "title", title[:end])
    (first, *_) = await discord.choices(eve, "article", "title", "a")
    shown = await discord.answer(eve, "article", title=first["value"])
    assert "goes on in" not in shown.text
    assert first["name"].split(" · ")[0] in shown.text
