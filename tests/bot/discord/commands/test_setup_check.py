"""What keeps the bot from answering, as a moderator sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.database.database import Database
from bot.database.servers import Servers, ServerSettings
from bot.discord.client import DATABASE
from bot.discord.views.origin import LONGEST_MESSAGE
from bot.discord.views.render import size
from config.settings import DiscordSettings
from loopback.model.constants import CATEGORY, FORUM, VOICE
from loopback.model.messages import Message
from loopback.model.permissions import Permission
from loopback.model.users import User
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot


@pytest.fixture
def mod(discord: LoopbackDiscord) -> User:
    """A moderator of the first server."""
    return discord.person("mod", moderator=True)


async def choose(discord: LoopbackDiscord, mod: User, setting: str, *ids: str) -> Message:
    lists = await discord.answer(mod, "setup channels")
    return await discord.select(mod, lists, f"setup:{setting}", list(ids)).message()


@pytest.mark.usefixtures("bot")
async def test_a_moderator_sees_which_rights_are_missing_where(discord: LoopbackDiscord, mod: User) -> None:
    news, quiet, talk = discord.channel("news"), discord.channel("quiet"), discord.channel("talk", kind=VOICE)
    fine = await discord.answer(mod, "setup check")
    assert fine.text == "I have all the rights that I need, in 4 channels."
    for channel in (news, quiet):
        discord.deny(channel, Permission.READ_MESSAGE_HISTORY, discord.world.bot)
    discord.deny(talk, Permission.SEND_MESSAGES, discord.world.bot)
    told = await discord.answer(mod, "setup check")
    assert told.is_ephemeral
    assert f"**Read Message History**: <#{news.id}> <#{quiet.id}>" in told.text
    assert f"**Send Messages**: <#{talk.id}>" in told.text
    assert discord.world.channel.id not in told.text
    assert "**Send Messages**" in (await discord.answer(mod, "setup show")).text


@pytest.mark.usefixtures("bot")
async def test_only_chosen_channels_are_checked_where_any_is_chosen(
    discord: LoopbackDiscord, mod: User
) -> None:
    desk = discord.channel("desk", kind=CATEGORY)
    inside, hidden = discord.channel("inside", category=desk), discord.channel("hidden", category=desk)
    forum, outside = discord.channel("forum", kind=FORUM), discord.channel("outside")
    for channel in (inside, outside):
        discord.deny(channel, Permission.SEND_MESSAGES, discord.world.bot)
    discord.deny(hidden, Permission.VIEW_CHANNEL, discord.world.bot)
    discord.deny(forum, Permission.SEND_MESSAGES_IN_THREADS, discord.world.bot)
    lists = await choose(discord, mod, "allowed_channels", desk.id, forum.id)
    assert f"**Send Messages**: <#{inside.id}>" in lists.text, "it is said at once where one chooses"
    told = (await discord.answer(mod, "setup check")).text
    assert f"**Send Messages**: <#{inside.id}>" in told
    assert f"**View Channels**: <#{hidden.id}>" in told
    assert f"**Send Messages in Threads**: <#{forum.id}>" in told
    assert outside.id not in told
    await choose(discord, mod, "denied_channels", desk.id)
    assert inside.id not in (await discord.answer(mod, "setup check")).text.partition("Rights")[2]


@pytest.mark.usefixtures("bot")
async def test_threads_are_missed_only_where_answers_come_in_threads(
    discord: LoopbackDiscord, mod: User
) -> None:
    discord.deny(discord.world.channel, Permission.CREATE_PUBLIC_THREADS, discord.world.bot)
    assert "all the rights" in (await discord.answer(mod, "setup check")).text
    shown = await discord.answer(mod, "setup answers", threads=True)
    assert "**Create Public Threads**" in shown.text


async def test_a_large_server_fits_into_a_message(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, mod: User
) -> None:
    rights = [
        Permission.READ_MESSAGE_HISTORY,
        Permission.SEND_MESSAGES,
        Permission.SEND_MESSAGES_IN_THREADS,
        Permission.CREATE_PUBLIC_THREADS,
    ]
    for number in range(320):
        channel = discord.world.new_channel(discord.world.guild, f"channel {number}")
        lacking = [right for bit, right in enumerate(rights) if number % 16 & 1 << bit]
        for right in lacking:
            discord.deny(channel, right, discord.world.bot)
    async with start_bot(live):
        shown = await discord.answer(mod, "setup answers", threads=True)
        checked = await discord.answer(mod, "setup check")
        for message in (shown, checked):
            assert size([message.text]) <= LONGEST_MESSAGE
            assert "and 8 more" in message.text


@pytest.mark.usefixtures("bot")
async def test_a_missing_intent_is_said_in_the_check_too(discord: LoopbackDiscord, mod: User) -> None:
    lists = await choose(discord, mod, "ask_channels", discord.world.channel.id)
    assert "Message Content" in lists.text
    assert "Message Content" in (await discord.answer(mod, "setup check")).text


async def test_with_the_intent_nothing_is_said_of_it(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, mod: User
) -> None:
    discord.world.may_read_content = True
    async with start_bot(live, DiscordSettings(message_content=True)):
        await choose(discord, mod, "ask_channels", discord.world.channel.id)
        assert "Message Content" not in (await discord.answer(mod, "setup check")).text


@pytest.mark.parametrize("locale", ["en-US", "de", "fr"])
async def test_all_that_can_be_set_fits_into_a_message_in_each_language(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, tmp_path: Path, locale: str
) -> None:
    """With long names, everything chosen that can be, and much that is gone since or lacking."""
    for number in range(30):
        channel = discord.channel(f"c{number}")
        for bit, right in enumerate((Permission.SEND_MESSAGES, Permission.READ_MESSAGE_HISTORY)):
            if number >> bit & 1:
                discord.deny(channel, right, discord.world.bot)
    channels = [int(key) for key in discord.world.channels]
    roles = [int(discord.role(f"r{number}").id) for number in range(25)]
    places = ("ask_channels", "forum_channels", "allowed_channels", "denied_channels")
    chosen: dict[str, Any] = {
        place: frozenset(channels[5 * number : 5 * number + 15]) for number, place in enumerate(places)
    }
    everything = ServerSettings(
        **chosen,
        allowed_roles=frozenset(roles),
        blocked=frozenset(range(10**18, 10**18 + 500)),
        outlets=tuple("*_[~`|>@#]_*" * 6 + str(number) for number in range(100)),
        gone=frozenset((*places, "allowed_roles", "blocked")),
    )
    database = await Database.open(tmp_path / DATABASE)
    await Servers(database).put(int(discord.world.guild_id), everything)
    await database.close()
    mod = discord.person("mod", moderator=True, locale=locale)
    async with start_bot(live):
        shown = [(await discord.answer(mod, f"setup {part}")).text for part in ("show", "channels", "check")]
    assert all(len(one) > 500 for one in shown), "an error is shorter"
