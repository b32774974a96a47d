"""What people write, forward, change and close, as a bot hears of it."""

from __future__ import annotations

import discord
import pytest

from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from tests.loopback.gateway.test_intents import READING
from tests.loopback.samples import Sample, running


async def test_a_forward_shows_what_was_said_and_not_by_whom(server: LoopbackDiscord) -> None:
    server.world.may_read_content = True
    ada, elsewhere = server.person("ada"), server.channel("elsewhere")
    async with running(server, Sample(READING)) as bot:
        said = server.say(server.person("bob"), "the ice is thin", embeds=[{"title": "Pond"}]).asked
        assert said is not None
        await server.forward(ada, said, elsewhere).nothing()
        heard = bot.seen[-1]
        assert heard.content == ""
        (snapshot,) = heard.message_snapshots
        assert (snapshot.content, snapshot.embeds[0].title) == ("the ice is thin", "Pond")
        assert heard.reference is not None
        assert heard.reference.type is discord.MessageReferenceType.forward


async def test_a_forward_is_blank_without_the_intent(server: LoopbackDiscord, bot: Sample) -> None:
    said = server.say(server.person("bob"), "the ice is thin").asked
    assert said is not None
    await server.forward(server.person("ada"), said, server.channel("elsewhere")).nothing()
    (snapshot,) = bot.seen[-1].message_snapshots
    assert snapshot.content == ""


async def test_a_reply_may_come_without_what_it_replies_to(server: LoopbackDiscord, bot: Sample) -> None:
    ada = server.person("ada")
    own = await server.mention(ada, "hello").message()
    server.world.leaves_out_replies = True
    await server.reply_to(ada, own, "and again").message()
    heard = next(one for one in bot.seen if one.content == "and again")
    assert heard.reference is not None
    assert heard.reference.message_id == int(own.id)
    assert heard.reference.resolved is None


async def test_writing_opens_an_archived_thread_again(server: LoopbackDiscord, bot: Sample) -> None:
    ada = server.person("ada")
    thread = server.open_thread(ada, "old stories")
    server.archive(thread)
    await server.gateway.heard()
    known = bot.get_guild(int(server.world.guild.id))
    assert known is not None
    await server.mention(ada, "hello", channel=thread).message()
    assert not thread.is_archived
    (seen,) = known.threads
    assert not seen.archived


async def test_in_a_locked_thread_only_moderators_write(server: LoopbackDiscord, bot: Sample) -> None:
    ada = server.person("ada")
    thread = server.open_thread(ada, "settled")
    server.archive(thread, locked=True)
    with pytest.raises(AssertionError, match="may not write"):
        server.say(ada, "one more thing", channel=thread)
    with pytest.raises(discord.Forbidden, match="160005"):
        await bot.get_partial_messageable(int(thread.id)).send("me too")


async def test_many_messages_go_at_once(server: LoopbackDiscord, bot: Sample) -> None:
    ada = server.person("ada")
    said = [server.say(ada, text).asked for text in ("one", "two")]
    gone = [one for one in said if isinstance(one, Message)]
    await server.gateway.heard()
    server.purge(gone)
    await server.gateway.heard()
    assert not server.history()
