"""Import a command when it runs, and not for its name in the list of commands."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class LazyCommand:
    """A command that isn't imported yet.

    target: its function, or its ``typer.Typer``, as "module:name".
    summary: the first line of its help, which the list of commands shows without importing it.
    """

    name: str
    target: str
    summary: str


class LazyGroup(TyperGroup):
    """List commands by what is written down of them; import the one that runs."""

    lazy_commands: ClassVar[tuple[LazyCommand, ...]] = ()

    def __init__(self, **attributes: Any) -> None:
        """Put a stand-in in the place of each command.

        attributes: what Typer gives a group.
        """
        super().__init__(**attributes)
        self.commands = {one.name: TyperCommand(one.name, help=one.summary) for one in self.lazy_commands}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the arguments name, as Click does, and import it.

        Returns: its name, the command, the arguments that are left.
        """
        name, _, rest = super().resolve_command(ctx, args)
        return name, self.import_command(str(name)), rest

    def import_command(self, name: str) -> Any:
        """Import a command.

        name: one of ``lazy_commands``.
        Returns: the command, or the group, that Typer makes of it.
        """
        target = load(next(one.target for one in self.lazy_commands if one.name == name))
        if not isinstance(target, typer.Typer):
            function, target = target, typer.Typer(add_completion=False)
            target.command(name)(function)
        return typer.main.get_command(target)


def load(target: str) -> Any:
    """Import what a "module:name" names."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
