"""Clippings in Discord: the client that wires commands, buttons, messages and tasks, and what runs it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import discord

from bot.database.database import Database
from bot.discord.audit import log_change
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.commands.about import DeleteMine, help_, privacy
from bot.discord.commands.admin import Admin
from bot.discord.commands.ask import ask, find_sources
from bot.discord.commands.digest import DigestGroup
from bot.discord.commands.follow import follow, follow_rules, following
from bot.discord.commands.look_up import article, sources
from bot.discord.commands.setup import Setup
from bot.discord.commands.telling import coverage, timeline
from bot.discord.commands.tree import Tree
from bot.discord.digests import send_digests
from bot.discord.messages import delete_replies, reply_to_changed_message, reply_to_message
from bot.discord.moderation import forget_deleted, forget_vanished
from bot.discord.registration import Registration
from bot.discord.shards import close_dead, forgiving, gives_sign_of_life
from bot.discord.tasks import (
    clean_up,
    keep_database,
    keep_watching,
    look_at_sources,
    take_new_snapshots,
    tell_followers,
    tell_of_restart,
)
from bot.discord.views.answer_view import AnswerButton
from bot.discord.views.clipping import ClippingButton
from bot.discord.views.confirm import ConfirmButton
from bot.discord.views.digest import EndDigest
from bot.discord.views.followed import FollowButton, ListButton
from bot.discord.views.problem_form import take_problem_form
from bot.discord.views.setup_lists import SettingList
from bot.discord.views.sources import PageButton
from bot.monitoring.health import Health, serve_health
from bot.monitoring.metrics import Metrics
from bot.service.services import Services
from bot.texts.commands import Translator
from config.errors import ClippingsError
from config.settings import Settings
from index.signals import stopped_by_signals
from retrieval.live import Live

_log = logging.getLogger(__name__)

NO_TOKEN = "There is no Discord token: put DISCORD_TOKEN=… into .env or the environment."  # noqa: S105
WRONG_TOKEN = "Discord doesn't accept the token: check DISCORD_TOKEN in .env or the environment."  # noqa: S105
NO_INTENT = (
    "Discord doesn't let this bot read messages: switch on Message Content Intent under Bot on"
    " discord.com/developers/applications, or the setting CLIPPINGS_DISCORD__MESSAGE_CONTENT off."
)
NO_DISCORD = "Discord can't be reached: {error}. Check the connection and start again."

# The bot's own database, beside the snapshots.
DATABASE = "bot.sqlite"
# The gateway closes with it where it doesn't accept the token.
_AUTHENTICATION_FAILED = 4004

# No voice here, so no need to hear that its libraries are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

# How long a stopping bot waits for replies that are under way, and takes to say that they won't come.
_FAREWELL_SECONDS, _APOLOGY_SECONDS = 2.5, 0.75
# How long a start waits for the commands to be registered.
_REGISTRATION_SECONDS = 3.0
# Without these events there is no connection.
_NEEDED_EVENTS = {"READY", "RESUMED"}
# What the bot needs in a server, for the link that invites it.
_NEEDED_PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
)


class StartError(ClippingsError):
    """The bot can't start; the message says why and what to do."""


