"""What is asked of each snapshot once, however often people want to know it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.service.queue import BusyError

T = TypeVar("T")


class PerSnapshot(Generic[T]):
    """Asks the index for something once, and again when another snapshot is live."""

    def __init__(self, ask: Callable[[], asyncio.Future[T]], snapshot: Callable[[], str]) -> None:
        """Ask nothing yet.

        ask: begins to ask. snapshot: names the live snapshot; empty where that isn't known.
        """
        self._ask, self._snapshot = ask, snapshot
        self._asked: asyncio.Future[T] | None = None
        self._of = ""

    async def get(self) -> T:
        """Return what the index says.

        Raises: BusyError where it must be asked and the queue is full; what the index raises.
        """
        # All who come meanwhile wait for the same; nobody who leaves ends it for the others.
        return await asyncio.shield(self._current())

    def known(self) -> T | None:
        """Return what the index says if that is known by now; else begin to ask."""
        try:
            asked = self._current()
        except BusyError:
            return None
        return asked.result() if asked.done() and not asked.exception() else None

    def _current(self) -> asyncio.Future[T]:
        """Return what was asked of the live snapshot; ask where that was never done, or failed."""
        name = self._snapshot()
        failed = self._asked is not None and self._asked.done() and self._asked.exception() is not None
        if self._asked is None or failed or not name or name != self._of:
            self._asked, self._of = self._ask(), name
        return self._asked
