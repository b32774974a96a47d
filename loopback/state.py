"""What the loopback Discord is made of: ids, people, messages, interactions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from loopback.places import Channel

# A JSON object as it travels; its shape is checked against Discord's own description.
Json: TypeAlias = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

TEXT_CHANNEL, DM_CHANNEL, ANNOUNCEMENTS, PUBLIC_THREAD, FORUM = 0, 1, 5, 11, 15
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, CONTAINER, LABEL = 9, 10, 17, 18
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)

_REPLY, _ORDINARY = 19, 0


class Snowflakes:
    """Ids as Discord makes them: time and a counter, each later one larger."""

    def __init__(self) -> None:
        """Start counting."""
        self._count = 0

    def next(self) -> str:
        """A fresh id."""
        self._count += 1
        return str((int(time.time() * 1000) - DISCORD_EPOCH_MS << 22) + self._count)

    def for_server(self, number: int) -> str:
        """A fresh id for a server.

        number: which one it is; shard ``number % shards`` hears of it (for 1, 2, 4, 5, 8, 10 shards).
        """
        self._count += 1
        moment = (int(time.time()) * 1000 - DISCORD_EPOCH_MS) // 1000 * 1000 + number
        return str((moment << 22) + self._count)


@dataclass(frozen=True)
class User:
    """A person, a bot or a webhook."""

    id: str
    name: str
    bot: bool = False
    locale: str = "en-US"

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


@dataclass(eq=False)
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
    edits: int = 0
    # Attached files by name.
    attached: dict[str, bytes] = field(default_factory=dict, repr=False)
    # The interaction that it responds to.
    interaction: Interaction | None = field(default=None, repr=False)

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

    @property
    def files(self) -> list[str]:
        """The texts of its attached files."""
        return [data.decode() for data in self.attached.values()]

    @property
    def sole_reader(self) -> User | None:
        """Who alone sees it; None where everyone in the channel does."""
        return self.interaction.user if self.is_ephemeral and self.interaction else None

    def is_shown_to(self, user: User) -> bool:
        """Does this person see it?"""
        return self.sole_reader in (None, user)

    def buttons(self) -> list[str]:
        """What its buttons say, or their emoji where they say nothing."""
        return [_face(part) for part in nested(self.components) if part["type"] == BUTTON]

    def button(self, label: str) -> Json:
        """Its button of that label or emoji.

        Raises: AssertionError where there is none.
        """
        buttons = [part for part in nested(self.components) if part["type"] == BUTTON]
        found = [button for button in buttons if label in (button.get("label"), _face(button))]
        assert found, f"no button {label!r}, only {self.buttons()}"
        return found[0]

    def select(self, which: str | None = None) -> Json:
        """Its select menu.

        which: the menu's placeholder or custom id; the only menu by default.
        Raises: AssertionError where there is none, or several and none is named.
        """
        menus = [part for part in nested(self.components) if part["type"] in SELECTS]
        found = [one for one in menus if which in (None, one.get("placeholder"), one["custom_id"])]
        names = [one.get("placeholder") or one["custom_id"] for one in menus]
        assert len(found) == 1, f"not one menu {which!r} but {len(found)}, among {names}"
        return found[0]

    def payload(self) -> Json:
        """The message as Discord sends it."""
        payload: Json = {
            "id": self.id,
            "channel_id": self.channel.id,
            "type": _REPLY if self.replies_to else _ORDINARY,
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": moment_of(self.id),
            "edited_timestamp": datetime.now(UTC).isoformat() if self.edits else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [],
            "attachments": [
                {"id": str(number), "filename": name, "size": len(data), "url": "", "proxy_url": ""}
                for number, (name, data) in enumerate(self.attached.items())
            ],
            "embeds": self.embeds,
            "components": self.components,
            "pinned": False,
            "flags": self.flags,
        }
        if self.interaction is not None:
            payload |= {"webhook_id": self.author.id, "application_id": self.author.id}
            payload["interaction_metadata"] = {
                "id": self.interaction.id,
                "type": self.interaction.kind,
                "user": self.interaction.user.payload(),
                "authorizing_integration_owners": {},
            }
        if self.webhook:
            payload["webhook_id"] = self.author.id
        if self.replies_to:
            reference = {"type": 0, "channel_id": self.channel.id, "message_id": self.replies_to}
            payload["message_reference"] = reference
            if self.channel.guild_id is not None:
                reference["guild_id"] = self.channel.guild_id
        return payload


@dataclass(eq=False)
class Interaction:
    """A use of a command, component or form, and how the bot took it."""

    id: str
    token: str
    channel: Channel
    user: User
    kind: int
    sent_at: float
    # What was used, in words for whoever reads of a problem.
    name: str = ""
    # The message whose button or menu was used, through a form as well.
    source: Message | None = field(default=None, repr=False)
    acknowledged_after: float | None = None
    # The first response, and messages sent after it.
    original: Message | None = field(default=None, repr=False)
    followups: list[Message] = field(default_factory=list, repr=False)
    # The form that was shown in answer.
    modal: Json | None = None
    # What was offered while the person typed.
    choices: list[Json] | None = None


def moment_of(snowflake: str) -> str:
    """When an id was made, as Discord writes times."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()


def nested(components: list[Json]) -> Iterator[Json]:
    """All components, those inside others too."""
    for component in components:
        yield component
        yield from nested(component.get("components") or [])
        for inner in (component.get("accessory"), component.get("component")):
            if inner:
                yield from nested([inner])


def _face(button: Json) -> str:
    return button.get("label") or (button.get("emoji") or {}).get("name") or ""
