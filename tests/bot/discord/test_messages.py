"""Messages that ask: mentions, replies, direct messages, ask channels and forum posts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.discord.views.markdown import person_mention
from bot.texts import texts_for
from config.settings import DiscordSettings
from loopback.model.constants import FORUM, GUILDS, Json
from loopback.model.guilds import Role
from loopback.model.messages import Message
from loopback.people.rest import at_rest
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, FIRST, FOLLOW_UP, NOT_IN_THERE, is_answered, quotes_in
from tests.bot.discord.told import told

READING = DiscordSettings(cooldown_seconds=0, message_content=True)


@dataclass(eq=False)
class OwnRole(Role):
    """The role that Discord makes for a bot that is invited with rights; it has the bot's name."""

    bot_id: str = ""

    def payload(self) -> Json:
        """Say whose it is."""
        return super().payload() | {"managed": True, "tags": {"bot_id": self.bot_id}}


class MentionsRoles(Message):
    """A message of which Discord says which roles it mentions, even where the bot may not read it."""

    def payload(self) -> Json:
        """Name the only role."""
        return super().payload() | {"mention_roles": [self.content.split("<@&")[1].split(">")[0]]}


def own_role(discord: LoopbackDiscord) -> Role:
    """Give the bot the role of its name."""
    role = OwnRole(discord.world.ids.next(), "clippings", bot_id=discord.world.bot.id)
    discord.world.guild.roles[role.id] = role
    told = {"guild_id": discord.world.guild.id, "role": role.payload()}
    discord.gateway.tell("GUILD_ROLE_CREATE", told, discord.world.guild, GUILDS)
    discord.give(discord.world.bot, role)
    return role


EN = texts_for("en")


