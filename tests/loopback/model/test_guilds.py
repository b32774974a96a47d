"""Servers, channels, threads, forums, and who may do what there."""

from __future__ import annotations

import discord
import pytest

from loopback.model.constants import FORUM
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from tests.loopback.samples import NOBODY, Sample, running


async def test_two_servers_are_known_at_once(server: LoopbackDiscord) -> None:
    """Each with its channels, roles and language; both hear the bot."""
    beta = server.new_server("Beta", locale="fr", channel="accueil")
    role = server.role("Editors", Permission.MANAGE_MESSAGES, beta)
    async with running(server) as bot:
        await bot.wait_until_ready()
        assert {guild.name for guild in bot.guilds} == {"Loopback", "Beta"}
        guild = bot.get_guild(int(beta.id))
        assert guild is not None
        assert guild.preferred_locale is discord.Locale.french
        assert [channel.name for channel in guild.channels] == ["accueil"]
        assert guild.get_role(int(role.id)) is not None
        ada = server.person("ada")
        there = server.mention(ada, "bonjour", channel=beta.channel("accueil"))
        assert (await there.message()).channel.guild is beta
        asked = server.slash(ada, "ask", channel=beta.channel("accueil"), question="why?")
        assert (await asked.message()).text.endswith("en-US fr")


async def test_bot_joins_and_is_thrown_out(server: LoopbackDiscord, bot: Sample) -> None:
    """And servers fall out and come back."""
    await bot.wait_until_ready()
    beta = server.join_server("Beta")
    server.remove_bot(beta)
    reply = server.mention(server.person("ada"), "hello")
    await reply.message()
    assert bot.events == ["joined Beta", "left Beta"]
    with pytest.raises(discord.Forbidden):
        await bot.fetch_channel(int(beta.channel("general").id))
    server.make_unavailable()
    await server.direct(server.person("bob"), f"<@{server.world.bot.id}> hi").message()
    assert bot.guilds[0].unavailable
    server.make_available()
    await server.direct(server.person("cem"), f"<@{server.world.bot.id}> hi").message()
    assert not bot.guilds[0].unavailable


async def test_missing_rights_are_refused(server: LoopbackDiscord, bot: Sample) -> None:
    """What the bot can't see, and where it may not write, reply or open threads."""
    ada, channel = server.person("ada"), server.world.channel
    server.deny(channel, Permission.READ_MESSAGE_HISTORY, server.world.bot)
    await server.mention(ada, "hello").nothing()
    assert (await bot.failures.get()).code == 160002
    server.deny(channel, Permission.SEND_MESSAGES, server.world.bot)
    await server.mention(ada, "hello").nothing()
    assert (await bot.failures.get()).code == 50013
    server.deny(channel, Permission.VIEW_CHANNEL, server.world.bot)
    heard = len(bot.seen)
    await server.mention(ada, "hello").nothing()
    assert len(bot.seen) == heard
    there = bot.get_partial_messageable(int(channel.id))
    with pytest.raises(discord.Forbidden) as refused:
        await there.send("hello", allowed_mentions=NOBODY)
    assert refused.value.code == 50001
    server.allow(channel, Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES, server.world.bot)
    await there.send("hello", allowed_mentions=NOBODY)


async def test_roles_and_owners_have_their_rights(server: LoopbackDiscord) -> None:
    """A role opens what is closed to everyone; an owner may do all."""
    ada, secret = server.person("ada"), server.channel("secret")
    server.deny(secret, Permission.VIEW_CHANNEL)
    with pytest.raises(AssertionError, match="ada may not write in secret"):
        server.say(ada, "hello", channel=secret)
    editors = server.role("Editors", to=ada)
    server.allow(secret, Permission.VIEW_CHANNEL, editors)
    async with running(server):
        server.say(ada, "hello", channel=secret)
        server.say(server.world.guild.owner, "hello", channel=secret)
    server.take(ada, editors)
    with pytest.raises(AssertionError, match="ada may not write in secret"):
        server.say(ada, "hello", channel=secret)


async def test_bot_answers_in_a_thread_of_its_own(server: LoopbackDiscord, bot: Sample) -> None:
    """The thread has the message's id, and people go on in it."""
    ada = server.person("ada")
    message = await server.mention(ada, "thread please").message()
    thread = message.channel
    assert thread.name == "Here"
    assert thread.parent == server.world.channel.id
    assert message.text == "in here"
    assert server.history(thread) == [message]
    await server.mention(ada, "again", channel=thread).message()
    server.deny(server.world.channel, Permission.SEND_MESSAGES_IN_THREADS, server.world.bot)
    await server.mention(ada, "again", channel=thread).nothing()
    assert (await bot.failures.get()).code == 50013


