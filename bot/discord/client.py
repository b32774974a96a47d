"""Clippings in Discord: the client, and what starts and stops it."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import discord

from bot.database.database import Database, DatabaseError
from bot.discord.commands import ask as commands
from bot.discord.commands.admin import Admin
from bot.discord.commands.setup import SettingList, Setup
from bot.discord.index_process import keep_watching
from bot.discord.views.answer_view import AnswerButton, answer_of
from bot.discord.views.sources import PageButton
from bot.monitoring.health import Health, serve_health
from bot.monitoring.metrics import Metrics, Way
from bot.service.asker import Place, place_of_message
from bot.service.errors import UNREACHABLE, StartError, apology
from bot.service.parse import is_question, without_markup
from bot.service.questions import Desk
from bot.service.queue import Live
from bot.texts.commands import Translator
from config.settings import Settings

_log = logging.getLogger(__name__)

NO_TOKEN = "There is no Discord token: put DISCORD_TOKEN=… into .env or the environment."  # noqa: S105
WRONG_TOKEN = "Discord doesn't accept the token: check DISCORD_TOKEN in .env or the environment."  # noqa: S105
NO_INTENT = (
    "Discord doesn't let this bot read messages: switch on Message Content Intent under Bot on"
    " discord.com/developers/applications, or the setting CLIPPINGS_DISCORD__MESSAGE_CONTENT off."
)
NO_DISCORD = "Discord can't be reached: {error}. Check the connection and start again."

# No voice here, so no need to hear that its libraries are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

# The bot's own database, beside the snapshots.
DATABASE = "bot.sqlite"
# How long a stopping bot waits for replies that are under way.
_FAREWELL_SECONDS = 5.0
# The gateway closes with it where it doesn't accept the token.
_AUTHENTICATION_FAILED = 4004
# What a server has set is kept so long after it removed the bot.
_KEPT_AFTER_LEAVING = timedelta(days=30)
_HOUSEKEEPING_SECONDS = 6 * 3600.0
_LONGEST_THREAD_NAME = 100


class ClippingsClient(discord.AutoShardedClient):
    """Answers commands, mentions, replies, direct messages, and questions in channels set for it."""

    def __init__(self, live: Live, settings: Settings, database: Database, metrics: Metrics) -> None:
        """Prepare the client.

        live: what answers. settings: how to behave. database: what it remembers.
        """
        behaviour = settings.discord
        # Messages that mention the bot and direct messages come with their text even without the
        # privileged message content intent.
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.message_content = behaviour.message_content
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), max_messages=None)
        self.live = live
        self.settings = behaviour
        self.everything = settings
        self.metrics = metrics
        self.desk = Desk(live, behaviour, database, metrics)
        self.tree = commands.Tree(self)
        self.owners: frozenset[int] = frozenset()
        self._snapshot = ""
        self._replying: set[asyncio.Task[object]] = set()
        self._chores: list[asyncio.Task[None]] = []

    async def setup_hook(self) -> None:
        """Register commands and buttons, and begin to look for new snapshots."""
        for command in commands.FOR_EVERYONE:
            self.tree.add_command(command)
        self.tree.add_command(Setup())
        self.add_dynamic_items(PageButton, AnswerButton, SettingList, commands.DeleteMine)
        await self.tree.set_translator(Translator())
        await self.tree.sync()
        await self._offer_admin()
        chores = [self._watch(), self._keep_house()]
        if self.settings.watch:
            chores.append(keep_watching(self.watch_command))
        self._chores = [asyncio.create_task(chore) for chore in chores]

    async def _offer_admin(self) -> None:
        """Register /admin in the home server, for the application's owners."""
        if not self.settings.home_server:
            return
        application = await self.application_info()
        team = application.team.members if application.team else [application.owner]
        self.owners = frozenset(member.id for member in team)
        home = discord.Object(self.settings.home_server)
        self.tree.add_command(Admin(), guild=home)
        try:
            await self.tree.sync(guild=home)
        except discord.Forbidden:
            _log.warning(
                "no /admin: the bot isn't in the server %s (CLIPPINGS_DISCORD__HOME_SERVER)", home.id
            )

    async def on_message(self, message: discord.Message) -> None:
        """Answer a person's message where it is for the bot.

        message: any message that the bot gets to see.
        """
        if message.author.bot or message.webhook_id is not None or message.is_system():
            return
        place = place_of_message(message)
        way = await self._way(message, place)
        if way is not None:
            self.note_reply()
            await self._reply(message, way, place)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server that comes back finds its settings."""
        await self.desk.servers.came_back(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server that removed the bot is forgotten after a while."""
        await self.desk.servers.left(guild.id, datetime.now(UTC))

    def health(self) -> Health:
        """Is it in Discord?"""
        for number, latency in self.latencies:
            self.metrics.shard(number, latency)
        return Health(self.is_ready() and not self.is_closed(), self._snapshot)

    @property
    def index_command(self) -> list[str]:
        """The command that indexes the configured sources in a process of its own and tells its progress."""
        data, sources = str(self.everything.data), str(self.everything.sources)
        return [sys.executable, "-m", "index", "--json", "--data", data, "--sources", sources]

    @property
    def watch_command(self) -> list[str]:
        """The command that keeps the index up to date in a process of its own."""
        data, sources = str(self.everything.data), str(self.everything.sources)
        return [sys.executable, "-m", "bot", "watch", "--json", "--data", data, "--sources", sources]

    def note_reply(self) -> None:
        """Note that the running task replies to someone: a bot that stops waits for it."""
        task = asyncio.current_task()
        if task is not None:
            self._replying.add(task)
            task.add_done_callback(self._replying.discard)

    async def take_new_snapshot(self) -> bool:
        """Swap to a new snapshot if there is one.

        Returns: True if there was.
        """
        fresh = await asyncio.to_thread(self.live.refresh)
        if fresh:
            _log.info("a new snapshot is live")
            self.metrics.swapped()
        if fresh or not self._snapshot:
            overview = await asyncio.to_thread(self.live.overview)
            self._snapshot = overview.snapshot
            self.metrics.live(overview.articles, overview.passages, overview.created.timestamp())
        return fresh

    async def finish(self) -> None:
        """Wait a little for replies under way, then close everything."""
        for chore in self._chores:
            chore.cancel()
        if self._replying:
            await asyncio.wait(self._replying, timeout=_FAREWELL_SECONDS)
        await asyncio.gather(*self._chores, return_exceptions=True)
        await self.close()
        await self.desk.worker.close()

    async def _way(self, message: discord.Message, place: Place) -> Way | None:
        """How a message asks the bot; None where it doesn't."""
        if place.server is None:
            return Way.DIRECT
        if self._is_named(message):
            return Way.MENTION
        if self._answered(message) and message.content:
            return Way.REPLY
        if not self.settings.message_content:
            return None
        settings = await self.desk.servers.get(place.server)
        if place.channel == message.id and place.parent in settings.forum_channels:
            return Way.FORUM
        if place.channel in settings.ask_channels and is_question(without_markup(message.content)):
            return Way.CHANNEL
        return None

    def _is_named(self, message: discord.Message) -> bool:
        """Does the text itself mention the bot?"""
        return self.user is not None and re.search(rf"<@!?{self.user.id}>", message.content) is not None

    def _answered(self, message: discord.Message) -> discord.Message | None:
        """The bot's message that a message replies to; None where it replies to nothing of it."""
        answered = message.reference.resolved if message.reference else None
        own = isinstance(answered, discord.Message) and answered.author == self.user
        return answered if own and isinstance(answered, discord.Message) else None

    async def _reply(self, message: discord.Message, way: Way, place: Place) -> None:
        try:
            await self._answer(message, way, place)
        except discord.Forbidden as error:
            _log.info("may not write in channel %s: %s", message.channel.id, error)
        except Exception as error:  # whatever it is, the person must hear of it
            text = apology(error, "answering a message", await self.desk.texts(place, private=False))
            try:
                await message.channel.send(text, reference=message.to_reference(fail_if_not_exists=False))
            except UNREACHABLE as failure:
                _log.warning("could not tell about an error: %s", failure)

    async def _answer(self, message: discord.Message, way: Way, place: Place) -> None:
        # Where the message is gone by now, the answer comes without a reference to it.
        reference = message.to_reference(fail_if_not_exists=False)
        text = without_markup(message.content)
        texts = await self.desk.texts(place, private=False)
        if chat := self.desk.small_talk(text, way, texts):
            await message.channel.send(chat, reference=reference)
            return
        if way is Way.FORUM and isinstance(message.channel, discord.Thread):
            text = _with_title(message.channel.name, text, self.settings.question_characters)
        answered = self._answered(message)
        earlier = await self.desk.earlier(place, answer_of(answered) if answered else None)
        question = self.desk.question(way, text, earlier=earlier)
        request = await self.desk.request(question, way, place, private=False)
        job = self.desk.begin(request)
        channel = await self._where(message, way, question.text)
        async with channel.typing():
            view = await self.desk.finish(request, job)
        if channel.id == message.channel.id:
            await channel.send(view=view, reference=reference)
        else:
            await channel.send(view=view)

    async def _where(self, message: discord.Message, way: Way, title: str) -> discord.abc.MessageableChannel:
        """Where the answer goes: into a thread of its own if the server wants that and it can be made."""
        channel = message.channel
        wanted = way in {Way.MENTION, Way.CHANNEL} and isinstance(channel, discord.TextChannel)
        if wanted and message.guild and (await self.desk.servers.get(message.guild.id)).threads:
            try:
                return await message.create_thread(name=title[:_LONGEST_THREAD_NAME])
            except discord.HTTPException as error:
                _log.info("no thread in channel %s: %s", channel.id, error)
        return channel

    async def _watch(self) -> None:
        """Take each new snapshot; what goes wrong is logged once, the old one stays."""
        told = ""
        while True:
            try:
                await self.take_new_snapshot()
                told = ""
            except Exception as error:  # the bot must live on with the old snapshot
                if told != str(error):
                    _log.exception("the new snapshot can't be used, the old one stays")
                told = str(error)
            await asyncio.sleep(self.settings.reload_seconds)

    async def _keep_house(self) -> None:
        """Forget old answers, and servers that are gone for long, now and then."""
        await self.wait_until_ready()
        while True:
            try:
                await self._tidy(datetime.now(UTC))
            except DatabaseError:  # perhaps it can be used again later
                _log.exception("could not forget what is old")
            await asyncio.sleep(_HOUSEKEEPING_SECONDS)

    async def _tidy(self, now: datetime) -> None:
        servers, here = self.desk.servers, {guild.id for guild in self.guilds}
        # A server may have left, or come back, while the bot was away.
        for server in await servers.known():
            if server in here:
                await servers.came_back(server)
            else:
                await servers.left(server, now)
        await servers.drop_left(now - _KEPT_AFTER_LEAVING)
        await self.desk.answers.drop_before(now - timedelta(days=self.settings.remember_days))


def _with_title(title: str, text: str, longest: int) -> str:
    """A forum post as a question: its title alone where that asks, else with the text."""
    return title if is_question(title) else f"{title}. {text}"[:longest]


async def run_bot(live: Live, settings: Settings) -> None:
    """Be in Discord until SIGINT or SIGTERM.

    live: what answers; it is not closed here.
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
        client = await stack.enter_async_context(ClippingsClient(live, settings, database, metrics))
        if settings.discord.metrics_port:
            await stack.enter_async_context(
                serve_health(settings.discord.metrics_port, metrics, client.health)
            )
        await _run(client, token)


async def _run(client: ClippingsClient, token: str) -> None:
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
    except discord.PrivilegedIntentsRequired as error:
        raise StartError(NO_INTENT) from error
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise StartError(WRONG_TOKEN) from error
        raise StartError(NO_DISCORD.format(error=f"it closed with code {error.code}")) from error
    except (*UNREACHABLE, discord.GatewayNotFound) as error:
        raise StartError(NO_DISCORD.format(error=error)) from error
