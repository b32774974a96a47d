"""The bot as a process of its own: stopped by SIGTERM, and killed."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.texts import texts_for
from loopback.people.reply import Reply
from loopback.process import BotProcess, bot_process
from loopback.server import LoopbackDiscord
from tests.bot.database.opening import as_another_program
from tests.bot.discord.questions import ANSWERED
from tests.conftest import ROOT

# Five seconds are promised; a busy machine may take twice as long, and the answer would take a minute.
STOP_SECONDS = 10.0
PATIENCE = 30.0


@pytest.fixture
def slow_bot(
    discord: LoopbackDiscord, example_data: Path, tmp_path: Path
) -> AbstractAsyncContextManager[BotProcess]:
    """The bot over the examples, which takes a minute for an answer."""
    shutil.copytree(example_data, tmp_path / "data")
    return started(discord, tmp_path / "data", "tests.bot.discord.slow_bot")


def started(discord: LoopbackDiscord, data: Path, module: str) -> AbstractAsyncContextManager[BotProcess]:
    """Start the bot by a module that takes its command line."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CLIPPINGS")}
    environment = clean | {"DISCORD_TOKEN": discord.world.token}
    return bot_process(discord, module, "run", "--data", data, environment=environment, folder=ROOT)


async def waiting(discord: LoopbackDiscord, data: Path) -> tuple[Reply, Reply]:
    """Ask by command and by mention, and wait until both are remembered as unanswered."""
    command = discord.slash(discord.person("ada", locale="fr"), "ask", question=ANSWERED)
    mention = discord.mention(discord.person("bob"), ANSWERED)
    await command.acknowledged()
    with as_another_program(data / "bot.sqlite") as file:
        async with asyncio.timeout(PATIENCE):
            while file.execute("SELECT count(*) FROM waiting").fetchone() != (2,):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    return command, mention


async def test_sigterm_ends_the_process_in_time_and_tells_who_waits(
    discord: LoopbackDiscord, slow_bot: AbstractAsyncContextManager[BotProcess], tmp_path: Path
) -> None:
    async with slow_bot as bot:
        command, mention = await waiting(discord, tmp_path / "data")
        async with asyncio.timeout(STOP_SECONDS):
            code = await bot.end(signal.SIGTERM)
        assert code == 0, "\n".join(bot.log)
    assert "redémarré" in (await command.message(1)).text
    assert "Please ask again" in (await mention.message(1)).text


async def test_after_a_kill_the_next_start_tells_who_waited(
    discord: LoopbackDiscord, slow_bot: AbstractAsyncContextManager[BotProcess], tmp_path: Path
) -> None:
    async with slow_bot as bot:
        command, mention = await waiting(discord, tmp_path / "data")
        assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
        assert command.find() is None
        assert mention.find() is None
    async with started(discord, tmp_path / "data", "bot") as bot:
        assert "redémarré" in (await command.message(PATIENCE)).text
        assert "Please ask again" in (await mention.message(PATIENCE)).text
        assert await bot.end(signal.SIGTERM) == 0
    with as_another_program(tmp_path / "data" / "bot.sqlite") as file:
        assert file.execute("SELECT count(*) FROM waiting").fetchone() == (0,)


async def test_a_form_that_was_open_when_the_bot_was_killed_can_be_sent_to_the_next_one(
    discord: LoopbackDiscord, example_data: Path, tmp_path: Path
) -> None:
    """And the vote that opened it counts, though the kill may have come before it was written down."""
    data = shutil.copytree(example_data, tmp_path / "data")
    ada = discord.person("ada")
    async with started(discord, data, "bot") as bot:
        answer = await discord.mention(ada, ANSWERED).message(PATIENCE)
        with as_another_program(data / "bot.sqlite") as file:
            async with asyncio.timeout(PATIENCE):
                while file.execute("SELECT count(*) FROM answer").fetchone() != (1,):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
        pressed = discord.click(answer, "👎", ada)
        await pressed.modal(PATIENCE)
        assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
    with as_another_program(data / "bot.sqlite") as file:
        file.execute("DELETE FROM vote")
    async with started(discord, data, "bot") as bot:
        sent = await discord.submit(pressed, problem=["outdated"], comment="It was moved.")
        assert (await sent.message(PATIENCE)).text == texts_for("en")("vote-bad")
        assert await bot.end(signal.SIGTERM) == 0
    with as_another_program(data / "bot.sqlite") as file:
        votes = file.execute("SELECT good, problem, comment FROM vote").fetchall()
    assert list(map(tuple, votes)) == [(0, "outdated", "It was moved.")]
