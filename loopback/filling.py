"""What Discord's client lets people fill in, and how it sends that: options, menus and forms."""

from __future__ import annotations

from dataclasses import dataclass, field

from loopback.places import Channel, Guild, Role, rights
from loopback.state import (
    ACTION_ROW,
    CHANNEL_SELECT,
    LABEL,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    USER_SELECT,
    Json,
    Message,
    User,
    nested,
)
from loopback.world import World

_SUBCOMMAND, _GROUP, _STRING, _INTEGER, _BOOLEAN = 1, 2, 3, 4, 5
_USER, _CHANNEL, _ROLE, _MENTIONABLE, _NUMBER = 6, 7, 8, 9, 10
_TYPES: dict[int, tuple[type, ...]] = {
    _STRING: (str,),
    _INTEGER: (int,),
    _BOOLEAN: (bool,),
    _USER: (User,),
    _CHANNEL: (Channel,),
    _ROLE: (Role,),
    _MENTIONABLE: (User, Role),
    _NUMBER: (int, float),
    USER_SELECT + 100: (User,),
    ROLE_SELECT + 100: (Role,),
    MENTIONABLE_SELECT + 100: (User, Role),
    CHANNEL_SELECT + 100: (Channel,),
}
_LONGEST_STRING = 6000
_LONGEST_INPUT = 4000


@dataclass
class Resolved:
    """The people, roles, channels and messages that an interaction names, sent along in full."""

    world: World
    guild: Guild | None
    _found: dict[str, Json] = field(default_factory=dict)

    def add(self, named: User | Role | Channel | Message) -> str:
        """Send something along.

        Returns: its id.
        """
        match named:
            case User():
                self._put("users", named.id, named.payload())
                if self.guild is not None:
                    member = self.guild.member(named).payload(with_user=False)
                    rest = {key: value for key, value in member.items() if key not in ("deaf", "mute")}
                    self._put("members", named.id, rest | {"permissions": "0"})
            case Role():
                self._put("roles", named.id, named.payload())
            case Channel():
                self._put("channels", named.id, self._channel(named))
            case Message():
                # What a menu was opened on comes in full, whatever the intents.
                self._put("messages", named.id, self.world.payload(named, with_content=True))
        return named.id

    def add_by_id(self, kind: int, key: str) -> None:
        """Send along what a menu of some type lists under an id, be it made up."""
        channel = self.world.channel_of(key) if kind == CHANNEL_SELECT else None
        if channel is not None:
            self.add(channel)
        elif kind == ROLE_SELECT:
            known = self.guild.roles if self.guild else {}
            self.add(known.get(key) or Role(key, "unknown"))
        elif kind == USER_SELECT:
            self.add(self.world.users.get(key) or User(key, "unknown"))

    def payload(self) -> Json:
        """As Discord sends it: nothing where nothing was named."""
        return {"resolved": self._found} if self._found else {}

    def _put(self, kind: str, key: str, data: Json) -> None:
        self._found.setdefault(kind, {})[key] = data

    def _channel(self, channel: Channel) -> Json:
        may = str(int(rights(self.world.bot, channel)))
        return {**channel.payload(), "permissions": may}


def find_command(commands: list[Json], path: str, kind: int) -> tuple[Json, list[Json]]:
    """A command among those that a person sees.

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
        known = {
            one["name"]: one for one in inner.get("options") or [] if one["type"] in (_SUBCOMMAND, _GROUP)
        }
        assert name in known, f"{slash}{inner['name']} has only the subcommands {list(known)}"
        inner = known[name]
        below.append(inner)
    is_complete = all(one["type"] > _GROUP for one in inner.get("options") or [])
    assert is_complete, f"{slash}{path} needs a subcommand"
    return command, below


def fill_options(command: Json, values: dict[str, object], resolved: Resolved) -> list[Json]:
    """The options as Discord sends them; its client lets people send nothing else.

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
    """One option as Discord sends it.

    Raises: AssertionError where it doesn't take that value.
    """
    name, kind = option["name"], option["type"]
    _check_type(f"the option {name}", kind, value)
    if isinstance(value, str):
        shortest, longest = option.get("min_length", 0), option.get("max_length", _LONGEST_STRING)
        assert shortest <= len(value) <= longest, (
            f"the option {name} takes {shortest} to {longest} characters"
        )
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        least, most = option.get("min_value", value), option.get("max_value", value)
        assert least <= value <= most, f"the option {name} takes {least} to {most}"
    elif isinstance(value, (User, Role, Channel)):
        _check_channel(f"the option {name}", option, value)
        value = resolved.add(value)
    if choices := option.get("choices"):
        fitting = [one["value"] for one in choices if value in (one["name"], one["value"])]
        assert fitting, f"the option {name} offers only {[one['name'] for one in choices]}"
        value = fitting[0]
    return {"name": name, "type": kind, "value": value}


