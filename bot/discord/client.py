"""Clippings in Discord: the client, and what starts and stops it."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import discord

from bot.discord import commands
from bot.discord.errors import UNREACHABLE, StartError, apology
from bot.discord.questions import asked, without_markup
from bot.discord.render import layout, reply_blocks
from bot.discord.sources import PageButton
from bot.manners import small_talk
from bot.worker import Live, Worker
from config.settings import DiscordSettings, Settings

_log = logging.getLogger(__name__)

NO_TOKEN = "There is no Discord token: put DISCORD_TOKEN=… into .env or the environment."  # noqa: S105
WRONG_TOKEN = "Discord doesn't accept the token: check DISCORD_TOKEN in .env or the environment."  # noqa: S105
NO_DISCORD = "Discord can't be reached: {error}. Check the connection and start again."

# No voice here, so no need to hear that its libraries are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

# How long a stopping bot waits for replies that are under way.
_FAREWELL_SECONDS = 5.0
# The gateway closes with it where it doesn't accept the token.
_AUTHENTICATION_FAILED = 4004


class ClippingsClient(discord.Client):
    """Answers /ask, /sources, mentions and direct messages."""

    def __init__(self, live: Live, settings: DiscordSettings) -> None:
        """Prepare the client.

        live: what answers.
        settings: how to behave.
        """
        # Messages that mention the bot and direct messages come with their text even without the
        # privileged message content intent.
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), max_messages=None)
        self.live = live
        self.settings = settings
        self.worker = Worker(settings.queue, settings.workers)
        self.tree = commands.Tree(self)
        self._replying: set[asyncio.Task[object]] = set()
        self._watching: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Register commands and buttons, and begin to look for new generations."""
        self.tree.add_command(commands.ask)
        self.tree.add_command(commands.sources)
        self.add_dynamic_items(PageButton)
        await self.tree.sync()
        self._watching = asyncio.create_task(self._watch())

    async def on_message(self, message: discord.Message) -> None:
        """Answer a person's direct message, or message that mentions the bot.

        message: any message that the bot gets to see.
        """
        if message.author.bot or message.webhook_id is not None or message.is_system():
            return
        if not (isinstance(message.channel, discord.DMChannel) or self._is_named(message)):
            return
        self.note_reply()
        await self._reply(message)

    def note_reply(self) -> None:
        """Note that the running task replies to someone: a bot that stops waits for it."""
        task = asyncio.current_task()
        if task is not None:
            self._replying.add(task)
            task.add_done_callback(self._replying.discard)

    async def finish(self) -> None:
        """Wait a little for replies under way, then close everything."""
        if self._watching is not None:
            self._watching.cancel()
        if self._replying:
            await asyncio.wait(self._replying, timeout=_FAREWELL_SECONDS)
        await self.close()
        await self.worker.close()

    def _is_named(self, message: discord.Message) -> bool:
        """Does the text itself mention the bot? A reply to it doesn't yet ask anything."""
        return self.user is not None and re.search(rf"<@!?{self.user.id}>", message.content) is not None

    async def _reply(self, message: discord.Message) -> None:
        try:
            await self._answer(message)
        except discord.Forbidden as error:
            _log.info("may not write in channel %s: %s", message.channel.id, error)
        except Exception as error:  # whatever it is, the person must hear of it
            text = apology(error, "answering a message")
            try:
                await message.channel.send(text, reference=message.to_reference(fail_if_not_exists=False))
            except UNREACHABLE as failure:
                _log.warning("could not tell about an error: %s", failure)

    async def _answer(self, message: discord.Message) -> None:
        text = without_markup(message.content)
        if reply := small_talk(text):
            await message.channel.send(reply, reference=message.to_reference(fail_if_not_exists=False))
            return
        question = asked(text, self.settings.question_characters)
        job = self.worker.submit(partial(self.live.answer, question))
        async with message.channel.typing():
            result = await job
        # Where the message is gone by now, the answer comes without a reference to it.
        reference = message.to_reference(fail_if_not_exists=False)
        await message.channel.send(view=layout(reply_blocks(result)), reference=reference)

    async def _watch(self) -> None:
        """Take each new generation; what goes wrong is logged once, the old one stays."""
        told = ""
        while True:
            await asyncio.sleep(self.settings.reload_seconds)
            try:
                if await asyncio.to_thread(self.live.refresh):
                    _log.info("a new generation is live")
                told = ""
            except Exception as error:  # the bot must live on with the old generation
                if told != str(error):
                    _log.exception("the new generation can't be used, the old one stays")
                told = str(error)


async def run_bot(live: Live, settings: Settings) -> None:
    """Be in Discord until SIGINT or SIGTERM.

    live: what answers; it is not closed here.
    settings: all settings.
    Raises: StartError where the token is missing or wrong, or Discord can't be reached.
    """
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise StartError(NO_TOKEN)
    client = ClippingsClient(live, settings.discord)
    async with client:
        running = asyncio.create_task(client.start(token))
        try:
            with _stop_signals() as stop:
                stopping = asyncio.create_task(stop.wait())
                await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
                stopping.cancel()
            if running.done():
                _check_start(running)
        finally:
            await client.finish()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@contextmanager
def _stop_signals() -> Iterator[asyncio.Event]:
    """An event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


def _check_start(ended: asyncio.Task[None]) -> None:
    """Say in one sentence why the client ended, where people can do something about it."""
    try:
        ended.result()
    except discord.LoginFailure as error:
        raise StartError(WRONG_TOKEN) from error
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise StartError(WRONG_TOKEN) from error
        raise StartError(NO_DISCORD.format(error=f"it closed with code {error.code}")) from error
    except (*UNREACHABLE, discord.GatewayNotFound) as error:
        raise StartError(NO_DISCORD.format(error=error)) from error
