"""The bot's messages: checked, shown, edited and deleted, whichever route they take."""

from __future__ import annotations

import json
import re

from loopback.api.requests import INVALID_FORM, DiscordError
from loopback.checks.messages import message_violations
from loopback.gateway.gateway import Gateway
from loopback.model.constants import COMPONENTS_V2, EPHEMERAL, Json
from loopback.model.guilds import Channel
from loopback.model.messages import Interaction, Message
from loopback.world import World

_PARTS_OF_A_MESSAGE = ("content", "embeds", "components")
_MENTION = re.compile(r"@everyone|@here|<@[!&]?\d+>")


class Posting:
    """Posts, edits and deletes the bot's messages in one world."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Prepare to write.

        world: where messages are kept.
        gateway: what the bot hears of its own messages through.
        """
        self.world, self.gateway = world, gateway

    def refuse(self, violations: list[str]) -> None:
        """Note what is wrong with a request and answer that it is.

        Raises: DiscordError where anything is.
        """
        if violations:
            self.world.violations += violations
            raise DiscordError(400, INVALID_FORM, f"Invalid Form Body: {'; '.join(violations)}")

    def checked(
        self,
        channel: Channel,
        data: Json,
        files: dict[str, bytes] | None = None,
        interaction: Interaction | None = None,
    ) -> Message:
        """Check and make a message as the bot asks for it, not yet to be seen.

        data: what the bot sent. files: attached. interaction: what it responds to.
        Raises: DiscordError where Discord rejects it.
        """
        self.refuse([*message_violations({**data, "files": files})])
        self._note_pings(data)
        return Message(
            "",
            channel,
            self.world.bot,
            content=data.get("content") or "",
            embeds=data.get("embeds") or [],
            components=data.get("components") or [],
            flags=data.get("flags") or 0,
            replies_to=self._reference(channel, data),
            mentions=self.world.mentioned(data.get("content") or ""),
            attached=files or {},
            interaction=interaction,
        )

    def publish(self, message: Message) -> Message:
        """Show a message and tell of it."""
        self.world.store(message)
        self.gateway.tell_of_message("MESSAGE_CREATE", message)
        return message

    def change(self, message: Message, data: Json, files: dict[str, bytes] | None = None) -> None:
        """Edit a message; what isn't given stays, and nothing takes the v2 flag away.

        Raises: DiscordError where Discord rejects what it would become.
        """
        after: Json = {part: data.get(part, getattr(message, part)) for part in _PARTS_OF_A_MESSAGE}
        kept = message.flags & (EPHEMERAL | COMPONENTS_V2)
        after["flags"] = kept | ((data.get("flags") or 0) & COMPONENTS_V2)
        kept_files = {} if "attachments" in data else message.attached
        after_files = {**kept_files, **(files or {})}
        self.refuse([*message_violations({**after, "files": after_files})])
        self._note_pings(data)
        message.content = after["content"] or ""
        message.embeds, message.components = after["embeds"] or [], after["components"] or []
        message.flags, message.attached = after["flags"], after_files
        message.edits += 1
        self.gateway.tell_of_message("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        """Take a message away."""
        self.world.messages.pop(message.id, None)
        self.gateway.tell_of_deletion(message)

    def _reference(self, channel: Channel, data: Json) -> str | None:
        """Find the message replied to, if it is there."""
        reference = data.get("message_reference") or {}
        key = str(reference.get("message_id") or "")
        answered = self.world.messages.get(key)
        if not key or (answered and answered.channel is channel and not answered.is_ephemeral):
            return key or None
        if reference.get("fail_if_not_exists", True):
            raise DiscordError(400, INVALID_FORM, "Invalid Form Body: Unknown message")
        return None

    def _note_pings(self, data: Json) -> None:
        """Note whom a message would ping: without allowed mentions, everyone it names."""
        allowed = data.get("allowed_mentions")
        may_ping = allowed is None or any(allowed.get(key) for key in ("parse", "users", "roles"))
        if may_ping:
            self.world.pings += _MENTION.findall(json.dumps(data, ensure_ascii=False))
        if (allowed is None and data.get("message_reference")) or (allowed or {}).get("replied_user"):
            self.world.pings.append("the author of the message replied to")
