"""What was answered: what replies, buttons and votes need of it, and no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Row
from typing import Self

from pydantic import TypeAdapter

from bot.database.database import Database, as_json, moment
from bot.database.errors import DatabaseError
from retrieval.answer import Question, Quote
from retrieval.browse import fingerprint

COLUMNS = (
    "id, asked_at, asker, server, channel, question, refused, quotes, short_answer, private, confidence,"
    " follows, is_claim"
)
# Earlier questions that a follow-up may rely on.
MOST_EARLIER = 3
# The latest answers are kept in memory, so that their buttons need no file.
_MOST_IN_MEMORY = 1_000
# How long deleting waits for writes that are under way.
_FINISH_SECONDS = 3.0
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

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """Refer to a quote as it stands now."""
        return cls(quote.article.id, quote.span.start, quote.span.end, fingerprint(quote.text))


_QUOTES = TypeAdapter(tuple[QuoteRef, ...])


@dataclass(frozen=True)
class GivenAnswer:
    """Holds an answer, or a refusal, that someone got.

    id: 16 URL-safe characters. asked_at: in UTC. asker_hash: as ``Database.hashed`` gives it.
    guild_id: None in direct messages.
    follows: the id of the answer that it goes on from, whose question isn't stored here once more.
    is_claim: what was looked up asks nothing.
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
    follows: str | None = None
    is_claim: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """List what was asked in the same talk up to this answer, oldest first."""
        return (*self.question.earlier, self.question.text)


class Answers:
    """Keeps answers until they are forgotten, the latest ones in memory as well."""

    def __init__(self, database: Database) -> None:
        """Keep answers in a database."""
        self._database = database
        self._latest: OrderedDict[str, GivenAnswer] = OrderedDict()

    def remember(self, given: GivenAnswer) -> None:
        """Remember an answer at once, and store it soon; never waits."""
        self._latest[given.id] = given
        if len(self._latest) > _MOST_IN_MEMORY:
            self._latest.popitem(last=False)
        self._database.later.add(lambda: self.add(given))

    async def add(self, given: GivenAnswer) -> None:
        """Store an answer."""
        await self._database.change(
            f"INSERT INTO answer ({COLUMNS}, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                given.id,
                moment(given.asked_at),
                given.asker_hash,
                given.guild_id,
                given.channel_id,
                as_json(_QUESTION, replace(given.question, earlier=())),
                given.refused,
                as_json(_QUOTES, given.quotes),
                given.short_answer,
                given.private,
                given.confidence,
                given.follows,
                given.is_claim,
                " ".join(given.question.text.split()),
            ),
        )

    async def get(self, answer_id: str) -> GivenAnswer | None:
        """Find an answer by its id; None where it isn't remembered.

        Raises: DatabaseError where it can't be read at once.
        """
        return self._latest.get(answer_id) or await self._one("id = ?", answer_id)

    async def latest(self, channel_id: int, asker_hash: str, since: datetime) -> GivenAnswer | None:
        """Find what a person got last in a channel, if that isn't older than a moment.

        Raises: DatabaseError where it can't be read at once.
        """
        for given in reversed(self._latest.values()):
            if (given.channel_id, given.asker_hash) == (channel_id, asker_hash) and given.asked_at >= since:
                return given
        return await self._one(
            "channel = ? AND asker = ? AND asked_at >= ?", channel_id, asker_hash, moment(since)
        )

    async def count_by_server(self) -> dict[int, int]:
        """Count the questions that are remembered of each server."""
        rows = await self._database.rows(
            "SELECT server, count(*) FROM answer WHERE server IS NOT NULL GROUP BY server"
        )
        return {row[0]: row[1] for row in rows}

    async def drop_before(self, before: datetime) -> int:
        """Forget the answers from before a moment, with their votes.

        Returns: how many answers.
        """
        self._drop_from_memory(lambda given: given.asked_at < before)
        return await self._database.change("DELETE FROM answer WHERE asked_at < ?", (moment(before),))

    async def forget(self, person_hash: str) -> int:
        """Forget all that a person asked, and how they voted; no byte of it stays in any file.

        Returns: how many questions and votes.
        Raises: DatabaseError where that can't be done yet.
        """
        self._drop_from_memory(lambda given: given.asker_hash == person_hash)
        # What was asked a moment ago may not be written yet; written later, it would stay.
        if not await self._database.later.finish(_FINISH_SECONDS):
            raise DatabaseError("What is to be deleted isn't written yet. Try again.", is_passing=True)
        count = await self._database.change("DELETE FROM vote WHERE voter = ?", (person_hash,))
        count += await self._database.change("DELETE FROM answer WHERE asker = ?", (person_hash,))
        await self._database.change("DELETE FROM waiting WHERE person = ?", (person_hash,))
        await self._database.erase()
        return count

    def _drop_from_memory(self, is_gone: Callable[[GivenAnswer], bool]) -> None:
        for given in [one for one in self._latest.values() if is_gone(one)]:
            del self._latest[given.id]

    async def _one(self, condition: str, *values: object) -> GivenAnswer | None:
        rows = await self._database.rows_soon(
            f"SELECT {COLUMNS} FROM answer WHERE {condition} ORDER BY asked_at DESC, rowid DESC LIMIT 1",  # noqa: S608
            values,
        )
        if not rows:
            return None
        return await with_earlier(self._database, given_answer(rows[0]))


async def with_earlier(database: Database, given: GivenAnswer) -> GivenAnswer:
    """Complete the question of an answer with those before it in the same talk, without what was deleted.

    Raises: DatabaseError where they can't be read at once.
    """
    asked: list[str] = []
    follows = given.follows
    while follows is not None and len(asked) < MOST_EARLIER:
        rows = await database.rows_soon("SELECT text, follows FROM answer WHERE id = ?", (follows,))
        text, follows = rows[0] if rows else ("", None)
        asked += [text] if text else []
    return replace(given, question=replace(given.question, earlier=tuple(reversed(asked))))


def given_answer(row: Row) -> GivenAnswer:
    """Make an answer of a row with ``COLUMNS``; ``with_earlier`` completes it."""
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
        follows=row["follows"],
        is_claim=bool(row["is_claim"]),
    )
