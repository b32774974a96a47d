"""What is asked of each snapshot once, however often people want to know it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerSnapshot(Generic[T]):
    """Asks the index for something once, and again when another snapshot is live."""

    def __init__(self, ask: Callable[[], asyncio.Future[T]], snapshot: Callable[[], str]) -> None:
        """Ask nothing yet.

        ask: begins to ask. snapshot: names the live snapshot; empty where that isn't known.
        """
        self._ask, self._snapshot = ask, snapshot
        self._answered: T | None = None
        self._of = ""
        self._asking: asyncio.Future[T] | None = None

    async def get(self) -> T:
        """Return what the index says.

        Raises: BusyError where it must be asked and the queue is full; what the index raises.
        """
        name = self._snapshot()
        if self._answered is not None and name and name == self._of:
            return self._answered
        # All who come meanwhile wait for the same.
        if self._asking is None or self._asking.done():
            self._asking = self._ask()
        answered = await asyncio.shield(self._asking)
        self._answered, self._of = answered, name
        return answered
