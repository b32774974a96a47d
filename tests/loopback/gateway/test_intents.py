"""What a bot gets to read, and what it hears of at all."""

from __future__ import annotations

import discord
import pytest

from loopback.server import LoopbackDiscord
from tests.loopback.samples import INTENTS, Sample, running

READING = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)


async def test_texts_are_blank_without_the_intent(server: LoopbackDiscord, bot: Sample) -> None:
    """Except direct messages, mentions, replies that ping, and the bot's own."""
    ada = server.person("ada")
    server.say(ada, "hello all")
    server.direct(ada, "hello you")
    own = await server.mention(ada, "hello bot").message()
    await server.reply_to(ada, own, "thanks").message()
    await server.reply_to(ada, own, "psst", ping=False).nothing()
    heard = [message.content for message in bot.seen if message.author.name == "ada"]
    assert heard == ["", "hello you", f"<@{server.world.bot.id}> hello bot", "thanks", ""]
    assert all(message.content for message in bot.seen if message.author == bot.user)
    replied = next(message for message in bot.seen if message.content == "thanks")
    assert replied.reference is not None
    assert isinstance(replied.reference.resolved, discord.Message)
    assert replied.reference.resolved.content == own.content


async def test_texts_are_read_with_the_intent(server: LoopbackDiscord) -> None:
    """Where the application has it, and the bot asks for it."""
    server.world.may_read_content = True
    async with running(server, Sample(READING)) as bot:
        server.say(server.person("ada"), "hello all")
        await server.mention(server.person("bob"), "hello").message()
        assert bot.seen[0].content == "hello all"
        assert (await bot.application_info()).flags.gateway_message_content_limited


async def test_intent_that_the_application_lacks_is_refused(server: LoopbackDiscord) -> None:
    """discord.py says what to switch on."""
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(server, Sample(READING)):
            pass


async def test_events_that_nobody_asked_for_are_not_sent(server: LoopbackDiscord) -> None:
    """Only servers, say, or only direct messages."""
    async with running(server, Sample(discord.Intents(guilds=True, dm_messages=True))) as bot:
        ada = server.person("ada")
        server.mention(ada, "hello")
        server.direct(ada, "hello")
        await server.direct(ada, f"<@{server.world.bot.id}> hello").message()
        assert [message.guild for message in bot.seen if message.author != bot.user] == [None, None]


async def test_owner_and_team_are_told(server: LoopbackDiscord, bot: Sample) -> None:
    """As the maintainer's commands need them."""
    about = await bot.application_info()
    assert (about.owner.name, about.team) == ("maintainer", None)
    assert not about.flags.gateway_message_content_limited
    server.world.team = [server.person("colleague")]
    about = await bot.application_info()
    assert about.team is not None
    assert [member.name for member in about.team.members] == ["maintainer", "colleague"]
    assert bot.intents == INTENTS
