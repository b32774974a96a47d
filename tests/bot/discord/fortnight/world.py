"""A Discord, a press and the real bot that live through days together, and what was seen of it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.discord.client import DATABASE, run_bot
from config.settings import AnswerSettings, DiscordSettings, Settings
from index.snapshot.snapshot import live_folder
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.fortnight.clock import DayClock
from tests.bot.discord.fortnight.press import Piece, Press

PATIENCE = 60.0
# How long nothing may happen until nothing more is expected.
_QUIET = 0.25
# A Monday.
BEGIN = datetime(2025, 3, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """A message as it was at a moment."""

    id: str
    text: str
    buttons: list[str]
    replies_to: str | None


@dataclass
class Diary:
    """What people saw. told: what the bot said unasked, by moment and channel. said: what it said when asked.

    complaints: what Discord would have rejected.
    """

    told: dict[str, dict[str, list[Seen]]] = field(default_factory=dict)
    said: dict[str, Seen] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def channel(self, when: str, channel: str) -> list[Seen]:
        """What the bot had said unasked in a channel by then, oldest first."""
        return self.told[when].get(channel, [])


def seen(message: Message) -> Seen:
    """Note a message."""
    return Seen(message.id, message.text, message.buttons(), message.replies_to)


class World:
    """All that there is, on a day."""

    def __init__(self, discord: LoopbackDiscord, press: Press, clock: DayClock, data: Path) -> None:
        """Begin on the first day, at midnight."""
        self.discord, self.press, self.clock, self.data = discord, press, clock, data
        self.diary = Diary()
        self.channels: dict[str, Channel] = {}
        self.settings = DiscordSettings(
            cooldown_seconds=0, reload_seconds=0.05, home_server=int(discord.world.guild_id)
        )

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """Go to an hour of a day, the first of which is 0."""
        moment = BEGIN + timedelta(days=day, hours=hour, minutes=minute)
        self.clock.set(moment)
        return moment

    async def publish(self, *pieces: Piece) -> None:
        """Let outlets publish, and the bot hear of it."""
        self.press.publish(*pieces)
        await self.index()

    async def index(self) -> None:
        """Let the index take what the press has, and the bot tell it."""
        await self.press.index()
        await self.settled()

    async def settled(self, *, with_held: bool = False) -> None:
        """Wait until the bot has looked through the index, and has told what is due.

        with_held: and what was held back, too.
        """
        await self._until(lambda: self._progress() == live_folder(self.data).name)
        await asyncio.sleep(_QUIET)
        await self._until(lambda: not self._is_anything_due(with_held))
        await self.discord.at_rest()

    def note(self, when: str) -> None:
        """Write down what was told by now."""
        self.diary.told[when] = {
            name: [
                seen(one)
                for one in self.discord.world.messages.values()
                if one.channel is channel and one.author is self.discord.world.bot and not one.interaction
            ]
            for name, channel in self.channels.items()
        }

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[None]:
        """Let the bot be there."""
        everything = Settings(
            DISCORD_TOKEN=self.discord.world.token,  # type: ignore[call-arg]  # the setting's name outside
            discord=self.settings,
            data=self.data,
        )
        async with AsyncExitStack() as stack:
            self._live = LiveAnswerer(self.data, AnswerSettings())
            stack.callback(self._live.close)
            running = asyncio.create_task(run_bot(self._live, everything))
            await self.discord.connected()
            yield
            running.cancel()
            await asyncio.wait({running})

    async def _until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not happened():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def _progress(self) -> str:
        """Name the snapshot that was looked through last."""
        rows = self.rows("SELECT value FROM progress WHERE name = 'added'")
        created = self._live.snapshot.manifest.created.astimezone(UTC)
        is_done = bool(rows) and rows[0][0] == created.isoformat(timespec="microseconds")
        return self._live.snapshot.folder.name if is_done else ""

    def _is_anything_due(self, with_held: bool) -> bool:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        held = "held" if with_held else ""
        return bool(
            self.rows("SELECT 1 FROM digest WHERE nonce IS NOT NULL OR next_at <= ?", now)
            or self.rows("SELECT 1 FROM post WHERE state IN ('planned', ?) OR is_stale", held)
        )

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Look into the bot's database."""
        with closing(sqlite3.connect(self.data / DATABASE, timeout=10)) as database:
            return database.execute(statement, values).fetchall()
