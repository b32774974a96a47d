"""Messages that are changed or deleted take their answers along."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from discord import utils

from bot.texts import texts_for
from config.settings import DiscordSettings
from loopback.model.messages import Message
from loopback.model.snowflakes import moment_of
from loopback.people.reply import Reply
from loopback.people.rest import at_rest
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Held
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE, quotes_in
from tests.bot.discord.servers import ask_channel
from tests.bot.discord.told import told

EN = texts_for("en")


def asked(reply: Reply) -> Message:
    """The message that somebody wrote."""
    assert reply.asked is not None
    return reply.asked


def answers(discord: LoopbackDiscord, question: Message) -> list[Message]:
    """What stands as replies to a message."""
    return [one for one in discord.history(question.channel) if one.replies_to == question.id]


@pytest.mark.usefixtures("bot")
async def test_a_question_whose_typo_is_mended_has_one_answer(discord: LoopbackDiscord) -> None:
    reply = discord.mention(discord.person("ada"), NOT_IN_THERE)
    first = await reply.message()
    assert not quotes_in(first)
    discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
    await at_rest(discord.gateway, 15.0)
    (only,) = answers(discord, asked(reply))
    assert only is first
    assert quotes_in(only)


@pytest.mark.usefixtures("bot")
async def test_small_talk_that_becomes_a_question_has_one_reply(discord: LoopbackDiscord) -> None:
    reply = discord.mention(discord.person("ada"), "hello")
    assert (await reply.message()).text == EN("small-talk-greeting")
    discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
    await at_rest(discord.gateway, 15.0)
    (only,) = answers(discord, asked(reply))
    assert quotes_in(only)


async def test_a_question_mended_at_once_is_answered_as_soon_as_its_author_may_ask_again(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live, DiscordSettings(cooldown_seconds=1)):
        reply = discord.mention(discord.person("ada"), NOT_IN_THERE)
        await reply.message()
        discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
        await at_rest(discord.gateway, 15.0)
        (only,) = answers(discord, asked(reply))
        assert quotes_in(only)


async def test_a_question_changed_after_a_restart_has_one_answer(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        reply = discord.mention(discord.person("ada"), NOT_IN_THERE)
        await reply.message()
    async with start_bot(live):
        discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
        await at_rest(discord.gateway, 15.0)
        (only,) = answers(discord, asked(reply))
        assert quotes_in(only)


async def test_a_question_changed_while_it_is_answered_has_one_answer(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    held = Held(live)
    async with start_bot(held):
        reply = discord.mention(discord.person("ada"), NOT_IN_THERE)
        await discord.gateway.heard()
        discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
        await discord.gateway.heard()
        held.go.set()
        await at_rest(discord.gateway, 15.0)
        (only,) = answers(discord, asked(reply))
        assert quotes_in(only)


@pytest.mark.usefixtures("bot")
async def test_an_answer_goes_with_its_question(discord: LoopbackDiscord) -> None:
    first, second = (discord.mention(discord.person(name), ANSWERED) for name in ("ada", "bob"))
    gone, stays = await first.message(), await second.message()
    discord.delete(asked(first))
    await at_rest(discord.gateway, 15.0)
    assert gone not in discord.history()
    assert stays in discord.history()


async def test_an_answer_goes_with_its_question_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        reply = discord.mention(discord.person("ada"), ANSWERED)
        gone = await reply.message()
        stays = await discord.mention(discord.person("bob"), ANSWERED).message()
    async with start_bot(live):
        discord.delete(asked(reply))
        await at_rest(discord.gateway, 15.0)
        assert gone not in discord.history()
        assert stays in discord.history()


@pytest.mark.usefixtures("bot")
async def test_answers_go_with_questions_that_a_moderator_purges(discord: LoopbackDiscord) -> None:
    replies = [discord.mention(discord.person(name), ANSWERED) for name in ("ada", "bob")]
    given = [await reply.message() for reply in replies]
    discord.purge([asked(reply) for reply in replies])
    await at_rest(discord.gateway, 15.0)
    assert not set(map(id, given)) & set(map(id, discord.history()))


async def test_a_question_deleted_while_it_is_answered_gets_none(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    held = Held(live)
    async with start_bot(held):
        reply = discord.mention(discord.person("ada"), ANSWERED)
        await discord.gateway.heard()
        discord.delete(asked(reply))
        await discord.gateway.heard()
        held.go.set()
        await at_rest(discord.gateway, 15.0)
        assert not discord.history()


@pytest.mark.usefixtures("reading_bot")
async def test_an_answer_in_a_thread_of_its_own_follows_its_question_too(discord: LoopbackDiscord) -> None:
    channel = await ask_channel(discord, threads=True)
    reply = discord.say(discord.person("ada"), "Who rang Putin during the meeting?", channel=channel)
    first = await reply.message()
    discord.edit(asked(reply), ANSWERED)
    await at_rest(discord.gateway, 15.0)
    assert [one for one in discord.history(first.channel) if one.author is discord.world.bot] == [first]
    assert any("40 minutes" in quote for quote in quotes_in(first))
    discord.delete(asked(reply))
    await at_rest(discord.gateway, 15.0)
    assert first not in discord.history(first.channel)


@pytest.mark.usefixtures("reading_bot")
async def test_a_thread_that_was_opened_for_a_question_taken_back_is_closed(discord: LoopbackDiscord) -> None:
    channel, ada = await ask_channel(discord, threads=True), discord.person("ada")
    lonely = discord.say(ada, ANSWERED, channel=channel)
    used = discord.say(ada, ANSWERED, channel=channel)
    threads = [(await reply.message()).channel for reply in (lonely, used)]
    await discord.say(discord.person("bob"), "I was there that day.", channel=threads[1]).nothing()
    for reply in (lonely, used):
        discord.delete(asked(reply))
    await at_rest(discord.gateway, 15.0)
    assert [thread.is_archived for thread in threads] == [True, False]


@pytest.mark.usefixtures("reading_bot")
async def test_a_thread_is_closed_too_where_its_question_becomes_chatter(discord: LoopbackDiscord) -> None:
    channel = await ask_channel(discord, threads=True)
    reply = discord.say(discord.person("ada"), ANSWERED, channel=channel)
    thread = (await reply.message()).channel
    discord.edit(asked(reply), "we met there")
    await at_rest(discord.gateway, 15.0)
    assert not [one for one in discord.history(thread) if one.author is discord.world.bot]
    assert thread.is_archived


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("minutes", "is_answered"), [(5, True), (40, False)])
async def test_how_late_a_change_is_discord_says_and_no_clock_here(
    discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch, minutes: int, is_answered: bool
) -> None:
    """Be this machine's clock hours ahead."""
    payload = Message.payload

    def changed(message: Message) -> dict[str, object]:
        later = datetime.fromisoformat(moment_of(message.id)) + timedelta(minutes=minutes)
        return {**payload(message), "edited_timestamp": later.isoformat() if message.edits else None}

    monkeypatch.setattr(Message, "payload", changed)
    monkeypatch.setattr(utils, "utcnow", lambda: datetime.now(UTC) + timedelta(hours=6))
    reply = discord.mention(discord.person("ada"), NOT_IN_THERE)
    first = await reply.message()
    discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
    await at_rest(discord.gateway, 15.0)
    assert bool(quotes_in(first)) is is_answered


