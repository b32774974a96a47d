"""Runs ``clippings index`` or ``watch`` beside the bot, and hears what they say."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from config.settings import Settings

# When the bot stops, the pages under way get so many seconds to arrive.
_FAREWELL_SECONDS = 3.0
# A report is one line and names every item that was skipped.
_LONGEST_LINE = 1 << 26


def index_command(settings: Settings, *, drop: bool = False) -> list[str]:
    """Name the command that indexes the configured sources and tells its progress.

    drop: may many articles leave?
    """
    return [sys.executable, "-m", "index", *_arguments(settings), *(["--drop"] if drop else [])]


def watch_command(settings: Settings) -> list[str]:
    """Name the command that keeps the index up to date."""
    return [sys.executable, "-m", "bot", "watch", *_arguments(settings)]


def _arguments(settings: Settings) -> list[str]:
    return ["--json", "--data", str(settings.data), "--sources", str(settings.sources)]


class IndexProcess:
    """A process that says in JSON lines what it does."""

    def __init__(self, process: Process) -> None:
        """Use ``index_process`` instead."""
        self._process = process
        errors = process.stderr
        self._errors = asyncio.create_task(errors.read()) if errors else None

    async def lines(self) -> AsyncIterator[dict[str, Any]]:
        """Read what it says until it ends.

        Yields: each line that is a JSON object; the last one of a process that is killed may be half a line.
        """
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if isinstance(said, dict):
                yield said

    async def exit_code(self) -> int:
        """Wait for its end."""
        return await self._process.wait()

    async def errors(self) -> str:
        """Read all that it wrote to standard error, where that is piped."""
        return (await self._errors).decode(errors="replace").strip() if self._errors else ""

    async def end(self) -> None:
        """Ask it to end, and kill it where that takes too long."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGINT)
                try:
                    async with asyncio.timeout(_FAREWELL_SECONDS):
                        await self._process.wait()
                except TimeoutError:
                    self._process.kill()
                    await self._process.wait()
        if self._errors:
            await self._errors


@asynccontextmanager
async def index_process(command: Sequence[str], stderr: int | None = None) -> AsyncIterator[IndexProcess]:
    """Run a command in a process of its own, which ends with the block.

    command: as ``index_command`` or ``watch_command`` names it.
    stderr: where its errors go, as ``asyncio.subprocess`` takes it; None: where the bot's own go.
    """
    # In a session of its own, Ctrl-C reaches the bot alone, which then ends it in good order.
    process = await asyncio.create_subprocess_exec(
        *command, stdout=PIPE, stderr=stderr, start_new_session=True, limit=_LONGEST_LINE
    )
    running = IndexProcess(process)
    try:
        yield running
    finally:
        await running.end()
