"""The ground that commands, buttons and messages stand on: the client's type, and what they do first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

import aiohttp
import discord

from bot.database.waiting import WaitingPerson
from bot.discord.command_mentions import CommandMentions
from bot.discord.http_watch import HttpWatch
from bot.discord.where import send_beside
from bot.service.asker import Asker
from bot.service.errors import BlockedError, UserError, error_reply
from bot.service.heard import HeardMessages, Recent
from bot.service.hints import Hints
from bot.service.questions import QuestionService
from bot.service.services import Services
from bot.texts import Texts

_log = logging.getLogger(__name__)

# What a request to Discord raises where it can't be done.
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError)
# Discord's code for a second first reply to an interaction.
_ALREADY_ACKNOWLEDGED = 40060
# Its codes for what vanished while somebody waited: the channel, the message, the time to reply.
_GONE = {10003, 10008, 10062}
# Discord shows for ten seconds that somebody writes.
_TYPING_SECONDS = 8.0
# Few replies take longer; only those are remembered over a restart.
_LONG_SECONDS = 0.25


class _Writing:
    """Counts the replies that the bot writes in a channel: for all of them one sign of writing is shown.

    Several in one channel would come while Discord wants the first to wait.
    """

    def __init__(self) -> None:
        self.replies = 0
        self.done = asyncio.Event()

    def begin(self) -> None:
        self.replies += 1
        self.done.clear()

    def end(self) -> None:
        self.replies -= 1
        if not self.replies:
            self.done.set()


class BaseClient(discord.AutoShardedClient):
    """Holds the services of the bot, and knows which replies are under way."""

    def __init__(self, services: Services) -> None:
        """Prepare a client that hears only of servers and messages.

        services: what its commands and buttons work with.
        """
        # Messages that mention the bot and direct messages come with their text even without the
        # privileged message content intent.
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.message_content = services.settings.discord.message_content
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            http_trace=HttpWatch(services.metrics).trace(),
        )
        self.services = services
        self.questions = QuestionService(services)
        self.heard = HeardMessages()
        # The answer that came last in a thread, by its id; and whether threads are the bot's.
        self.last_answers: Recent[int, str] = Recent()
        self.own_threads: Recent[int, bool] = Recent()
        # Private answers that were shown to all, by their ids.
        self.shared_answers: Recent[str, bool] = Recent()
        self.hints = Hints()
        self.command_mentions = CommandMentions()
        # One rebuild at a time.
        self.rebuilding = asyncio.Lock()
        self._in_flight: dict[asyncio.Task[object], Interaction | discord.Message] = {}
        # Does it end? Those who are told then to ask again.
        self._is_stopping = False
        self._telling: set[asyncio.Task[None]] = set()
        self._writing: dict[int, _Writing] = {}
        self._background_work: set[asyncio.Task[None]] = set()
        # Hints that stand, each in the hands of what takes it back.
        self._hints: set[asyncio.Task[None]] = set()
        self._ends = asyncio.Event()

    @property
    def owner_ids(self) -> frozenset[int]:
        """List the ids of the application's owners, as Discord told at the login."""
        application = self.application
        assert application is not None
        team = application.team.members if application.team else [application.owner]
        return frozenset(member.id for member in team)

    def note_reply(self, to: Interaction | discord.Message) -> None:
        """Note that the running task replies to someone: a bot that stops waits for it.

        to: what they did.
        Raises: CancelledError where the bot stops: then they are told to ask again.
        """
        task = asyncio.current_task()
        if task is not None and task not in self._in_flight:
            self._in_flight[task] = to
            task.add_done_callback(self._in_flight.pop)
            if self._is_stopping:
                self._give_up(task, to)
                raise asyncio.CancelledError
            self.in_background(self._note_waiting(task, to))

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(work)
        self._background_work.add(task)
        task.add_done_callback(self._background_work.discard)

    async def _note_waiting(self, task: asyncio.Task[object], to: Interaction | discord.Message) -> None:
        """Remember who waits for longer than a moment: a bot that is killed tells them when it is back."""
        await asyncio.wait({task}, timeout=_LONG_SECONDS)
        if task.done() or not shows_waiting(to):
            return
        services = self.services
        asker = asker_of_message(to) if isinstance(to, discord.Message) else asker_of(to)
        texts = await services.texts_for(asker, private=not isinstance(to, discord.Message))
        person = WaitingPerson(
            id=to.id,
            since=datetime.now(UTC),
            person_hash=services.database.hashed(asker.user_id),
            channel_id=asker.channel_id,
            token=None if isinstance(to, discord.Message) else to.token,
            language=texts.language,
        )
        services.waiting.add_soon(person)
        await asyncio.wait({task})
        services.waiting.remove_soon(person.id)

    @contextmanager
    def typing_in(self, channel: discord.abc.MessageableChannel) -> Iterator[None]:
        """Show that it writes in a channel while the block runs, as far as Discord lets it.

        Nothing waits for that: the answer may come first.
        """
        writing = self._writing.get(channel.id)
        if writing is None:
            writing = self._writing[channel.id] = _Writing()
            self.in_background(self._show_writing(channel, writing))
        writing.begin()
        try:
            yield
        finally:
            writing.end()

    async def _show_writing(self, channel: discord.abc.MessageableChannel, writing: _Writing) -> None:
        """Show that the bot writes in a channel as long as it does.

        It isn't cancelled: discord.py would never send again where that happens while all requests have to
        wait.
        """
        try:
            while writing.replies:
                await channel.typing()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_TYPING_SECONDS):
                        await writing.done.wait()
        except UNREACHABLE as error:
            _log.debug("no sign of writing in channel %s: %s", channel.id, error)
        finally:
            del self._writing[channel.id]

    def take_back_later(self, hint: discord.Message, seconds: float) -> None:
        """Delete a hint in some seconds, or as soon as the bot stops: nobody else would."""
        task = asyncio.create_task(self._take_back(hint, seconds))
        self._hints.add(task)
        task.add_done_callback(self._hints.discard)

    async def _take_back(self, hint: discord.Message, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ends.wait()
        with suppress(*UNREACHABLE):  # it may be gone already
            await hint.delete()

    async def take_back_hints(self, seconds: float) -> None:
        """Delete the hints that stand, and those that are still given, in some seconds; leave the others."""
        self._ends.set()
        if hints := set(self._hints):
            _, late = await asyncio.wait(hints, timeout=seconds)
            for task in late:
                task.cancel()

    async def wait_for_replies(self, seconds: float) -> None:
        """Wait for the replies under way, but no longer than some seconds."""
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=seconds)

    async def give_up_replies(self, seconds: float) -> None:
        """End the replies under way, and from here on those that begin; tell who waits for them to ask again.

        seconds: how long that may take.
        """
        self._is_stopping = True
        for task, to in list(self._in_flight.items()):
            self._give_up(task, to)
        if self._telling:
            await asyncio.wait(self._telling, timeout=seconds)

    def _give_up(self, task: asyncio.Task[object], to: Interaction | discord.Message) -> None:
        if not task.cancelling() and shows_waiting(to):
            telling = asyncio.create_task(self._tell_of_restart(to))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)
        if task is not asyncio.current_task():
            task.cancel()

    async def _tell_of_restart(self, to: Interaction | discord.Message) -> None:
        if isinstance(to, discord.Message):
            texts = await self.services.texts_for(asker_of_message(to), private=False)
            with suppress(*UNREACHABLE):
                await send_beside(to, content=texts("restarted-meanwhile"))
        else:
            await send_error_reply(to, UserError("restarted-meanwhile"), await private_texts(to))


