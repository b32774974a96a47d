"""Blocking work in a few threads, behind a queue of limited length."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

T = TypeVar("T")

# The time of a call before any has been measured, and how much the latest counts after that.
_FIRST_GUESS_SECONDS = 1.0
_LATEST_COUNTS = 0.2


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
        return asyncio.wrap_future(future)

    def close(self) -> bool:
        """Drop what still waits, and wait for nothing.

        Returns: True if nothing runs any more.
        """
        self._pool.shutdown(wait=False, cancel_futures=True)
        return self._pending == 0

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
