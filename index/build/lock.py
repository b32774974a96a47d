"""One build at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.build.errors import BuildError


@contextmanager
def build_lock(data: Path, wait: float, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the right to build: one process at a time, given up by the system when it dies."""
    lock, holder = FileLock(data / ".lock"), data / ".lock-holder"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        who = _read_holder(holder)
        waiting(who)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise BuildError(
                f"{who} still holds the lock on {data.absolute()} after {wait:.0f} s."
                " Wait for it to end, or stop it, and try again."
            ) from error
    try:
        holder.write_text(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _read_holder(path: Path) -> str:
    try:
        return f"Another build ({path.read_text('utf-8')})"
    except OSError:
        return "Another build"
