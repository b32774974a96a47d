"""Blocking work in a few threads, behind a queue of limited length."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

# The time of a call before any has been measured, and how much the latest counts after that.
_FIRST_GUESS_SECONDS = 1.0
_LATEST_COUNTS = 0.2
# How long at most a call that can wait does.
_LONGEST_IDLE_WAIT = 5.0


class BusyError(Exception):
    """The queue is full."""

    def __init__(self, seconds: int) -> None:
        """Make the error.

        seconds: when it is worth trying again.
        """
        super().__init__(f"the queue is full, try again in {seconds} s")
        self.seconds = seconds


class WorkQueue:
    """Runs blocking calls in threads, so that the event loop never waits for one."""

    def __init__(self, waiting: int, workers: int) -> None:
        """Prepare the threads.

        waiting: calls that may wait while others run.
        workers: calls that run side by side.
        """
        self._room = waiting + workers
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="answer")
        self._spare = ThreadPoolExecutor(1, thread_name_prefix="idle")
        self._spare_job: Future[Any] | None = None
        self._idle = asyncio.Lock()
        # The results of calls in the queue that aren't there yet.
        self._awaited: set[asyncio.Future[Any]] = set()
        # Calls end in their own threads, so what they count needs a lock.
        self._lock = Lock()
        self._pending = 0
        self._seconds = _FIRST_GUESS_SECONDS

    @property
    def pending(self) -> int:
        """Count the calls that wait or run."""
        return self._pending

    def submit(self, call: Callable[[], T]) -> asyncio.Future[T]:
        """Put a call in the queue; never blocks.

        call: what to run.
        Returns: its result, to await.
        Raises: BusyError where the queue is full.
        """
        with self._lock:
            if self._pending >= self._room:
                raise BusyError(self._wait_seconds())
            self._pending += 1
        future = self._pool.submit(self._measured, call)
        future.add_done_callback(self._leave)
        awaited = asyncio.wrap_future(future)
        self._awaited.add(awaited)
        awaited.add_done_callback(self._awaited.discard)
        return awaited

    async def when_idle(self, call: Callable[[], T]) -> T:
        """Run a call that can wait beside the queue, once nobody waits for another; one at a time.

        call: what to run; a second at most, as whoever asks meanwhile shares the cores with it.
        Returns: its result.
        """
        async with self._idle:
            # Where people ask all the time it would never be its turn.
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_IDLE_WAIT):
                    while self._awaited:
                        await asyncio.wait(self._awaited)
            self._spare_job = self._spare.submit(call)
            return await asyncio.wrap_future(self._spare_job)

    def close(self) -> bool:
        """Drop what still waits, and wait for nothing.

        Returns: True if nothing runs any more.
        """
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._spare.shutdown(wait=False, cancel_futures=True)
        return self._pending == 0 and (self._spare_job is None or self._spare_job.done())

    def _wait_seconds(self) -> int:
        """Estimate how long all that is in the queue takes, by the time that calls took so far."""
        return max(1, math.ceil(self._seconds * self._pending / self._workers))

    def _measured(self, call: Callable[[], T]) -> T:
        start = time.perf_counter()
        try:
            return call()
        finally:
            took = time.perf_counter() - start
            with self._lock:
                self._seconds += _LATEST_COUNTS * (took - self._seconds)

    def _leave(self, future: Future[T]) -> None:
        del future
        with self._lock:
            self._pending -= 1
