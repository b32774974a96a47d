"""Does work for items side by side, and gives the results in the items' order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Items that are taken on before the first of them is done: so many a thread, and of so many bytes.
_AHEAD = 4
_MOST_BYTES = 20_000_000


def side_by_side(
    work: Callable[[T], R], items: Iterable[T], size: Callable[[T], int], threads: int
) -> Iterator[R]:
    """Do work for each item in threads; with one thread, one after the other in that of the caller.

    items: taken in the caller's thread, a few ahead of what was given; one after an error isn't begun.
    size: the bytes of memory that an item holds.
    Returns: what the work gave, in the order of the items.
    """
    if threads == 1:
        yield from map(work, items)
        return
    begun: deque[tuple[Future[R], int]] = deque()
    pool = ThreadPoolExecutor(threads, thread_name_prefix="side-by-side")
    try:
        for item in items:
            held = size(item)
            while begun and (
                len(begun) >= threads * _AHEAD or held + sum(one for _, one in begun) > _MOST_BYTES
            ):
                yield begun.popleft()[0].result()
            begun.append((pool.submit(work, item), held))
        while begun:
            yield begun.popleft()[0].result()
    finally:
        # After an error, or Ctrl-C, nobody waits for what is under way.
        pool.shutdown(wait=False, cancel_futures=True)
