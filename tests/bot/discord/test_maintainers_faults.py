"""What goes wrong around the bot, and what people notice of it: as little as can be."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from bot.database.database import Database
from bot.database.errors import DatabaseError
from bot.discord import client as client_module
from bot.discord import shards
from bot.discord.client import run_bot
from bot.discord.shards import CappedBackoff
from config.settings import DiscordSettings, Settings
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.database.opening import as_another_program
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Held
from tests.bot.discord.questions import ANSWERED, FIRST, FOLLOW_UP, ask, quotes_in

QUICK = 8.0


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that the loopback Discord doesn't hear of."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@pytest.mark.usefixtures("bot")
async def test_a_locked_database_delays_nobody(discord: LoopbackDiscord, tmp_path: Path) -> None:
    """Another program writes all the time: answers, buttons, votes, follow-ups and help come at once."""
    with as_another_program(tmp_path / "bot.sqlite") as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await discord.slash(discord.person("ada"), "ask", question=ANSWERED).message(QUICK)
        assert quotes_in(answer)
        bob = discord.person("bob")
        for press in ("Context", "👍"):
            assert (await discord.click(answer, press, user=bob).message(QUICK)).text
        assert (await discord.click(answer, "👎", user=bob).modal(QUICK))["title"]
        assert (await discord.slash(bob, "help").message(QUICK)).text
        first = await discord.mention(bob, FIRST).message(QUICK)
        follow_up = await discord.reply_to(bob, first, FOLLOW_UP).message(QUICK)
        assert "40 minutes" in follow_up.text
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("bot")
async def test_a_full_disk_costs_no_answer_and_one_line_in_the_log(
    discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(self: Database, statement: str, values: object = ()) -> int:
        raise DatabaseError("The bot's database can't be used: the disk is full.", is_passing=True)

    monkeypatch.setattr(Database, "change", full)
    for number in range(3):
        reply = discord.slash(discord.person(f"p{number}"), "ask", question=ANSWERED)
        assert quotes_in(await reply.message(QUICK))
    assert caplog.text.count("the disk is full. Answers go on") == 1


@pytest.mark.usefixtures("bot")
async def test_a_sign_of_writing_that_fails_costs_no_answer(discord: LoopbackDiscord) -> None:
    discord.faults.rate_limit("POST", "/channels/*/typing", retry_after=30.0, times=1)
    assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message(QUICK))
    discord.faults.fail("POST", "/channels/*/typing", times=5)
    other = discord.channel("elsewhere")
    asked = f"<@{discord.world.bot.id}> {ANSWERED}"
    assert quotes_in(await discord.say(discord.person("bob"), asked, channel=other).message(QUICK))


async def test_while_a_sign_of_writing_has_to_wait_no_other_is_sent_in_that_channel(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Several people ask at once: the loopback Discord complains of whoever comes back too early."""
    typing = "POST", "/channels/*/typing"
    discord.faults.rate_limit(*typing, retry_after=1.0)
    held = Held(live)
    async with start_bot(held):
        asked = [discord.mention(discord.person(name), ANSWERED) for name in ("ada", "bob", "cy")]
        await discord.world.wait_for(lambda: bool(discord.world.typing), 20, "a sign of writing")
        held.go.set()
        for one in asked:
            assert quotes_in(await one.message())
    assert len(discord.world.typing) == 1


def test_pauses_between_tries_to_come_back_stay_short() -> None:
    """However long Discord is away."""
    backoff = CappedBackoff(lambda: 5.0)
    pauses = [backoff.delay() for _ in range(200)]
    assert max(pauses) == 5.0
    assert pauses.count(5.0) > 100, "they grow first"


async def health(session: aiohttp.ClientSession, wanted: int) -> None:
    async with asyncio.timeout(20):
        while (await session.get("/health")).status != wanted:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_health_says_when_discord_is_away_and_back(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, unused_tcp_port: int
) -> None:
    """And what was asked meanwhile is answered: the session is gone on with, though tries failed."""
    settings = DiscordSettings(cooldown_seconds=0, metrics_port=unused_tcp_port)
    async with (
        start_bot(live, settings),
        aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session,
    ):
        await health(session, 200)
        await discord.gateway.go_away()
        await health(session, 503)
        asked = discord.mention(discord.person("ada"), ANSWERED)
        # Not only the first try fails, after which discord.py would begin a new session.
        await discord.world.wait_for(lambda: discord.gateway.refused >= 2, 20, "two tries")
        discord.gateway.come_back()
        assert quotes_in(await asked.message(30))
        await health(session, 200)
        text = await (await session.get("/metrics")).text()
    assert discord.gateway.resumed == 1
    assert 'clippings_reconnects_total{how="resumed"} 1.0' in text
    assert "clippings_servers 1.0" in text


