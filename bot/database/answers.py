"""What was answered: what replies, buttons and votes need of it, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from pydantic import TypeAdapter

from bot.database.database import Database, as_json, moment
from retrieval.answer import Question

COLUMNS = "id, asked_at, asker, server, channel, question, refused, quotes, short_answer, private, confidence"
_QUESTION = TypeAdapter(Question)


@dataclass(frozen=True)
class QuoteRef:
    """Refers to a quote by its place: characters start to end of an article's text.

    article: its id; the name of this field, as of the others, is stored.
    words: the fingerprint of what stood there; empty for answers from before it was kept.
    """

    article: str
    start: int
    end: int
    words: str = ""


_QUOTES = TypeAdapter(tuple[QuoteRef, ...])


@dataclass(frozen=True)
class GivenAnswer:
    """Holds an answer, or a refusal, that someone got.

    id: 16 URL-safe characters. asked_at: in UTC. asker_hash: as ``Database.hashed`` gives it.
    guild_id: None in direct messages.
    """

    id: str
    asked_at: datetime
    asker_hash: str
    guild_id: int | None
    channel_id: int
    question: Question
    refused: bool
    quotes: tuple[QuoteRef, ...]
    short_answer: str | None
    private: bool
    confidence: float

    @property
    def asked(self) -> tuple[str, ...]:
        """List what was asked in the same talk up to this answer, oldest first."""
        return (*self.question.earlier, self.question.text)


class Answers:
    """Keeps answers until they are forgotten."""

    def __init__(self, database: Database) -> None:
        """Keep answers in a database."""
        self._database = database

    async def add(self, given: GivenAnswer) -> None:
        """Remember an answer."""
        await self._database.change(
            f"INSERT INTO answer ({COLUMNS}, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                given.id,
                moment(given.asked_at),
                given.asker_hash,
                given.guild_id,
                given.channel_id,
                as_json(_QUESTION, given.question),
                given.refused,
                as_json(_QUOTES, given.quotes),
                given.short_answer,
                given.private,
                given.confidence,
                " ".join(given.question.text.split()),
            ),
        )

    async def get(self, answer_id: str) -> GivenAnswer | None:
        """Find an answer by its id; None where it isn't remembered."""
        return await self._one("id = ?", answer_id)

    async def latest(self, channel_id: int, asker_hash: str, since: datetime) -> GivenAnswer | None:
        """Find what a person got last in a channel, if that isn't older than a moment."""
        return await self._one(
            "channel = ? AND asker = ? AND asked_at >= ?", channel_id, asker_hash, moment(since)
        )

    async def drop_before(self, before: datetime) -> int:
        """Forget the answers from before a moment, with their votes.

        Returns: how many answers.
        """
        return await self._database.change("DELETE FROM answer WHERE asked_at < ?", (moment(before),))

    async def forget(self, person_hash: str) -> int:
        """Forget all that a person asked, and how they voted.

        Returns: how many questions and votes.
        """
        votes = await self._database.change("DELETE FROM vote WHERE voter = ?", (person_hash,))
        return votes + await self._database.change("DELETE FROM answer WHERE asker = ?", (person_hash,))

    async def _one(self, condition: str, *values: object) -> GivenAnswer | None:
        rows = await self._database.rows(
            f"SELECT {COLUMNS} FROM answer WHERE {condition} ORDER BY asked_at DESC, rowid DESC LIMIT 1",  # noqa: S608
            values,
        )
        return given_answer(rows[0]) if rows else None


def given_answer(row: Row) -> GivenAnswer:
    """Make an answer of a row with ``COLUMNS``."""
    return GivenAnswer(
        id=row["id"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        asker_hash=row["asker"],
        guild_id=row["server"],
        channel_id=row["channel"],
        question=_QUESTION.validate_json(row["question"]),
        refused=bool(row["refused"]),
        quotes=_QUOTES.validate_json(row["quotes"]),
        short_answer=row["short_answer"],
        private=bool(row["private"]),
        confidence=row["confidence"],
    )