def shows_waiting(to: Interaction | discord.Message) -> bool:
    """Tell whether somebody would wait for ever for a reply that doesn't come."""
    if isinstance(to, discord.Message):
        return True
    shown = to.response.type
    if shown is None:
        return to.type is not discord.InteractionType.autocomplete
    return shown is discord.InteractionResponseType.deferred_channel_message


# Where discord.py's own methods are overridden, they take discord.Interaction[Any] as these do.
Interaction: TypeAlias = discord.Interaction[BaseClient]


@dataclass(frozen=True)
class InteractionContext:
    """Holds what handling an interaction begins with.

    texts: for the one person who sees a private reply.
    """

    services: Services
    asker: Asker
    texts: Texts

    def charge_light_request(self) -> None:
        """Count a light request of whoever asks; questions have a cooldown of their own.

        Raises: CooldownError where there were too many of late.
        """
        self.services.cooldowns.charge_light_request(self.asker.user_id)


@asynccontextmanager
async def handled(
    interaction: Interaction, *, even_blocked: bool = False
) -> AsyncIterator[InteractionContext]:
    """Handle a command, button, list or form.

    A bot that stops waits for it, and whoever did it hears of any error inside.

    even_blocked: is it for those too whom nobody wants answered? What is stored of them is theirs.
    Yields: what the handling begins with.
    Raises: CancelledError where nothing is done for whoever did it: they are blocked, and were told so.
    """
    client = interaction.client
    client.note_reply(interaction)
    asker = asker_of(interaction)
    texts = await client.services.texts_for(asker, private=True)
    if not even_blocked:
        # Moderators may have blocked themselves, and have to get out of that again.
        moderates = interaction.permissions.manage_guild
        try:
            await client.questions.check_not_blocked(asker, by_server=not moderates)
        except BlockedError as error:
            await send_error_reply(interaction, error, texts)
            raise asyncio.CancelledError from error
    try:
        yield InteractionContext(client.services, asker, texts)
    except Exception as error:  # whatever it is, the person must hear of it
        await send_error_reply(interaction, error, texts)


