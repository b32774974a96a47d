"""The bot, with a clock of the day that goes back an hour at SIGUSR1.

    python -m benchmarks.bot_with_clock run

What lasts is measured by another clock, as when the machine's own is set.
"""

from __future__ import annotations

import ctypes
import gc
import runpy
import signal
import time
from datetime import datetime, timedelta, tzinfo

_HOUR = 3600.0


def _put_back() -> None:
    """Put the clock of this process back, as Python's time() and datetime.now() show it."""
    seconds, now = time.time, datetime.now

    def earlier(zone: tzinfo | None = None) -> datetime:
        return now(zone) - timedelta(seconds=_HOUR)

    time.time = lambda: seconds() - _HOUR
    # Everybody holds the class itself, and Python lets nobody change it otherwise.
    (methods,) = gc.get_referents(datetime.__dict__)
    methods["now"] = staticmethod(earlier)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime))


def main() -> None:
    """Run the bot."""
    signal.signal(signal.SIGUSR1, lambda *_: _put_back())
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
