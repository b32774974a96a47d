"""Several versions of one article in a source: the latest goes first, so that it is the one that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

# Items after which it is told how many were found.
_TOLD = 1000


@dataclass(frozen=True, slots=True)
class Version:
    """What tells which of two texts of one article is the later one; a million of them fit into memory.

    name: hash of the article's address, or of what else names it. content: hash of what it is made from.
    changed: when it was changed. taken: when it was taken from the web. written: when its file was written.
    All three are in seconds, None where that isn't known.
    is_archived: it is from a web archive, whose program noted itself when it took it.
    is_described: it isn't the text, but what is said of it.
    """

    name: int
    content: int
    changed: float | None = None
    taken: float | None = None
    written: float | None = None
    is_archived: bool = False
    is_described: bool = False

    def is_before(self, other: Version) -> bool:
        """Tell whether another version, which is given behind this one, is the later one."""
        if self.is_described != other.is_described:
            return self.is_described
        mine, theirs = (self.changed, self.taken), (other.changed, other.taken)
        if self.is_archived and other.is_archived:
            # What pages say of themselves is less certain.
            mine, theirs = mine[::-1], theirs[::-1]
        for my_moment, their_moment in zip((*mine, self.written), (*theirs, other.written), strict=True):
            if my_moment and their_moment and my_moment != their_moment:
                return my_moment < their_moment
        return True


def latest_first(
    read: Callable[[], Iterable[T]],
    version_of: Callable[[T], Version | None],
    found: Callable[[int], None] = lambda _: None,
) -> Iterator[tuple[T, bool]]:
    """Give what a source holds, and at the end that of which it holds a later version.

    The source is read twice, or three times where there are such, so that nothing of it need be held: for the
    first time at once, to compare versions, then as it is asked for.
    read: reads it from the beginning. version_of: tells which version an item is; None where it has no name.
    found: hears, while versions are compared, of so many more items that will be given.
    Returns: each item, and whether a later version of it was given before.
    """
    return _given(read, _earlier(map(version_of, _counted(read(), found))))


def _given(read: Callable[[], Iterable[T]], earlier: set[int]) -> Iterator[tuple[T, bool]]:
    for are_earlier in (False, True) if earlier else (False,):
        for number, item in enumerate(read()):
            if (number in earlier) == are_earlier:
                yield item, are_earlier


def _counted(items: Iterable[T], found: Callable[[int], None]) -> Iterator[T]:
    count = 0
    for count, item in enumerate(items, start=1):
        yield item
        if count % _TOLD == 0:
            found(_TOLD)
    found(count % _TOLD)


def _earlier(versions: Iterable[Version | None]) -> set[int]:
    """Find the items of which there is a later version, by their numbers."""
    latest: dict[int, tuple[int, Version]] = {}
    earlier = set()
    for number, version in enumerate(versions):
        if version is None:
            continue
        number_before, before = latest.setdefault(version.name, (number, version))
        # What says the same twice is no other version.
        if before.content != version.content:
            is_later = before.is_before(version)
            earlier.add(number_before if is_later else number)
            if is_later:
                latest[version.name] = number, version
    return earlier
