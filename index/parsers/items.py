"""What reading a source gives: articles, items that aren't any, and what stays or is taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from index.article import Article

# Other readers may make other articles of the same bytes: to be raised when they do.
_READERS = 1


@dataclass(frozen=True)
class Found:
    """An article and where it came from.

    where: the file, and the line or item in it, as a person reads it: ``dump.jsonl.gz:17``.
    source: the location of the source that gave it. fingerprint: see ``Unread``.
    """

    where: str
    article: Article
    source: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class Skipped:
    """An item that can't be used.

    reason: one clause that tells the maintainer why.
    """

    where: str
    reason: str


@dataclass(frozen=True)
class Kept:
    """A source whose articles stay as they are indexed, whatever they are.

    source: its location.
    """

    source: str


@dataclass(frozen=True)
class Retracted:
    """An article that its outlet took back.

    article: its id.
    """

    where: str
    article: str
    reason: str


@dataclass(frozen=True)
class Unread:
    """An item that needn't be read where the index has just what it is made from.

    fingerprint: of all that its article is made from. make: makes the article.
    source: the location of the source that gave it.
    """

    where: str
    fingerprint: str
    make: Callable[[], Found | Skipped]
    source: str = ""

    def read(self) -> Found | Skipped:
        """Make the article, and note where it comes from."""
        made = self.make()
        if isinstance(made, Found):
            return replace(made, source=self.source, fingerprint=self.fingerprint)
        return made


Item = Found | Skipped | Unread | Kept | Retracted


class Fingerprints:
    """Fingerprints of items of which the same is known beforehand."""

    def __init__(self, *known: object) -> None:
        """Prepare; known: what besides its bytes says what becomes of an item."""
        self._known = hashlib.blake2b(repr((_READERS, *known)).encode(errors="surrogatepass"), digest_size=16)

    def of(self, data: bytes) -> str:
        """The fingerprint of an item, by its bytes."""
        digest = self._known.copy()
        digest.update(data)
        return digest.hexdigest()


def read_all(items: Iterable[Item]) -> Iterator[Found | Skipped | Kept | Retracted]:
    """Read what is unread."""
    return (item.read() if isinstance(item, Unread) else item for item in items)


class UnusableError(Exception):
    """Raised inside the readers for an item that can't be used; its message is the reason."""
