"""Writes that nobody waits for, done one after the other as soon as the database takes them."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.database.errors import DatabaseError

_log = logging.getLogger(__name__)

# What waits while the database can't be written is kept in memory, and so has a limit.
_MOST_WAITING = 1_000
# Between two tries; the pause doubles up to the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 5.0

Write: TypeAlias = Callable[[], Awaitable[object]]


class LaterWrites:
    """Keeps writes in their order, and does them in the background."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._waiting: deque[Write] = deque()
        self._working: asyncio.Task[None] | None = None
        self._trouble = False

    def add(self, write: Write) -> None:
        """Have something written soon; never waits. Where too much waits already, it is left out."""
        if len(self._waiting) >= _MOST_WAITING:
            return
        self._waiting.append(write)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())

    async def finish(self, seconds: float) -> bool:
        """Wait until all is written, but no longer than some seconds.

        Returns: True if all is written.
        """
        if self._working is not None and not self._working.done():
            await asyncio.wait({self._working}, timeout=seconds)
        return not self._waiting

    async def stop(self, seconds: float) -> None:
        """Write what can be written in some seconds, and give up the rest."""
        if not await self.finish(seconds):
            _log.warning("%d writes to the bot's database are given up", len(self._waiting))
        if self._working is not None:
            self._working.cancel()
            await asyncio.wait({self._working})

    async def _work(self) -> None:
        pause = _FIRST_PAUSE
        while self._waiting:
            try:
                await self._waiting[0]()
            except DatabaseError as error:
                if error.is_passing:
                    self._tell(error)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
                    continue
                _log.error("a write is given up: %s", error)
            except Exception:  # the writes behind it must go on
                _log.exception("a write is given up")
            else:
                self._all_is_well()
            pause = _FIRST_PAUSE
            self._waiting.popleft()

    def _tell(self, error: DatabaseError) -> None:
        """Say once what is wrong, until all is well again."""
        if not self._trouble:
            _log.warning("%s Answers go on, and are kept in memory until they can be written.", error)
        self._trouble = True

    def _all_is_well(self) -> None:
        if self._trouble:
            _log.info("the bot's database can be written again")
        self._trouble = False