async def test_an_answer_in_a_thread_of_its_own_follows_its_question_after_restarts(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """What was asked in the thread since stays, and goes on from what is asked now."""
    ada, bob = discord.person("ada"), discord.person("bob")
    async with start_bot(live):
        await discord.answer(discord.person("mod", moderator=True), "setup answers", threads=True)
        reply = discord.mention(ada, NOT_IN_THERE)
        first = await reply.message()
        assert first.channel.is_thread and not quotes_in(first)
    async with start_bot(live):
        discord.edit(asked(reply), f"<@{discord.world.bot.id}> {ANSWERED}")
        await at_rest(discord.gateway, 15.0)
        assert not answers(discord, asked(reply))
        assert [one for one in discord.history(first.channel) if one.author is discord.world.bot] == [first]
        assert quotes_in(first)
        later = await discord.mention(bob, "and who was it with?", channel=first.channel).message()
        assert "Putin" in later.text
    async with start_bot(live):
        discord.delete(asked(reply))
        await at_rest(discord.gateway, 15.0)
        own = [one for one in discord.history(first.channel) if one.author is discord.world.bot]
        assert own == [later]


@pytest.mark.usefixtures("bot")
async def test_buttons_of_what_was_deleted_say_that_it_is_gone(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    privacy = await discord.answer(ada, "privacy")
    await discord.click(privacy, "Delete what is mine", ada).message()
    for label in ("Context", "More", "👍"):
        assert (await discord.click(answer, label, discord.person("bob")).message()).text == told(
            discord, "answer-gone"
        )


@pytest.mark.usefixtures("reading_bot")
@pytest.mark.parametrize(
    "changed",
    ["never mind", "", "hello everyone", "I asked in the wrong channel"],
    ids=["said otherwise", "emptied", "greets others", "tells"],
)
async def test_a_question_that_is_taken_back_by_editing_takes_its_answer_along(
    discord: LoopbackDiscord, changed: str
) -> None:
    reply = discord.mention(discord.person("ada"), ANSWERED)
    await reply.message()
    discord.edit(asked(reply), changed)
    await discord.at_rest()
    assert not answers(discord, asked(reply))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("changed", "key"),
    [("", "question-missing"), ("can you check this", "nothing-pointed-at"), ("more", "which-answer")],
)
async def test_a_question_changed_to_what_only_gets_a_hint_keeps_no_old_answer(
    discord: LoopbackDiscord, changed: str, key: str
) -> None:
    reply = discord.mention(discord.person("ada"), ANSWERED)
    await reply.message()
    discord.edit(asked(reply), f"<@{discord.world.bot.id}> {changed}")
    await discord.at_rest()
    (hint,) = answers(discord, asked(reply))
    assert hint.text == told(discord, key)


@pytest.mark.usefixtures("bot")
async def test_a_question_changed_to_stop_takes_its_own_answer_away(discord: LoopbackDiscord) -> None:
    reply = discord.mention(discord.person("ada"), ANSWERED)
    await reply.message()
    discord.edit(asked(reply), f"<@{discord.world.bot.id}> stop")
    await discord.at_rest()
    assert not answers(discord, asked(reply))


async def test_a_question_taken_back_after_a_restart_takes_its_answer_along(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        reply = discord.mention(discord.person("ada"), ANSWERED)
        await reply.message()
    async with start_bot(live):
        discord.edit(asked(reply), "never mind")
        await discord.at_rest()
        assert not answers(discord, asked(reply))


@pytest.mark.parametrize("end", ["edit", "delete"])
async def test_a_question_taken_back_while_its_answer_is_looked_for_gets_none(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, end: str
) -> None:
    held = Held(live)
    async with start_bot(held):
        reply = discord.mention(discord.person("ada"), ANSWERED)
        await discord.gateway.heard()
        if end == "edit":
            discord.edit(asked(reply), "never mind")
        else:
            discord.delete(asked(reply))
        await discord.gateway.heard()
        held.go.set()
        await discord.at_rest()
        assert not answers(discord, asked(reply))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("end", ["edit", "delete"])
async def test_a_question_taken_back_while_its_answer_is_on_its_way_keeps_none(
    discord: LoopbackDiscord, end: str
) -> None:
    """Discord lets it wait a little."""
    discord.faults.rate_limit("POST", "/channels/*/messages", retry_after=0.5)
    reply = discord.mention(discord.person("ada"), ANSWERED)
    await discord.world.wait_for(lambda: discord.faults.happened > 0, 15.0, "the answer on its way")
    if end == "edit":
        discord.edit(asked(reply), "never mind")
    else:
        discord.delete(asked(reply))
    await discord.at_rest()
    assert not answers(discord, asked(reply))


@pytest.mark.usefixtures("reading_bot")
async def test_what_is_said_in_a_thread_after_a_question_was_deleted_is_about_the_answer_before(
    discord: LoopbackDiscord,
) -> None:
    channel, ada = await ask_channel(discord, threads=True), discord.person("ada")
    first = await discord.say(ada, ANSWERED, channel=channel).message()
    later = discord.say(ada, "Who briefed European leaders after the call?", channel=first.channel)
    await later.message()
    discord.delete(asked(later))
    await discord.at_rest()
    named = await discord.say(ada, "source?", channel=first.channel).message()
    assert "white-house-call" in named.text
