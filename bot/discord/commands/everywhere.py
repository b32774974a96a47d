"""Where people are offered commands."""

from __future__ import annotations

from typing import Any, TypeVar

from discord import app_commands

_Command = TypeVar("_Command", bound=app_commands.Command[Any, ..., Any] | app_commands.ContextMenu)


def everywhere(command: _Command) -> _Command:
    """Offer a command in servers, in direct messages with the bot, and in those between people.

    The last, and servers without the bot, are there for people who install it for themselves.
    """
    offered: _Command = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(
        app_commands.allowed_installs(guilds=True, users=True)(command)
    )
    return offered
