"""HTTP requests that go wrong by order."""

from __future__ import annotations

import time

import aiohttp
import discord
import pytest

from loopback.server import LoopbackDiscord
from tests.loopback.samples import Sample

MESSAGES = "/channels/*/messages"


@pytest.mark.parametrize("everywhere", [False, True])
async def test_rate_limit_is_waited_for(server: LoopbackDiscord, bot: Sample, everywhere: bool) -> None:
    """The route's, or the global one."""
    server.faults.rate_limit("POST", MESSAGES, retry_after=0.1, everywhere=everywhere)
    start = time.monotonic()
    await server.mention(server.person("ada"), "hello").message()
    assert time.monotonic() - start >= 0.1
    assert server.faults.happened == 1
    assert server.world.requests.count(f"POST /channels/{server.world.channel.id}/messages") == 2


@pytest.mark.parametrize("everywhere", [False, True])
async def test_impatience_is_a_problem(server: LoopbackDiscord, bot: Sample, everywhere: bool) -> None:
    """A request that comes again too early is refused again."""
    server.faults.rate_limit("GET", "/users/*", retry_after=30, everywhere=everywhere)
    headers = {"Authorization": f"Bot {server.world.token}"}
    url = f"{discord.http.Route.BASE}/users/@me"
    async with aiohttp.ClientSession(headers=headers) as session:
        for _ in range(2):
            async with session.get(url) as response:
                told = await response.json()
                assert response.status == 429
                assert told["global"] is everywhere
                assert 29 < told["retry_after"] <= 30
                assert int(response.headers["Retry-After"]) >= 29
    server.expect("before the global Retry-After" if everywhere else "came again before its Retry-After")


async def test_interactions_have_their_own_limits(server: LoopbackDiscord, bot: Sample) -> None:
    """A global limit doesn't concern them; one of their own is waited for."""
    server.faults.rate_limit("POST", MESSAGES, retry_after=0.5, everywhere=True)
    server.mention(server.person("ada"), "hello")
    server.faults.rate_limit("POST", "/interactions/*/callback", retry_after=0.2)
    reply = server.slash(server.person("bob"), "ask", question="why?")
    assert (await reply.message()).is_ephemeral
    assert await reply.acknowledged() >= 0.2


async def test_discords_own_mistakes(server: LoopbackDiscord, bot: Sample) -> None:
    """Some are tried again by discord.py, some are the bot's to bear."""
    server.faults.fail("POST", MESSAGES, status=500)
    await server.mention(server.person("ada"), "hello").message()
    server.faults.fail("POST", MESSAGES, status=503)
    await server.mention(server.person("ada"), "hello").nothing()
    assert (await bot.failures.get()).status == 503


async def test_broken_and_slow_connections(server: LoopbackDiscord, bot: Sample) -> None:
    """No answer at all, or a late one."""
    server.faults.drop("POST", MESSAGES)
    channel = bot.get_partial_messageable(int(server.world.channel.id))
    with pytest.raises(aiohttp.ClientError):
        await channel.send("hello")
    assert server.history() == []
    server.faults.delay("GET", "/users/*", 20)
    start = server.clock.now()
    assert (await bot.fetch_user(int(server.world.owner.id))).name == "maintainer"
    assert server.clock.now() - start >= 20


async def test_late_answer_is_unknown(server: LoopbackDiscord, bot: Sample) -> None:
    """Where the request took too long, the bot learns that nobody waits any more."""
    server.faults.delay("POST", "/interactions/*", 3.1)
    server.expect("acknowledged only after 3.1 s")
    server.expect(r"never acknowledged in 3.0 s \(/expired\)")
    server.slash(server.person("ada"), "expired")
    await server.world.wait_for(lambda: bool(server.world.violations), 5, "the refusal")
