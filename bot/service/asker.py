"""Who asks, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asker:
    """Holds who asks, and where.

    parent_id: of the channel that a thread belongs to, else the channel's own.
    guild_id: None in direct messages. role_ids: of the person there.
    locale: the person's, empty where not known. guild_locale: the server's.
    """

    user_id: int
    channel_id: int
    parent_id: int
    guild_id: int | None
    role_ids: frozenset[int] = frozenset()
    locale: str = ""
    guild_locale: str = ""
