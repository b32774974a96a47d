"""What reading a source gives: articles, items that aren't any, and what stays or is taken back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from index.article import Article
from index.parsers.versions import Version
from index.snapshot.history import Change

_LOG = logging.getLogger(__name__)
_LONGEST_REASON = 300


@dataclass(frozen=True)
class ParsedArticle:
    """An article and where it came from.

    where: the file, and the line or item in it, as a person reads it: ``dump.jsonl.gz:17``.
    source: the location of the source that gave it. fingerprint, is_earlier: see ``LazyItem``.
    added: when another index first had it; None where no index is told of.
    """

    where: str
    article: Article
    source: str = ""
    fingerprint: str = ""
    is_earlier: bool = False
    added: datetime | None = None


@dataclass(frozen=True)
class Skipped:
    """An item that can't be used.

    reason: one clause that tells the maintainer why.
    is_unread: is it there, and can't be read for now? Nobody knows then what articles it has.
    """

    where: str
    reason: str
    is_unread: bool = False


@dataclass(frozen=True)
class KeepSource:
    """A source whose articles stay as they are indexed, whatever they are.

    source: its location.
    """

    source: str


@dataclass(frozen=True)
class Retraction:
    """An article that its outlet took back.

    article_id: of the article, which needn't be indexed.
    """

    where: str
    article_id: str
    reason: str


def no_version() -> Version | None:
    """Tell nothing of versions."""
    return None


@dataclass(frozen=True)
class LazyItem:
    """An item that needn't be read where the index has just what it is made from.

    fingerprint: of all that its article is made from. make: makes the article.
    source: the location of the source that gave it.
    version: tells which version of its article it is, as far as that can be told without making the article.
    is_earlier: was a later version of it given before? It counts where that one can't be used.
    size: the bytes that it is made of.
    """

    where: str
    fingerprint: str
    make: Callable[[], ParsedArticle | Skipped]
    source: str = ""
    version: Callable[[], Version | None] = no_version
    is_earlier: bool = False
    size: int = 0

    def read(self) -> ParsedArticle | Skipped:
        """Make the article, and note where it comes from.

        Whatever a library raises for one item, none of the others is lost for it.
        """
        try:
            made = self.make()
        except Exception as error:
            return failed_item(self.where, error)
        if isinstance(made, ParsedArticle):
            return replace(made, source=self.source, fingerprint=self.fingerprint, is_earlier=self.is_earlier)
        return made


Item = ParsedArticle | Skipped | LazyItem | KeepSource | Retraction | Change


def read_all(items: Iterable[Item]) -> Iterator[ParsedArticle | Skipped | KeepSource | Retraction | Change]:
    """Read what is unread."""
    return (item.read() if isinstance(item, LazyItem) else item for item in items)


def failed_item(where: str, error: Exception) -> Skipped:
    """Make the item of something that failed as nobody foresaw."""
    _LOG.debug("%s can't be read", where, exc_info=error)
    return Skipped(where, f"it can't be read ({type(error).__name__}: {error})"[:_LONGEST_REASON])


class UnusableError(Exception):
    """Raised inside the parsers for an item that can't be used; its message is the reason."""


class UnreadError(UnusableError):
    """An item is there, and can't be read for now: the disk fails, rights are missing, or it breaks off."""


def unusable_item(where: str, error: UnusableError) -> Skipped:
    """Make the item of what can't be used."""
    return Skipped(where, str(error), is_unread=isinstance(error, UnreadError))
