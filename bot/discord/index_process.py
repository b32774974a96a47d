"""Runs ``clippings watch`` beside the bot, in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
from typing import Any

_log = logging.getLogger(__name__)

# A process that ended, for whatever reason, is started again after so many seconds.
_AGAIN_SECONDS = 60.0
# When the bot stops, the pages under way get so many seconds to arrive.
_FAREWELL_SECONDS = 10.0
# A line of its output names every item that was skipped.
_LONGEST_LINE = 1 << 26


async def keep_watching(command: list[str]) -> None:
    """Keep the index up to date until cancelled.

    command: what runs ``clippings watch --json``.
    """
    while True:
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, start_new_session=True, limit=_LONGEST_LINE
        )
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                _tell(line)
            _log.error(
                "clippings watch ended with exit code %s; it is started again in %.0f s",
                await process.wait(),
                _AGAIN_SECONDS,
            )
        finally:
            await _end(process)
        await asyncio.sleep(_AGAIN_SECONDS)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
        try:
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await process.communicate()
        except TimeoutError:
            process.kill()
            await process.wait()


def _tell(line: bytes) -> None:
    """Put what it says into the log."""
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError:
        return
    if failed := said.get("failed"):
        _log.warning("watching the sources: %s", failed)
    if report := said.get("report"):
        counts = ", ".join(f"{report[name]} {name}" for name in ("new", "changed", "gone", "retracted"))
        _log.info("the sources changed: %s articles, %s items skipped", counts, len(report["skipped"]))