def under(below: list[Json], options: list[Json]) -> list[Json]:
    """Options as they stand under groups and subcommands."""
    for inner in reversed(below):
        options = [{"name": inner["name"], "type": inner["type"], "options": options}]
    return options


def pick(menu: Json, picked: tuple[object, ...], resolved: Resolved, *, in_form: bool = False) -> list[str]:
    """The values of a menu as Discord sends them.

    menu: the select menu. picked: labels or values; people, roles or channels where it lists those.
    Raises: AssertionError where the menu doesn't offer that.
    """
    assert not menu.get("disabled"), "the menu is disabled"
    name = f"the menu {menu.get('placeholder') or menu['custom_id']!r}"
    # Only forms heed whether a menu is required; discord.py sends it with messages, too.
    is_optional = in_form and menu.get("required") is False
    least, most = 0 if is_optional else menu.get("min_values", 1), menu.get("max_values", 1)
    assert least <= len(picked) <= most, f"{name} takes {least} to {most}, not {len(picked)}"
    if menu["type"] != STRING_SELECT:
        for one in picked:
            _check_type(name, menu["type"] + 100, one)
            _check_channel(name, menu, one)
        return [resolved.add(one) for one in picked if isinstance(one, (User, Role, Channel))]
    values = []
    for one in picked:
        fitting = [option["value"] for option in menu["options"] if one in (option["label"], option["value"])]
        assert fitting, f"{name} offers only {[option['label'] for option in menu['options']]}"
        values.append(fitting[0])
    return values


def fill_form(modal: Json, fields: dict[str, object], resolved: Resolved) -> list[Json]:
    """The components of a form as Discord sends them when it is filled in.

    fields: texts, or what is picked (several as a tuple or list), by custom id or by label, where a
        label may be written in lower case with ``_`` for spaces.
    Raises: AssertionError where the form doesn't take that.
    """
    left = dict(fields)
    sent: list[Json] = []
    for row in modal["components"]:
        if row["type"] == TEXT_DISPLAY:
            sent.append({"type": TEXT_DISPLAY, "id": 1})
        elif row["type"] == LABEL:
            filled = _field(row["component"], row["label"], left, resolved)
            sent.append({"type": LABEL, "id": 1, "component": filled})
        else:
            inner = row["components"][0]
            filled = _field(inner, inner.get("label") or inner.get("placeholder") or "", left, resolved)
            sent.append({"type": ACTION_ROW, "id": 1, "components": [filled]})
    labels = [part["label"] for part in nested(modal["components"]) if part.get("label")]
    assert not left, f"the form {modal['title']!r} has no {list(left)}, only {labels}"
    return sent


def _field(part: Json, label: str, left: dict[str, object], resolved: Resolved) -> Json:
    """One field of a form; takes what it is filled with from ``left``."""
    spoken = label.casefold().replace(" ", "_")
    key = next((one for one in left if one == part["custom_id"] or one.casefold() in (label, spoken)), None)
    given = left.pop(key) if key is not None else None
    filled: Json = {"type": part["type"], "id": 1, "custom_id": part["custom_id"]}
    if part["type"] in SELECTS:
        picked = tuple(given) if isinstance(given, (list, tuple)) else () if given is None else (given,)
        if given is None:
            picked = tuple(one["value"] for one in part.get("options") or [] if one.get("default"))
        return filled | {"values": pick(part, picked, resolved, in_form=True)}
    assert part["type"] == TEXT_INPUT, f"nobody here can fill in a component of type {part['type']}"
    value = (part.get("value") or "") if given is None else given
    assert isinstance(value, str), f"the field {label!r} takes a text"
    assert value or not part.get("required", True), f"the form needs {label!r}"
    shortest, longest = part.get("min_length") or 0, part.get("max_length") or _LONGEST_INPUT
    assert not value or shortest <= len(value) <= longest, (
        f"the field {label!r} takes {shortest} to {longest} characters"
    )
    return filled | {"value": value}


def _check_type(name: str, kind: int, value: object) -> None:
    assert kind in _TYPES, f"nobody here can fill in {name} of type {kind}"
    # To Python, True is a number.
    fits = isinstance(value, _TYPES[kind]) and (kind == _BOOLEAN or not isinstance(value, bool))
    assert fits, f"{name} takes a {' or '.join(one.__name__ for one in _TYPES[kind])}"


def _check_channel(name: str, wanted: Json, value: object) -> None:
    kinds = wanted.get("channel_types")
    if kinds and isinstance(value, Channel):
        assert int(value.kind) in kinds, f"{name} lists no channels of type {int(value.kind)}"
