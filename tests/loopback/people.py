"""What people do in Discord, and what they get to see."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.loopback.gateway import Gateway
from tests.loopback.state import COMMAND, COMPONENT, Channel, Interaction, Json, Message, User, World

PATIENCE_SECONDS = 15.0
_STRING, _INTEGER, _BOOLEAN = 3, 4, 5
_TYPES: dict[int, type] = {_STRING: str, _INTEGER: int, _BOOLEAN: bool}


@dataclass
class Reply:
    """What comes of something that a person did.

    find: the finished message, None as long as there is none.
    interaction: the command or button used, None for a message.
    """

    world: World
    find: Callable[[], Message | None]
    interaction: Interaction | None = None

    async def message(self, seconds: float = PATIENCE_SECONDS) -> Message:
        """Wait for the bot's finished message.

        seconds: how long at most.
        Raises: AssertionError when none comes in time.
        """
        await self.world.wait_for(lambda: self.find() is not None, seconds, "a reply")
        message = self.find()
        assert message is not None
        return message

    async def nothing(self, seconds: float = 0.3) -> None:
        """Wait a moment and make sure that the bot says nothing.

        Raises: AssertionError when it says something.
        """
        await asyncio.sleep(seconds)
        message = self.find()
        assert message is None, f"the bot said {message.text if message else ''!r}"

    async def acknowledged(self, seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until the bot has taken the interaction, and say how long that took."""
        interaction = self.interaction
        assert interaction is not None, "only commands and buttons are acknowledged"
        taken = lambda: interaction.acknowledged_after is not None  # noqa: E731
        await self.world.wait_for(taken, seconds, "an acknowledgement")
        assert interaction.acknowledged_after is not None
        return interaction.acknowledged_after


class People:
    """The people of the loopback Discord."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Let people in.

        world: where they are.
        gateway: how the bot hears of them.
        """
        self.world, self.gateway = world, gateway

    def person(self, name: str, *, bot: bool = False) -> User:
        """Somebody new."""
        return User(self.world.ids.next(), name, bot)

    async def slash(self, user: User, name: str, *, direct: bool = False, **options: object) -> Reply:
        """Use a slash command, as far as Discord would let a person.

        user: who.
        name: the command.
        direct: in direct messages rather than in the server's channel.
        options: what is filled in.
        Raises: AssertionError where Discord wouldn't send it.
        """
        command = next((known for known in self.world.commands if known["name"] == name), None)
        assert command is not None, f"no command /{name} is registered"
        values = _filled_in(command, options)
        data = {"id": command["id"], "name": name, "type": 1, "options": values}
        channel = self.world.direct_channel(user) if direct else self.world.channel
        interaction = self._interaction(user, channel, COMMAND)
        await self.gateway.dispatch("INTERACTION_CREATE", self._payload(interaction, data))
        return Reply(self.world, lambda: _finished(interaction.original), interaction)

    async def click(self, message: Message, label: str, user: User | None = None) -> Reply:
        """Press a button of a message.

        message: the message.
        label: what the button says.
        user: who; somebody new by default.
        Raises: AssertionError where there is no such button or it can't be pressed.
        """
        button = message.button(label)
        assert not button.get("disabled"), f"the button {label!r} is disabled"
        interaction = self._interaction(user or self.person("passer-by"), message.channel, COMPONENT)
        interaction.source = message
        payload = self._payload(interaction, {"custom_id": button["custom_id"], "component_type": 2})
        payload["message"] = message.payload()
        edits = message.edits
        await self.gateway.dispatch("INTERACTION_CREATE", payload)

        def find() -> Message | None:
            if interaction.followups:
                return interaction.followups[-1]
            if interaction.original is not None and interaction.original is not message:
                return _finished(interaction.original)
            return message if message.edits > edits else None

        return Reply(self.world, find, interaction)

    async def mention(self, user: User, text: str) -> Reply:
        """Write a message that mentions the bot, in the server's channel."""
        return await self.say(user, f"<@{self.world.bot.id}> {text}")

    async def direct(self, user: User, text: str) -> Reply:
        """Write a direct message to the bot."""
        return await self.say(user, text, channel=self.world.direct_channel(user))

    async def say(
        self, user: User, text: str, *, channel: Channel | None = None, webhook: bool = False
    ) -> Reply:
        """Write a message.

        user: who; may be a bot, or the bot itself.
        text: what.
        channel: where; the server's channel by default.
        webhook: is the user a webhook?
        """
        channel = channel or self.world.channel
        mentions = [self.world.bot] if f"<@{self.world.bot.id}>" in text else []
        message = Message(
            self.world.ids.next(), channel, user, content=text, mentions=mentions, webhook=webhook
        )
        self.world.messages[message.id] = message
        payload = message.payload()
        if channel.guild_id is not None:
            payload |= {"guild_id": channel.guild_id, "member": _member(user, with_user=False)}
        await self.gateway.message_created(payload)

        def find() -> Message | None:
            replies = (other for other in self.world.messages.values() if other.replies_to == message.id)
            return next(replies, None)

        return Reply(self.world, find)

    def forget(self, message: Message) -> None:
        """Delete a message without anyone hearing of it."""
        del self.world.messages[message.id]

    def _interaction(self, user: User, channel: Channel, kind: int) -> Interaction:
        token = secrets.token_urlsafe(32)
        interaction = Interaction(self.world.ids.next(), token, channel, user, kind, time.monotonic())
        self.world.interactions[token] = interaction
        return interaction

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        channel = interaction.channel
        payload: Json = {
            "id": interaction.id,
            "application_id": self.world.bot.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "channel": channel.payload(),
            "channel_id": channel.id,
            "data": data,
            "app_permissions": "277025770560",
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": channel.guild_id or "0"},
            "context": 1 if channel.guild_id is None else 0,
            "attachment_size_limit": 10_485_760,
        }
        if channel.guild_id is None:
            return payload | {"user": interaction.user.payload()}
        guild = {"id": channel.guild_id, "locale": "en-US", "features": []}
        member = _member(interaction.user) | {"permissions": "277025770560"}
        return payload | {"guild_id": channel.guild_id, "guild": guild, "member": member}


def _finished(message: Message | None) -> Message | None:
    return None if message is None or message.is_loading else message


def _filled_in(command: Json, options: dict[str, object]) -> list[Json]:
    """The options as Discord sends them; its client lets people send nothing else."""
    known = {option["name"]: option for option in command.get("options") or []}
    assert options.keys() <= known.keys(), f"/{command['name']} has only the options {list(known)}"
    missing = [name for name, option in known.items() if option.get("required") and name not in options]
    assert not missing, f"/{command['name']} needs {missing}"
    for name, value in options.items():
        kind = _TYPES[known[name]["type"]]
        assert isinstance(value, kind), f"the option {name} takes a {kind.__name__}"
        if isinstance(value, str):
            shortest, longest = known[name].get("min_length", 0), known[name].get("max_length", 6000)
            assert shortest <= len(value) <= longest, (
                f"the option {name} takes {shortest} to {longest} characters"
            )
    return [{"name": name, "type": known[name]["type"], "value": value} for name, value in options.items()]


def _member(user: User, *, with_user: bool = True) -> Json:
    member: Json = {
        "roles": [],
        "nick": None,
        "joined_at": "2024-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return member | {"user": user.payload()} if with_user else member
