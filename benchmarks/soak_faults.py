"""Lets people ask the real bot, in a process of its own, while one thing after the other goes wrong.

    python -m benchmarks.soak_faults

The bot runs over the example articles against the loopback Discord. Prints what came of the questions
asked in each stage, and ends with 1 where somebody was left without a word, a command was acknowledged
late, "is thinking" stayed, or Discord would have rejected something. What nobody can hear is counted
apart: what was asked while the bot wasn't running.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import signal
import socket
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

import aiohttp
from rich.console import Console
from rich.table import Table

from benchmarks.crowd import Asked, Crowd, Outcome
from benchmarks.options import plain_parser
from benchmarks.soak import build_index
from loopback.model.guilds import Channel
from loopback.process import BotProcess, bot_process
from loopback.server import LoopbackDiscord, loopback_discord
from loopback.world import ACKNOWLEDGE_SECONDS

# What makes two lines of the log of the same kind different.
_NUMBER = re.compile(r"\d[\d.]*")
ROOT = Path(__file__).parents[1]
_PEOPLE = 6
# So many questions wait when the bot is stopped or killed.
_AT_ONCE = 40
# So many ask in one moment while the line is gone, besides those who ask now and then.
_MEANWHILE = 10
_CALM_SECONDS, _LOCKED_SECONDS, _AWAY_SECONDS, _FULL_SECONDS, _CLOCK_SECONDS = 20.0, 40.0, 30.0, 20.0, 20.0
# What a stage leaves undone must be done after so long.
_LAST_SECONDS = 60.0
_RESPITE_SECONDS = 1.0


class Trouble:
    """Makes trouble for a bot, one kind after the other.

    noted: figures beside those of the questions, by name.
    """

    def __init__(self, discord: LoopbackDiscord, data: Path) -> None:
        """Prepare it. data: the bot's folder, with an index."""
        self._discord, self._data = discord, data
        self._port = _free_port()
        self._running = AsyncExitStack()
        self._bot: BotProcess | None = None
        self.crowd: Crowd | None = None
        self.noted: dict[str, str] = {}
        self.log: list[str] = []

    async def start(self) -> None:
        """Start the bot and wait until it is connected."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("CLIPPINGS")}
        settings = {
            "COOLDOWN_SECONDS": 0,
            "SERVER_QUESTIONS": 10**6,
            "QUEUE": 1000,
            "RELOAD_SECONDS": 1,
            "MESSAGE_CONTENT": "true",
            "METRICS_PORT": self._port,
        }
        environment = own | {f"CLIPPINGS_DISCORD__{name}": str(value) for name, value in settings.items()}
        environment["DISCORD_TOKEN"] = self._discord.world.token
        starting = bot_process(
            self._discord,
            "benchmarks.bot_with_clock",
            "run",
            "--data",
            self._data,
            environment=environment,
            folder=ROOT,
        )
        self._bot = await self._running.enter_async_context(starting)
        if self.crowd is not None:
            self.crowd.bot_is_gone = False

    async def stop(self, number: signal.Signals) -> tuple[int, float]:
        """End the bot. Returns: its exit code, and the seconds that it took."""
        bot, begun = self._running_bot(), time.monotonic()
        if self.crowd is not None:
            self.crowd.bot_is_gone = True
        code = await bot.end(number)
        took = time.monotonic() - begun
        self.log += bot.log
        await self._running.aclose()
        await self._discord.world.wait_for(lambda: not self._discord.gateway.is_connected, 10, "the end")
        return code, took

    async def calm(self) -> None:
        """Let nothing go wrong."""
        await asyncio.sleep(_CALM_SECONDS)

    async def lock_database(self) -> None:
        """Let another program write to the database all the time."""
        with closing(sqlite3.connect(self._data / "bot.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(_LOCKED_SECONDS)
            other.execute("ROLLBACK")

    async def refuse_typing(self) -> None:
        """Let Discord take no sign of writing: 429 first, then 500."""
        typing = "POST", "/channels/*/typing"
        self._discord.faults.rate_limit(*typing, retry_after=5.0, times=3)
        await asyncio.sleep(_CALM_SECONDS / 2)
        self._discord.faults.fail(*typing, times=30)
        await asyncio.sleep(_CALM_SECONDS / 2)

    async def lose_gateway(self) -> None:
        """Let the gateway be away for a while."""
        async with self._without_commands() as crowd:
            await self._discord.gateway.go_away()
            crowd.ask_at_once(_MEANWHILE)
            self.noted["seconds until /health tells of a closed line"] = await self._until_unwell()
            await asyncio.sleep(_AWAY_SECONDS)
            self._discord.gateway.come_back()
            await self._discord.connected(60)

    async def fall_silent(self) -> None:
        """Let the line be dead, and nobody say so."""
        async with self._without_commands() as crowd:
            begun = time.monotonic()
            self._discord.gateway.fall_silent()
            crowd.ask_at_once(_MEANWHILE)
            self.noted["seconds until /health tells of a dead line"] = await self._until_unwell()
            await self._discord.connected(120)
            self.noted["seconds until a dead line is replaced"] = f"{time.monotonic() - begun:.1f}"

    async def fill_disk(self) -> None:
        """Let the bot write to no file: its limit on the size of files does what a full disk does."""
        unlimited = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (0, unlimited[1]))
        await asyncio.sleep(_FULL_SECONDS)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, unlimited)

    async def replace_index(self) -> None:
        """Replace the index, twice."""
        for number in (1, 2):
            await asyncio.to_thread(build_index, self._data, number)
            await asyncio.sleep(_CALM_SECONDS / 4)

    async def delete_database(self) -> None:
        """Delete the database while it is open."""
        for ending in ("", "-wal", "-shm"):
            (self._data / f"bot.sqlite{ending}").unlink(missing_ok=True)
        await asyncio.sleep(_CALM_SECONDS)

    async def put_clock_back(self) -> None:
        """Put the bot's clock back by an hour; it stays so until the next start."""
        os.kill(self._pid, signal.SIGUSR1)
        await asyncio.sleep(_CLOCK_SECONDS)

    async def stop_and_start(self) -> None:
        """Stop the bot while many wait; at the next start its commands can't be registered."""
        assert self.crowd is not None
        self.crowd.ask_at_once(_AT_ONCE)
        await self._discord.gateway.heard()
        code, took = await self.stop(signal.SIGTERM)
        self.noted["SIGTERM: exit code, seconds to the end"] = f"{code}, {took:.1f}"
        with closing(sqlite3.connect(self._data / "bot.sqlite", isolation_level=None)) as other:
            other.execute("DELETE FROM registered")
        commands = "PUT", "/applications/*/commands"
        self._discord.faults.rate_limit(*commands, retry_after=6.0)
        self._discord.faults.fail(*commands, times=3)
        await self.start()
        await asyncio.sleep(_CALM_SECONDS)

    async def kill_and_start(self) -> None:
        """Kill the bot while many wait."""
        assert self.crowd is not None
        self.crowd.pause()
        await asyncio.sleep(_RESPITE_SECONDS)
        waiting = self.crowd.ask_at_once(_AT_ONCE)
        for one in waiting:
            if one.reply.interaction is not None:
                await one.reply.acknowledged()
        # Who asked less than a moment before isn't remembered.
        await asyncio.sleep(_RESPITE_SECONDS)
        left = sum(one.outcome is Outcome.SILENCE for one in waiting)
        await self.stop(signal.SIGKILL)
        self.noted["waiting when it was killed"] = f"{left} of {len(waiting)}"
        self.crowd.go_on()
        await self.start()
        await asyncio.sleep(_CALM_SECONDS / 2)

    @asynccontextmanager
    async def _without_commands(self) -> AsyncIterator[Crowd]:
        """Let nobody use commands: where the bot doesn't hear them, Discord refuses them itself."""
        assert self.crowd is not None
        self.crowd.uses_commands = False
        await asyncio.sleep(_RESPITE_SECONDS)
        yield self.crowd
        self.crowd.uses_commands = True

    async def _until_unwell(self) -> str:
        begun = time.monotonic()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{self._port}") as session:
            while (await session.get("/health")).status == 200:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
        return f"{time.monotonic() - begun:.1f}"

    def _running_bot(self) -> BotProcess:
        assert self._bot is not None, "the bot was never started"
        return self._bot

    @property
    def _pid(self) -> int:
        return self._running_bot().process.pid


