"""From what someone asked, in whatever way, to the message that they get."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar, Unpack

from discord import ui

from bot.database.answers import Answers, GivenAnswer, QuoteRef
from bot.database.database import Database
from bot.database.servers import Servers, ServerSettings
from bot.database.votes import Votes
from bot.discord.views.answer_view import answer_view
from bot.monitoring.metrics import Metrics, Outcome, Way
from bot.service.asker import Place
from bot.service.cooldowns import Cooldowns
from bot.service.errors import CooldownError, MisunderstoodError, ToldError
from bot.service.parse import Options, asked
from bot.service.queue import BusyError, Live, Worker
from bot.service.small_talk import small_talk
from bot.texts import Texts, texts_for
from config.settings import DiscordSettings
from retrieval.answer import Answer, Question, Refusal
from retrieval.browse import fingerprint

T = TypeVar("T")

# Earlier questions that a follow-up may rely on.
_MOST_EARLIER = 3
# In a direct message, a question may rely on one asked so shortly before.
_SAME_TALK = timedelta(minutes=15)
# Buttons, lists and other light requests of one person.
_LIGHT_TIMES, _LIGHT_SECONDS = 10, 10.0


@dataclass(frozen=True)
class Request:
    """A question on its way."""

    question: Question
    way: Way
    place: Place
    private: bool
    texts: Texts


class Desk:
    """Takes questions, has them answered, and remembers what replies and buttons need."""

    def __init__(self, live: Live, settings: DiscordSettings, database: Database, metrics: Metrics) -> None:
        """Open the desk.

        live: what answers. settings: how to behave.
        """
        self.live, self.settings, self.database, self.metrics = live, settings, database, metrics
        self.worker = Worker(settings.queue, settings.workers)
        metrics.watch_queue(lambda: self.worker.pending)
        self.servers, self.answers, self.votes = Servers(database), Answers(database), Votes(database)
        self._cooldowns = Cooldowns()

    async def settings_of(self, place: Place) -> ServerSettings:
        """How the server of a place wants the bot; defaults in direct messages."""
        return ServerSettings() if place.server is None else await self.servers.get(place.server)

    async def texts(self, place: Place, *, private: bool) -> Texts:
        """The texts for whoever reads a reply: one person, or all in a server."""
        settings = await self.settings_of(place)
        public = settings.language or place.server_locale
        return texts_for((place.locale or public) if private or place.server is None else public)

    async def admit(self, place: Place) -> ServerSettings:
        """Check that someone may ask in a place.

        Returns: the server's settings.
        Raises: ToldError where the server doesn't want it.
        """
        settings = await self.settings_of(place)
        channels = settings.allowed_channels
        if channels and not channels & {place.channel, place.parent}:
            raise ToldError("wrong-channel", channels=" ".join(f"<#{one}>" for one in sorted(channels)[:5]))
        if settings.allowed_roles and not settings.allowed_roles & place.roles:
            raise ToldError("wrong-role")
        return settings

    def question(self, way: Way, text: str, **options: Unpack[Options]) -> Question:
        """A question from what someone typed.

        options: as in ``asked``.
        Raises: MisunderstoodError where it can't be one.
        """
        try:
            return asked(text, self.settings.question_characters, **options)
        except MisunderstoodError:
            self.metrics.asked(way, Outcome.MISUNDERSTOOD)
            raise

    async def request(
        self, question: Question, way: Way, place: Place, *, private: bool | None = None
    ) -> Request:
        """Check a question and make it a request.

        private: as the person wants it; None: as the server does.
        Raises: ToldError where it may not be asked here, or not so soon.
        """
        try:
            settings = await self.admit(place)
            self._count(place, settings)
        except ToldError as error:
            fast = isinstance(error, CooldownError)
            self.metrics.asked(way, Outcome.COOLDOWN if fast else Outcome.NOT_ADMITTED)
            raise
        hidden = settings.private if private is None else private
        earlier = tuple(text for text in question.earlier if text.strip())[-_MOST_EARLIER:]
        question = replace(question, outlets=settings.outlets, earlier=earlier)
        return Request(question, way, place, hidden, await self.texts(place, private=hidden))

    def begin(self, request: Request) -> asyncio.Future[Answer | Refusal]:
        """Put a request into the queue; never blocks.

        Raises: BusyError where that is full.
        """
        submitted = time.monotonic()

        def answer() -> Answer | Refusal:
            self.metrics.waited(time.monotonic() - submitted)
            return self.live.answer(request.question)

        try:
            return self.worker.submit(answer)
        except BusyError:
            self.metrics.asked(request.way, Outcome.BUSY)
            raise

    async def finish(
        self, request: Request, job: asyncio.Future[Answer | Refusal], *, echo: bool = False
    ) -> ui.LayoutView:
        """Wait for an answer, remember it, and make it a message.

        echo: put the question above, for where Discord doesn't show it.
        """
        begun = time.monotonic()
        try:
            result = await job
        except Exception:
            self.metrics.asked(request.way, Outcome.ERROR)
            raise
        self.metrics.answered_in(time.monotonic() - begun)
        refused = isinstance(result, Refusal)
        self.metrics.asked(request.way, Outcome.REFUSED if refused else Outcome.ANSWERED)
        given = self._given(request, result)
        await self.answers.add(given)
        return answer_view(request.texts, result, given.id, private=request.private, echo=echo)

    def small_talk(self, text: str, way: Way, texts: Texts) -> str | None:
        """What to say to small talk; None where there is something to look up."""
        kind = small_talk(text)
        if kind is None:
            return None
        self.metrics.asked(way, Outcome.SMALL_TALK)
        return texts(kind)

    async def earlier(self, place: Place, replied_to: str | None) -> tuple[str, ...]:
        """What was asked before in the same talk, oldest first.

        replied_to: the id of the answer that is replied to; None: a direct message may go on without.
        """
        given = None
        if replied_to is not None:
            given = await self.answers.get(replied_to)
        elif place.server is None:
            since = datetime.now(UTC) - _SAME_TALK
            given = await self.answers.latest(place.channel, self.database.hashed(place.user), since)
        return () if given is None else (*given.question.earlier, given.question.text)

    def light(self, place: Place) -> None:
        """Count a press of a button, or another light request.

        Raises: CooldownError where one person makes too many.
        """
        if wait := self._cooldowns.wait(("light", place.user), _LIGHT_TIMES, _LIGHT_SECONDS):
            raise CooldownError("cooldown", seconds=wait)

    async def look_up(self, call: Callable[[], T]) -> T:
        """Have something else looked up in the index, behind the same queue.

        Raises: BusyError where that is full.
        """
        return await self.worker.submit(call)

    def _count(self, place: Place, settings: ServerSettings) -> None:
        seconds = settings.cooldown_seconds
        seconds = self.settings.cooldown_seconds if seconds is None else seconds
        if wait := self._cooldowns.wait(("ask", place.user), 1, seconds):
            raise CooldownError("cooldown", seconds=wait)
        where = place.server or place.channel
        if wait := self._cooldowns.wait(("server", where), self.settings.server_questions, 60.0):
            raise CooldownError("cooldown-server", seconds=wait)

    def _given(self, request: Request, result: Answer | Refusal) -> GivenAnswer:
        answer = result if isinstance(result, Answer) else None
        return GivenAnswer(
            id=secrets.token_urlsafe(12),
            asked_at=datetime.now(UTC),
            asker=self.database.hashed(request.place.user),
            server=request.place.server,
            channel=request.place.channel,
            question=request.question,
            refused=answer is None,
            quotes=tuple(
                QuoteRef(q.article.id, q.span.start, q.span.end, fingerprint(q.text))
                for q in (answer.quotes if answer else ())
            ),
            short_answer=answer.short_answer.text if answer and answer.short_answer else None,
            private=request.private,
            confidence=result.confidence,
        )
