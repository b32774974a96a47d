"""Resolved data: people, roles, channels and messages that an interaction names, sent along in full."""

from __future__ import annotations

from dataclasses import dataclass, field

from loopback.model.access import permissions_in
from loopback.model.constants import (
    BOOLEAN,
    CHANNEL,
    CHANNEL_SELECT,
    INTEGER,
    MENTIONABLE,
    MENTIONABLE_SELECT,
    NUMBER,
    ROLE,
    ROLE_SELECT,
    STRING,
    USER,
    USER_SELECT,
    Json,
)
from loopback.model.guilds import Channel, Guild, Role
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.world import World

# What an option of each type takes.
TAKEN: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    NUMBER: (int, float),
}
# What a menu of each type lists.
LISTED: dict[int, tuple[type, ...]] = {
    USER_SELECT: (User,),
    ROLE_SELECT: (Role,),
    MENTIONABLE_SELECT: (User, Role),
    CHANNEL_SELECT: (Channel,),
}


@dataclass
class Resolved:
    """Collects what an interaction names."""

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
        """Return it as Discord sends it: nothing where nothing was named."""
        return {"resolved": self._found} if self._found else {}

    def _put(self, kind: str, key: str, data: Json) -> None:
        self._found.setdefault(kind, {})[key] = data

    def _channel(self, channel: Channel) -> Json:
        may = str(int(permissions_in(self.world.bot, channel)))
        return {**channel.payload(), "permissions": may}


def check_type(name: str, taken: dict[int, tuple[type, ...]], kind: int, value: object) -> None:
    """Make sure that a person could fill something in.

    name: what it is called. taken: which types of values each kind takes.
    Raises: AssertionError where they couldn't.
    """
    assert kind in taken, f"nobody here can fill in {name} of type {kind}"
    # To Python, True is a number.
    fits = isinstance(value, taken[kind]) and (kind == BOOLEAN or not isinstance(value, bool))
    assert fits, f"{name} takes a {' or '.join(one.__name__ for one in taken[kind])}"


def check_channel(name: str, wanted: Json, value: object) -> None:
    """Make sure that a channel is of a type that an option or menu lists.

    Raises: AssertionError where it isn't.
    """
    kinds = wanted.get("channel_types")
    if kinds and isinstance(value, Channel):
        assert int(value.kind) in kinds, f"{name} lists no channels of type {int(value.kind)}"
