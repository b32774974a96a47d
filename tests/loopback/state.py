"""What the loopback Discord knows: people, channels, messages, interactions, and what went wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

# A JSON object as it travels; its shape is checked against Discord's own description.
Json: TypeAlias = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

TEXT_CHANNEL, DM_CHANNEL, PUBLIC_THREAD, FORUM = 0, 1, 11, 15
COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
MEMBER_RIGHTS, MANAGE_SERVER, SEND_MESSAGES = 277025770560, 1 << 5, 1 << 11
TEXT_DISPLAY, BUTTON = 10, 2

ACKNOWLEDGE_SECONDS = 3.0


class Snowflakes:
    """Ids as Discord makes them: time and a counter, each later one larger."""

    def __init__(self) -> None:
        """Start counting."""
        self._count = 0

    def next(self) -> str:
        """A fresh id."""
        self._count += 1
        return str((int(time.time() * 1000) - DISCORD_EPOCH_MS << 22) + self._count)


@dataclass(frozen=True)
class User:
    """A person, a bot or a webhook. rights: in every server. roles: their ids."""

    id: str
    name: str
    bot: bool = False
    locale: str = "en-US"
    rights: int = MEMBER_RIGHTS
    roles: tuple[str, ...] = ()

    def payload(self) -> Json:
        """The user as Discord sends it."""
        return {
            "id": self.id,
            "username": self.name,
            "discriminator": "0",
            "global_name": self.name.title(),
            "avatar": None,
            "bot": self.bot,
            "flags": 0,
        }


@dataclass(frozen=True)
class Channel:
    """A server's channel, thread or forum, or a direct message channel (guild_id None).

    parent: the channel or forum that a thread belongs to. closed: may the bot not write there?
    """

    id: str
    guild_id: str | None = None
    kind: int = TEXT_CHANNEL
    name: str = "general"
    parent: str | None = None
    owner: str | None = None
    closed: bool = False

    def payload(self) -> Json:
        """The channel as Discord sends it."""
        if self.guild_id is None:
            return {"id": self.id, "type": DM_CHANNEL, "recipients": [], "last_message_id": None, "flags": 0}
        if self.kind == PUBLIC_THREAD:
            moment = "2024-01-01T00:00:00+00:00"
            about = {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": moment,
                "locked": False,
            }
            return {
                "id": self.id,
                "type": PUBLIC_THREAD,
                "guild_id": self.guild_id,
                "parent_id": self.parent,
                "owner_id": self.owner,
                "name": self.name,
                "last_message_id": None,
                "message_count": 0,
                "member_count": 1,
                "rate_limit_per_user": 0,
                "thread_metadata": about,
                "flags": 0,
            }
        return {
            "id": self.id,
            "type": self.kind,
            "guild_id": self.guild_id,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [],
            "nsfw": False,
            "parent_id": None,
            "flags": 0,
        }


@dataclass
class Message:
    """A message as it is now; ``edits`` counts how often it changed."""

    id: str
    channel: Channel
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    replies_to: str | None = None
    webhook: bool = False
    mentions: list[User] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    edits: int = 0

    @property
    def is_ephemeral(self) -> bool:
        """Does only one person see it?"""
        return bool(self.flags & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """Is it only "… is thinking"?"""
        return bool(self.flags & LOADING)

    @property
    def is_layout(self) -> bool:
        """Is it made of components only?"""
        return bool(self.flags & COMPONENTS_V2)

    @property
    def text(self) -> str:
        """All its text, block after block."""
        blocks = [self.content, *(embed.get("description") or "" for embed in self.embeds)]
        blocks += [part["content"] for part in nested(self.components) if part["type"] == TEXT_DISPLAY]
        return "\n".join(block for block in blocks if block)

    def button(self, label: str) -> Json:
        """Its button of that label.

        Raises: AssertionError where there is none.
        """
        buttons = [part for part in nested(self.components) if part["type"] == BUTTON]
        names = [button.get("label") or (button.get("emoji") or {}).get("name") for button in buttons]
        assert label in names, f"no button {label!r}, only {names}"
        return buttons[names.index(label)]

    def buttons(self) -> list[str]:
        """What its buttons say, in order."""
        buttons = [part for part in nested(self.components) if part["type"] == BUTTON]
        return [button.get("label") or (button.get("emoji") or {}).get("name") or "" for button in buttons]

    def payload(self) -> Json:
        """The message as Discord sends it."""
        moment = datetime.fromtimestamp(((int(self.id) >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)
        payload: Json = {
            "id": self.id,
            "channel_id": self.channel.id,
            "type": 19 if self.replies_to else 0,
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": moment.isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [],
            "attachments": [],
            "embeds": self.embeds,
            "components": self.components,
            "position": 0,
            "pinned": False,
            "flags": self.flags,
        }
        if self.webhook:
            payload["webhook_id"] = self.author.id
        if self.replies_to:
            reference = {"channel_id": self.channel.id, "message_id": self.replies_to}
            payload["message_reference"] = reference
        return payload


@dataclass
class Interaction:
    """A use of a command or button, and how the bot took it."""

    id: str
    token: str
    channel: Channel
    user: User
    kind: int
    sent_at: float
    # The message whose button was pressed.
    source: Message | None = None
    acknowledged_after: float | None = None
    # The first response, and messages sent after it.
    original: Message | None = None
    # What an autocomplete offers; the form that was opened.
    choices: list[Json] | None = None
    form: Json | None = None
    followups: list[Message] = field(default_factory=list)


@dataclass
class World:
    """Everything at once, and a way to wait for it to change."""

    token: str = "loopback-token"
    ids: Snowflakes = field(default_factory=Snowflakes)
    commands: list[Json] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    direct_channels: dict[str, Channel] = field(default_factory=dict)
    typing: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    pings: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    # Commands of one server alone, by its id.
    server_commands: dict[str, list[Json]] = field(default_factory=dict)
    more_channels: dict[str, Channel] = field(default_factory=dict)
    server_locale: str = "en-US"
    may_read_content: bool = False
    owner: User | None = None

    def __post_init__(self) -> None:
        """Make the bot, a server with one channel, and the condition to wait on."""
        self.bot = User(self.ids.next(), "clippings", bot=True)
        self.guild_id = self.ids.next()
        self.channel = Channel(self.ids.next(), self.guild_id)
        self._changed = asyncio.Condition()

    @property
    def channels(self) -> dict[str, Channel]:
        """All channels by id."""
        known = (self.channel, *self.direct_channels.values(), *self.more_channels.values())
        return {channel.id: channel for channel in known}

    def add_channel(self, channel: Channel) -> Channel:
        """Put one more channel into the server."""
        self.more_channels[channel.id] = channel
        return channel

    def direct_channel(self, user: User) -> Channel:
        """The channel of direct messages between a person and the bot."""
        return self.direct_channels.setdefault(user.id, Channel(self.ids.next()))

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


def nested(components: list[Json]) -> Iterator[Json]:
    """All components, those inside others too."""
    for component in components:
        yield component
        yield from nested(component.get("components", []))
        if isinstance(inner := component.get("component"), dict):
            yield inner
        if accessory := component.get("accessory"):
            yield accessory
