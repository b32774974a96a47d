"""Servers (Discord's API calls them guilds): their channels, threads and forums, roles and members."""

from __future__ import annotations

from dataclasses import dataclass, field

from loopback.model.constants import CATEGORY, PUBLIC_THREAD, TEXT_CHANNEL, VOICES, Json
from loopback.model.permissions import NOTHING, ORDINARY, Permission
from loopback.model.snowflakes import moment_of
from loopback.model.users import User


@dataclass(eq=False)
class Role:
    """A role of a server; that of everyone has the server's own id."""

    id: str
    name: str
    permissions: Permission = NOTHING

    def payload(self) -> Json:
        """Return the role as Discord sends it."""
        return {
            "id": self.id,
            "name": self.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 0,
            "permissions": str(int(self.permissions)),
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


@dataclass(eq=False)
class Member:
    """A person in a server."""

    user: User
    roles: list[Role] = field(default_factory=list)

    def payload(self, *, with_user: bool = True) -> Json:
        """Return the member as Discord sends it."""
        member: Json = {
            "roles": [role.id for role in self.roles],
            "nick": None,
            "joined_at": "2024-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        return member | {"user": self.user.payload()} if with_user else member


@dataclass
class Overwrite:
    """An overwrite: permissions that a channel allows or denies to a role or a person."""

    allow: Permission = NOTHING
    deny: Permission = NOTHING


@dataclass(eq=False)
class Channel:
    """A channel of a server, a thread in one, or a channel of direct messages (guild None)."""

    id: str
    guild: Guild | None = field(default=None, repr=False)
    name: str = "general"
    kind: int = TEXT_CHANNEL
    # The id of the channel or forum that a thread is in.
    parent: str | None = None
    # Who opened a thread, or whose direct messages these are.
    owner: User | None = None
    # The id of the category that a channel is in.
    category: str | None = None
    # A thread in which nobody has written for long; and one in which only moderators may write.
    is_archived: bool = False
    is_locked: bool = False
    # By the id of a role or person.
    overwrites: dict[str, Overwrite] = field(default_factory=dict)

    @property
    def guild_id(self) -> str | None:
        """Return the id of its server."""
        return self.guild.id if self.guild else None

    @property
    def is_thread(self) -> bool:
        """Tell whether it is a thread or a post."""
        return self.kind == PUBLIC_THREAD

    @property
    def governing(self) -> Channel:
        """Return the channel whose overwrites hold here: of a thread the one that it is in."""
        return self.guild.channels[self.parent] if self.guild and self.parent else self

    def payload(self) -> Json:
        """Return the channel as Discord sends it."""
        common: Json = {"id": self.id, "type": self.kind, "last_message_id": None, "flags": 0}
        if self.guild is None:
            return common | {"recipients": [self.owner.payload()] if self.owner else []}
        common |= {"guild_id": self.guild.id, "name": self.name, "rate_limit_per_user": 0}
        if self.parent is not None:
            return common | self._thread_parts()
        overwrites = [
            {
                "id": one,
                "type": 0 if one in self.guild.roles else 1,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for one, overwrite in self.overwrites.items()
        ]
        common |= {
            "position": 0,
            "permission_overwrites": overwrites,
            "nsfw": False,
            "parent_id": self.category,
        }
        if self.kind == CATEGORY:
            return common
        if self.kind in VOICES:
            return common | {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
        return common | {"topic": None, "available_tags": []}

    def _thread_parts(self) -> Json:
        return {
            "parent_id": self.parent,
            "owner_id": self.owner.id if self.owner else None,
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": self.is_archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": moment_of(self.id),
                "locked": self.is_locked,
                "create_timestamp": moment_of(self.id),
            },
        }


@dataclass(eq=False)
class Guild:
    """A server."""

    id: str
    name: str
    owner: User
    locale: str = "en-US"
    roles: dict[str, Role] = field(default_factory=dict, repr=False)
    members: dict[str, Member] = field(default_factory=dict, repr=False)
    channels: dict[str, Channel] = field(default_factory=dict, repr=False)
    has_bot: bool = True
    is_available: bool = True

    def __post_init__(self) -> None:
        """Make the roles of everyone and of those who run the server."""
        self.roles[self.id] = Role(self.id, "@everyone", ORDINARY)
        self.moderators = Role(str(int(self.id) + 1), "Moderators", Permission.MANAGE_GUILD)
        self.roles[self.moderators.id] = self.moderators

    @property
    def everyone(self) -> Role:
        """Return the role that all have."""
        return self.roles[self.id]

    def member(self, user: User) -> Member:
        """Return a person as a member; who comes by becomes one."""
        return self.members.setdefault(user.id, Member(user))

    def channel(self, name: str) -> Channel:
        """Find a channel, thread or forum by name.

        Raises: AssertionError where there is none.
        """
        found = [one for one in self.channels.values() if one.name == name]
        assert found, f"no channel {name!r} in {self.name}"
        return found[0]

    def payload(self) -> Json:
        """Return the server as Discord sends it when the bot connects or joins."""
        channels = [one for one in self.channels.values() if not one.is_thread]
        return {
            "id": self.id,
            "name": self.name,
            "owner_id": self.owner.id,
            "preferred_locale": self.locale,
            "unavailable": False,
            "joined_at": "2024-01-01T00:00:00+00:00",
            "member_count": len(self.members),
            "features": [],
            "roles": [role.payload() for role in self.roles.values()],
            "channels": [channel.payload() for channel in channels],
            "threads": [one.payload() for one in self.channels.values() if one.is_thread],
            "members": [member.payload() for member in self.members.values() if member.user.bot],
            "presences": [],
            "voice_states": [],
        }
