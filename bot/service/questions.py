"""From what someone asked, in whatever way, to the reply that they get."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Unpack

from bot.database.answers import MOST_EARLIER, GivenAnswer, QuoteRef
from bot.database.errors import DatabaseError
from bot.database.servers import ServerSettings
from bot.monitoring.metrics import EntryPoint, Outcome
from bot.service.asker import Asker
from bot.service.errors import (
    BlockedError,
    CooldownError,
    MisunderstoodError,
    NotAdmittedError,
)
from bot.service.linked import BesideLinks, answer_beside_links
from bot.service.parse import QuestionOptions, parse_question
from bot.service.queue import BusyError
from bot.service.services import Services
from bot.service.small_talk import small_talk
from bot.texts import Markdown, Texts, texts_for
from retrieval.answer import Answer, Question, Reason, Refusal
from retrieval.live import Live

_log = logging.getLogger(__name__)

# In a direct message, a question may rely on one asked so shortly before.
_SAME_TALK = timedelta(minutes=15)
_MINUTE_SECONDS = 60.0


@dataclass(frozen=True)
class Request:
    """Holds a question that may be asked.

    private: is the reply for the asker alone? texts: for whoever reads it.
    follows: the id of the answer that it goes on from; None: it stands alone.
    is_claim: is it looked up, but asks nothing? links: those beside it.
    """

    question: Question
    entry_point: EntryPoint
    asker: Asker
    private: bool
    texts: Texts
    follows: str | None = None
    is_claim: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """Holds what a question got back.

    answer_id: under which it is remembered. private, texts, is_claim: of the request.
    in_server: was it asked in a server that has the bot?
    note: the key of a word on where the answer is from, where an article was linked beside the question.
    """

    result: Answer | Refusal
    answer_id: str
    private: bool
    texts: Texts
    in_server: bool = True
    is_claim: bool = False
    note: str | None = None


class QuestionService:
    """Takes questions, has them answered, and remembers what follow-ups and buttons need."""

    def __init__(self, services: Services) -> None:
        """Take questions with these services."""
        self._services = services

    def parse(self, entry_point: EntryPoint, text: str, **options: Unpack[QuestionOptions]) -> Question:
        """Make a question of what someone typed.

        options: as in ``parse_question``.
        Raises: MisunderstoodError where it can't be one.
        """
        try:
            return parse_question(text, self._services.settings.discord.question_characters, **options)
        except MisunderstoodError:
            self._services.metrics.asked(entry_point, Outcome.MISUNDERSTOOD)
            raise

    async def admit(
        self,
        question: Question,
        entry_point: EntryPoint,
        asker: Asker,
        *,
        private: bool | None = None,
        follows: GivenAnswer | None = None,
    ) -> Request:
        """Check that someone may ask a question here and now.

        private: as the person wants it; None: as the server does.
        follows: the answer that the question goes on from.
        Raises: UserError where it may not be asked here, or not so soon.
        """
        settings = await self.check_admission(asker, entry_point)
        try:
            self._charge(asker, settings)
        except CooldownError:
            self._services.metrics.asked(entry_point, Outcome.COOLDOWN)
            raise
        hidden = settings.private if private is None else private
        earlier = tuple(text for text in question.earlier if text.strip())[-MOST_EARLIER:]
        question = replace(question, outlets=settings.outlets, earlier=earlier)
        texts = await self._services.texts_for(asker, private=hidden)
        return Request(question, entry_point, asker, hidden, texts, follows.id if follows else None)

    def submit(self, request: Request) -> asyncio.Future[BesideLinks]:
        """Put a request into the queue; never blocks.

        Raises: BusyError where that is full.
        """
        submitted = time.monotonic()

        def answer(index: Live) -> BesideLinks:
            self._services.metrics.waited(time.monotonic() - submitted)
            return answer_beside_links(index, request.question, request.links)

        try:
            return self._services.look_up(answer)
        except BusyError:
            self._services.metrics.asked(request.entry_point, Outcome.BUSY)
            raise

    async def complete(self, request: Request, job: asyncio.Future[BesideLinks]) -> Reply:
        """Wait for an answer, and remember it.

        job: as ``submit`` gave it.
        """
        metrics = self._services.metrics
        begun = time.monotonic()
        try:
            found = await job
        except Exception:
            metrics.asked(request.entry_point, Outcome.ERROR)
            raise
        metrics.answered_in(time.monotonic() - begun)
        refused = isinstance(found.result, Refusal)
        metrics.asked(request.entry_point, Outcome.REFUSED if refused else Outcome.ANSWERED)
        given = self._given(request, found)
        texts = request.texts
        if isinstance(found.result, Refusal) and found.result.asked_in and not request.asker.locale:
            texts = texts_for(found.result.asked_in)  # all that is known of what whoever asked reads
        if not (isinstance(found.result, Refusal) and found.result.reason is Reason.EMPTY_QUESTION):
            self._services.answers.remember(given)
        return Reply(
            found.result,
            given.id,
            request.private,
            texts,
            in_server=request.asker.guild_id is not None,
            is_claim=request.is_claim,
            note=found.note,
        )

    def small_talk_reply(self, text: str, entry_point: EntryPoint, texts: Texts) -> str | None:
        """Choose the reply to small talk; None where there is something to look up."""
        kind = small_talk(text)
        if kind is None:
            return None
        self._services.metrics.asked(entry_point, Outcome.SMALL_TALK)
        return texts(kind)

    async def followed(self, asker: Asker, replied_to: str | None) -> GivenAnswer | None:
        """Find the answer that a message goes on from; None where it stands alone.

        replied_to: the id of the answer that is replied to; None: a direct message may go on without.
        """
        services = self._services
        try:
            if replied_to is not None:
                return await services.answers.get(replied_to)
            if asker.guild_id is None:
                since = datetime.now(UTC) - _SAME_TALK
                asker_hash = services.database.hashed(asker.user_id)
                return await services.answers.latest(asker.channel_id, asker_hash, since)
        except DatabaseError as error:  # the question may stand alone
            _log.warning("what was asked before isn't known: %s", error)
        return None

    async def is_blocked(self, asker: Asker) -> bool:
        """Tell whether someone isn't to be answered, as ``check_not_blocked`` does."""
        try:
            await self.check_not_blocked(asker)
        except BlockedError:
            return True
        return False

    async def check_not_blocked(self, asker: Asker, *, by_server: bool = True) -> None:
        """Check that both whoever runs the bot and the server want someone answered.

        by_server: does it count what the server wants?
        Raises: BlockedError where one of them doesn't.
        """
        if self._services.block_list.holds(asker.user_id, asker.guild_id):
            raise BlockedError("blocked-everywhere")
        if by_server and (await self._services.settings_of(asker)).blocked & asker.who_ids:
            raise BlockedError("person-blocked")

    async def check_admission(self, asker: Asker, entry_point: EntryPoint) -> ServerSettings:
        """Check that a server wants someone answered, in a channel.

        Returns: its settings.
        Raises: NotAdmittedError where it doesn't.
        """
        settings = await self._services.settings_of(asker)
        try:
            await self.check_not_blocked(asker)
            self._check_settings(asker, settings)
        except NotAdmittedError:
            self._services.metrics.asked(entry_point, Outcome.NOT_ADMITTED)
            raise
        return settings

    def _check_settings(self, asker: Asker, settings: ServerSettings) -> None:
        if settings.denied_channels & asker.place_ids:
            raise NotAdmittedError("denied-channel")
        channels = settings.allowed_channels
        if channels and not channels & asker.place_ids:
            listed = Markdown(" ".join(f"<#{one}>" for one in sorted(channels)[:5]))
            raise NotAdmittedError("wrong-channel", channels=listed)
        if settings.allowed_roles and not settings.allowed_roles & asker.role_ids:
            raise NotAdmittedError("wrong-role")

    def _charge(self, asker: Asker, settings: ServerSettings) -> None:
        """Count a question of a person and of a server; raises CooldownError where there were too many."""
        cooldowns, defaults = self._services.cooldowns, self._services.settings.discord
        seconds = settings.cooldown_seconds
        seconds = defaults.cooldown_seconds if seconds is None else seconds
        if wait := cooldowns.wait(("ask", asker.user_id), 1, seconds):
            raise CooldownError("cooldown", seconds=wait)
        where = asker.guild_id or asker.channel_id
        if wait := cooldowns.wait(("server", where), defaults.server_questions, _MINUTE_SECONDS):
            raise CooldownError("cooldown-server", seconds=wait)

    def _given(self, request: Request, found: BesideLinks) -> GivenAnswer:
        """Make what is remembered of an answer."""
        answer = found.result if isinstance(found.result, Answer) else None
        short = answer.short_answer if answer else None
        return GivenAnswer(
            id=secrets.token_urlsafe(12),
            asked_at=datetime.now(UTC),
            asker_hash=self._services.database.hashed(request.asker.user_id),
            guild_id=request.asker.guild_id,
            channel_id=request.asker.channel_id,
            question=found.question,
            refused=answer is None,
            quotes=tuple(map(QuoteRef.of, answer.quotes)) if answer else (),
            short_answer=short.dated_text if short and short.is_likely else None,
            private=request.private,
            confidence=found.result.confidence,
            follows=request.follows,
            is_claim=request.is_claim,
        )
