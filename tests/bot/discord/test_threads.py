"""Talks that go on in threads, and where nobody asked the bot."""

from __future__ import annotations

import pytest

from bot.discord.views.markdown import channel_mention
from bot.texts import texts_for
from loopback.model.guilds import Channel
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, FIRST, FOLLOW_UP, quotes_in
from tests.bot.discord.servers import ask_channel, ask_forum
from tests.bot.discord.test_messages import READING
from tests.bot.discord.told import told

EN = texts_for("en")
NO_NEWS = "Which plumber invented the sideways teapot?"


async def own_thread(discord: LoopbackDiscord) -> Channel:
    """A thread that the bot opened for an answer."""
    channel = await ask_channel(discord, threads=True)
    return (await discord.say(discord.person("ada"), FIRST, channel=channel).message()).channel


@pytest.mark.usefixtures("reading_bot")
async def test_in_its_own_thread_the_bot_goes_on_without_a_mention(discord: LoopbackDiscord) -> None:
    thread = await own_thread(discord)
    assert thread.is_thread
    answer = await discord.say(discord.person("bob"), FOLLOW_UP, channel=thread).message()
    assert "40 minutes" in answer.text
    assert answer.channel is thread


@pytest.mark.usefixtures("reading_bot")
async def test_in_its_own_thread_a_question_needs_no_mark_even_of_the_plainest_words(
    discord: LoopbackDiscord,
) -> None:
    thread, bob = await own_thread(discord), discord.person("bob")
    for text in ("who was it", "what happened"):
        assert (await discord.say(bob, text, channel=thread).message()).channel is thread
    await discord.say(bob, "it was he", channel=thread).nothing()


@pytest.mark.usefixtures("reading_bot")
async def test_what_people_tell_each_other_in_its_thread_is_theirs(discord: LoopbackDiscord) -> None:
    thread, bob = await own_thread(discord), discord.person("bob")
    cy = discord.person("cy")
    theirs = discord.say(cy, "I had read something else.", channel=thread)
    await theirs.nothing()
    await discord.say(bob, f"<@{cy.id}> how long did it last?", channel=thread).nothing()
    assert theirs.asked is not None
    await discord.reply_to(bob, theirs.asked, "how long did it last?").nothing()


@pytest.mark.usefixtures("reading_bot")
async def test_a_thread_that_somebody_opens_under_an_answer_is_the_bots_too(
    discord: LoopbackDiscord,
) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, FIRST).message()
    thread = discord.open_thread(discord.person("bob"), "on that call", message=first)
    assert "40 minutes" in (await discord.say(ada, FOLLOW_UP, channel=thread).message()).text


@pytest.mark.usefixtures("reading_bot")
async def test_threads_of_others_are_none_of_its_business(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    thread = discord.open_thread(ada, "dinner")
    await discord.say(ada, ANSWERED, channel=thread).nothing()
    theirs = discord.say(ada, "Soup again.").asked
    assert theirs is not None
    under = discord.open_thread(ada, "soup", message=theirs)
    await discord.say(ada, ANSWERED, channel=under).nothing()


async def test_its_threads_go_on_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    async with start_bot(live, READING):
        thread = await own_thread(discord)
    async with start_bot(live, READING):
        answer = await discord.say(discord.person("cy"), FOLLOW_UP, channel=thread).message()
        assert "40 minutes" in answer.text


async def test_without_the_intent_a_mention_in_a_thread_goes_on_from_its_last_answer(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    ada = discord.person("ada")
    async with start_bot(live):
        thread = discord.open_thread(ada, "the call")
        await discord.mention(ada, FIRST, channel=thread).message()
        assert "40 minutes" in (await discord.mention(ada, FOLLOW_UP, channel=thread).message()).text
    async with start_bot(live):
        later = await discord.mention(discord.person("bob"), FOLLOW_UP, channel=thread).message()
        assert "40 minutes" in later.text


@pytest.mark.usefixtures("reading_bot")
async def test_a_thread_that_was_archived_goes_on_too(discord: LoopbackDiscord) -> None:
    thread = await own_thread(discord)
    discord.archive(thread)
    assert (
        "40 minutes" in (await discord.say(discord.person("ada"), FOLLOW_UP, channel=thread).message()).text
    )


@pytest.mark.usefixtures("reading_bot")
async def test_in_a_locked_thread_whoever_asks_hears_that_it_may_not_write(discord: LoopbackDiscord) -> None:
    founder = discord.world.guild.owner
    thread = discord.open_thread(founder, "closed business")
    discord.archive(thread, locked=True)
    await discord.mention(founder, ANSWERED, channel=thread).nothing()
    heard = discord.history(discord.world.direct_channel(founder))
    assert [one.text for one in heard] == [
        told(discord, "may-not-write", channel=channel_mention(int(thread.id)))
    ]


@pytest.mark.usefixtures("reading_bot")
async def test_a_threads_name_has_no_sign_that_turns_its_letters_around(discord: LoopbackDiscord) -> None:
    channel = await ask_channel(discord, threads=True)
    ada = discord.person("ada")
    turned = await discord.say(ada, f"\u202e{ANSWERED}", channel=channel).message()
    assert turned.channel.name == ANSWERED


@pytest.mark.usefixtures("reading_bot")
async def test_talk_in_an_ask_channel_gets_silence(discord: LoopbackDiscord) -> None:
    channel, ada = await ask_channel(discord), discord.person("ada")
    for text in (
        "Can recommend the new bakery",
        "When it snowed we stayed in",
        "What a save by the keeper!",
        "will do, cheers",
        "How kind of them",
        "are you all going to the picnic on Sunday?",
        "hello? how are you?",
    ):
        await discord.say(ada, text, channel=channel).nothing()


@pytest.mark.usefixtures("reading_bot")
async def test_what_the_articles_dont_answer_gets_a_line_that_goes_by_itself(
    discord: LoopbackDiscord,
) -> None:
    channel = await ask_channel(discord, threads=True)
    refused = await discord.say(discord.person("ada"), NO_NEWS, channel=channel).message()
    assert refused.text == EN("nothing-found")
    assert not refused.buttons()
    assert refused.channel is channel


@pytest.mark.usefixtures("reading_bot")
async def test_a_forum_post_that_asks_nothing_is_left_alone(discord: LoopbackDiscord) -> None:
    forum, ada = await ask_forum(discord), discord.person("ada")
    await discord.post(ada, forum, "Post your gardens", "Mine has beans this year.").nothing()
    asked = await discord.post(ada, forum, "The call", ANSWERED).message()
    assert quotes_in(asked)


@pytest.mark.usefixtures("reading_bot")
async def test_a_forum_post_whose_title_asks_whether_its_text_is_true_is_looked_up(
    discord: LoopbackDiscord,
) -> None:
    forum, ada = await ask_forum(discord), discord.person("ada")
    claim = "Trump rang Putin in the middle of the White House meeting, for 40 minutes."
    found = await discord.post(ada, forum, "Did this really happen?", claim).message()
    assert EN("claim-found") in found.text and quotes_in(found)
    asked = await discord.post(ada, forum, "Question", ANSWERED).message()
    assert quotes_in(asked)


@pytest.mark.usefixtures("reading_bot")
async def test_bold_hidden_or_quoted_words_ask_the_same(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    expected = quotes_in(await discord.mention(ada, ANSWERED).message())
    assert expected
    for written in (f"**{ANSWERED}**", f"||{ANSWERED}||", f"```\n{ANSWERED}\n```", f"\n> {ANSWERED}"):
        assert quotes_in(await discord.mention(ada, written).message()) == expected
