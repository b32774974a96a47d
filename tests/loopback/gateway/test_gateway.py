"""Connections that break, and bots that come back."""

from __future__ import annotations

import asyncio

import discord
import pytest

from loopback.server import LoopbackDiscord
from tests.loopback.samples import INTENTS, Sample, running


async def answered(server: LoopbackDiscord) -> bool:
    """Does the bot answer somebody new, once?"""
    user = server.person("ada")
    message = await server.mention(user, "hello").message()
    return len([one for one in server.history() if one.replies_to == message.replies_to]) == 1


async def test_what_was_missed_is_heard_in_order(server: LoopbackDiscord, bot: Sample) -> None:
    """A broken line loses nothing."""
    ada = server.person("ada")
    await server.gateway.drop()
    assert not server.gateway.is_connected
    replies = [server.mention(ada, f"number {number}") for number in range(5)]
    await server.connected()
    for reply in replies:
        await reply.message()
    texts = [message.content[-1] for message in bot.seen if message.author.name == "ada"]
    assert texts == list("01234")
    assert (server.gateway.logins, server.gateway.resumed) == (1, 1)


@pytest.mark.usefixtures("bot")
async def test_closed_and_reconnecting_sessions_go_on(server: LoopbackDiscord) -> None:
    """By code, by request, and where a session is said to be invalid but resumable."""
    for number, fault in enumerate(
        [
            server.gateway.end(4000),
            server.gateway.ask_to_reconnect(),
            server.gateway.invalidate(resumable=True),
        ],
        start=1,
    ):
        await fault
        await server.world.wait_for(lambda number=number: server.gateway.resumed == number, 5, "the bot")  # type: ignore[misc]
        assert await answered(server)
    assert server.gateway.logins == 1


@pytest.mark.usefixtures("bot")
async def test_lost_session_begins_anew(server: LoopbackDiscord) -> None:
    """What happens meanwhile is lost, and that nobody is there shows."""
    await server.gateway.invalidate()
    with pytest.raises(AssertionError, match="no client is there to hear"):
        server.mention(server.person("ada"), "hello")
    await server.world.wait_for(lambda: server.gateway.logins == 2, 5, "the bot")
    assert await answered(server)
    assert server.gateway.resumed == 0


async def test_dead_connection_is_noticed(server: LoopbackDiscord) -> None:
    """No heartbeat is acknowledged any more; what was said meanwhile is heard later."""
    server.world.heartbeat_ms = 100
    async with running(server, Sample(heartbeat_timeout=0.5)):
        server.gateway.fall_silent()
        reply = server.mention(server.person("ada"), "hello")
        await reply.message()
        assert server.gateway.resumed == 1


async def test_shards_hear_of_their_servers(server: LoopbackDiscord) -> None:
    """Direct messages are for the first; one shard can break alone."""
    server.world.shards = 2
    beta = server.new_server("Beta")
    async with running(server) as bot:
        assert {shard: info.is_closed() for shard, info in bot.shards.items()} == {0: False, 1: False}
        ada = server.person("ada")
        await server.gateway.drop(1)
        there = server.mention(ada, "hello", channel=beta.channel("general"))
        await server.direct(ada, f"<@{server.world.bot.id}> hello").message()
        assert (await there.message()).channel.guild is beta
        assert server.gateway.resumed == 1
        assert {guild.name: guild.shard_id for guild in bot.guilds} == {"Loopback": 0, "Beta": 1}


async def test_wrong_token_at_the_gateway(server: LoopbackDiscord) -> None:
    """Closes with its own code."""
    async with Sample() as bot:
        await bot.login(server.world.token)
        server.world.token = "another"
        with pytest.raises(discord.GatewayNotFound):
            await bot.connect()


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["no json"], 4002),
        (['{"op": 99}'], 4001),
        (['{"op": 3, "d": {}}'], 4003),
        (['{"op": 2, "d": {"token": "wrong"}}'], 4004),
        (['{"op": 2, "d": {"token": "loopback-token", "properties": {}}}'], 4013),
        (['{"op": 2, "d": {"token": "loopback-token", "properties": {}, "intents": 2}}'], 4014),
        (
            ['{"op": 2, "d": {"token": "loopback-token", "properties": {}, "intents": 1, "shard": [2, 2]}}'],
            4010,
        ),
        (['{"op": 2, "d": {"token": "loopback-token", "properties": {}, "intents": 1}}'] * 2, 4005),
    ],
)
async def test_gateway_takes_no_nonsense(server: LoopbackDiscord, frames: list[str], code: int) -> None:
    """Each mistake has its close code, and is a problem unless it is one of the settings."""
    if code not in (4004, 4014):
        server.expect("the client sent")
    async with Sample(INTENTS) as bot:
        await bot.login(server.world.token)
        socket = await bot.http.ws_connect(f"{server.gateway.url}?v=10&encoding=json")
        for frame in frames:
            await socket.send_str(frame)
        async with asyncio.timeout(5):
            async for _ in socket:
                pass
        assert socket.close_code == code
