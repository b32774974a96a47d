"""How often one person, or one server, may ask for something."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Hashable

from discord.app_commands import Cooldown

# Whoever comes after so many others starts afresh: memory must not grow with the number of people.
_REMEMBERED = 10_000


class Cooldowns:
    """One cooldown for each person, server, or whatever else is counted."""

    def __init__(self) -> None:
        """Remember nobody."""
        self._of: OrderedDict[Hashable, Cooldown] = OrderedDict()

    def wait(self, key: Hashable, times: int, seconds: float) -> int:
        """Count one more time, unless there were too many.

        key: who, and what for.
        times: how often they may in so many seconds; no seconds: as often as they like.
        Returns: the seconds until they may again, rounded up; 0 where they may now.
        """
        if seconds <= 0:
            return 0
        cooldown = self._of.get(key)
        if cooldown is None or (cooldown.rate, cooldown.per) != (times, seconds):
            cooldown = self._of[key] = Cooldown(times, seconds)
            if len(self._of) > _REMEMBERED:
                self._of.popitem(last=False)
        self._of.move_to_end(key)
        left = cooldown.update_rate_limit()
        return math.ceil(left) if left else 0
