"""What was answered: what replies, buttons and votes need of it, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from bot.database.database import Database, as_json, moment
from retrieval.answer import Question

COLUMNS = "id, asked_at, asker, server, channel, question, refused, quotes, short_answer, private, confidence"
_QUESTION = TypeAdapter(Question)


@dataclass(frozen=True)
class QuoteRef:
    """A quote by its place: characters start to end of an article's text.

    words: the fingerprint of what stood there; empty for answers from before it was kept.
    """

    article: str
    start: int
    end: int
    words: str = ""


_QUOTES = TypeAdapter(tuple[QuoteRef, ...])


@dataclass(frozen=True)
class GivenAnswer:
    """An answer, or a refusal, that someone got.

    id: 16 URL-safe characters. asked_at: in UTC. asker: hashed.
    server: None in direct messages.
    """

    id: str
    asked_at: datetime
    asker: str
    server: int | None
    channel: int
    question: Question
    refused: bool
    quotes: tuple[QuoteRef, ...]
    short_answer: str | None
    private: bool
    confidence: float


class Answers:
    """All answers that are still remembered."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    async def add(self, given: GivenAnswer) -> None:
        """Remember an answer."""
        await self._database.change(
            f"INSERT INTO answer ({COLUMNS}, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                given.id,
                moment(given.asked_at),
                given.asker,
                given.server,
                given.channel,
                as_json(_QUESTION, given.question),
                given.refused,
                as_json(_QUOTES, given.quotes),
                given.short_answer,
                given.private,
                given.confidence,
                " ".join(given.question.text.split()),
            ),
        )

    async def get(self, answer: str) -> GivenAnswer | None:
        """An answer by its id; None where it isn't remembered."""
        return await self._one("id = ?", answer)

    async def latest(self, channel: int, asker: str, since: datetime) -> GivenAnswer | None:
        """What a person got last in a channel, if that isn't older than a moment."""
        return await self._one("channel = ? AND asker = ? AND asked_at >= ?", channel, asker, moment(since))

    async def drop_before(self, before: datetime) -> int:
        """Forget the answers from before a moment, with their votes.

        Returns: how many answers.
        """
        return await self._database.change("DELETE FROM answer WHERE asked_at < ?", (moment(before),))

    async def forget(self, person: str) -> int:
        """Forget all that a person asked, and how they voted.

        Returns: how many questions and votes.
        """
        votes = await self._database.change("DELETE FROM vote WHERE voter = ?", (person,))
        return votes + await self._database.change("DELETE FROM answer WHERE asker = ?", (person,))

    async def _one(self, condition: str, *values: object) -> GivenAnswer | None:
        rows = await self._database.rows(
            f"SELECT {COLUMNS} FROM answer WHERE {condition} ORDER BY asked_at DESC, rowid DESC LIMIT 1",  # noqa: S608
            values,
        )
        return given_answer(rows[0]) if rows else None


def given_answer(row: tuple[Any, ...]) -> GivenAnswer:
    """An answer from a row of ``COLUMNS``."""
    return GivenAnswer(
        id=row[0],
        asked_at=datetime.fromisoformat(row[1]),
        asker=row[2],
        server=row[3],
        channel=row[4],
        question=_QUESTION.validate_json(row[5]),
        refused=bool(row[6]),
        quotes=_QUOTES.validate_json(row[7]),
        short_answer=row[8],
        private=bool(row[9]),
        confidence=row[10],
    )
