"""One request at a time to each host, with rests in between."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from index.fetch.errors import FetchError, in_words


@dataclass
class Host:
    """What is known of a host that has been asked."""

    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asked_at: float = float("-inf")
    _rests_until: float = float("-inf")
    _closed_until: float = float("-inf")
    _closed_by: FetchError | None = None

    def rest(self, seconds: float) -> None:
        """Let the next request wait for so long."""
        self._rests_until = monotonic() + seconds

    def close(self, error: FetchError, seconds: float) -> None:
        """Let all requests fail for so long, without asking."""
        self._closed_by, self._closed_until = error, monotonic() + seconds

    def _check(self) -> None:
        left = self._closed_until - monotonic()
        if self._closed_by and left > 0:
            raise FetchError(
                f"its server asks to be left alone for another {in_words(left)}",
                status=self._closed_by.status,
                retry_after=left,
            )


class Pace:
    """Whose turn it is."""

    def __init__(self, hosts_at_once: int) -> None:
        """Start with nobody asked.

        hosts_at_once: how many hosts are asked side by side.
        """
        self._hosts: defaultdict[str, Host] = defaultdict(Host)
        self._side_by_side = asyncio.Semaphore(hosts_at_once)
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Give nobody a turn any more; who waits for one hears it at once."""
        self._stopping.set()

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[Host]:
        """Wait until a host may be asked, and keep it from being asked by others meanwhile.

        delay: seconds since the end of the last request to it.
        Raises: FetchError at once where the host is closed, or when this is stopped.
        """
        asked = self._hosts[host]
        asked._check()
        async with asked._turn:
            asked._check()
            await self._rest(max(asked._asked_at + delay, asked._rests_until) - monotonic())
            async with self._side_by_side:
                await self._rest(0.0)
                try:
                    yield asked
                finally:
                    asked._asked_at = monotonic()

    async def _rest(self, seconds: float) -> None:
        """Wait for so long, unless this is stopped."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
        # It says nothing about what was to be asked for.
        raise FetchError("it was not asked for, as all was stopped", retry_after=0.0)