class ClippingsClient(BaseClient):
    """Answers commands, mentions, replies, direct messages, and questions in channels set for it."""

    def __init__(self, services: Services) -> None:
        """Prepare the client.

        services: what its commands and buttons work with.
        """
        super().__init__(services)
        self.tree = Tree(self)
        self._background: list[asyncio.Task[None]] = []
        self._registrations: list[Registration] = []
        # Shards whose line is gone; those that were there before.
        self._away: set[int] = set()
        self._seen: set[int] = set()
        parsers = self._connection.parsers
        self._connection.parsers = {
            event: parse if event in _NEEDED_EVENTS else forgiving(event, parse)
            for event, parse in parsers.items()
        }

    async def setup_hook(self) -> None:
        """Register commands and buttons, and start the background tasks."""
        commands: tuple[Any, ...] = (
            ask,
            timeline,
            coverage,
            follow,
            following,
            follow_rules,
            sources,
            article,
            help_,
            privacy,
            find_sources,
            Setup(),
            DigestGroup(),
        )
        for command in commands:
            self.tree.add_command(command)
        self.add_dynamic_items(ClippingButton, FollowButton, ListButton)
        self.add_dynamic_items(EndDigest, PageButton, AnswerButton, SettingList, DeleteMine, ConfirmButton)
        await self.tree.set_translator(Translator())
        services, settings = self.services, self.services.settings
        self._registrations = self._prepare_registrations()
        registering = [asyncio.create_task(one.keep_trying()) for one in self._registrations]
        background = [
            take_new_snapshots(services.snapshot, settings.discord.reload_seconds),
            look_at_sources(settings, services.metrics),
            keep_database(services),
            clean_up(self),
            tell_of_restart(self),
            send_digests(self),
            tell_followers(self, settings.discord.reload_seconds),
        ]
        if settings.discord.watch:
            background.append(keep_watching(settings))
        self._background = [*registering, *(asyncio.create_task(task) for task in background)]
        # Commands that were registered before work meanwhile.
        await asyncio.wait(registering, timeout=_REGISTRATION_SECONDS)

    def _prepare_registrations(self) -> list[Registration]:
        """List what is to be registered: the commands for all, /admin in the home server."""
        database, mentions = self.services.database, self.command_mentions
        registrations = [Registration(self.tree, database, mentions)]
        if home_id := self.services.settings.discord.home_server:
            home = discord.Object(home_id)
            self.tree.add_command(Admin(), guild=home)
            registrations.append(Registration(self.tree, database, mentions, home))
        return registrations

    async def on_ready(self) -> None:
        """Say who the bot is, where, and over what it answers."""
        overview = await asyncio.to_thread(self.services.index.overview)
        _log.info(
            "this is %s, in %d servers, over the index %s with %d articles",
            self.user,
            len(self.guilds),
            overview.snapshot,
            overview.articles,
        )
        link = discord.utils.oauth_url(self.application_id or 0, permissions=_NEEDED_PERMISSIONS)
        _log.info("to invite it: %s", link)

    async def on_shard_connect(self, shard_id: int) -> None:
        """Note that a shard hears Discord, in a new session."""
        self._is_back(shard_id, resumed=False)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Note that a shard hears Discord again, and missed nothing."""
        self._is_back(shard_id, resumed=True)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Note that a shard hears nothing."""
        self._away.add(shard_id)

    def _is_back(self, shard_id: int, *, resumed: bool) -> None:
        self._away.discard(shard_id)
        if shard_id in self._seen:
            self.services.metrics.reconnected(resumed=resumed)
            if not resumed:
                _log.warning("shard %d is back in a new session: what was said meanwhile is lost", shard_id)
        self._seen.add(shard_id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Log what is changed with the bot, and by whom; take forms that were sent."""
        log_change(interaction, self.services.database)
        await take_problem_form(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a person's message where it is for the bot."""
        await reply_to_message(self, message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer a message that has become a question for the bot, or another one."""
        await reply_to_changed_message(self, event.message)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Take the answer away with its question."""
        await delete_replies(self, event.channel_id, {event.message_id})

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Take answers away with their questions."""
        await delete_replies(self, event.channel_id, event.message_ids)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Give a server that comes back its settings, and the home server its commands."""
        self._register_for(guild)
        self.services.database.later.add(lambda: self.services.servers.came_back(guild.id))
        await forget_vanished(self, guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Give the home server its commands, if it came before the bot was ready; forget what is gone."""
        self._register_for(guild)
        await forget_vanished(self, guild)

    def _register_for(self, guild: discord.Guild) -> None:
        """Register the commands that are for one server alone, where they aren't yet."""
        for registration in self._registrations:
            if registration.is_for(guild.id):
                self.in_background(registration.keep_trying())

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Take a channel that was deleted out of its server's settings."""
        await forget_deleted(self, channel.guild.id, frozenset({channel.id}))
        self.services.database.later.add(lambda: self.services.follows.end_in_channel(channel.id))
        self.services.database.later.add(lambda: self.services.digests.end_in_channel(channel.id))

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """Take a thread that was deleted out of its server's settings."""
        await forget_deleted(self, event.guild_id, frozenset({event.thread_id}))
        self.services.database.later.add(lambda: self.services.follows.end_in_channel(event.thread_id))
        self.services.database.later.add(lambda: self.services.digests.end_in_channel(event.thread_id))

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Take a role that was deleted out of its server's settings."""
        await forget_deleted(self, role.guild.id, frozenset({role.id}))
        self.services.database.later.add(lambda: self.services.follows.forget_role(role.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that removed the bot, after a while."""
        left_at = datetime.now(UTC)
        self.services.database.later.add(lambda: self.services.servers.left(guild.id, left_at))
        self.services.database.later.add(lambda: self.services.follows.end_in_server(guild.id))
        self.services.database.later.add(lambda: self.services.digests.end_in_server(guild.id))

    async def health(self) -> Health:
        """Tell whether it is in Discord, and bring the figures on its shards up to date."""
        metrics = self.services.metrics
        hears = await self._hears_discord()
        for number, latency in self.latencies:
            metrics.shard(number, latency)
        metrics.servers(len(self.guilds))
        return Health(hears, self.services.snapshot.name)

    async def _hears_discord(self) -> bool:
        # That it is ready, discord.py says for ever, whatever becomes of the line.
        if not self.is_ready() or self.is_closed() or self._away:
            return False
        sockets = [self._get_websocket(shard_id=number) for number in self.shards]
        signs = await asyncio.gather(*map(gives_sign_of_life, sockets))
        for socket, is_alive in zip(sockets, signs, strict=True):
            if not is_alive and socket.open:
                self.in_background(close_dead(socket))
        return all(signs)

    async def finish(self) -> None:
        """Wait a little for replies under way, tell who still waits, and close everything."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(
            self.wait_for_replies(_FAREWELL_SECONDS), self.take_back_hints(_FAREWELL_SECONDS)
        )
        await self.give_up_replies(_APOLOGY_SECONDS)
        if self._background:
            await asyncio.wait(self._background, timeout=_APOLOGY_SECONDS)
        # Some may have asked meanwhile.
        await asyncio.gather(self.give_up_replies(_APOLOGY_SECONDS), self.take_back_hints(_APOLOGY_SECONDS))
        await self.close()


async def run_bot(index: Live, settings: Settings) -> bool:
    """Be in Discord until SIGINT or SIGTERM.

    index: what answers; it is not closed here.
    settings: all settings.
    Returns: True if nothing is at work any more; an answer that nobody waits for may still be.
    Raises: StartError where the token is missing or wrong, or Discord can't be reached; DatabaseError
        where the bot's own database can't be used; HealthError where the port for metrics is taken.
    """
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise StartError(NO_TOKEN)
    metrics = Metrics()
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.data / DATABASE)
        stack.push_async_callback(database.close)
        services = Services.over(index, settings, database, metrics)
        client = await stack.enter_async_context(ClippingsClient(services))
        if settings.discord.metrics_port:
            await stack.enter_async_context(
                serve_health(settings.discord.metrics_port, metrics, client.health)
            )
        await services.servers.load()
        await services.block_list.load()
        await _run_until_stopped(client, token)
    return services.queue.close()


async def _run_until_stopped(client: ClippingsClient, token: str) -> None:
    running = asyncio.create_task(client.start(token))
    stop = asyncio.Event()
    stopping = asyncio.create_task(stop.wait())
    try:
        with stopped_by_signals(stop.set):
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            _explain_end(running)
    finally:
        stopping.cancel()
        await client.finish()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def _explain_end(ended: asyncio.Task[None]) -> None:
    """Say in one sentence why the client ended, where people can do something about it."""
    try:
        ended.result()
    except discord.LoginFailure as error:
        raise StartError(WRONG_TOKEN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise StartError(NO_INTENT) from error
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise StartError(WRONG_TOKEN) from error
        raise StartError(NO_DISCORD.format(error=f"it closed with code {error.code}")) from error
    except (*UNREACHABLE, discord.GatewayNotFound) as error:
        raise StartError(NO_DISCORD.format(error=error)) from error
