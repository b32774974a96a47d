"""Waiting for a bot that has nothing left to do."""

from __future__ import annotations

import asyncio

import pytest

from loopback.server import LoopbackDiscord
from tests.loopback.samples import Sample


async def test_rest_is_waited_for(server: LoopbackDiscord, bot: Sample) -> None:
    """While the bot works on a command it isn't at rest; messages that mean nothing to it don't keep it."""
    ada = server.person("ada")
    await server.say(ada, "hello all").nothing()
    server.slash(ada, "expired")
    with pytest.raises(AssertionError, match=r"didn't come to rest within 0\.2 s"):
        await server.at_rest(0.2)
    waiting = asyncio.create_task(server.at_rest())
    bot.go.set()
    await waiting
    assert server.last().text == "late"


async def test_saying_nothing_is_told_from_being_slow(server: LoopbackDiscord, bot: Sample) -> None:
    """What comes late comes before the bot is at rest."""
    with pytest.raises(AssertionError, match="the bot said 'ada: "):
        await server.mention(server.person("ada"), "hello").nothing()
    assert bot.seen


async def test_what_people_do_may_be_awaited(server: LoopbackDiscord, bot: Sample) -> None:
    reply = server.slash(server.person("ada"), "ask", question="why?")
    assert await reply is reply
    await reply.message()
