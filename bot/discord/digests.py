"""Sends the digests that are due, each once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import discord

from bot.database.digests import DigestPlan
from bot.database.errors import DatabaseError
from bot.database.follows import new_id
from bot.database.servers import ServerSettings
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.delivery import Parcel, Trouble, UndeliverableError, deliver, find_sent
from bot.discord.views.digest import WrittenDigest, digest_view, head_of, write_digest
from bot.service.digest import is_blocked, is_late, request_for, told_until
from bot.texts import Texts, texts_for
from retrieval.digest.digest import Digest

_log = logging.getLogger(__name__)

# How often it is looked whether one is due.
_EVERY_SECONDS = 20.0
# What fails is tried again after so long, and then after twice that, up to the most.
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=20), timedelta(minutes=15)
# A private digest that can't be sent for so long ends: nobody misses it.
_GIVEN_UP_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class _Pause:
    """Holds when something is tried again."""

    until: datetime
    length: timedelta


async def send_digests(client: BaseClient) -> None:
    """Send each digest when it is due, until cancelled."""
    await client.wait_until_ready()
    sender = DigestSender(client)
    while True:
        try:
            await sender.send_due(datetime.now(UTC))
        except DatabaseError as error:  # perhaps it can be used again later
            _log.warning("digests have to wait: %s", error)
        await asyncio.sleep(_EVERY_SECONDS)


class DigestSender:
    """Sends digests, and knows which are to be tried again, and when."""

    def __init__(self, client: BaseClient) -> None:
        """Send as a client."""
        self._client, self._services = client, client.services
        self._pauses: dict[str, _Pause] = {}

    async def send_due(self, now: datetime) -> None:
        """Send what is due at a moment; what one fails of doesn't keep others.

        Raises: DatabaseError where it isn't known what is due.
        """
        plans = await self._services.digests.due(now)
        self._pauses = {plan.id: self._pauses[plan.id] for plan in plans if plan.id in self._pauses}
        for plan in plans:
            if plan.id in self._pauses and now < self._pauses[plan.id].until:
                continue
            try:
                await self._send(plan, now)
            except DatabaseError:
                raise
            except UNREACHABLE as error:
                _log.warning("the digest %s can't be sent yet: %s", plan.id, error)
                self._pause(plan, now)
            except Exception:  # the others must come
                _log.exception("the digest %s can't be made", plan.id)
                self._pause(plan, now)

    def _pause(self, plan: DigestPlan, now: datetime) -> None:
        before = self._pauses.get(plan.id)
        length = min(before.length * 2, _LONGEST_PAUSE) if before else _FIRST_PAUSE
        self._pauses[plan.id] = _Pause(now + length, length)

    async def _send(self, plan: DigestPlan, now: datetime) -> None:
        """Send a digest, unless it was sent before the bot was killed."""
        digests, schedule = self._services.digests, plan.schedule
        next_at = schedule.next_after(now)
        if plan.nonce is None and (plan.next_at > now or is_blocked(self._services, plan)):
            await digests.postpone(plan, next_at, plan.trouble)
            return
        if plan.nonce and plan.tried_at and (sent := await self._find_sent(plan, plan.nonce, plan.tried_at)):
            await digests.finish(plan, sent, plan.memory.underway, plan.tried_at, next_at)
            return
        try:
            await self._send_new(plan, now, next_at)
        except UndeliverableError as error:
            await self._give_up(plan, now, next_at, error)

    async def _find_sent(self, plan: DigestPlan, nonce: str, tried_at: datetime) -> int | None:
        """Find the message that was under way; None where there is none, or nobody can look."""
        channel = self._client.get_partial_messageable(plan.channel_id)
        try:
            return await find_sent(self._client, channel, nonce, tried_at)
        except discord.NotFound:
            return None

    async def _send_new(self, plan: DigestPlan, now: datetime, next_at: datetime) -> None:
        """Make a digest of what there is now, and send it.

        Raises: UndeliverableError where nobody can send it; those of ``UNREACHABLE``.
        """
        digests = self._services.digests
        settings = await self._settings_of(plan)
        texts = self._texts_of(plan, settings)
        digest = await self._make(plan, settings, now)
        if digest.is_empty and plan.is_silent:
            await digests.finish(plan, None, plan.memory.told, now, next_at)
            return
        # What was tried before counts as what was due then.
        due = plan.schedule.latest_until(plan.tried_at or now)
        written = self._written(texts, plan, digest, due, now)
        told = digest.remembered(written.shown, now)
        nonce = plan.nonce or new_id()
        if not await digests.begin(plan, nonce, told, now):
            return
        view = digest_view(texts, plan, nonce)
        message = await deliver(self._client, Parcel(plan.channel_id, nonce, written.content, view), None)
        await digests.finish(plan, message, told, now, next_at)

    async def _settings_of(self, plan: DigestPlan) -> ServerSettings:
        if plan.server_id is None:
            return ServerSettings()
        return await self._services.servers.get(plan.server_id)

    def _texts_of(self, plan: DigestPlan, settings: ServerSettings) -> Texts:
        """Choose the texts: a server may have set another language since."""
        guild = self._client.get_guild(plan.server_id) if plan.server_id else None
        language = settings.language or (str(guild.preferred_locale) if guild else plan.language)
        return texts_for(language)

    async def _make(self, plan: DigestPlan, settings: ServerSettings, now: datetime) -> Digest:
        request = request_for(plan, settings, now)
        return await self._services.look_up_later(lambda index: index.digest(request))

    def _written(
        self, texts: Texts, plan: DigestPlan, digest: Digest, due: datetime, now: datetime
    ) -> WrittenDigest:
        head = head_of(texts, plan, due, late=is_late(due, now))
        since = plan.schedule.day_of(told_until(plan, now))
        return write_digest(texts, digest, head, since)

    async def _give_up(
        self, plan: DigestPlan, now: datetime, next_at: datetime, error: UndeliverableError
    ) -> None:
        """Try again when it is due next, but for a channel that is gone and a person who hears nothing."""
        _log.warning("the digest %s can't be sent: %s", plan.id, error)
        is_silent_for = now - (plan.last_at or plan.created_at)
        nobody_there = error.trouble is Trouble.NO_DIRECT_MESSAGES and is_silent_for > _GIVEN_UP_AFTER
        if error.trouble is Trouble.NO_CHANNEL or nobody_there:
            await self._services.digests.end(plan.id)
        else:
            await self._services.digests.postpone(replace(plan, nonce=None), next_at, error.trouble.value)
