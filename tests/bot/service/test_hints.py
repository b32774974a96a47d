"""When a hint is given, and for how long it stands."""

from __future__ import annotations

from bot.service.asker import Asker
from bot.service.errors import CooldownError, NotAdmittedError
from bot.service.hints import Hints
from bot.service.queue import BusyError

ADA, BOB = Asker(1, 10, 10, 100), Asker(2, 10, 10, 100)
TOO_FAST = CooldownError("cooldown", seconds=7)


def test_a_hint_stands_until_the_wait_is_over_and_isnt_given_again_before() -> None:
    now = [0.0]
    hints = Hints(lambda: now[0])
    assert hints.give(TOO_FAST, ADA) == 7
    now[0] = 6.9
    assert hints.give(TOO_FAST, ADA) is None
    assert hints.give(TOO_FAST, BOB) == 7
    assert hints.give(NotAdmittedError("wrong-role"), ADA)
    now[0] = 7.1
    assert hints.give(TOO_FAST, ADA) == 7


def test_what_concerns_all_is_told_once_for_all_in_a_channel() -> None:
    hints = Hints(lambda: 0.0)
    for error in (BusyError(4), CooldownError("cooldown-server", seconds=20)):
        assert hints.give(error, ADA)
        assert hints.give(error, BOB) is None
        assert hints.give(error, Asker(3, 11, 11, 100))


def test_people_who_come_by_take_up_no_room_for_ever() -> None:
    hints = Hints(lambda: 0.0)
    for number in range(20_000):
        hints.give(TOO_FAST, Asker(number, 10, 10, 100))
    assert len(hints._until) == 10_000
