"""The network between the bot and Discord, at its worst."""

from __future__ import annotations

import asyncio

import pytest

from tests.bot.discord.test_bot import ANSWERED, quotes_in
from tests.loopback.server import LoopbackDiscord


async def _back(discord: LoopbackDiscord, resumed: int) -> None:
    await discord.world.wait_for(lambda: discord.gateway.resumed >= resumed, 20, "the bot again")


@pytest.mark.usefixtures("bot")
async def test_a_cut_line_is_resumed_and_what_was_asked_meanwhile_is_answered(
    discord: LoopbackDiscord,
) -> None:
    await discord.gateway.drop()
    reply = await discord.mention(discord.person("ada"), ANSWERED)
    await _back(discord, 1)
    assert quotes_in(await reply.message())


@pytest.mark.usefixtures("bot")
async def test_a_request_to_reconnect_is_followed(discord: LoopbackDiscord) -> None:
    await discord.gateway.ask_to_reconnect()
    await _back(discord, 1)
    assert quotes_in(await (await discord.mention(discord.person("ada"), ANSWERED)).message())


@pytest.mark.usefixtures("bot")
async def test_an_invalid_session_begins_anew(discord: LoopbackDiscord) -> None:
    await discord.gateway.invalidate()
    await discord.connected(30)
    assert quotes_in(await (await discord.slash(discord.person("ada"), "ask", question=ANSWERED)).message())


@pytest.mark.usefixtures("bot")
async def test_a_closed_gateway_is_opened_again(discord: LoopbackDiscord) -> None:
    await discord.gateway.end(4000)
    await _back(discord, 1)
    assert quotes_in(await (await discord.direct(discord.person("ada"), ANSWERED)).message())


@pytest.mark.usefixtures("bot")
async def test_many_at_once_are_all_answered(discord: LoopbackDiscord) -> None:
    replies = [
        await discord.slash(discord.person(f"p{number}"), "ask", question=ANSWERED) for number in range(12)
    ]
    for message in await asyncio.gather(*(reply.message(30) for reply in replies)):
        assert quotes_in(message)
