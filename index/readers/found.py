"""What reading a source gives: articles, items that aren't any, and what stays or is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article


@dataclass(frozen=True)
class Found:
    """An article and where it came from.

    where: the file, and the line or item in it, as a person reads it: ``dump.jsonl.gz:17``.
    source: the location of the source that gave it.
    """

    where: str
    article: Article
    source: str = ""


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


Item = Found | Skipped | Kept | Retracted


class UnusableError(Exception):
    """Raised inside the readers for an item that can't be used; its message is the reason."""
