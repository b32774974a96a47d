"""What people think of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.database.answers import GivenAnswer, given_answer
from bot.database.database import Database, moment, storable


class Problem(StrEnum):
    """What is wrong with an answer."""

    WRONG = "wrong"
    MISSING = "missing"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class Vote:
    """One person's vote on an answer. voter: hashed. comment: empty where none was written."""

    answer: str
    voter: str
    good: bool
    problem: Problem | None
    comment: str
    at: datetime


class Votes:
    """All votes."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    async def cast(self, answer: str, voter: str, good: bool, at: datetime) -> None:
        """Vote, or vote anew: what was said of an earlier vote goes."""
        # Only of an answer that is there: it may have been forgotten a moment ago.
        await self._database.change(
            "INSERT OR REPLACE INTO vote SELECT id, ?, ?, NULL, '', ? FROM answer WHERE id = ?",
            (voter, good, moment(at), answer),
        )

    async def explain(self, answer: str, voter: str, problem: Problem, comment: str) -> None:
        """Say what is wrong, of a vote that stands."""
        await self._database.change(
            "UPDATE vote SET problem = ?, comment = ? WHERE answer = ? AND voter = ? AND NOT good",
            (problem, storable(comment), answer, voter),
        )

    async def of(self, answer: str) -> list[Vote]:
        """The votes on an answer, oldest first."""
        rows = await self._database.rows(
            "SELECT answer, voter, good, problem, comment, at FROM vote WHERE answer = ? ORDER BY at",
            (answer,),
        )
        return [
            Vote(
                row[0],
                row[1],
                bool(row[2]),
                row[3] and Problem(row[3]),
                row[4],
                datetime.fromisoformat(row[5]),
            )
            for row in rows
        ]

    async def export(self) -> list[tuple[GivenAnswer, Sequence[Vote]]]:
        """All answers that have votes, with these, oldest first."""
        rows = await self._database.rows(
            "SELECT id, asked_at, asker, server, channel, message, question, refused, quotes, short_answer,"
            " private, confidence FROM answer WHERE id IN (SELECT answer FROM vote) ORDER BY asked_at"
        )
        return [(given, await self.of(given.id)) for given in map(given_answer, rows)]

    async def most_refused(self, since: datetime, limit: int) -> list[tuple[str, int]]:
        """The questions that got no answer most often since a moment: the latest wording, and how often."""
        # With max() among the columns, SQLite takes the others from the row that has it.
        rows = await self._database.rows(
            "SELECT text, count(*), max(asked_at) FROM answer WHERE refused AND asked_at >= ?"
            " GROUP BY lower(text) ORDER BY count(*) DESC, max(asked_at) DESC LIMIT ?",
            (moment(since), limit),
        )
        return [(text, count) for text, count, _ in rows]
