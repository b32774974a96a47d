"""From what someone wants told to a timeline or coverage, under an id by which it is remembered."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from bot.database.answers import GivenAnswer, QuoteRef
from bot.monitoring.metrics import Outcome
from bot.service.questions import Request
from bot.service.queue import BusyError
from bot.service.services import Services
from retrieval.answer import Question, Quote, Refusal
from retrieval.live import Live

T = TypeVar("T")


@dataclass(frozen=True)
class Told(Generic[T]):
    """Holds what was found to tell, or why there is nothing. answer_id: under which it is remembered."""

    result: T | Refusal
    answer_id: str


class TellingService:
    """Has an index tell events, and remembers what was told: replies and buttons need it."""

    def __init__(self, services: Services) -> None:
        """Tell with these services."""
        self._services = services

    def submit(
        self, request: Request, find: Callable[[Live, Question], T | Refusal]
    ) -> asyncio.Future[T | Refusal]:
        """Put a request into the queue; never blocks.

        find: what tells it. Raises: BusyError where the queue is full.
        """
        metrics, submitted = self._services.metrics, time.monotonic()

        def tell(index: Live) -> T | Refusal:
            metrics.waited(time.monotonic() - submitted)
            return find(index, request.question)

        try:
            return self._services.look_up(tell)
        except BusyError:
            metrics.asked(request.entry_point, Outcome.BUSY)
            raise

    async def complete(
        self,
        request: Request,
        job: asyncio.Future[T | Refusal],
        quotes_of: Callable[[T], Sequence[Quote]],
    ) -> Told[T]:
        """Wait for what is told, and remember it.

        job: as ``submit`` gave it. quotes_of: lists the quotes of what is told.
        """
        metrics, begun = self._services.metrics, time.monotonic()
        try:
            result = await job
        except Exception:
            metrics.asked(request.entry_point, Outcome.ERROR)
            raise
        metrics.answered_in(time.monotonic() - begun)
        is_refused = isinstance(result, Refusal)
        metrics.asked(request.entry_point, Outcome.REFUSED if is_refused else Outcome.ANSWERED)
        quotes = () if isinstance(result, Refusal) else quotes_of(result)
        given = self._given(request, quotes, refused=is_refused)
        self._services.answers.remember(given)
        return Told(result, given.id)

    def _given(self, request: Request, quotes: Sequence[Quote], *, refused: bool) -> GivenAnswer:
        return GivenAnswer(
            id=secrets.token_urlsafe(12),
            asked_at=datetime.now(UTC),
            asker_hash=self._services.database.hashed(request.asker.user_id),
            guild_id=request.asker.guild_id,
            channel_id=request.asker.channel_id,
            question=request.question,
            refused=refused,
            quotes=tuple(map(QuoteRef.of, quotes)),
            short_answer=None,
            private=request.private,
            confidence=0.0 if refused else 1.0,
        )
