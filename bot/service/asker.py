"""Who asks, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asker:
    """Holds who asks, and where.

    parent_id: of the channel that a thread belongs to, else the channel's own. category_id: of that channel.
    guild_id: None in direct messages, and in servers that the bot isn't in. role_ids: of the person there.
    locale: the person's, empty where not known. guild_locale: the server's.
    """

    user_id: int
    channel_id: int
    parent_id: int
    guild_id: int | None
    role_ids: frozenset[int] = frozenset()
    locale: str = ""
    guild_locale: str = ""
    category_id: int | None = None

    @property
    def place_ids(self) -> frozenset[int]:
        """List what a moderator may have chosen that means this place: thread, channel, category."""
        return frozenset({self.channel_id, self.parent_id, self.category_id or self.channel_id})

    @property
    def who_ids(self) -> frozenset[int]:
        """List what a moderator may have chosen that means this person: themselves, their roles."""
        return self.role_ids | {self.user_id}
