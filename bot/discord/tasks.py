"""What the bot does in the background: take new snapshots, forget what is old, keep the index up to date."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from bot.database.errors import DatabaseError
from bot.database.waiting import WaitingPerson
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.index_process import index_process, watch_command
from bot.discord.outbox import Outbox
from bot.monitoring.metrics import Metrics
from bot.service.following import Following
from bot.service.live_snapshot import LiveSnapshot
from bot.service.services import Services
from bot.texts import texts_for
from config.settings import Settings
from index.sources.overview import SourceOverview, overview
from index.sources.source_list import load_sources

_log = logging.getLogger(__name__)

# What a server has set is kept so long after it removed the bot.
_KEPT_AFTER_LEAVING = timedelta(days=30)
# A message about a story is kept up to date for so long.
_POSTS_KEPT = timedelta(days=30)
_CLEAN_UP_SECONDS = 6 * 3600.0
# How the sources are is looked up this often.
_SOURCES_SECONDS = 60.0
# Whether the database's file is still there is looked up this often.
_DATABASE_SECONDS = 5.0
# So long after a command Discord takes a reply to it; a message is answered no later.
_TOKEN_LIFE = timedelta(minutes=14)
# A watching process that ended, for whatever reason, is started again after so many seconds.
_WATCH_AGAIN_SECONDS = 60.0


async def take_new_snapshots(snapshot: LiveSnapshot, every_seconds: float) -> None:
    """Take each new snapshot, until cancelled; what goes wrong is logged once, the old one stays."""
    told = ""
    while True:
        try:
            await snapshot.take_new()
            told = ""
        except Exception as error:  # the bot must live on with the old snapshot
            if told != str(error):
                _log.exception("the new snapshot can't be used, the old one stays")
            told = str(error)
        await asyncio.sleep(every_seconds)


async def tell_followers(client: BaseClient, every_seconds: float) -> None:
    """Tell people of what is new in each snapshot, until cancelled; what goes wrong is tried again."""
    following, outbox = Following(client.services), Outbox(client)
    not_planned = not_sent = ""
    while True:
        now = datetime.now(UTC)
        not_planned = await _tried(following.plan_if_new(now), not_planned)
        if client.is_ready():
            not_sent = await _tried(outbox.send_due(now), not_sent)
        await asyncio.sleep(every_seconds)


async def _tried(work: Coroutine[Any, Any, None], told: str) -> str:
    """Do what can be done again later; what goes wrong is logged, unless it was told before.

    Returns: what went wrong; empty where nothing did.
    """
    try:
        await work
    except Exception as error:  # the bot must live on, and what is planned isn't lost
        if told != str(error):
            _log.exception("those who follow something aren't told yet")
        return str(error)
    return ""


async def clean_up(client: BaseClient) -> None:
    """Forget old answers, and servers that are gone for long, now and then, until cancelled."""
    await client.wait_until_ready()
    while True:
        try:
            await _forget(client.services, {guild.id for guild in client.guilds}, datetime.now(UTC))
        except DatabaseError as error:  # perhaps it can be used again later
            _log.warning("what is old isn't forgotten yet: %s", error)
        await asyncio.sleep(_CLEAN_UP_SECONDS)


async def _forget(services: Services, guild_ids: Collection[int], now: datetime) -> None:
    """Forget what is old at a moment. guild_ids: the servers that have the bot."""
    servers = services.servers
    # A server may have left, or come back, while the bot was away.
    for guild_id in await servers.known():
        if guild_id in guild_ids:
            await servers.came_back(guild_id)
        else:
            await servers.left(guild_id, now)
    await servers.drop_left(now - _KEPT_AFTER_LEAVING)
    for guild_id in await services.follows.servers() - set(guild_ids):
        await services.follows.end_in_server(guild_id)
    for guild_id in await services.digests.servers() - set(guild_ids):
        await services.digests.end_in_server(guild_id)
    await services.follows.end_old(now)
    await services.posts.drop_before(now - _POSTS_KEPT)
    await services.answers.drop_before(now - timedelta(days=services.settings.discord.remember_days))


async def keep_database(services: Services) -> None:
    """Take the database's file that is there, where another was deleted or replaced, until cancelled."""
    while True:
        await asyncio.sleep(_DATABASE_SECONDS)
        try:
            await look_after_database(services)
        except DatabaseError as error:  # it is tried again
            _log.error("%s", error)


async def look_after_database(services: Services) -> None:
    """Take the database's file that is there, if it isn't the one that is open.

    Raises: DatabaseError where it can't be used.
    """
    if not await services.database.is_replaced():
        return
    if await services.database.reopen():
        _log.error("the bot's database was deleted: it is made anew, earlier answers and votes are gone")
        await services.servers.store_all()
        for blocked in services.block_list.all():
            await services.block_list.block(blocked)
    else:
        _log.warning("another file was put in the place of the bot's database; it is used from now on")
        await services.servers.load()
        await services.block_list.load()


async def tell_of_restart(client: BaseClient) -> None:
    """Tell those who waited when the bot was killed that they may ask again."""
    try:
        people = await client.services.waiting.all()
    except DatabaseError as error:
        _log.warning("who waited before the start isn't known: %s", error)
        return
    await client.wait_until_ready()
    for person in people:
        client.services.waiting.remove_soon(person.id)
        if datetime.now(UTC) - person.since < _TOKEN_LIFE:
            with suppress(*UNREACHABLE):
                await _tell_of_restart(client, person)


async def _tell_of_restart(client: BaseClient, person: WaitingPerson) -> None:
    text = texts_for(person.language)("restarted-meanwhile")
    if person.token is not None:
        webhook = discord.Webhook.partial(client.application_id or 0, person.token, client=client)
        # Discord puts the first message after "is thinking" in its place.
        await webhook.send(text)
        return
    reference = discord.MessageReference(
        message_id=person.id, channel_id=person.channel_id, fail_if_not_exists=False
    )
    await client.get_partial_messageable(person.channel_id).send(text, reference=reference)


async def look_at_sources(settings: Settings, metrics: Metrics) -> None:
    """Record now and then how the sources on the web are, until cancelled."""
    told = ""
    while True:
        try:
            metrics.sources(await asyncio.to_thread(source_overview, settings))
            told = ""
        except Exception as error:  # it is told again where it is something else
            if told != str(error):
                _log.warning("how the sources are can't be told: %s", error)
            told = str(error)
        await asyncio.sleep(_SOURCES_SECONDS)


def source_overview(settings: Settings) -> list[SourceOverview]:
    """Tell how the sources on the web are that the list names; none where there is no list."""
    return overview(load_sources(settings.sources), settings.data) if settings.sources.exists() else []


async def keep_watching(settings: Settings) -> None:
    """Keep the index up to date in a process of its own, until cancelled."""
    while True:
        async with index_process(watch_command(settings)) as process:
            async for said in process.lines():
                _log_watching(said)
            _log.error(
                "clippings watch ended with exit code %s; it is started again in %.0f s",
                await process.exit_code(),
                _WATCH_AGAIN_SECONDS,
            )
        await asyncio.sleep(_WATCH_AGAIN_SECONDS)


def _log_watching(said: dict[str, Any]) -> None:
    """Log what a watching process says."""
    if failed := said.get("failed"):
        _log.warning("watching the sources: %s", failed)
    if report := said.get("report"):
        counts = ", ".join(f"{report[name]} {name}" for name in ("new", "changed", "gone", "retracted"))
        _log.info("the sources changed: %s articles, %s items skipped", counts, len(report["skipped"]))
