"""How often one person, or one server, may ask for something."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from discord.app_commands import Cooldown

from bot.service.errors import CooldownError

# Whoever comes after so many others starts afresh: memory must not grow with the number of people.
_REMEMBERED = 10_000
# Buttons, lists and other light requests of one person.
_LIGHT_TIMES, _LIGHT_SECONDS = 10, 10.0
# Each key that is pressed in an option asks for choices.
_TYPING_TIMES, _TYPING_SECONDS = 100, 10.0


class Cooldowns:
    """Counts requests of each person, server, or whatever else has a limit."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody counted.

        clock: the seconds since whenever; it never goes back, as that of the day may.
        """
        self._clock = clock
        self._of: OrderedDict[Hashable, Cooldown] = OrderedDict()

    def wait(self, key: Hashable, times: int, seconds: float) -> int:
        """Count one more request, unless there were too many.

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
        left = cooldown.update_rate_limit(self._clock())
        return math.ceil(left) if left else 0

    def charge_light_request(self, user_id: int) -> None:
        """Count a press of a button, or another light request of a person.

        Raises: CooldownError where one person makes too many.
        """
        if wait := self.wait(("light", user_id), _LIGHT_TIMES, _LIGHT_SECONDS):
            raise CooldownError("cooldown-light", seconds=wait)

    def may_type(self, user_id: int) -> bool:
        """Count a request for choices while a person types.

        Returns: False where there were too many of late.
        """
        return not self.wait(("typing", user_id), _TYPING_TIMES, _TYPING_SECONDS)