@pytest.mark.usefixtures("bot")
async def test_mention_in_a_server(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """A mention shows the bot typing, then gets a reply to that message."""
    message = await discord.mention(discord.person("ada"), ANSWERED).message()
    assert discord.world.typing == [discord.world.channel.id]
    assert is_answered(message, live)


@pytest.mark.usefixtures("bot")
async def test_direct_message(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """A direct message needs no mention, but may have one; commands work there too."""
    ada = discord.person("ada")
    for text in (ANSWERED, f"<@{discord.world.bot.id}> {ANSWERED}"):
        message = await discord.direct(ada, text).message()
        assert is_answered(message, live)
        assert message.channel == discord.world.direct_channel(ada)
    message = await discord.answer(ada, "ask", direct=True, question=ANSWERED)
    assert is_answered(message, live)


@pytest.mark.usefixtures("bot")
async def test_mention_without_a_question(discord: LoopbackDiscord) -> None:
    """The bot says how to ask."""
    for text in ("", "  <@123456789012345678> <:wave:123456789012345678>  "):
        message = await discord.mention(discord.person("ada"), text).message()
        assert message.text == told(discord, "question-missing")


async def test_question_length_is_a_setting(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Mentions obey it too."""
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, question_characters=20)):
        message = await discord.mention(discord.person("ada"), "x" * 21).message()
        assert message.text == EN("question-too-long", most=20, length=21)


@pytest.mark.usefixtures("bot")
async def test_message_deleted_meanwhile(discord: LoopbackDiscord) -> None:
    """The answer comes nevertheless, to no message in particular."""
    reply = discord.mention(discord.person("ada"), ANSWERED)
    discord.forget(discord.last())
    await reply.nothing()
    assert quotes_in(discord.last())


@pytest.mark.usefixtures("bot")
async def test_bots_webhooks_and_itself_are_ignored(discord: LoopbackDiscord) -> None:
    """No answer to whoever isn't a person, or didn't mean the bot."""
    replies = [
        discord.mention(discord.person("other", bot=True), ANSWERED),
        discord.say(discord.person("hook"), f"<@{discord.world.bot.id}> {ANSWERED}", webhook=True),
        discord.mention(discord.world.bot, ANSWERED),
        discord.direct(discord.world.bot, ANSWERED),
        discord.say(discord.person("ada"), ANSWERED),
        discord.say(discord.person("ada"), f"@everyone {ANSWERED}"),
    ]
    for reply in replies:
        await reply.nothing()
    assert not discord.world.typing


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_an_answer_asks_on(discord: LoopbackDiscord) -> None:
    """What was asked before counts, and the answer says how it was read."""
    ada = discord.person("ada")
    first = await discord.mention(ada, FIRST).message()
    second = await discord.reply_to(ada, first, FOLLOW_UP).message()
    assert second.replies_to
    assert "Read as:" in second.text
    assert "40 minutes" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_reply_asks_on_after_a_slash_command_too(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.answer(ada, "ask", question=FIRST)
    second = await discord.reply_to(ada, first, FOLLOW_UP).message()
    assert "40 minutes" in second.text


async def test_a_reply_asks_on_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    ada = discord.person("ada")
    async with start_bot(live):
        first = await discord.mention(ada, FIRST).message()
    async with start_bot(live):
        second = await discord.reply_to(ada, first, FOLLOW_UP).message()
        assert "40 minutes" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_question_of_its_own_hears_nothing_of_the_one_before(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, ANSWERED).message()
    second = await discord.reply_to(ada, first, NOT_IN_THERE).message()
    assert "Read as:" not in second.text
    assert not quotes_in(second)


@pytest.mark.usefixtures("bot")
async def test_a_reply_without_a_ping_cant_be_read_and_gets_nothing(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, ANSWERED).message()
    await discord.reply_to(ada, first, FOLLOW_UP, ping=False).nothing()


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_someone_else_is_none_of_the_bots_business(discord: LoopbackDiscord) -> None:
    ada, bob = discord.person("ada"), discord.person("bob")
    discord.say(bob, "What a week.")
    theirs = discord.last()
    await discord.reply_to(ada, theirs, ANSWERED).nothing()


@pytest.mark.usefixtures("bot")
async def test_in_direct_messages_a_question_goes_on_without_a_reply(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    await discord.direct(ada, FIRST).message()
    assert "40 minutes" in (await discord.direct(ada, FOLLOW_UP).message()).text


async def test_an_ask_channel_answers_questions_and_nothing_else(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    questions = discord.channel("questions")
    async with start_bot(live, READING):
        mod, ada = discord.person("mod", moderator=True), discord.person("ada")
        lists = await discord.answer(mod, "setup channels")
        await discord.select(mod, lists, "setup:ask_channels", [questions.id]).message()
        assert quotes_in(await discord.say(ada, ANSWERED, channel=questions).message())
        await discord.say(ada, "I don't think so.", channel=questions).nothing()
        await discord.say(ada, ANSWERED).nothing()


async def test_a_forum_post_gets_its_first_reply(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    forum = discord.channel("help", kind=FORUM)
    async with start_bot(live, READING):
        mod, ada = discord.person("mod", moderator=True), discord.person("ada")
        lists = await discord.answer(mod, "setup channels")
        await discord.select(mod, lists, "setup:forum_channels", [forum.id]).message()
        reply = discord.post(ada, forum, ANSWERED, "I have wondered for days.")
        message = await reply.message()
        assert any("40 minutes" in quote for quote in quotes_in(message))
        later = discord.say(ada, "Which one was longer?", channel=message.channel)
        await later.nothing()


async def test_without_the_intent_ask_channels_stay_silent_and_setup_says_why(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        mod = discord.person("mod", moderator=True)
        lists = await discord.answer(mod, "setup channels")
        assert "Message Content intent" in lists.text
        channel = discord.world.channel
        await discord.select(mod, lists, "setup:ask_channels", [channel.id]).message()
        await discord.say(discord.person("ada"), ANSWERED).nothing()


@pytest.mark.usefixtures("bot")
async def test_where_the_bot_may_not_write_it_stays_silent(discord: LoopbackDiscord) -> None:
    closed = discord.channel("closed", closed=True)
    await discord.say(discord.person("ada"), f"<@{discord.world.bot.id}> {ANSWERED}", channel=closed).nothing(
        1.0
    )


async def test_a_mention_of_the_bots_own_role_asks_it_too(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """The picker offers both under one name; other roles are none of its business."""
    discord.world.may_read_content = True
    async with start_bot(live, READING):
        ada, role = discord.person("ada"), own_role(discord)
        assert quotes_in(await discord.say(ada, f"<@&{role.id}> {ANSWERED}").message())
        other = discord.role("helpers", to=discord.world.bot)
        await discord.say(ada, f"<@&{other.id}> {ANSWERED}").nothing()


@pytest.mark.usefixtures("bot")
async def test_a_mention_of_the_role_that_cant_be_read_says_so(discord: LoopbackDiscord) -> None:
    """Without the intent Discord hides what such a message says."""
    ada, role = discord.person("ada"), own_role(discord)
    message = MentionsRoles("", discord.world.channel, ada, content=f"<@&{role.id}> {ANSWERED}")
    discord.world.store(message)
    discord.gateway.tell_of_message("MESSAGE_CREATE", message)
    await at_rest(discord.gateway, 15.0)
    (said,) = discord.world.said_to[message.id]
    assert said.text == told(discord, "role-unreadable", mention=person_mention(int(discord.world.bot.id)))


@pytest.mark.parametrize("call", ["", "?", "can you help her please?"])
async def test_a_call_to_somebodys_question_answers_it(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, call: str
) -> None:
    """With the question above, which is two messages away."""
    discord.world.may_read_content = True
    async with start_bot(live, READING):
        theirs = discord.say(discord.person("bob"), ANSWERED).asked
        assert theirs is not None
        message = await discord.reply_to(
            discord.person("ada"), theirs, f"<@{discord.world.bot.id}> {call}"
        ).message()
        assert is_answered(message, live)
        assert message.text.startswith("-# Asked: How long did Trump")


async def test_a_call_with_a_question_of_its_own_asks_that(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    async with start_bot(live, READING):
        theirs = discord.say(discord.person("bob"), NOT_IN_THERE).asked
        assert theirs is not None
        asked = f"<@{discord.world.bot.id}> {ANSWERED}"
        assert quotes_in(await discord.reply_to(discord.person("ada"), theirs, asked).message())


@pytest.mark.usefixtures("bot")
async def test_a_call_to_a_message_that_cant_be_read_says_so(discord: LoopbackDiscord) -> None:
    theirs = discord.say(discord.person("bob"), ANSWERED).asked
    assert theirs is not None
    reply = discord.reply_to(discord.person("ada"), theirs, f"<@{discord.world.bot.id}>")
    assert (await reply.message()).text == EN("reply-unreadable")


@pytest.mark.usefixtures("bot")
async def test_a_message_that_is_changed_is_answered_where_it_asks_something_new(
    discord: LoopbackDiscord,
) -> None:
    """A question that was forgotten, or a mention; what stays the same isn't answered twice."""
    reply = discord.mention(discord.person("ada"), "")
    assert (await reply.message()).text == told(discord, "question-missing")
    assert reply.asked is not None
    discord.edit(reply.asked, f"<@{discord.world.bot.id}> {ANSWERED}")
    await at_rest(discord.gateway, 15.0)
    [said] = discord.world.said_to[reply.asked.id]
    assert quotes_in(said), "it stands where the hint stood"
    discord.edit(reply.asked, reply.asked.content)
    await at_rest(discord.gateway, 15.0)
    assert discord.world.said_to[reply.asked.id] == [said] and said.edits == 1
    later = discord.say(discord.person("ada"), ANSWERED)
    await later.nothing()
    assert later.asked is not None
    discord.edit(later.asked, f"<@{discord.world.bot.id}> {ANSWERED}")
    assert quotes_in(await later.message())
