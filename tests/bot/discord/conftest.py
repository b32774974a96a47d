"""A loopback Discord, and the real bot in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from discord import Client

from bot.discord.client import run_bot
from config.settings import AnswerSettings, DiscordSettings, Settings
from loopback.server import LoopbackDiscord, loopback_discord
from retrieval.live import Live, LiveAnswerer
from tests.loopback.description import disagreements

# Start the bot over an answerer, until the block ends.
StartBot: TypeAlias = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture(scope="session")
def live(example_data: Path) -> Iterator[LiveAnswerer]:
    """The real answerer over the example articles."""
    opened = LiveAnswerer(example_data, AnswerSettings())
    yield opened
    opened.close()


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    """An empty loopback Discord; the test fails where the bot did what Discord would reject."""
    async with loopback_discord() as running:
        yield running
    assert not running.problems(), "\n".join(running.problems())
    assert not (told := disagreements(running.world.bodies)), "\n".join(told)


@pytest.fixture(autouse=True)
def no_pause_between_logins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let discord.py log in again at once, where it otherwise lets five seconds pass: nobody counts here."""

    async def at_once(client: Client, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for nothing."""

    monkeypatch.setattr(Client, "before_identify_hook", at_once)


@pytest.fixture
def start_bot(discord: LoopbackDiscord, tmp_path: Path) -> StartBot:
    """A function that runs the bot as the command line does."""

    @asynccontextmanager
    async def start(live: Live, settings: DiscordSettings | None = None) -> AsyncIterator[None]:
        everything = Settings(
            DISCORD_TOKEN=discord.world.token,  # type: ignore[call-arg]  # the setting's name outside
            discord=settings or DiscordSettings(cooldown_seconds=0),
            data=tmp_path,
        )
        running = asyncio.create_task(run_bot(live, everything))
        connected = asyncio.create_task(discord.connected())
        await asyncio.wait({running, connected}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            connected.cancel()
            running.result()
        await connected
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait({running})

    return start


@pytest.fixture
async def bot(live: LiveAnswerer, start_bot: StartBot) -> AsyncIterator[None]:
    """The real bot over the example articles, connected."""
    async with start_bot(live):
        yield


@pytest.fixture
async def reading_bot(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> AsyncIterator[None]:
    """The same bot where it may read what isn't addressed to it."""
    discord.world.may_read_content = True
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, message_content=True)):
        yield
