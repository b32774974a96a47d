"""What is asked once of each snapshot."""

from __future__ import annotations

import asyncio

import pytest

from bot.service.per_snapshot import PerSnapshot
from bot.service.queue import BusyError


class Index:
    """Answers with the name of the live snapshot, and counts how often."""

    def __init__(self) -> None:
        self.name, self.asked = "000001", 0
        self.error: Exception | None = None
        self.answers: list[asyncio.Future[str]] = []

    def ask(self) -> asyncio.Future[str]:
        """Begin to answer."""
        self.asked += 1
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.answers.append(answer)
        if self.error is not None:
            answer.set_exception(self.error)
        return answer


async def test_all_who_ask_at_once_are_answered_by_one_look_and_a_new_snapshot_is_looked_at_anew() -> None:
    index = Index()
    kept = PerSnapshot(index.ask, lambda: index.name)
    first, second, third = (asyncio.create_task(kept.get()) for _ in range(3))
    await asyncio.sleep(0)
    assert kept.known() is None
    first.cancel()
    await asyncio.sleep(0)
    index.answers[0].set_result("one")
    assert (await second, await third, await kept.get(), kept.known()) == ("one", "one", "one", "one")
    assert index.asked == 1
    index.name = "000002"
    assert kept.known() is None
    index.answers[1].set_result("two")
    assert await kept.get() == "two"
    assert index.asked == 2


async def test_what_failed_is_asked_again() -> None:
    index = Index()
    kept = PerSnapshot(index.ask, lambda: index.name)
    index.error = RuntimeError("broken")
    with pytest.raises(RuntimeError):
        await kept.get()
    index.error = None
    assert kept.known() is None
    index.answers[-1].set_result("fine")
    assert await kept.get() == "fine"


async def test_a_full_queue_is_said_to_whoever_must_know_and_to_nobody_else() -> None:
    def full() -> asyncio.Future[str]:
        raise BusyError(3)

    kept = PerSnapshot(full, lambda: "000001")
    assert kept.known() is None
    with pytest.raises(BusyError):
        await kept.get()
