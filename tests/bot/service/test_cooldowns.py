"""How often people may ask for something."""

from __future__ import annotations

import time

import pytest

from bot.service.cooldowns import Cooldowns
from bot.service.errors import CooldownError


class Clock:
    """A clock to be set."""

    now = 1_000.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


def test_a_clock_that_is_set_back_makes_nobody_wait_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of the day jumps back by an hour; the pause stays as short as it was."""
    cooldowns = Cooldowns()
    assert cooldowns.wait(("ask", 1), 1, 3.0) == 0
    an_hour_ago = time.time() - 3600
    monkeypatch.setattr(time, "time", lambda: an_hour_ago)
    assert cooldowns.wait(("ask", 1), 1, 3.0) in range(1, 4)


def test_after_the_pause_one_may_again() -> None:
    clock = Clock()
    cooldowns = Cooldowns(clock)
    assert cooldowns.wait("one", 2, 10.0) == 0
    assert cooldowns.wait("one", 2, 10.0) == 0
    clock.now += 4
    assert cooldowns.wait("one", 2, 10.0) == 6
    assert cooldowns.wait("another", 2, 10.0) == 0
    clock.now += 6.5
    assert cooldowns.wait("one", 2, 10.0) == 0


def test_typing_and_pressing_are_counted_apart() -> None:
    cooldowns = Cooldowns(Clock())
    assert all(cooldowns.may_type(7) for _ in range(40))
    for _ in range(10):
        cooldowns.charge_light_request(7)
    with pytest.raises(CooldownError) as told:
        cooldowns.charge_light_request(7)
    assert told.value.key == "cooldown-light"
    assert cooldowns.may_type(7)
    assert cooldowns.wait(("ask", 7), 1, 3.0) == 0
