"""A database with everything that keeps something in it, and answers to keep."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.database.answers import Answers, GivenAnswer, QuoteRef
from bot.database.database import Database
from bot.database.servers import Servers
from bot.database.votes import Votes
from retrieval.answer import Question

NOON = datetime(2025, 8, 18, 12, tzinfo=UTC)


@dataclass
class Keeping:
    """An open database."""

    database: Database
    servers: Servers
    answers: Answers
    votes: Votes


@asynccontextmanager
async def keeping(path: Path) -> AsyncIterator[Keeping]:
    """Open a database for a while."""
    database = await Database.open(path)
    try:
        yield Keeping(database, Servers(database), Answers(database), Votes(database))
    finally:
        await database.close()


def contents(path: Path) -> bytes:
    """What a file holds, byte by byte."""
    return path.read_bytes()


def given(number: int = 0, text: str = "How long is the bridge?", **different: Any) -> GivenAnswer:
    """An answer; what isn't named is the same in all of them."""
    values: dict[str, Any] = {
        "id": f"answer-{number:09}",
        "asked_at": NOON,
        "asker_hash": "ada",
        "guild_id": 1,
        "channel_id": 10,
        "question": Question(text),
        "refused": False,
        "quotes": (QuoteRef("0123456789abcdef", 3, 40),),
        "short_answer": "two miles",
        "private": False,
        "confidence": 0.75,
    }
    return GivenAnswer(**values | different)
