"""Options of commands, as Discord's client lets people fill them in."""

from __future__ import annotations

from loopback.model.constants import GROUP, SUBCOMMAND, Json
from loopback.model.guilds import Channel, Role
from loopback.model.users import User
from loopback.people.resolved import TAKEN, Resolved, check_channel, check_type

_LONGEST_STRING = 6000


def find_command(commands: list[Json], path: str, kind: int) -> tuple[Json, list[Json]]:
    """Find a command among those that a person sees.

    path: its name, with group and subcommand.
    kind: slash command or entry of a menu.
    Returns: the command, and the groups and subcommands under it that the path names.
    Raises: AssertionError where there is none.
    """
    slash = "/" if kind == 1 else ""
    names = path.split() if kind == 1 else [path]
    found = [one for one in commands if one["name"] == names[0] and one["type"] == kind]
    assert found, f"no command {slash}{names[0]} is registered"
    # A server's own command hides a general one of the same name.
    command = max(found, key=lambda one: "guild_id" in one)
    inner, below = command, []
    for name in names[1:]:
        known = {one["name"]: one for one in inner.get("options") or [] if one["type"] in (SUBCOMMAND, GROUP)}
        assert name in known, f"{slash}{inner['name']} has only the subcommands {list(known)}"
        inner = known[name]
        below.append(inner)
    is_complete = all(one["type"] > GROUP for one in inner.get("options") or [])
    assert is_complete, f"{slash}{path} needs a subcommand"
    return command, below


def fill_options(command: Json, values: dict[str, object], resolved: Resolved) -> list[Json]:
    """Fill in the options of a command; Discord's client lets people send nothing else.

    command: the command or subcommand. values: what is filled in.
    resolved: takes what is named.
    Raises: AssertionError where a person couldn't.
    """
    known = {option["name"]: option for option in command.get("options") or []}
    assert values.keys() <= known.keys(), f"/{command['name']} has only the options {list(known)}"
    missing = [name for name, option in known.items() if option.get("required") and name not in values]
    assert not missing, f"/{command['name']} needs {missing}"
    return [fill_option(known[name], value, resolved) for name, value in values.items()]


def fill_option(option: Json, value: object, resolved: Resolved) -> Json:
    """Fill in one option of a command.

    Raises: AssertionError where it doesn't take that value.
    """
    name, kind = option["name"], option["type"]
    check_type(f"the option {name}", TAKEN, kind, value)
    if isinstance(value, str):
        shortest, longest = option.get("min_length", 0), option.get("max_length", _LONGEST_STRING)
        assert shortest <= len(value) <= longest, (
            f"the option {name} takes {shortest} to {longest} characters"
        )
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        least, most = option.get("min_value", value), option.get("max_value", value)
        assert least <= value <= most, f"the option {name} takes {least} to {most}"
    elif isinstance(value, (User, Role, Channel)):
        check_channel(f"the option {name}", option, value)
        value = resolved.add(value)
    if choices := option.get("choices"):
        fitting = [one["value"] for one in choices if value in (one["name"], one["value"])]
        assert fitting, f"the option {name} offers only {[one['name'] for one in choices]}"
        value = fitting[0]
    return {"name": name, "type": kind, "value": value}


def under(below: list[Json], options: list[Json]) -> list[Json]:
    """Put options under groups and subcommands."""
    for inner in reversed(below):
        options = [{"name": inner["name"], "type": inner["type"], "options": options}]
    return options
