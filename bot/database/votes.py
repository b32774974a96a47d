"""What people think of answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from sqlite3 import Row

from bot.database.answers import COLUMNS, GivenAnswer, given_answer, with_earlier
from bot.database.database import Database, moment

_VOTE_COLUMNS = "answer, voter, good, problem, comment, at"


class Problem(StrEnum):
    """What is wrong with an answer."""

    WRONG = "wrong"
    MISSING = "missing"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class Vote:
    """Holds one person's vote on an answer. comment: empty where none was written."""

    answer_id: str
    voter_hash: str
    good: bool
    problem: Problem | None
    comment: str
    at: datetime


class Votes:
    """Keeps votes on answers."""

    def __init__(self, database: Database) -> None:
        """Keep votes in a database."""
        self._database = database

    def cast_soon(self, answer_id: str, voter_hash: str, good: bool, at: datetime) -> None:
        """Vote as ``cast`` does, in the background."""
        self._database.later.add(lambda: self.cast(answer_id, voter_hash, good, at))

    def explain_soon(self, answer_id: str, voter_hash: str, problem: Problem, comment: str) -> None:
        """Store what is wrong as ``explain`` does, in the background."""
        self._database.later.add(lambda: self.explain(answer_id, voter_hash, problem, comment))

    async def cast(self, answer_id: str, voter_hash: str, good: bool, at: datetime) -> None:
        """Vote, or vote anew: with another opinion, what was said of the earlier one goes."""
        # Only of an answer that is there: it may have been forgotten a moment ago.
        await self._database.change(
            "INSERT INTO vote SELECT id, ?, ?, NULL, '', ? FROM answer WHERE id = ?"
            " ON CONFLICT (answer, voter) DO UPDATE SET good = excluded.good, at = excluded.at,"
            " problem = CASE good WHEN excluded.good THEN problem END,"
            " comment = CASE good WHEN excluded.good THEN comment ELSE '' END",
            (voter_hash, good, moment(at), answer_id),
        )

    async def explain(self, answer_id: str, voter_hash: str, problem: Problem, comment: str) -> None:
        """Store what is wrong, with a vote that stands."""
        await self._database.change(
            "UPDATE vote SET problem = ?, comment = ? WHERE answer = ? AND voter = ? AND NOT good",
            (problem, comment, answer_id, voter_hash),
        )

    async def of(self, answer_id: str) -> list[Vote]:
        """List the votes on an answer, oldest first."""
        rows = await self._database.rows(
            f"SELECT {_VOTE_COLUMNS} FROM vote WHERE answer = ? ORDER BY at, voter",  # noqa: S608
            (answer_id,),
        )
        return [_vote(row) for row in rows]

    async def export(self) -> list[tuple[GivenAnswer, list[Vote]]]:
        """List all answers that have votes, with these, oldest first."""
        rows = await self._database.rows(
            f"SELECT {_VOTE_COLUMNS}, {COLUMNS} FROM vote JOIN answer ON id = answer"  # noqa: S608
            " ORDER BY asked_at, answer.rowid, at, voter"
        )
        by_answer = (list(group) for _, group in groupby(rows, key=lambda row: row["answer"]))
        return [
            (await with_earlier(self._database, given_answer(group[0])), [_vote(row) for row in group])
            for group in by_answer
        ]

    async def most_refused(self, since: datetime, limit: int) -> list[tuple[str, int]]:
        """List the questions that got no answer most often since a moment: latest wording, how often."""
        # With max() among the columns, SQLite takes the others from the row that has it.
        rows = await self._database.rows(
            "SELECT text, count(*), max(asked_at) FROM answer WHERE refused AND asked_at >= ?"
            " GROUP BY casefold(text) ORDER BY count(*) DESC, max(asked_at) DESC LIMIT ?",
            (moment(since), limit),
        )
        return [(text, count) for text, count, _ in rows]


def _vote(row: Row) -> Vote:
    """Make a vote of a row with ``_VOTE_COLUMNS``."""
    return Vote(
        answer_id=row["answer"],
        voter_hash=row["voter"],
        good=bool(row["good"]),
        problem=row["problem"] and Problem(row["problem"]),
        comment=row["comment"],
        at=datetime.fromisoformat(row["at"]),
    )