async def private_texts(interaction: Interaction) -> Texts:
    """Choose the texts for the one person who sees a private reply."""
    return await interaction.client.services.texts_for(asker_of(interaction), private=True)


async def send_error_reply(interaction: Interaction, error: Exception, texts: Texts) -> None:
    """Tell the person who used a command or button what went wrong, as far as Discord lets us.

    interaction: what they did.
    error: what was raised.
    texts: in their language.
    """
    name = interaction.command.qualified_name if interaction.command else interaction.type.name
    if _is_gone(error):
        _log.info("answering %s: where the reply was to go is gone: %s", name, error)
        return
    text = error_reply(error, f"answering {name}", texts, interaction.client.command_mentions.values())
    try:
        if not interaction.response.is_done() and await _is_first_reply(interaction, text):
            return
        if interaction.type is discord.InteractionType.component:
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.edit_original_response(content=text)
    except UNREACHABLE as failure:
        _log.warning("could not tell about an error while answering %s: %s", name, failure)


def _is_gone(error: Exception) -> bool:
    """Tell whether there is nowhere left to reply."""
    if isinstance(error, discord.app_commands.CommandInvokeError):
        error = error.original
    return isinstance(error, discord.NotFound) and error.code in _GONE


async def _is_first_reply(interaction: Interaction, text: str) -> bool:
    """Reply in words; returns False where Discord has a first reply, which was given up on its way there."""
    try:
        await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise
        return False
    return True


def is_elsewhere(interaction: Interaction) -> bool:
    """Tell whether someone uses the bot where it isn't: in a server or group, having it for themselves."""
    return not (_is_at_home(interaction) or interaction.context.dm_channel)


def _is_at_home(interaction: Interaction) -> bool:
    """Tell whether someone uses the bot in a server that has it, or its commands."""
    guild_id = interaction.guild_id
    is_there = guild_id is not None and interaction.client.get_guild(guild_id) is not None
    return is_there or interaction.is_guild_integration()


def asker_of(interaction: Interaction) -> Asker:
    """Tell who uses a command, button or form, and where."""
    channel_id = interaction.channel_id or 0
    is_home = _is_at_home(interaction)
    return Asker(
        user_id=interaction.user.id,
        channel_id=channel_id,
        parent_id=_parent_id(interaction.channel) or channel_id,
        guild_id=interaction.guild_id if is_home else None,
        role_ids=_role_ids(interaction.user) if is_home else frozenset(),
        locale=str(interaction.locale),
        guild_locale=str(interaction.guild_locale or ""),
        category_id=_category_id(interaction.channel),
    )


def asker_of_message(message: discord.Message) -> Asker:
    """Tell who wrote a message, and where; what language they read isn't known."""
    return Asker(
        user_id=message.author.id,
        channel_id=message.channel.id,
        parent_id=_parent_id(message.channel) or message.channel.id,
        # Of a server that couldn't be read, only the id is known: it is no direct message for that.
        guild_id=message.guild.id if message.guild else getattr(message.channel, "guild_id", None),
        role_ids=_role_ids(message.author),
        guild_locale=str(message.guild.preferred_locale) if message.guild else "",
        category_id=_category_id(message.channel),
    )


def _parent_id(channel: object) -> int | None:
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def _category_id(channel: object) -> int | None:
    home = channel.parent if isinstance(channel, discord.Thread) else channel
    return home.category_id if isinstance(home, discord.abc.GuildChannel) else None


def _role_ids(user: discord.User | discord.Member) -> frozenset[int]:
    """List the ids of someone's roles; the one that everyone has is the server's own id."""
    return frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()
