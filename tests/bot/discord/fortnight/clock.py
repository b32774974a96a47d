"""A clock of the day for this process that a test sets: the bot, the index and Discord all go by it."""

from __future__ import annotations

import ctypes
import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo


class DayClock:
    """Shows another day than the machine's clock does; what lasts is measured as before."""

    def __init__(self) -> None:
        """Begin with the machine's time."""
        self._ahead, self._seconds, self._now = 0.0, time.time, datetime.now

    def set(self, moment: datetime) -> None:
        """Go to a moment."""
        self._ahead = moment.timestamp() - self._seconds()

    def time(self) -> float:
        """As ``time.time``."""
        return self._seconds() + self._ahead

    def now(self, tz: tzinfo | None = None) -> datetime:
        """As ``datetime.now``."""
        moved = self._now(UTC) + timedelta(seconds=self._ahead)
        return moved.astimezone(tz) if tz else moved.astimezone().replace(tzinfo=None)


@contextmanager
def day_clock() -> Iterator[DayClock]:
    """Let this process go by a clock that can be set, until the end."""
    clock = DayClock()
    seconds = time.time
    # Everybody holds the class itself, and Python lets nobody change it otherwise.
    (methods,) = gc.get_referents(datetime.__dict__)
    now = methods["now"]
    time.time = clock.time
    methods["now"] = staticmethod(clock.now)
    _forget_methods()
    try:
        yield clock
    finally:
        time.time = seconds
        methods["now"] = now
        _forget_methods()


def _forget_methods() -> None:
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime))
