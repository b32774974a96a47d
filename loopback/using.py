"""People who use commands, buttons, menus and forms."""

from __future__ import annotations

import secrets
import time
from typing import Any

from loopback.filling import Resolved, fill_form, fill_option, fill_options, find_command, pick, under
from loopback.gateway import Gateway
from loopback.places import NOTHING, ORDINARY, Channel, Right, rights
from loopback.reply import Reply, finished, response_to
from loopback.state import (
    ACTION_ROW,
    AUTOCOMPLETE,
    BUTTON,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
    Json,
    Message,
    User,
)
from loopback.world import World

_SLASH, _MESSAGE_MENU = 1, 3
_IN_SERVER, _IN_DIRECT = 0, 1


class Users:
    """What people do with the bot's commands and components, as far as Discord lets them."""

    world: World
    gateway: Gateway

    def person(self, name: str, *, bot: bool = False, locale: str = "en-US", moderator: bool = False) -> User:
        """Somebody new; a moderator has the right Manage Server in the first server."""
        user = self.world.user(name, bot=bot, locale=locale)
        member = self.world.guild.member(user)
        if moderator:
            member.roles.append(self.world.guild.moderators)
        return user

    def offered(self, user: User, channel: Channel | None = None) -> list[str]:
        """The commands and menu entries that Discord shows a person, in their language."""
        shown = self._offered(user, channel or self.world.channel)
        return [_spoken(one, user) for one in shown]

    async def slash(
        self,
        user: User,
        name: str,
        /,
        *,
        channel: Channel | None = None,
        direct: bool = False,
        force: bool = False,
        **options: object,
    ) -> Reply:
        """Use a slash command, as far as Discord would let a person.

        user: who.
        name: the command, with group and subcommand, as in ``setup channels``.
        channel: in which channel; the first server's by default.
        direct: in direct messages rather than in a server.
        force: even where Discord by default hides it from this person, as a server can allow.
        options: what is filled in.
        Raises: AssertionError where Discord wouldn't send it.
        """
        channel = self._place(user, channel, direct)
        command, below = self._command(user, name, _SLASH, channel, force)
        resolved = Resolved(self.world, channel.guild)
        values = fill_options(below[-1] if below else command, options, resolved)
        data = _about(command) | {"options": under(below, values)} | resolved.payload()
        return await self._use_command(user, channel, f"/{name}", data)

    async def context_menu(self, user: User, name: str, message: Message, *, force: bool = False) -> Reply:
        """Use an entry of a message's context menu.

        Raises: AssertionError where Discord wouldn't show it.
        """
        assert message.is_shown_to(user), "only one person sees this message"
        command, _ = self._command(user, name, _MESSAGE_MENU, message.channel, force)
        resolved = Resolved(self.world, message.channel.guild)
        data = _about(command) | {"target_id": resolved.add(message)} | resolved.payload()
        return await self._use_command(user, message.channel, name, data)

    async def autocomplete(
        self,
        user: User,
        name: str,
        /,
        *,
        option: str,
        typed: str,
        channel: Channel | None = None,
        direct: bool = False,
        force: bool = False,
        **options: object,
    ) -> list[Json]:
        """Begin to fill in an option of a slash command.

        option, typed: which one, and what it holds so far.
        options: what is filled in already.
        Returns: the choices that Discord shows.
        Raises: AssertionError where nothing is offered in time.
        """
        channel = self._place(user, channel, direct)
        command, below = self._command(user, name, _SLASH, channel, force)
        known = {one["name"]: one for one in (below[-1] if below else command).get("options") or []}
        assert known.get(option, {}).get("autocomplete"), f"/{name} completes no option {option}"
        resolved = Resolved(self.world, channel.guild)
        values = [fill_option(known[key], value, resolved) for key, value in options.items()]
        values.append({"name": option, "type": known[option]["type"], "value": typed, "focused": True})
        data = _about(command) | {"options": under(below, values)} | resolved.payload()
        interaction = self._begin(user, channel, AUTOCOMPLETE, f"/{name} {option}")
        self._send(interaction, data)
        patience = self.world.acknowledge_seconds + 1
        await self.world.wait_for(lambda: interaction.choices is not None, patience, "a list of choices")
        return interaction.choices or []

    async def choices(self, user: User, name: str, option: str, typed: str, /, **filled: str) -> list[Json]:
        """The choices that Discord shows while someone types into an option, with their values."""
        values: dict[str, Any] = filled
        return await self.autocomplete(user, name, option=option, typed=typed, **values)

    async def type_option(
        self, user: User, name: str, option: str, typed: str, /, **filled: str
    ) -> list[str]:
        """What the choices say that Discord shows while someone types into an option."""
        return [_spoken(choice, user) for choice in await self.choices(user, name, option, typed, **filled)]

    async def click(self, message: Message, label: str, user: User | None = None) -> Reply:
        """Press a button of a message.

        message: the message.
        label: what the button says, or its emoji.
        user: who; by default whoever alone sees the message, else somebody new.
        Raises: AssertionError where there is no such button or it can't be pressed.
        """
        button = message.button(label)
        assert not button.get("disabled"), f"the button {label!r} is disabled"
        assert button.get("custom_id"), f"the button {label!r} is a link"
        data = {"custom_id": button["custom_id"], "component_type": BUTTON}
        return await self._use_component(self._reader(message, user), message, data)

    async def choose(
        self, message: Message, *picked: object, menu: str | None = None, user: User | None = None
    ) -> Reply:
        """Choose from a select menu of a message.

        picked: labels or values; people, roles or channels where it lists those.
        menu: its placeholder or custom id; the only menu by default.
        user: who; by default whoever alone sees the message, else somebody new.
        Raises: AssertionError where the menu doesn't offer that.
        """
        found = message.select(menu)
        resolved = Resolved(self.world, message.channel.guild)
        values = pick(found, picked, resolved)
        data = {"custom_id": found["custom_id"], "component_type": found["type"], "values": values}
        return await self._use_component(self._reader(message, user), message, data | resolved.payload())

    async def forge(self, user: User, custom_id: str, message: Message | None = None) -> Reply:
        """Press a button that no client would show: any custom id, on any message, as anyone.

        message: on which; on a message of the bot's made for it by default.
        """
        if message is None:
            message = self.world.store(Message("", self.world.channel, self.world.bot, content="…"))
        button = {"type": BUTTON, "style": 2, "label": "Forged", "custom_id": custom_id}
        # discord.py drops what it doesn't find on the message.
        row = {"type": ACTION_ROW, "components": [button]}
        shown = {**message.payload(), "components": [*message.components, row]}
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return await self._use_component(user, message, data, shown)

    async def select(self, user: User, message: Message, custom_id: str, values: list[str]) -> Reply:
        """Send any values of a menu, by ids, as anyone; ``choose`` is what clients let people do."""
        kind = message.select(custom_id)["type"]
        resolved = Resolved(self.world, message.channel.guild)
        for value in values:
            resolved.add_by_id(kind, value)
        data = {"custom_id": custom_id, "component_type": kind, "values": values}
        return await self._use_component(user, message, data | resolved.payload())

    async def submit(self, reply: Reply, /, **fields: object) -> Reply:
        """Fill in the form that came of something, and send it.

        fields: texts, or what is picked (several as a tuple), by custom id or by label, a label in
            lower case with ``_`` for spaces.
        Raises: AssertionError where no form comes, or it doesn't take that.
        """
        modal = await reply.modal()
        before = reply.interaction
        assert before is not None
        resolved = Resolved(self.world, before.channel.guild)
        components = fill_form(modal, fields, resolved)
        interaction = self._begin(before.user, before.channel, MODAL, f"the form {modal['title']!r}")
        interaction.source = before.source
        data = {"custom_id": modal["custom_id"], "components": components, **resolved.payload()}
        return await self._used_on_message(interaction, data)

    # How all of them travel.

    def _place(self, user: User, channel: Channel | None, direct: bool) -> Channel:
        return self.world.direct_channel(user) if direct else channel or self.world.channel

    def _reader(self, message: Message, user: User | None) -> User:
        user = user or message.sole_reader or self.person("passer-by")
        assert message.is_shown_to(user), f"{user.name} doesn't see this message"
        return user

    def _command(
        self, user: User, name: str, kind: int, channel: Channel, force: bool
    ) -> tuple[Json, list[Json]]:
        commands = self._registered(channel)
        if not force:
            find_command(commands, name, kind)
            commands = self._offered(user, channel)
            wanted = name.split(maxsplit=1)[0] if kind == _SLASH else name
            context = _IN_DIRECT if channel.guild is None else _IN_SERVER
            of_place = [one for one in self._registered(channel) if context in _contexts(one)]
            place = "servers" if channel.guild else "direct messages"
            assert any(one["name"] == wanted for one in of_place), f"{name!r} isn't for {place}"
            is_shown = any(one["name"] == wanted and one["type"] == kind for one in commands)
            assert is_shown, f"{user.name} doesn't see the command {name!r} here"
        return find_command(commands, name, kind)

    def _registered(self, channel: Channel) -> list[Json]:
        own = self.world.guild_commands.get(channel.guild_id, []) if channel.guild_id else []
        return [*self.world.commands, *own]

    def _offered(self, user: User, channel: Channel) -> list[Json]:
        """The commands that Discord's client shows a person in a channel."""
        may = rights(user, channel)
        if Right.USE_APPLICATION_COMMANDS not in may:
            return []
        context = _IN_DIRECT if channel.guild is None else _IN_SERVER
        shown = [one for one in self._registered(channel) if context in _contexts(one)]
        if channel.guild is None:
            return shown
        return [one for one in shown if _needed(one) in may]

    async def _use_command(self, user: User, channel: Channel, name: str, data: Json) -> Reply:
        interaction = self._begin(user, channel, COMMAND, name)
        self._send(interaction, data)
        return Reply(self.world, lambda: response_to(interaction), interaction)

    async def _use_component(
        self, user: User, message: Message, data: Json, shown: Json | None = None
    ) -> Reply:
        interaction = self._begin(user, message.channel, COMPONENT, f"the component {data['custom_id']!r}")
        interaction.source = message
        return await self._used_on_message(interaction, data, shown)

    async def _used_on_message(
        self, interaction: Interaction, data: Json, shown: Json | None = None
    ) -> Reply:
        source = interaction.source
        edits = source.edits if source else 0
        self._send(interaction, data, shown)

        def find() -> Message | None:
            if interaction.followups:
                return interaction.followups[-1]
            if interaction.original is not None and interaction.original is not source:
                return finished(interaction.original)
            return source if source is not None and source.edits > edits else None

        return Reply(self.world, find, interaction)

    def _begin(self, user: User, channel: Channel, kind: int, name: str) -> Interaction:
        token = secrets.token_urlsafe(32)
        interaction = Interaction(self.world.ids.next(), token, channel, user, kind, time.monotonic(), name)
        self.world.interactions[token] = interaction
        return interaction

    def _send(self, interaction: Interaction, data: Json, shown: Json | None = None) -> None:
        """Tell the bot of an interaction.

        shown: the message that it was used on, where that isn't as it really is.
        """
        payload = self._payload(interaction, data) | ({"message": shown} if shown else {})
        heard = self.gateway.tell("INTERACTION_CREATE", payload, interaction.channel.guild)
        assert heard, "no client is there to hear INTERACTION_CREATE"

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        channel, user, guild = interaction.channel, interaction.user, interaction.channel.guild
        payload: Json = {
            "id": interaction.id,
            "application_id": self.world.bot.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "channel": channel.payload(),
            "channel_id": channel.id,
            "data": data,
            "app_permissions": str(int(rights(self.world.bot, channel) if guild else ORDINARY)),
            "locale": user.locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": channel.guild_id or "0"},
            "context": _IN_DIRECT if guild is None else _IN_SERVER,
            "attachment_size_limit": 10_485_760,
        }
        if interaction.source is not None:
            payload["message"] = interaction.source.payload()
        if guild is None:
            return payload | {"user": user.payload()}
        member = guild.member(user).payload() | {"permissions": str(int(rights(user, channel)))}
        about = {"id": guild.id, "locale": guild.locale, "features": []}
        return payload | {
            "guild_id": guild.id,
            "guild": about,
            "guild_locale": guild.locale,
            "member": member,
        }


def _spoken(named: Json, user: User) -> str:
    """The name of a command or choice in a person's language."""
    names: dict[str, str] = named.get("name_localizations") or {}
    return names.get(user.locale) or str(named["name"])


def _about(command: Json) -> Json:
    about = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return about | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _contexts(command: Json) -> list[int]:
    """Where a command is offered."""
    if "guild_id" in command:
        return [_IN_SERVER]
    if command.get("contexts") is not None:
        return list(command["contexts"])
    return [_IN_SERVER] if command.get("dm_permission") is False else [_IN_SERVER, _IN_DIRECT]


def _needed(command: Json) -> Right:
    """The rights that a member needs to see a command; "0" hides it from all but administrators."""
    needed = command.get("default_member_permissions")
    if needed is None:
        return NOTHING
    return Right(int(needed)) or Right.ADMINISTRATOR
