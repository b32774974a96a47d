"""Ids as Discord makes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Makes ids of a time and a counter, each later one larger."""

    def __init__(self) -> None:
        """Start counting."""
        self._count = 0

    def next(self) -> str:
        """Make a fresh id."""
        self._count += 1
        return str((int(time.time() * 1000) - DISCORD_EPOCH_MS << 22) + self._count)

    def for_server(self, number: int) -> str:
        """Make a fresh id for a server.

        number: which one it is; shard ``number % shards`` hears of it (for 1, 2, 4, 5, 8, 10 shards).
        """
        self._count += 1
        moment = (int(time.time()) * 1000 - DISCORD_EPOCH_MS) // 1000 * 1000 + number
        return str((moment << 22) + self._count)


def moment_of(snowflake: str) -> str:
    """Tell when an id was made, as Discord writes times."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()
