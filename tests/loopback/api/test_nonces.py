"""Messages that are sent with a nonce to be used once."""

from __future__ import annotations

import discord
import pytest

from loopback.server import LoopbackDiscord
from tests.loopback.samples import Sample


async def test_a_nonce_makes_one_message_for_some_minutes(server: LoopbackDiscord, bot: Sample) -> None:
    channel = bot.get_partial_messageable(int(server.world.channel.id))
    first = await channel.send("hello", nonce="once")
    assert (await channel.send("hello", nonce="once")).id == first.id
    assert (await channel.send("hello", nonce="twice")).id != first.id
    assert (await channel.send("hello")).id != first.id
    server.clock.advance(301)
    assert (await channel.send("hello", nonce="once")).id != first.id


async def test_a_message_that_was_deleted_isnt_made_again(server: LoopbackDiscord, bot: Sample) -> None:
    channel = bot.get_partial_messageable(int(server.world.channel.id))
    await (await channel.send("hello", nonce="once")).delete()
    with pytest.raises(discord.NotFound) as told:
        await channel.send("hello", nonce="once")
    assert told.value.code == 10008
    assert not server.history()