async def soak() -> tuple[Crowd, Trouble, list[str]]:
    """Run it.

    Returns: the people, the trouble that they had, and what Discord would have complained of.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        build_index(data, 0)
        async with loopback_discord() as discord:
            discord.world.may_read_content = True
            trouble = Trouble(discord, data)
            await trouble.start()
            crowd = trouble.crowd = Crowd(discord, await _set_up(discord), _PEOPLE)
            asking = asyncio.create_task(crowd.keep_asking())
            for name, stage in _stages(trouble).items():
                crowd.stage = name
                print(f"… {name}", file=sys.stderr)
                await stage()
            crowd.pause()
            await crowd.done(_LAST_SECONDS)
            asking.cancel()
            await asyncio.wait({asking})
            if not asking.cancelled():
                asking.result()
            await trouble.stop(signal.SIGTERM)
            return crowd, trouble, discord.problems()


def _stages(trouble: Trouble) -> dict[str, Callable[[], Awaitable[None]]]:
    return {
        "nothing": trouble.calm,
        "bot.sqlite locked for 40 s": trouble.lock_database,
        "429 and 500 for signs of writing": trouble.refuse_typing,
        "gateway away for 30 s": trouble.lose_gateway,
        "line dead without a word": trouble.fall_silent,
        "no file can be written for 20 s": trouble.fill_disk,
        "index replaced twice": trouble.replace_index,
        "bot.sqlite deleted": trouble.delete_database,
        "clock back an hour": trouble.put_clock_back,
        "SIGTERM, then 429 and 500 for commands": trouble.stop_and_start,
        "kill -9": trouble.kill_and_start,
    }


async def _set_up(discord: LoopbackDiscord) -> Channel:
    """Let a moderator choose an ask channel, and answers in threads. Returns: the channel."""
    channel, moderator = discord.channel("questions"), discord.person("moderator", moderator=True)
    lists = await discord.answer(moderator, "setup channels")
    await discord.select(moderator, lists, "setup:ask_channels", [channel.id]).message()
    await discord.answer(moderator, "setup answers", threads=True)
    return channel


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def main() -> None:
    """Run it, print what was seen, and end with 1 where it isn't as it should be."""
    plain_parser(__doc__).parse_args()
    begun = time.monotonic()
    crowd, trouble, complaints = asyncio.run(soak())
    table = Table(title=f"{_PEOPLE} people over {(time.monotonic() - begun) / 60:.0f} minutes")
    table.add_column("what was wrong")
    for column in (
        "asked",
        "answered",
        "told in words",
        "silence",
        "late",
        "bot not there",
        "s, median",
        "most",
    ):
        table.add_column(column, justify="right")
    for stage in dict.fromkeys(one.stage for one in crowd.asked):
        asked = [one for one in crowd.asked if one.stage == stage]
        table.add_row(stage, *_figures(asked, crowd.lost[stage]))
    table.add_section()
    table.add_row("all", *_figures(crowd.asked, crowd.lost.total()))
    Console(width=150).print(table)
    for name, value in trouble.noted.items():
        print(f"{name}: {value}")
    told = Counter(one.reply.find().text for one in crowd.asked if one.outcome is Outcome.TOLD)  # type: ignore[union-attr]
    for text, times in told.most_common():
        print(f"{times} × {text}")
    for line in _errors(trouble.log):
        print(line)
    for problem in complaints[:20]:
        print(problem)
    is_wrong = any(one.outcome is Outcome.SILENCE or one.was_late(ACKNOWLEDGE_SECONDS) for one in crowd.asked)
    sys.exit(1 if is_wrong or complaints else 0)


def _figures(asked: list[Asked], lost: int) -> list[str]:
    """Give the figures of questions, in the order of the columns. lost: what nobody was there to hear."""
    outcomes = Counter(one.outcome for one in asked)
    late = sum(one.was_late(ACKNOWLEDGE_SECONDS) for one in asked)
    seconds = [one.seconds for one in asked if one.seconds is not None] or [0.0]
    counts = [len(asked), *(outcomes[one] for one in Outcome), late, lost]
    return [*(f"{one:,}" for one in counts), f"{statistics.median(seconds):.2f}", f"{max(seconds):.1f}"]


def _errors(log: list[str]) -> list[str]:
    """List the errors in the bot's log, each kind once."""
    errors = Counter[str]()
    for line in log:
        try:
            said = json.loads(line)
        except ValueError:
            errors[line] += 1
        else:
            if said["level"] in ("ERROR", "CRITICAL"):
                errors[f"{said['message']} {said.get('exception', '')}"] += 1
    errors = Counter(_NUMBER.sub("…", text) for text in errors.elements())
    return [f"log, {times} ×: {text}" for text, times in errors.most_common(15)]


if __name__ == "__main__":
    main()
