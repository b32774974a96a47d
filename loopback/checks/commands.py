"""Commands, as Discord would reject them: what no table of facts can say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loopback.model.constants import GROUP, SLASH_COMMAND, SUBCOMMAND, Json

_COMMANDS_LIMIT = 100
_COMMAND_CHARACTERS = 8000
_NAME = re.compile(r"[-_'\w]+")


def command_violations(commands: list[Json]) -> Iterator[str]:
    """Say what is wrong with commands and their options, beyond the table of facts.

    commands: as they are registered.
    Returns: a sentence for each mistake.
    """
    names = [(command.get("type", SLASH_COMMAND), command["name"]) for command in commands]
    yield from (f"the command {name[1]!r} twice" for name in sorted(set(names)) if names.count(name) > 1)
    if sum(kind == SLASH_COMMAND for kind, _ in names) > _COMMANDS_LIMIT:
        yield f"more than {_COMMANDS_LIMIT} commands"
    for command in commands:
        # The name of a menu's entry may have capitals and spaces.
        if command.get("type", SLASH_COMMAND) == SLASH_COMMAND:
            yield from _command_violations(command, depth=0)
            if (length := _length(command)) > _COMMAND_CHARACTERS:
                yield f"the command {command['name']!r} of {length} characters in all"
        elif command.get("description") or command.get("options"):
            yield f"the menu's entry {command['name']!r} with a description or options"


def _command_violations(command: Json, depth: int) -> Iterator[str]:
    """Say what is wrong with a command, group or subcommand and all inside it."""
    yield from _naming_violations(command)
    options = command.get("options") or []
    names = [option["name"] for option in options]
    yield from (f"the option {name!r} twice" for name in sorted(set(names)) if names.count(name) > 1)
    inner = [option for option in options if option.get("type") in (SUBCOMMAND, GROUP)]
    if inner and (len(inner) != len(options) or depth > 1):
        yield f"the command {command['name']!r} with subcommands where none may be"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"the command {command['name']!r} with a required option after one that isn't"
    for option in options:
        if option in inner:
            yield from _command_violations(option, depth + 1)
        else:
            yield from _naming_violations(option)
            if option.get("choices") and option.get("autocomplete"):
                yield f"the option {option['name']!r} with choices and autocomplete"


def _naming_violations(named: Json) -> Iterator[str]:
    """Say what is wrong with the names and descriptions of a command or option, in all languages."""
    for name in (named["name"], *(named.get("name_localizations") or {}).values()):
        if name != name.lower() or not _NAME.fullmatch(name):
            yield f"the name {name!r} of a command or option"
    for text in (named.get("description") or "", *(named.get("description_localizations") or {}).values()):
        if not text.strip():
            yield f"the command {named['name']!r} without a description"


def _length(command: Json) -> int:
    """Count the characters of a command as Discord does: of each text in its longest language."""
    own = sum(
        max(map(len, [command.get(key) or "", *(command.get(f"{key}_localizations") or {}).values()]))
        for key in ("name", "description")
    )
    values = sum(len(str(choice["value"])) for choice in command.get("choices") or [])
    return own + values + sum(map(_length, command.get("options") or []))
