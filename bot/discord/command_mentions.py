"""Commands as people can click them in a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.texts import Markdown


class RegisteredCommand(Protocol):
    """A command that Discord knows: its name and id."""

    @property
    def name(self) -> str:
        """Return its name, without the names of its subcommands."""

    @property
    def id(self) -> int:
        """Return the id that Discord gave it."""


# Those that texts tell of, by the name that stands for each in a text.
_TOLD = {
    "ask": "ask",
    "sources": "sources",
    "article": "article",
    "timeline": "timeline",
    "coverage": "coverage",
    "follow": "follow",
    "following": "following",
    "digest": "digest daily",
    "privacy": "privacy",
    "check": "setup check",
}


class CommandMentions:
    """Knows the ids of registered commands, and writes commands as mentions."""

    def __init__(self) -> None:
        """Know no ids yet: commands are written as plain text."""
        self._ids: dict[str, int] = {}

    def learn(self, commands: Iterable[RegisteredCommand]) -> None:
        """Remember the ids of commands, beside those that are known."""
        self._ids |= {command.name: command.id for command in commands}

    def mention(self, name: str) -> Markdown:
        """Write a command for a message.

        name: as it is registered, in English, with that of a subcommand after a space.
        Returns: a mention that can be clicked; where the command's id isn't known, ``/name``.
        """
        command_id = self._ids.get(name.partition(" ")[0])
        return Markdown(f"/{name}" if command_id is None else f"</{name}:{command_id}>")

    def values(self) -> Mapping[str, Markdown]:
        """Write the commands that texts tell of, as values for a text."""
        return {value: self.mention(name) for value, name in _TOLD.items()}
