"""Rights that the bot lacks never leave anyone without a word."""

from __future__ import annotations

import discord as discord_py
import pytest

from bot.discord.talks import thread_name
from bot.discord.views.markdown import channel_mention
from bot.discord.where import AnswerPlace, answer_place
from bot.texts import texts_for
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Held
from tests.bot.discord.questions import ANSWERED, quotes_in
from tests.bot.discord.told import told

EN = texts_for("en")


@pytest.mark.usefixtures("bot")
async def test_without_the_right_to_read_older_messages_an_answer_comes_all_the_same(
    discord: LoopbackDiscord,
) -> None:
    discord.deny(discord.world.channel, Permission.READ_MESSAGE_HISTORY, discord.world.bot)
    await discord.mention(discord.person("ada"), ANSWERED).nothing()
    answer = discord.last()
    assert quotes_in(answer)
    assert answer.replies_to is None
    await discord.mention(discord.person("bob"), "").nothing()
    assert discord.last().text == told(discord, "question-missing")


@pytest.mark.usefixtures("bot")
async def test_where_it_may_not_write_in_threads_it_answers_in_the_channel(discord: LoopbackDiscord) -> None:
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "setup answers", threads=True)
    discord.deny(discord.world.channel, Permission.SEND_MESSAGES_IN_THREADS, discord.world.bot)
    answer = await discord.mention(discord.person("ada"), ANSWERED).message()
    assert quotes_in(answer)
    assert answer.channel is discord.world.channel
    assert not [one for one in discord.world.channels.values() if one.is_thread]


@pytest.mark.usefixtures("bot")
async def test_where_it_may_write_only_in_threads_it_opens_one(discord: LoopbackDiscord) -> None:
    discord.deny(discord.world.channel, Permission.SEND_MESSAGES, discord.world.bot)
    answer = await discord.mention(discord.person("ada"), ANSWERED).message()
    assert quotes_in(answer)
    assert answer.channel.is_thread


@pytest.mark.usefixtures("bot")
async def test_where_it_may_not_write_at_all_whoever_asked_hears_of_it_alone(
    discord: LoopbackDiscord,
) -> None:
    closed, ada = discord.channel("notices", closed=True), discord.person("ada")
    for _ in range(3):
        await discord.mention(ada, ANSWERED, channel=closed).nothing()
    heard = discord.history(discord.world.direct_channel(ada))
    assert [one.text for one in heard] == [
        told(discord, "may-not-write", channel=channel_mention(int(closed.id)))
    ]


def test_answers_go_where_the_server_wants_them_as_far_as_the_bot_may_write() -> None:
    def place(*lacking: str, wants_thread: bool = True, in_thread: bool = False) -> AnswerPlace:
        rights = discord_py.Permissions.text()
        rights.update(**dict.fromkeys(lacking, False))
        return answer_place(
            rights, in_thread=in_thread, can_hold_threads=not in_thread, wants_thread=wants_thread
        )

    assert place() is AnswerPlace.OWN_THREAD
    assert place("create_public_threads") is AnswerPlace.HERE
    assert place("send_messages_in_threads") is AnswerPlace.HERE
    assert place(wants_thread=False) is AnswerPlace.HERE
    assert place("send_messages", wants_thread=False) is AnswerPlace.OWN_THREAD
    assert place("send_messages", "create_public_threads") is AnswerPlace.NOWHERE
    assert place("send_messages", in_thread=True) is AnswerPlace.HERE
    assert place("send_messages_in_threads", in_thread=True) is AnswerPlace.NOWHERE


def test_a_thread_has_no_name_that_turns_letters_around() -> None:
    assert thread_name("\u202ewho won\u200b the\nregatta?", "A question") == "who won the regatta?"
    assert thread_name("\u200b", "A question") == thread_name("?????", "A question") == "A question"


async def test_where_the_right_to_write_is_taken_while_it_looks_whoever_asked_hears_of_it(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    held, ada = Held(live), discord.person("ada")
    async with start_bot(held):
        asked = discord.mention(ada, ANSWERED)
        await discord.world.wait_for(held.asked.is_set, 20, "the question")
        discord.deny(discord.world.channel, Permission.SEND_MESSAGES, discord.world.bot)
        held.go.set()
        await asked.nothing()
        heard = discord.history(discord.world.direct_channel(ada))
        place = channel_mention(int(discord.world.channel.id))
        assert [one.text for one in heard] == [told(discord, "may-not-write", channel=place)]
