"""Messages, and interactions: uses of commands, buttons, menus and forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from loopback.model.components import buttons_in, face, menus_in, nested
from loopback.model.constants import (
    COMPONENTS_V2,
    EPHEMERAL,
    FOR_SERVER,
    FORWARD,
    LOADING,
    ORDINARY_MESSAGE,
    REPLY,
    REPLY_MESSAGE,
    TEXT_DISPLAY,
    Json,
)
from loopback.model.guilds import Channel
from loopback.model.snowflakes import moment_of
from loopback.model.users import User


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
    # The message that it forwards, as that was.
    forwards: Message | None = field(default=None, repr=False)
    webhook: bool = False
    mentions: list[User] = field(default_factory=list)
    edits: int = 0
    # Attached files by name.
    attached: dict[str, bytes] = field(default_factory=dict, repr=False)
    # The interaction that it responds to.
    interaction: Interaction | None = field(default=None, repr=False)

    @property
    def is_ephemeral(self) -> bool:
        """Tell whether only one person sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """Tell whether it is only "… is thinking"."""
        return bool(self.flags & LOADING)

    @property
    def is_layout(self) -> bool:
        """Tell whether it is made of components only."""
        return bool(self.flags & COMPONENTS_V2)

    @property
    def text(self) -> str:
        """Join all its text, block after block."""
        blocks = [self.content, *(embed.get("description") or "" for embed in self.embeds)]
        blocks += [part["content"] for part in nested(self.components) if part["type"] == TEXT_DISPLAY]
        return "\n".join(block for block in blocks if block)

    @property
    def files(self) -> list[str]:
        """List the texts of its attached files."""
        return [data.decode() for data in self.attached.values()]

    @property
    def sole_reader(self) -> User | None:
        """Name who alone sees it; None where everyone in the channel does."""
        return self.interaction.user if self.is_ephemeral and self.interaction else None

    def is_shown_to(self, user: User) -> bool:
        """Tell whether a person sees it."""
        return self.sole_reader in (None, user)

    def buttons(self) -> list[str]:
        """List what its buttons say, or their emoji where they say nothing."""
        return [face(button) for button in buttons_in(self.components)]

    def button(self, label: str) -> Json:
        """Find its button of a label or emoji.

        Raises: AssertionError where there is none.
        """
        buttons = buttons_in(self.components)
        found = [button for button in buttons if label in (button.get("label"), face(button))]
        assert found, f"no button {label!r}, only {self.buttons()}"
        return found[0]

    def select(self, which: str | None = None) -> Json:
        """Find its select menu.

        which: the menu's placeholder or custom id; the only menu by default.
        Raises: AssertionError where there is none, or several and none is named.
        """
        menus = menus_in(self.components)
        found = [one for one in menus if which in (None, one.get("placeholder"), one["custom_id"])]
        names = [one.get("placeholder") or one["custom_id"] for one in menus]
        assert len(found) == 1, f"not one menu {which!r} but {len(found)}, among {names}"
        return found[0]

    def payload(self) -> Json:
        """Return the message as Discord sends it."""
        payload: Json = {
            "id": self.id,
            "channel_id": self.channel.id,
            "type": REPLY_MESSAGE if self.replies_to else ORDINARY_MESSAGE,
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
                "authorizing_integration_owners": self.interaction.owners,
            }
        if self.webhook:
            payload["webhook_id"] = self.author.id
        if self.replies_to:
            payload["message_reference"] = _reference(REPLY, self.channel, self.replies_to)
        if self.forwards:
            forwarded = self.forwards
            payload["message_reference"] = _reference(FORWARD, forwarded.channel, forwarded.id)
            payload["message_snapshots"] = [{"message": forwarded.snapshot()}]
        return payload

    def snapshot(self) -> Json:
        """Return what of the message is shown where it is forwarded: not who wrote it."""
        whole = self.payload()
        return {key: whole[key] for key in _FORWARDED}


# What is forwarded of a message.
_FORWARDED = (
    "type",
    "content",
    "mentions",
    "mention_roles",
    "attachments",
    "embeds",
    "timestamp",
    "edited_timestamp",
    "flags",
    "components",
)


def _reference(kind: int, channel: Channel, message_id: str) -> Json:
    """Refer to a message in a channel, as a reply or forward does."""
    reference: Json = {"type": kind, "channel_id": channel.id, "message_id": message_id}
    return reference | ({"guild_id": channel.guild_id} if channel.guild_id is not None else {})


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
    # Who installed the application, by kind, as far as it counts there: the server, the person.
    owners: Json = field(default_factory=dict)
    acknowledged_after: float | None = None
    # The first response, and messages sent after it.
    original: Message | None = field(default=None, repr=False)
    followups: list[Message] = field(default_factory=list, repr=False)
    # The form that was shown in answer.
    modal: Json | None = None
    # What was offered while the person typed.
    choices: list[Json] | None = None

    @property
    def is_of_server(self) -> bool:
        """Tell whether the server installed the application, or these are its own direct messages."""
        return str(FOR_SERVER) in self.owners

    @property
    def is_acknowledged(self) -> bool:
        """Tell whether the bot has taken it."""
        return self.acknowledged_after is not None
