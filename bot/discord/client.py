"""Clippings in Discord: the client that wires commands, buttons, messages and tasks, and what runs it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import discord

from bot.database.database import Database
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.commands.about import DeleteMine, help_, privacy
from bot.discord.commands.admin import Admin
from bot.discord.commands.ask import ask, find_sources
from bot.discord.commands.look_up import article, sources
from bot.discord.commands.setup import Setup
from bot.discord.commands.tree import Tree
from bot.discord.messages import reply_to_changed_message, reply_to_message
from bot.discord.tasks import clean_up, keep_watching, look_at_sources, take_new_snapshots
from bot.discord.views.answer_view import AnswerButton
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

# How long a stopping bot waits for replies that are under way.
_FAREWELL_SECONDS = 5.0


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

    async def setup_hook(self) -> None:
        """Register commands and buttons, and start the background tasks."""
        commands: tuple[Any, ...] = (ask, sources, article, help_, privacy, find_sources, Setup())
        for command in commands:
            self.tree.add_command(command)
        self.add_dynamic_items(PageButton, AnswerButton, SettingList, DeleteMine)
        await self.tree.set_translator(Translator())
        await self.tree.sync()
        await self._offer_admin()
        services, settings = self.services, self.services.settings
        background = [
            take_new_snapshots(services.snapshot, settings.discord.reload_seconds),
            look_at_sources(settings, services.metrics),
            clean_up(self),
        ]
        if settings.discord.watch:
            background.append(keep_watching(settings))
        self._background = [asyncio.create_task(task) for task in background]

    async def _offer_admin(self) -> None:
        """Register /admin in the home server, for the application's owners."""
        home_id = self.services.settings.discord.home_server
        if not home_id:
            return
        application = await self.application_info()
        team = application.team.members if application.team else [application.owner]
        home = discord.Object(home_id)
        self.tree.add_command(Admin(frozenset(member.id for member in team)), guild=home)
        try:
            await self.tree.sync(guild=home)
        except discord.Forbidden:
            _log.warning(
                "no /admin: the bot isn't in the server %s (CLIPPINGS_DISCORD__HOME_SERVER)", home.id
            )

    async def on_message(self, message: discord.Message) -> None:
        """Answer a person's message where it is for the bot."""
        await reply_to_message(self, message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer a message that has become a question for the bot, or another one."""
        await reply_to_changed_message(self, event.message)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Give a server that comes back its settings."""
        await self.services.servers.came_back(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that removed the bot, after a while."""
        await self.services.servers.left(guild.id, datetime.now(UTC))

    def health(self) -> Health:
        """Tell whether it is in Discord, and bring the figures on its shards up to date."""
        for number, latency in self.latencies:
            self.services.metrics.shard(number, latency)
        return Health(self.is_ready() and not self.is_closed(), self.services.snapshot.name)

    async def finish(self) -> None:
        """Wait a little for replies under way, then close everything."""
        for task in self._background:
            task.cancel()
        await self.wait_for_replies(_FAREWELL_SECONDS)
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.close()
        await self.services.queue.close()


async def run_bot(index: Live, settings: Settings) -> None:
    """Be in Discord until SIGINT or SIGTERM.

    index: what answers; it is not closed here.
    settings: all settings.
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
        await _run_until_stopped(client, token)


async def _run_until_stopped(client: ClippingsClient, token: str) -> None:
    running = asyncio.create_task(client.start(token))
    stop = asyncio.Event()
    try:
        with stopped_by_signals(stop.set):
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
        if running.done():
            _explain_end(running)
    finally:
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
