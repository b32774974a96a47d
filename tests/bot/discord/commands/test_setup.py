"""What moderators set, and that it holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database.database import Database
from bot.database.servers import Servers
from bot.discord.client import DATABASE
from config.settings import DiscordSettings
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, quotes_in


async def setup(discord: LoopbackDiscord, part: str, mod: User | None = None, **options: Any) -> Message:
    """What a moderator sees after /setup."""
    mod = mod or discord.person("mod", moderator=True)
    return await discord.answer(mod, f"setup {part}", **options)


@pytest.mark.usefixtures("bot")
async def test_setup_show_lists_the_defaults(discord: LoopbackDiscord) -> None:
    message = await setup(discord, "show")
    assert message.is_ephemeral
    for line in ("I answer: everywhere", "Who may ask: everyone", "Outlets quoted: all", "no wait"):
        assert line in message.text


@pytest.mark.usefixtures("bot")
async def test_members_dont_see_setup_and_cant_force_it(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    with pytest.raises(AssertionError, match="doesn't see"):
        discord.slash(ada, "setup show")
    told = await discord.answer(ada, "setup show", force=True)
    assert told.text == "Only people with the right “Manage Server” can change this."
    mod = discord.person("mod", moderator=True)
    lists = await setup(discord, "channels", mod)
    forged = discord.select(ada, lists, "setup:ask_channels", [discord.world.channel.id])
    assert "Manage Server" in (await forged.message()).text
    assert "Ask channels: none" in (await setup(discord, "show", mod)).text


@pytest.mark.usefixtures("bot")
async def test_setup_isnt_for_direct_messages(discord: LoopbackDiscord) -> None:
    with pytest.raises(AssertionError, match="direct messages"):
        discord.slash(discord.person("mod", moderator=True), "setup show", direct=True)


@pytest.mark.usefixtures("bot")
async def test_answers_are_private_where_a_server_wants_it(discord: LoopbackDiscord) -> None:
    assert "Answers to /ask: private" in (await setup(discord, "answers", private=True)).text
    ada = discord.person("ada")
    assert (await discord.answer(ada, "ask", question=ANSWERED)).is_ephemeral
    loud = await discord.answer(ada, "ask", question=ANSWERED, private=False)
    assert not loud.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_answers_come_in_threads_where_a_server_wants_it(discord: LoopbackDiscord) -> None:
    await setup(discord, "answers", threads=True)
    message = await discord.mention(discord.person("ada"), ANSWERED).message()
    assert message.channel.name == ANSWERED[:100]
    assert message.channel.parent == discord.world.channel.id
    assert quotes_in(message)


@pytest.mark.usefixtures("bot")
async def test_a_cooldown_of_the_server_holds(discord: LoopbackDiscord) -> None:
    shown = await setup(discord, "answers", cooldown=60)
    assert "60 seconds" in shown.text
    ada = discord.person("ada")
    await discord.answer(ada, "ask", question=ANSWERED)
    assert "you can ask again" in (await discord.answer(ada, "ask", question=ANSWERED)).text


@pytest.mark.usefixtures("bot")
async def test_only_allowed_channels_are_answered_in(discord: LoopbackDiscord) -> None:
    other, mod = discord.channel("news"), discord.person("mod", moderator=True)
    lists = await setup(discord, "channels", mod)
    await discord.select(mod, lists, "setup:allowed_channels", [other.id]).message()
    ada = discord.person("ada")
    told = await discord.answer(ada, "ask", question=ANSWERED)
    assert told.text == f"I'm not to answer in this channel. Try <#{other.id}>."
    assert told.is_ephemeral
    assert quotes_in(await discord.answer(ada, "ask", channel=other, question=ANSWERED))
    direct = await discord.answer(ada, "ask", direct=True, question=ANSWERED)
    assert quotes_in(direct)


@pytest.mark.usefixtures("bot")
async def test_only_allowed_roles_may_ask(discord: LoopbackDiscord) -> None:
    mod, role = discord.person("mod", moderator=True), discord.world.ids.next()
    lists = await setup(discord, "channels", mod)
    await discord.select(mod, lists, "setup:allowed_roles", [role]).message()
    told = await discord.answer(discord.person("ada"), "ask", question=ANSWERED)
    assert told.text == "On this server only some roles may ask me."


@pytest.mark.usefixtures("bot")
async def test_only_chosen_outlets_are_quoted(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    ada = discord.person("ada")
    before = await discord.answer(ada, "ask", question=ANSWERED)
    assert "Northline News" in before.text
    shown = await setup(discord, "outlet", outlet="Harbour Courier", shown=True)
    assert "Outlets quoted: Harbour Courier" in shown.text
    after = await discord.answer(ada, "ask", question=ANSWERED)
    assert "Northline News" not in after.text
    assert "all" in (await setup(discord, "outlet", outlet="harbour courier", shown=False)).text


@pytest.mark.usefixtures("bot")
async def test_the_language_of_a_server_is_set(discord: LoopbackDiscord) -> None:
    shown = await setup(discord, "language", language="de")
    assert "Language: Deutsch" in shown.text
    message = await discord.answer(discord.person("ada"), "ask", question=ANSWERED)
    assert "Gefragt: " in message.text
    assert "as Discord says" in (await setup(discord, "language", language="auto")).text


async def test_settings_outlive_a_restart_and_can_be_reset(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        await setup(discord, "answers", private=True)
    async with start_bot(live, DiscordSettings()):
        assert "Answers to /ask: private" in (await setup(discord, "show")).text
        shown = await setup(discord, "reset")
        assert "Answers to /ask: public" in shown.text
        assert "3 seconds" in shown.text


async def test_settings_of_a_server_that_left_are_kept_for_its_return(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, tmp_path: Path
) -> None:
    """For thirty days: then housekeeping forgets them."""
    async with start_bot(live):
        await setup(discord, "answers", private=True)
        discord.remove_bot(discord.world.guild)
        await discord.at_rest()
    database = await Database.open(tmp_path / DATABASE)
    try:
        servers, server = Servers(database), int(discord.world.guild_id)
        assert await servers.known() == {server}
        assert await servers.drop_left(datetime.now(UTC) - timedelta(days=30)) == 0
        assert (await servers.get(server)).private
        assert await servers.drop_left(datetime.now(UTC) + timedelta(seconds=1)) == 1
        assert not (await servers.get(server)).private
    finally:
        await database.close()
