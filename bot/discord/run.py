"""Starts the bot, and stops it when asked to."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import discord

from bot.database.database import Database
from bot.discord.base import UNREACHABLE
from bot.discord.client import ClippingsClient
from bot.monitoring.health import serve_health
from bot.monitoring.metrics import Metrics
from bot.service.services import Services
from config.errors import ClippingsError
from config.settings import Settings
from index.signals import stopped_by_signals
from retrieval.live import Live

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


class StartError(ClippingsError):
    """The bot can't start; the message says why and what to do."""


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
