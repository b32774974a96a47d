"""All that the loopback Discord knows, and how it behaves: the state behind API and gateway."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from loopback.clock import Clock
from loopback.model.access import permissions_in
from loopback.model.constants import DM_CHANNEL, GROUP_DM, PUBLIC_THREAD, TEXT_CHANNEL, Json
from loopback.model.guilds import Channel, Guild
from loopback.model.messages import Interaction, Message
from loopback.model.permissions import NOTHING, Permission
from loopback.model.snowflakes import Snowflakes
from loopback.model.users import User

# Discord's own values; a test may shorten them in its world.
ACKNOWLEDGE_SECONDS = 3.0
TOKEN_SECONDS = 900.0
HEARTBEAT_MS = 41_250
# "A few minutes", as Discord says.
NONCE_SECONDS = 300.0

_USER_MENTION = re.compile(r"<@!?(\d+)>")


@dataclass
class World:
    """Holds everything at once, and lets others wait for it to change.

    token: the bot's.
    acknowledge_seconds: how long an interaction may go unanswered.
    token_seconds: how long an interaction can be answered.
    heartbeat_ms: how often the client is to give a sign of life.
    shards: how many the gateway recommends.
    leaves_out_replies: are messages sent without those that they reply to, as Discord may?
    may_read_content: does the application have the privileged message content intent?
    date_ahead: by how many seconds the date in answers is ahead of the machine's.
    team: who owns the application together with ``owner``; empty where it belongs to one person.
    clock: what deadlines are measured by; a test can move it.
    """

    token: str = "loopback-token"
    acknowledge_seconds: float = ACKNOWLEDGE_SECONDS
    token_seconds: float = TOKEN_SECONDS
    heartbeat_ms: int = HEARTBEAT_MS
    shards: int = 1
    leaves_out_replies: bool = False
    may_read_content: bool = False
    date_ahead: float = 0.0
    team: list[User] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    ids: Snowflakes = field(default_factory=Snowflakes)
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)
    # Commands of one server, by its id.
    guild_commands: dict[str, list[Json]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    # What the bot said to a message or in the thread of that id.
    said_to: dict[str, list[Message]] = field(default_factory=dict)
    direct_channels: dict[str, Channel] = field(default_factory=dict)
    # Channels of people among themselves, which the bot isn't in.
    group_channels: dict[str, Channel] = field(default_factory=dict)
    # The ids of people who installed the application for themselves.
    installed_by: set[str] = field(default_factory=set)
    typing: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    # Each request with a body: method, path, body.
    bodies: list[tuple[str, str, Any]] = field(default_factory=list)
    pings: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    # Messages that the bot sent with a nonce to be used once, and when.
    nonces: dict[str, tuple[Message, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the bot, its owner, a server with one channel, and the condition to wait on."""
        self.bot = self.user("clippings", bot=True)
        self.owner = self.user("maintainer")
        self.guild = self.new_guild("Loopback", self.user("founder"))
        self.channel = self.guild.channel("general")
        self._changed = asyncio.Condition()

    @property
    def guild_id(self) -> str:
        """Return the id of the first server."""
        return self.guild.id

    @property
    def server_locale(self) -> str:
        """Return the language of the first server."""
        return self.guild.locale

    @server_locale.setter
    def server_locale(self, locale: str) -> None:
        self.guild.locale = locale

    @property
    def channels(self) -> dict[str, Channel]:
        """Return all channels and threads by id."""
        direct = {channel.id: channel for channel in self.direct_channels.values()}
        return {key: one for guild in self.guilds.values() for key, one in guild.channels.items()} | direct

    def channel_of(self, key: str) -> Channel | None:
        """Find a channel or thread by id."""
        homes = (guild.channels for guild in self.guilds.values())
        found = next((home[key] for home in homes if key in home), None)
        direct = (one for one in self.direct_channels.values() if one.id == key)
        return found or self.group_channels.get(key) or next(direct, None)

    def passer_by(self) -> User:
        """Make somebody new who happens to be in the first server."""
        user = self.user("passer-by")
        self.guild.member(user)
        return user

    def user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        """Make somebody new."""
        user = User(self.ids.next(), name, bot, locale)
        self.users[user.id] = user
        return user

    def new_guild(
        self, name: str, owner: User, *, locale: str = "en-US", channel: str = "general", has_bot: bool = True
    ) -> Guild:
        """Make a server with one text channel."""
        guild = Guild(self.ids.for_server(len(self.guilds)), name, owner, locale, has_bot=has_bot)
        self.guilds[guild.id] = guild
        guild.member(owner)
        if has_bot:
            guild.member(self.bot)
        self.new_channel(guild, channel)
        return guild

    def new_channel(self, guild: Guild, name: str, kind: int = TEXT_CHANNEL) -> Channel:
        """Make a channel or forum in a server."""
        return self._keep(Channel(self.ids.next(), guild, name, kind))

    def new_thread(self, parent: Channel, name: str, owner: User, key: str | None = None) -> Channel:
        """Make a thread or post.

        key: its id; that of the message that it starts with, if it does.
        """
        return self._keep(
            Channel(key or self.ids.next(), parent.guild, name, PUBLIC_THREAD, parent.id, owner)
        )

    def _keep(self, channel: Channel) -> Channel:
        assert channel.guild is not None
        channel.guild.channels[channel.id] = channel
        return channel

    def direct_channel(self, user: User) -> Channel:
        """Return the channel of direct messages between a person and the bot."""
        if user.id not in self.direct_channels:
            channel = Channel(self.ids.next(), None, user.name, DM_CHANNEL, owner=user)
            self.direct_channels[user.id] = channel
        return self.direct_channels[user.id]

    def new_group(self, owner: User) -> Channel:
        """Make a channel of direct messages between several people."""
        channel = Channel(self.ids.next(), None, f"{owner.name} and friends", GROUP_DM, owner=owner)
        self.group_channels[channel.id] = channel
        return channel

    def store(self, message: Message) -> Message:
        """Give a message its id, unless it has one, and keep it."""
        message.id = message.id or self.ids.next()
        self.messages[message.id] = message
        if message.author is self.bot:
            key = message.replies_to or message.channel.id
            self.said_to.setdefault(key, []).append(message)
        return message

    def note_nonce(self, nonce: str, message: Message) -> None:
        """Note that a message was sent with a nonce that makes none again, for a few minutes."""
        self.nonces[nonce] = (message, self.clock.now())

    def sent_lately(self, nonce: str) -> Message | None:
        """Find the message that was sent with a nonce in the last minutes, though it may be deleted."""
        message, at = self.nonces.get(nonce, (None, 0.0))
        return message if self.clock.now() - at < NONCE_SECONDS else None

    def mentioned(self, text: str) -> list[User]:
        """List the people whom a text mentions, each once."""
        known = (self.users.get(key) for key in dict.fromkeys(_USER_MENTION.findall(text)))
        return [user for user in known if user is not None]

    def bot_may(self, channel: Channel) -> Permission:
        """Work out what the bot may do in a channel; nothing in servers and groups that it isn't in."""
        is_elsewhere = channel.kind == GROUP_DM or (channel.guild is not None and not channel.guild.has_bot)
        if is_elsewhere:
            return NOTHING
        return permissions_in(self.bot, channel)

    def payload(self, message: Message, *, with_content: bool | None = None) -> Json:
        """Return a message as the bot gets it, with the message that it replies to.

        with_content: may the bot read what isn't for it? As the application may by default.
        """
        may_read = self.may_read_content if with_content is None else with_content
        payload = self._readable(message, may_read)
        if message.replies_to and not self.leaves_out_replies:
            answered = self.messages.get(message.replies_to)
            payload["referenced_message"] = self._readable(answered, may_read) if answered else None
        return payload

    def _readable(self, message: Message, may_read: bool) -> Json:
        """Return a message, blank where it is none of the bot's business."""
        is_for_bot = message.channel.guild is None or self.bot in (message.author, *message.mentions)
        blank = {} if may_read or is_for_bot else {"content": "", "embeds": [], "components": []}
        payload = message.payload() | blank
        if blank and message.forwards:
            payload["message_snapshots"] = [{"message": message.forwards.snapshot() | blank}]
        return payload

    def tidy(self) -> None:
        """Forget messages, interactions and requests: a long run is to measure the bot's own memory."""
        for gone in (self.messages, self.said_to, self.interactions, self.requests, self.bodies, self.typing):
            gone.clear()

    async def changed(self) -> None:
        """Wake all who wait for something."""
        async with self._changed:
            self._changed.notify_all()

    async def wait_for(self, predicate: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait until something holds.

        predicate: what is to hold.
        seconds: how long at most.
        what: how to call it when it never comes.
        Raises: AssertionError when it doesn't in time.
        """
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(predicate)
        except TimeoutError:
            raise AssertionError(f"{what} didn't come within {seconds} s") from None
