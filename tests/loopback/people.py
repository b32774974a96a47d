"""What people do in Discord, and what they get to see."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.loopback.gateway import Gateway
from tests.loopback.state import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    FORM,
    MANAGE_SERVER,
    MEMBER_RIGHTS,
    PUBLIC_THREAD,
    TEXT_CHANNEL,
    Channel,
    Interaction,
    Json,
    Message,
    User,
    World,
    nested,
)

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

    def person(
        self,
        name: str,
        *,
        bot: bool = False,
        locale: str = "en-US",
        moderator: bool = False,
        roles: tuple[str, ...] = (),
    ) -> User:
        """Somebody new; a moderator has the right Manage Server."""
        rights = MEMBER_RIGHTS | (MANAGE_SERVER if moderator else 0)
        return User(self.world.ids.next(), name, bot, locale, rights, roles)

    def channel(self, name: str, *, kind: int = TEXT_CHANNEL, closed: bool = False) -> Channel:
        """One more channel of the server, which a bot that comes later hears of."""
        made = Channel(self.world.ids.next(), self.world.guild_id, kind, name, closed=closed)
        return self.world.add_channel(made)

    async def slash(
        self,
        user: User,
        name: str,
        *,
        direct: bool = False,
        channel: Channel | None = None,
        force: bool = False,
        **options: object,
    ) -> Reply:
        """Use a slash command, as far as Discord would let a person.

        user: who.
        name: the command, a subcommand with its group before it.
        direct: in direct messages rather than in the server's channel.
        force: even though they lack the right, as servers can allow.
        options: what is filled in.
        Raises: AssertionError where Discord wouldn't send it.
        """
        command, part = self._command(name, direct=direct)
        needed = int(command.get("default_member_permissions") or 0)
        assert force or user.rights & needed == needed, f"{user.name} doesn't see /{name}"
        values = _filled_in(part, options)
        if part is not command:
            values = [{"name": part["name"], "type": 1, "options": values}]
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": values}
        interaction = self._interaction(user, self._where(user, channel, direct=direct), COMMAND)
        await self.gateway.dispatch("INTERACTION_CREATE", self._payload(interaction, data))
        return Reply(self.world, lambda: _finished(interaction.original), interaction)

    async def type_option(
        self, user: User, name: str, option: str, typed: str, **options: object
    ) -> list[str]:
        """Type into an option that completes, and see the names that Discord offers.

        options: those filled in before.
        """
        return [choice["name"] for choice in await self.choices(user, name, option, typed, **options)]

    async def choices(self, user: User, name: str, option: str, typed: str, **options: object) -> list[Json]:
        """Type into an option that completes, and get what Discord offers."""
        command, part = self._command(name, direct=False)
        known = {one["name"]: one for one in part.get("options") or []}
        assert known[option].get("autocomplete"), f"the option {option} doesn't complete"
        given = [{"name": key, "type": known[key]["type"], "value": value} for key, value in options.items()]
        values: list[Json] = [*given, {"name": option, "type": 3, "value": typed, "focused": True}]
        if part is not command:
            values = [{"name": part["name"], "type": 1, "options": values}]
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": values}
        interaction = self._interaction(user, self.world.channel, AUTOCOMPLETE)
        await self.gateway.dispatch("INTERACTION_CREATE", self._payload(interaction, data))
        await self.world.wait_for(lambda: interaction.choices is not None, PATIENCE_SECONDS, "choices")
        assert interaction.choices is not None
        return interaction.choices

    async def context_menu(self, user: User, name: str, message: Message) -> Reply:
        """Use an entry of a message's menu."""
        command = next((one for one in self.world.commands if one["name"] == name), None)
        assert command is not None, f"no entry {name} is registered"
        payload = message.payload()
        data = {
            "id": command["id"],
            "name": name,
            "type": command["type"],
            "target_id": message.id,
            "resolved": {"messages": {message.id: payload}},
        }
        interaction = self._interaction(user, message.channel, COMMAND)
        await self.gateway.dispatch("INTERACTION_CREATE", self._payload(interaction, data))
        return Reply(self.world, lambda: _finished(interaction.original), interaction)

    async def click(self, message: Message, label: str, user: User | None = None) -> Reply:
        """Press a button of a message.

        message: the message.
        label: what the button says; its emoji where it says nothing.
        user: who; somebody new by default.
        Raises: AssertionError where there is no such button or it can't be pressed.
        """
        button = message.button(label)
        assert not button.get("disabled"), f"the button {label!r} is disabled"
        return await self.forge(user or self.person("passer-by"), button["custom_id"], message)

    async def select(self, user: User, message: Message, custom_id: str, values: list[str]) -> Reply:
        """Choose channels or roles from a list of a message."""
        lists = [part for part in nested(message.components) if part.get("custom_id") == custom_id]
        assert lists, f"no list {custom_id}"
        role = lists[0]["type"] == 6
        resolved: Json = (
            {"roles": {one: self._role(one) for one in values}}
            if role
            else {
                "channels": {
                    one: {**self.world.channels[one].payload(), "permissions": "0"} for one in values
                }
            }
        )
        return await self._use(
            user,
            message,
            {
                "custom_id": custom_id,
                "component_type": lists[0]["type"],
                "values": values,
                "resolved": resolved,
            },
        )

    async def forge(self, user: User, custom_id: str, message: Message) -> Reply:
        """Press a button that no client would show: an id of one's own under any message."""
        return await self._use(user, message, {"custom_id": custom_id, "component_type": 2})

    async def submit(self, reply: Reply, **fields: str | list[str]) -> Reply:
        """Fill in the form that something opened, and send it.

        fields: what is written or chosen, by custom id.
        """
        before = reply.interaction
        assert before is not None
        await self.world.wait_for(lambda: before.form is not None, PATIENCE_SECONDS, "a form")
        assert before.form is not None
        rows: list[Json] = []
        for number, row in enumerate(before.form["components"], start=1):
            part = row.get("component") or row["components"][0]
            value = fields.get(part["custom_id"], [] if part["type"] == 3 else "")
            filled = {"values": value} if part["type"] == 3 else {"value": value}
            made = {"type": part["type"], "id": 10 + number, "custom_id": part["custom_id"], **filled}
            rows.append({"type": row["type"], "id": number, "component": made})
        interaction = self._interaction(before.user, before.channel, FORM)
        data = {"custom_id": before.form["custom_id"], "components": rows}
        payload = self._payload(interaction, data)
        if before.source:
            payload["message"] = before.source.payload()
        await self.gateway.dispatch("INTERACTION_CREATE", payload)
        return Reply(self.world, lambda: _finished(interaction.original), interaction)

    async def reply_to(self, user: User, message: Message, text: str, *, ping: bool = True) -> Reply:
        """Write a reply to a message.

        ping: is its author told? Discord does so unless one switches it off.
        """
        return await self.say(user, text, channel=message.channel, replies_to=message, ping=ping)

    async def post(self, user: User, forum: Channel, title: str, text: str) -> Reply:
        """Write a new post in a forum."""
        number = self.world.ids.next()
        thread = Channel(number, forum.guild_id, PUBLIC_THREAD, title, forum.id, user.id)
        self.world.add_channel(thread)
        await self.gateway.dispatch("THREAD_CREATE", {**thread.payload(), "newly_created": True})
        return await self.say(user, text, channel=thread, number=number)

    def _command(self, name: str, *, direct: bool) -> tuple[Json, Json]:
        """A registered command and, of a group, its part that is meant."""
        first, _, rest = name.partition(" ")
        mine = [] if direct else self.world.server_commands.get(self.world.guild_id, [])
        command = next((one for one in [*self.world.commands, *mine] if one["name"] == first), None)
        assert command is not None, f"no command /{first} is registered"
        assert not (direct and command.get("contexts") == [0]), f"/{first} isn't for direct messages"
        if not rest:
            return command, command
        part = next((one for one in command.get("options") or [] if one["name"] == rest), None)
        assert part is not None, f"/{first} has no part {rest}"
        return command, part

    def _where(self, user: User, channel: Channel | None, *, direct: bool) -> Channel:
        if direct:
            return self.world.direct_channel(user)
        return channel or self.world.channel

    def _role(self, number: str) -> Json:
        return {
            "id": number,
            "name": "role",
            "permissions": "0",
            "position": 1,
            "color": 0,
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        }

    async def _use(self, user: User, message: Message, data: Json) -> Reply:
        interaction = self._interaction(user, message.channel, COMPONENT)
        interaction.source = message
        payload = self._payload(interaction, data)
        payload["message"] = message.payload()
        if data["custom_id"] not in {part.get("custom_id") for part in nested(message.components)}:
            # Discord takes only what stands in the message: a forger would have to put it there.
            button = {"type": 2, "id": 99, "style": 2, "label": "forged", "custom_id": data["custom_id"]}
            row = {"type": 1, "id": 98, "components": [button]}
            payload["message"]["components"] = [*message.components, row]
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
        self,
        user: User,
        text: str,
        *,
        channel: Channel | None = None,
        webhook: bool = False,
        replies_to: Message | None = None,
        ping: bool = True,
        number: str = "",
    ) -> Reply:
        """Write a message.

        user: who; may be a bot, or the bot itself.
        text: what.
        channel: where; the server's channel by default.
        webhook: is the user a webhook?
        """
        channel = channel or self.world.channel
        named = f"<@{self.world.bot.id}>" in text
        pinged = replies_to is not None and replies_to.author == self.world.bot and ping
        mentions = [self.world.bot] if named or pinged else []
        message = Message(
            number or self.world.ids.next(), channel, user, content=text, mentions=mentions, webhook=webhook
        )
        self.world.messages[message.id] = message
        payload = message.payload()
        if replies_to is not None:
            message.replies_to = replies_to.id
            payload = message.payload() | {"referenced_message": replies_to.payload()}
        if channel.guild_id is not None:
            payload |= {"guild_id": channel.guild_id, "member": _member(user, with_user=False)}
        await self.gateway.message_created(payload)

        def find() -> Message | None:
            for other in self.world.messages.values():
                in_thread = other.channel.id == message.id and other.author == self.world.bot
                if other.replies_to == message.id or in_thread:
                    return other
            return None

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
            "app_permissions": str(MEMBER_RIGHTS),
            "locale": interaction.user.locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": channel.guild_id or "0"},
            "context": 1 if channel.guild_id is None else 0,
            "attachment_size_limit": 10_485_760,
        }
        if channel.guild_id is None:
            return payload | {"user": interaction.user.payload()}
        locale = self.world.server_locale
        guild = {"id": channel.guild_id, "locale": locale, "features": []}
        member = _member(interaction.user) | {"permissions": str(interaction.user.rights)}
        return payload | {
            "guild_id": channel.guild_id,
            "guild": guild,
            "guild_locale": locale,
            "member": member,
        }


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
        "roles": list(user.roles),
        "nick": None,
        "joined_at": "2024-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return member | {"user": user.payload()} if with_user else member
