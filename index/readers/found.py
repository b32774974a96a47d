"""What reading a source gives: articles, and items that aren't any."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article


@dataclass(frozen=True)
class Found:
    """An article and where it came from.

    where: the file, and the line or item in it, as a person reads it: ``dump.jsonl.gz:17``.
    """

    where: str
    article: Article


@dataclass(frozen=True)
class Skipped:
    """An item that can't be used.

    reason: one clause that tells the maintainer why.
    """

    where: str
    reason: str


class UnusableError(Exception):
    """Raised inside the readers for an item that can't be used; its message is the reason."""
