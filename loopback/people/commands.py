"""People use slash commands and menu entries, and are offered choices while they type."""

from __future__ import annotations

from typing import Any

from loopback.model.access import permissions_in
from loopback.model.constants import (
    AUTOCOMPLETE,
    COMMAND,
    FOR_SERVER,
    IN_DIRECT,
    IN_SERVER,
    MESSAGE_MENU,
    SLASH_COMMAND,
    Json,
)
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.model.permissions import NOTHING, Permission
from loopback.model.users import User
from loopback.people.interactions import Interactions, context_of
from loopback.people.options import fill_option, fill_options, find_command, under
from loopback.people.reply import Reply, response_to
from loopback.people.resolved import Resolved


class Commands(Interactions):
    """Uses the bot's commands, as far as Discord lets people."""

    def offered(self, user: User, channel: Channel | None = None) -> list[str]:
        """List the commands and menu entries that Discord shows a person, in their language."""
        shown = self._offered(user, channel or self.world.channel)
        return [_spoken(one, user) for one in shown]

    def slash(
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
        command, below = self._command(user, name, SLASH_COMMAND, channel, force)
        resolved = Resolved(self.world, channel.guild)
        values = fill_options(below[-1] if below else command, options, resolved)
        data = _about(command) | {"options": under(below, values)} | resolved.payload()
        return self._use_command(user, channel, f"/{name}", data)

    async def answer(self, user: User, name: str, /, **options: Any) -> Message:
        """Use a slash command, and wait for the bot's message.

        Parameters and errors: those of ``slash``, and of ``Reply.message``.
        """
        return await self.slash(user, name, **options).message()

    def context_menu(self, user: User, name: str, message: Message, *, force: bool = False) -> Reply:
        """Use an entry of a message's context menu.

        Raises: AssertionError where Discord wouldn't show it.
        """
        assert message.is_shown_to(user), "only one person sees this message"
        command, _ = self._command(user, name, MESSAGE_MENU, message.channel, force)
        resolved = Resolved(self.world, message.channel.guild)
        data = _about(command) | {"target_id": resolved.add(message)} | resolved.payload()
        return self._use_command(user, message.channel, name, data)

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
        command, below = self._command(user, name, SLASH_COMMAND, channel, force)
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
        """List the choices that Discord shows while someone types into an option, with their values."""
        values: dict[str, Any] = filled
        return await self.autocomplete(user, name, option=option, typed=typed, **values)

    async def type_option(
        self, user: User, name: str, option: str, typed: str, /, **filled: str
    ) -> list[str]:
        """List what the choices say that Discord shows while someone types into an option."""
        return [_spoken(choice, user) for choice in await self.choices(user, name, option, typed, **filled)]

    def _place(self, user: User, channel: Channel | None, direct: bool) -> Channel:
        return self.world.direct_channel(user) if direct else channel or self.world.channel

    def _command(
        self, user: User, name: str, kind: int, channel: Channel, force: bool
    ) -> tuple[Json, list[Json]]:
        commands = self._registered(channel)
        if not force:
            find_command(commands, name, kind)
            commands = self._offered(user, channel)
            wanted = name.split(maxsplit=1)[0] if kind == SLASH_COMMAND else name
            context = context_of(channel)
            of_place = [one for one in self._registered(channel) if context in _contexts(one)]
            place = "servers" if context == IN_SERVER else "direct messages"
            assert any(one["name"] == wanted for one in of_place), f"{name!r} isn't for {place}"
            is_shown = any(one["name"] == wanted and one["type"] == kind for one in commands)
            assert is_shown, f"{user.name} doesn't see the command {name!r} here"
        return find_command(commands, name, kind)

    def _registered(self, channel: Channel) -> list[Json]:
        own = self.world.guild_commands.get(channel.guild_id, []) if channel.guild_id else []
        return [*self.world.commands, *own]

    def _offered(self, user: User, channel: Channel) -> list[Json]:
        """List the commands that Discord's client shows a person in a channel."""
        may = permissions_in(user, channel)
        if Permission.USE_APPLICATION_COMMANDS not in may:
            return []
        context, installed = context_of(channel), set(map(int, self._owners(user, channel)))
        registered = [one for one in self._registered(channel) if installed & set(_installations(one))]
        shown = [one for one in registered if context in _contexts(one)]
        if channel.guild is None:
            return shown
        return [one for one in shown if _needed(one) in may]

    def _use_command(self, user: User, channel: Channel, name: str, data: Json) -> Reply:
        interaction = self._begin(user, channel, COMMAND, name)
        self._send(interaction, data)
        return Reply(self.world, self.gateway, lambda: response_to(interaction), interaction)


def _spoken(named: Json, user: User) -> str:
    """Return the name of a command or choice in a person's language."""
    names: dict[str, str] = named.get("name_localizations") or {}
    return names.get(user.locale) or str(named["name"])


def _about(command: Json) -> Json:
    about = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return about | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _contexts(command: Json) -> list[int]:
    """List the contexts in which a command is offered."""
    if "guild_id" in command:
        return [IN_SERVER]
    if command.get("contexts") is not None:
        return list(command["contexts"])
    return [IN_SERVER] if command.get("dm_permission") is False else [IN_SERVER, IN_DIRECT]


def _installations(command: Json) -> list[int]:
    """List for whom a command is there: servers, people; for servers unless it says otherwise."""
    return list(command.get("integration_types") or [FOR_SERVER])


def _needed(command: Json) -> Permission:
    """Return the permissions that a member needs to see a command; "0" stands for administrator."""
    needed = command.get("default_member_permissions")
    if needed is None:
        return NOTHING
    return Permission(int(needed)) or Permission.ADMINISTRATOR
