"""Hints: those that all in a channel see are told once, and go by themselves."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from bot.service.asker import Asker
from bot.service.errors import CooldownError, UserError
from bot.service.queue import BusyError

# How long a hint stands that isn't about waiting.
_SECONDS = 30.0
# Whoever comes after so many others may be told once more: memory must not grow with the number of people.
_REMEMBERED = 10_000


class Hints:
    """Knows which hints stand in which channels, so that none is told twice."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Know none yet.

        clock: the seconds since whenever; it never goes back.
        """
        self._clock = clock
        self._until: OrderedDict[Hashable, float] = OrderedDict()

    def give(self, error: UserError | BusyError, asker: Asker) -> float | None:
        """Note that someone is told why they get no answer.

        What concerns all in a channel is told there once, everything else once a person. In a direct message
        nobody else is bothered: there only waiting is told once, and all else each time.

        error: what they are told. asker: who, and where.
        Returns: the seconds that the hint is to stand; None where it stands there already.
        """
        now, seconds = self._clock(), _seconds(error)
        key = _key(error, asker)
        is_told_once = asker.guild_id is not None or isinstance(error, CooldownError | BusyError)
        if is_told_once and self._until.get(key, now) > now:
            return None
        self._until[key] = now + seconds
        self._until.move_to_end(key)
        if len(self._until) > _REMEMBERED:
            self._until.popitem(last=False)
        return seconds


def _seconds(error: UserError | BusyError) -> float:
    """Tell how long a hint stands: until the wait is over that it speaks of."""
    if isinstance(error, CooldownError):
        return float(str(error.values["seconds"]))
    return float(error.seconds) if isinstance(error, BusyError) else _SECONDS


def _key(error: UserError | BusyError, asker: Asker) -> Hashable:
    if isinstance(error, BusyError):
        return (asker.channel_id, "busy")
    return (asker.channel_id, error.key, None if error.key == "cooldown-server" else asker.user_id)
