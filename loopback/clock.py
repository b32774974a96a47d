"""The time as the loopback Discord knows it, which a test can move."""

from __future__ import annotations

import time


class Clock:
    """A clock that runs as the machine's does, and jumps when a test tells it to."""

    def __init__(self) -> None:
        """Begin with the machine's time."""
        self._ahead = 0.0

    def now(self) -> float:
        """Return the seconds since some moment; only differences mean anything."""
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass at once: deadlines of interactions and their tokens come that much nearer."""
        self._ahead += seconds
