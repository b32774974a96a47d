"""Blocking work beside the event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from threading import Event, current_thread, main_thread

import pytest

from bot.service.queue import BusyError, WorkQueue


@pytest.fixture
async def worker() -> AsyncIterator[WorkQueue]:
    """One thread, and room for two more."""
    made = WorkQueue(waiting=2, workers=1)
    yield made
    made.close()


async def test_runs_elsewhere_and_returns(worker: WorkQueue) -> None:
    """The result comes back, the work was done in another thread."""
    assert await worker.submit(lambda: current_thread() is not main_thread())


async def test_errors_come_back(worker: WorkQueue) -> None:
    """What a call raises is raised where it is awaited."""
    with pytest.raises(ZeroDivisionError):
        await worker.submit(lambda: 1 // 0)


async def test_full_queue_says_when_to_come_back(worker: WorkQueue) -> None:
    """One runs, two wait, the next is told how long all of that takes; room comes back."""
    await worker.submit(lambda: time.sleep(0.05))
    go = Event()
    jobs = [worker.submit(go.wait) for _ in range(3)]
    with pytest.raises(BusyError) as busy:
        worker.submit(go.wait)
    assert busy.value.seconds in {1, 2, 3}
    go.set()
    await asyncio.gather(*jobs)
    assert await worker.submit(lambda: 1) == 1


async def test_a_call_that_nobody_waits_for_leaves_the_queue(worker: WorkQueue) -> None:
    """Cancelled before it began, it never runs and makes room."""
    go = Event()
    running = worker.submit(go.wait)
    waiting = [worker.submit(lambda: pytest.fail("ran")) for _ in range(2)]
    for job in waiting:
        job.cancel()
    await asyncio.sleep(0)  # the thread pool hears of it in the loop's next round
    again = worker.submit(lambda: 2)
    go.set()
    assert await running
    assert await again == 2


async def test_close_drops_what_waits() -> None:
    """What waits is cancelled; nobody waits for what runs, but is told of it."""
    worker = WorkQueue(waiting=2, workers=1)
    running = worker.submit(lambda: time.sleep(0.05))
    waiting = worker.submit(lambda: None)
    worker.close()
    await running
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_can_wait_begins_when_nobody_waits_and_holds_nobody_up(worker: WorkQueue) -> None:
    """It has a thread of its own: whoever asks while it runs is answered meanwhile."""
    let_go, begun, goes_on = Event(), Event(), Event()
    order: list[str] = []

    def ask_first() -> None:
        let_go.wait(10)
        order.append("asked first")

    def can_wait() -> None:
        order.append("can wait")
        begun.set()
        goes_on.wait(10)

    first = worker.submit(ask_first)
    later = asyncio.create_task(worker.when_idle(can_wait))
    await asyncio.sleep(0)
    assert order == []
    let_go.set()
    await first
    await asyncio.to_thread(begun.wait, 10)
    await worker.submit(lambda: order.append("asked meanwhile"))
    assert order == ["asked first", "can wait", "asked meanwhile"]
    assert not worker.close()
    goes_on.set()
    await later