async def test_forum_post_is_a_thread_with_its_first_message(server: LoopbackDiscord, bot: Sample) -> None:
    """Both have the same id; the thread comes first."""
    await bot.wait_until_ready()
    forum = server.channel("questions", kind=FORUM)
    reply = server.post(server.person("ada"), forum, "Bridge", f"<@{server.world.bot.id}> how long?")
    message = await reply.message()
    assert message.text.startswith("ada: ")
    assert message.channel.name == "Bridge"
    assert reply.asked is not None
    assert reply.asked.id == message.channel.id
    assert bot.events == ["thread Bridge in questions"]
    assert bot.seen[0].channel.id == bot.seen[0].id


async def test_replies_to_what_is_gone(server: LoopbackDiscord, bot: Sample) -> None:
    """Refused, unless the bot said that it doesn't matter."""
    channel = bot.get_partial_messageable(int(server.world.channel.id))
    gone = discord.MessageReference(message_id=1, channel_id=channel.id)
    with pytest.raises(discord.HTTPException, match="Unknown message"):
        await channel.send("hello", reference=gone)
    gone = discord.MessageReference(message_id=1, channel_id=channel.id, fail_if_not_exists=False)
    assert (await channel.send("hello", reference=gone)).reference is None


async def test_own_messages_are_changed_and_others_are_not(server: LoopbackDiscord, bot: Sample) -> None:
    """Nor deleted; those that only one person sees can't be reached at all."""
    ada = server.person("ada")
    said = server.say(ada, "hello").asked
    assert said is not None
    channel = bot.get_partial_messageable(int(server.world.channel.id))
    own = await channel.send("one")
    await own.edit(content="two")
    assert [message.text for message in server.history()] == ["hello", "two"]
    assert [message.content async for message in channel.history()] == ["two", ""]
    theirs = await channel.fetch_message(int(said.id))
    with pytest.raises(discord.Forbidden, match="another user"):
        await theirs.edit(content="mine")
    with pytest.raises(discord.Forbidden, match="Missing Permissions"):
        await theirs.delete()
    await own.delete()
    assert server.history() == [said]
    private = await server.answer(ada, "ask", question="why?")
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(int(private.id))


async def test_people_change_and_delete_what_they_wrote(server: LoopbackDiscord, bot: Sample) -> None:
    """The bot hears of it."""
    said = server.say(server.person("ada"), "hello").asked
    assert said is not None
    changed = bot.wait_for("raw_message_edit", timeout=5)
    deleted = bot.wait_for("raw_message_delete", timeout=5)
    server.edit(said, "good evening")
    assert (await changed).message_id == int(said.id)
    server.delete(said)
    assert (await deleted).message_id == int(said.id)


async def test_channels_threads_and_roles_come_and_go(server: LoopbackDiscord, bot: Sample) -> None:
    """The bot hears of it all, and what is in a deleted channel is gone."""
    await bot.wait_until_ready()
    guild, ada = bot.guilds[0], server.person("ada")
    news, role = server.channel("news"), server.role("Editors")
    said = server.say(ada, "hello", channel=news).asked
    thread = server.open_thread(ada, "Under it", message=said)
    server.change_role(role, Permission.MANAGE_MESSAGES)
    await server.mention(ada, "hello", channel=thread).message()
    assert guild.get_thread(int(thread.id)) is not None
    known = guild.get_role(int(role.id))
    assert known is not None
    assert known.permissions.manage_messages
    server.delete_channel(news)
    await server.mention(ada, "hello").message()
    assert guild.get_thread(int(thread.id)) is None
    assert guild.get_channel(int(news.id)) is None
    assert server.history(news) == server.history(thread) == []
    server.world.tidy()
    assert server.history() == []


async def test_commands_are_shown_in_ones_own_language(server: LoopbackDiscord, bot: Sample) -> None:
    """Where they are translated; a server's own are there only."""
    server.world.commands[0]["name_localizations"] = {"de": "frag"}
    assert "frag" in server.offered(server.person("eva", locale="de"))
    assert "ask" in server.offered(server.person("ada"))
    beta = server.join_server("Beta")
    bot.tree.copy_global_to(guild=discord.Object(int(beta.id)))
    bot.tree.clear_commands(guild=None)
    await bot.tree.sync()
    await bot.tree.sync(guild=discord.Object(int(beta.id)))
    assert server.offered(server.person("ada")) == []
    assert "ask" in server.offered(server.person("ada"), beta.channel("general"))
    asked = server.slash(server.person("ada"), "ask", channel=beta.channel("general"), question="why?")
    assert (await asked.message()).text.startswith("why?")
    server.remove_bot(beta)
    with pytest.raises(discord.Forbidden):
        await bot.tree.sync(guild=discord.Object(int(beta.id)))
