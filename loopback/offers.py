"""What Discord would reject of commands, choices offered while typing, and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loopback.state import ACTION_ROW, LABEL, SELECTS, TEXT_DISPLAY, TEXT_INPUT, Json, nested
from loopback.validation import CHOICES_LIMIT, COMPONENTS_LIMIT, component_violations, size

_SLASH, _SUBCOMMAND, _GROUP = 1, 1, 2
_COMMANDS_LIMIT = 100
_OPTIONS_LIMIT = 25
_COMMAND_CHARACTERS = 8000
_DESCRIPTION_LIMIT = _CHOICE_LIMIT = 100
_ROWS_OF_A_FORM = 5
_TITLE_LIMIT = _LABEL_LIMIT = 45
_INPUT_LIMIT = 4000
_NAME = re.compile(r"[-_'\w]{1,32}")


def command_violations(commands: list[Json]) -> Iterator[str]:
    """What is wrong with commands and their options, beyond the description.

    commands: as they are registered.
    Returns: a sentence for each mistake.
    """
    names = [(command.get("type", _SLASH), command["name"]) for command in commands]
    yield from (f"the command {name[1]!r} twice" for name in sorted(set(names)) if names.count(name) > 1)
    if sum(kind == _SLASH for kind, _ in names) > _COMMANDS_LIMIT:
        yield f"more than {_COMMANDS_LIMIT} commands"
    for command in commands:
        # The name of a menu's entry may have capitals and spaces.
        if command.get("type", _SLASH) == _SLASH:
            yield from _command_violations(command, depth=0)
            if (length := _length(command)) > _COMMAND_CHARACTERS:
                yield f"the command {command['name']!r} of {length} characters in all"
        elif command.get("description") or command.get("options"):
            yield f"the menu's entry {command['name']!r} with a description or options"


def _command_violations(command: Json, depth: int) -> Iterator[str]:
    """What is wrong with a command, group or subcommand and all inside it."""
    yield from _naming_violations(command)
    options = command.get("options") or []
    names = [option["name"] for option in options]
    yield from (f"the option {name!r} twice" for name in sorted(set(names)) if names.count(name) > 1)
    if len(options) > _OPTIONS_LIMIT:
        yield f"the command {command['name']!r} with {len(options)} options"
    inner = [option for option in options if option.get("type") in (_SUBCOMMAND, _GROUP)]
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
            yield from choice_violations(option.get("choices") or [])
            if option.get("choices") and option.get("autocomplete"):
                yield f"the option {option['name']!r} with choices and autocomplete"


def _naming_violations(named: Json) -> Iterator[str]:
    """What is wrong with the names and descriptions of a command or option, in all languages."""
    for name in (named["name"], *(named.get("name_localizations") or {}).values()):
        if name != name.lower() or not _NAME.fullmatch(name):
            yield f"the name {name!r} of a command or option"
    for text in (named.get("description") or "", *(named.get("description_localizations") or {}).values()):
        if not text.strip():
            yield f"the command {named['name']!r} without a description"
        if size(text) > _DESCRIPTION_LIMIT:
            yield f"the command {named['name']!r} with a description of {size(text)} characters"


def _length(command: Json) -> int:
    """What Discord counts of a command: names, descriptions and values, in the longest language."""
    own = sum(
        max(map(len, [command.get(key) or "", *(command.get(f"{key}_localizations") or {}).values()]))
        for key in ("name", "description")
    )
    values = sum(len(str(choice["value"])) for choice in command.get("choices") or [])
    return own + values + sum(map(_length, command.get("options") or []))


def choice_violations(choices: list[Json]) -> Iterator[str]:
    """What is wrong with the choices of an option.

    choices: as they are registered, or offered while someone types.
    Returns: a sentence for each mistake.
    """
    if len(choices) > CHOICES_LIMIT:
        yield f"{len(choices)} choices"
    for choice in choices:
        names = (choice["name"], *(choice.get("name_localizations") or {}).values())
        yield from (f"the choice {name!r}" for name in names if not 1 <= size(name) <= _CHOICE_LIMIT)
        value = choice["value"]
        if isinstance(value, str) and not 1 <= size(value) <= _CHOICE_LIMIT:
            yield f"the value {value!r} of a choice"


def modal_violations(modal: Json) -> Iterator[str]:
    """What is wrong with a form.

    modal: title, custom id and components.
    Returns: a sentence for each mistake.
    """
    rows: list[Json] = modal.get("components") or []
    parts = [*nested(rows)]
    if not 1 <= size(modal["title"].strip()) <= _TITLE_LIMIT:
        yield f"a form with the title {modal['title']!r}"
    if not 1 <= size(modal.get("custom_id") or "") <= 100:
        yield f"a form with the custom id {modal.get('custom_id')!r}"
    if not 1 <= len(rows) <= _ROWS_OF_A_FORM or len(parts) > COMPONENTS_LIMIT:
        yield f"a form of {len(rows)} rows"
    yield from component_violations(parts)
    for row in rows:
        if row["type"] not in (ACTION_ROW, LABEL, TEXT_DISPLAY):
            yield f"a form with a component of type {row['type']}"
        if row["type"] == LABEL and not 1 <= size(row["label"]) <= _LABEL_LIMIT:
            yield f"the label {row['label']!r}"
        inner = row["component"] if row["type"] == LABEL else (row.get("components") or [{}])[0]
        if row["type"] != TEXT_DISPLAY and not inner.get("custom_id"):
            yield "a field of a form without custom id"
        if inner.get("type") == TEXT_INPUT:
            yield from _input_violations(inner, is_labelled=row["type"] == LABEL)
        elif row["type"] == ACTION_ROW and inner.get("type") not in SELECTS:
            yield f"a form with a row of type {inner.get('type')}"


def _input_violations(field: Json, *, is_labelled: bool) -> Iterator[str]:
    label = field.get("label") or ""
    if not is_labelled and not 1 <= size(label) <= _LABEL_LIMIT:
        yield f"the label {label!r}"
    shortest, longest = field.get("min_length") or 0, field.get("max_length") or _INPUT_LIMIT
    if not 0 <= shortest <= longest <= _INPUT_LIMIT:
        yield f"a field of {shortest} to {longest} characters"
    if (value := field.get("value")) and not shortest <= size(value) <= longest:
        yield "a field filled in with what it doesn't take"