async def test_health_notices_a_line_that_died_without_a_word(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    unused_tcp_port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Long before a heartbeat is due: it asks for a sign of life, and has the line replaced."""
    monkeypatch.setattr(shards, "_QUIET_SECONDS", 0.2)
    settings = DiscordSettings(cooldown_seconds=0, metrics_port=unused_tcp_port)
    async with (
        start_bot(live, settings),
        aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session,
    ):
        await health(session, 200)
        # A quiet line that is alive is well: the heartbeat that is asked for comes back.
        await asyncio.sleep(0.3)
        assert (await session.get("/health")).status == 200
        monkeypatch.setattr(shards, "_ANSWER_SECONDS", 0.3)
        discord.gateway.fall_silent()
        asked = discord.mention(discord.person("ada"), ANSWERED)
        await health(session, 503)
        await health(session, 200)
        assert quotes_in(await asked.message())
    assert discord.gateway.resumed == 1


def registrations(discord: LoopbackDiscord) -> int:
    return sum(one.startswith("PUT") and one.endswith("/commands") for one in discord.world.requests)


async def test_commands_are_registered_once_and_then_only_when_they_changed(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    home = DiscordSettings(cooldown_seconds=0, home_server=int(discord.world.guild_id))
    for _ in range(2):
        async with start_bot(live, home):
            assert quotes_in(await ask(discord))
    assert registrations(discord) == 2
    # Another program with the same token took them away.
    discord.world.commands.clear()
    async with start_bot(live, home):
        await discord.world.wait_for(lambda: bool(discord.world.commands), 10, "the commands")


async def test_a_start_goes_on_where_commands_cannot_be_registered(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(client_module, "_REGISTRATION_SECONDS", 0.2)
    discord.faults.rate_limit("PUT", "/applications/*/commands", retry_after=8.0)
    async with start_bot(live):
        assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message(6.0))
        assert not discord.world.commands


@pytest.mark.parametrize("home", [4711, None])
async def test_an_unknown_home_server_is_one_warning(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    caplog: pytest.LogCaptureFixture,
    home: int | None,
) -> None:
    """Be it that there is none of that id, or that the bot isn't in it."""
    home = home or int(discord.new_server("Elsewhere", with_bot=False).id)
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, home_server=home)):
        assert quotes_in(await ask(discord))
    (told,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert told.getMessage().startswith(f"no /admin: the bot isn't in the server {home}")


async def test_the_log_says_who_the_bot_is_and_that_the_clock_is_wrong(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    discord.world.date_ahead = 300.0
    overview = live.overview()
    async with start_bot(live):
        await until(lambda: "to invite it: https://" in caplog.text)
    assert (
        f"in 1 servers, over the index {overview.snapshot} with {overview.articles} articles" in caplog.text
    )
    assert f"client_id={discord.world.bot.id}" in caplog.text
    assert caplog.text.count("s behind Discord's: set it right") == 1


@pytest.mark.usefixtures("bot")
async def test_an_event_that_nobody_can_read_ends_nothing(
    discord: LoopbackDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    discord.gateway.tell("CHANNEL_CREATE", {"id": "1", "type": 0, "guild_id": discord.world.guild_id})
    assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message())
    assert "an event CHANNEL_CREATE of Discord's can't be read" in caplog.text


async def test_stopping_leaves_nobody_thinking(
    discord: LoopbackDiscord, live: LiveAnswerer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that takes too long: everyone who waits is told, in their language, and the bot ends."""
    monkeypatch.setattr(client_module, "_FAREWELL_SECONDS", 0.2)
    held = Held(live)
    running = asyncio.create_task(run_bot(held, settings_of(discord, tmp_path)))
    await discord.connected()
    command = discord.slash(discord.person("ada", locale="de"), "ask", question=ANSWERED)
    mention = discord.mention(discord.person("bob"), ANSWERED)
    await command.acknowledged()
    await discord.world.wait_for(lambda: bool(discord.world.typing), 5, "typing")
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(10):
        assert await running is False, "the answer is still being worked out"
    assert "neu gestartet" in (await command.message(1)).text
    assert (await mention.message(1)).text == "I was restarted before I could answer. Please ask again."
    held.go.set()


async def test_who_asks_while_the_bot_stops_is_told_too(
    discord: LoopbackDiscord, live: LiveAnswerer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord lets the first apology wait, and meanwhile somebody else asks."""
    monkeypatch.setattr(client_module, "_FAREWELL_SECONDS", 0.2)
    monkeypatch.setattr(client_module, "_APOLOGY_SECONDS", 15.0)
    held = Held(live)
    running = asyncio.create_task(run_bot(held, settings_of(discord, tmp_path)))
    await discord.connected()
    first = discord.mention(discord.person("ada"), ANSWERED)
    await discord.world.wait_for(lambda: bool(discord.world.typing), 20, "typing")
    discord.faults.rate_limit("POST", "/channels/*/messages", retry_after=1.0)
    os.kill(os.getpid(), signal.SIGTERM)
    await until(lambda: discord.faults.happened == 1)
    replies = [discord.direct(discord.person("bob"), ANSWERED)]
    replies += [discord.slash(discord.person("cy"), "ask", question=ANSWERED), first]
    for reply in replies:
        assert "Please ask again" in (await reply.message()).text
    async with asyncio.timeout(20):
        await running
    held.go.set()


def settings_of(discord: LoopbackDiscord, data: Path) -> Settings:
    return Settings(
        DISCORD_TOKEN=discord.world.token,  # type: ignore[call-arg]  # the setting's name outside
        data=data,
        discord=DiscordSettings(cooldown_seconds=0),
    )


async def test_who_waited_when_the_bot_was_killed_is_told_after_the_start(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Nothing is said at the kill; the next start finds who waits in the database."""
    held = Held(live)
    running = asyncio.create_task(run_bot(held, settings_of(discord, tmp_path)))
    await discord.connected()
    command = discord.slash(discord.person("ada"), "ask", question=ANSWERED)
    mention = discord.mention(discord.person("bob"), ANSWERED)
    await command.acknowledged()
    file = tmp_path / "bot.sqlite"
    with as_another_program(file) as other:
        await until(lambda: other.execute("SELECT count(*) FROM waiting").fetchone() == (2,))
        kept = other.execute("SELECT * FROM waiting").fetchall()
    running.cancel()
    await asyncio.wait({running})
    held.go.set()
    # As it was at the kill.
    with as_another_program(file) as other:
        other.executemany("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?, ?)", kept)
    assert mention.asked is not None
    replies = discord.world.said_to.setdefault(mention.asked.id, [])
    said = len(replies)
    async with start_bot(live):
        await until(lambda: len(replies) > said)
        await until(lambda: command.find() is not None)
    assert "Please ask again" in (await command.message(1)).text
    with as_another_program(file) as other:
        assert other.execute("SELECT count(*) FROM waiting").fetchone() == (0,)


async def test_changes_are_logged_with_a_code_for_who_made_them(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    moderator = discord.person("moderator", moderator=True)
    async with start_bot(live):
        await discord.answer(moderator, "setup answers", private=True)
        await ask(discord)
    (told,) = [one.getMessage() for one in caplog.records if getattr(one, "audit", False)]
    assert told.startswith(f"change: setup in server {discord.world.guild_id} by ")
    assert "private" in told
    assert str(moderator.id) not in told


async def test_the_database_is_made_anew_when_somebody_deletes_it(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.discord.tasks._DATABASE_SECONDS", 0.1)
    moderator = discord.person("moderator", moderator=True)
    async with start_bot(live):
        await discord.answer(moderator, "setup answers", private=True)
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"bot.sqlite{ending}").unlink()
        await until(lambda: "it is made anew" in caplog.text)
        assert (await ask(discord)).is_ephemeral
    with as_another_program(tmp_path / "bot.sqlite") as other:
        assert other.execute("SELECT count(*) FROM answer").fetchone() == (1,)
        ((stored,),) = other.execute("SELECT settings FROM server").fetchall()
    assert json.loads(stored)["private"] is True


async def test_a_database_that_is_slow_at_the_start_keeps_no_command_from_people(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was registered before isn't known then: all commands are registered once more."""

    async def slow(self: Database, statement: str, values: object = ()) -> list[object]:
        raise DatabaseError("The bot's database is slow.", is_passing=True)

    with monkeypatch.context() as patched:
        patched.setattr(Database, "rows_soon", slow)
        async with start_bot(live):
            assert quotes_in(await ask(discord))


@pytest.mark.usefixtures("bot")
async def test_the_log_says_that_what_was_asked_over_a_lost_session_is_lost(
    discord: LoopbackDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    await discord.at_rest()
    await discord.gateway.invalidate()
    await until(lambda: "shard 0 is back in a new session: what was said meanwhile is lost" in caplog.text)
    assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message())
