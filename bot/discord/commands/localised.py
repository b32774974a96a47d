"""Options of commands in the languages of the people who see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from discord import app_commands

from bot.texts.commands import named

_Command = TypeVar("_Command", bound=Callable[..., Any])


def localised_options(command: str, *names: str) -> Callable[[_Command], _Command]:
    """Name and describe a command's options in every language.

    command: as its texts call it. names: of the options.
    """

    def add(function: _Command) -> _Command:
        titles = {name: named(f"option-{command}-{name.replace('_', '-')}") for name in names}
        about = {name: named(f"option-{command}-{name.replace('_', '-')}-about") for name in names}
        described: _Command = app_commands.describe(**about)(app_commands.rename(**titles)(function))
        return described

    return add
