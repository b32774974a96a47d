"""How a figure of an event grew or was mended, from report to report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.quoting.statement import is_correction
from retrieval.telling.figures import Figure
from retrieval.telling.material import ToldSentence
from retrieval.telling.statements import Statement

_MENDED = re.compile(
    r"\b(?:revis|lower(?:ed|ing)|correct|recount|reduc|cut (?:its|the|their)|down from"
    r"|fewer than (?:first|at first)|not the|instead of|had been counted|wrongly)",
    re.IGNORECASE,
)
# What is so many times as much is another figure.
_MOST_TIMES = 20


@dataclass(frozen=True, eq=False)
class Version:
    """A figure that a report was the first to give. before: the one that it replaced, and who gave that."""

    statement: Statement
    figure: Figure
    before: Version | None = None

    @property
    def age(self) -> int:
        """How many figures came before it."""
        return self.before.age + 1 if self.before else 0


def find_versions(statements: Sequence[Statement]) -> dict[ToldSentence, Version]:
    """Find the reports of an event that were the first to give a new figure.

    statements: all of the event's, in any order.
    Returns: of each such sentence its version; of several figures in it the one that has been told before. A
        figure replaces another of the same if it is larger, or if its words say that it is mended.
    """
    latest: dict[str, Version] = {}
    found: dict[ToldSentence, Version] = {}
    for statement in sorted(statements, key=_in_order):
        if statement.is_background:
            continue
        for figure in statement.figures:
            before = latest.get(figure.counts)
            if not figure.grows or (before and not _replaces(statement, figure, before)):
                continue
            version = Version(statement, figure, before)
            latest[figure.counts] = version
            if statement.told not in found or (before and not found[statement.told].before):
                found[statement.told] = version
    return found


def _replaces(statement: Statement, figure: Figure, before: Version) -> bool:
    if figure.quantity.equals(before.figure.quantity):
        return False
    if figure.amount > before.figure.amount:
        return figure.amount <= _MOST_TIMES * before.figure.amount
    return _MENDED.search(statement.told.text) is not None or is_correction(statement.article.text)


def _in_order(statement: Statement) -> tuple[bool, str, float, str, int]:
    published = statement.article.published
    # Of one day the report that tells most stands for all.
    return (
        published.first_day is None,
        published.iso,
        -statement.worth,
        statement.article.id,
        statement.span.start,
    )
