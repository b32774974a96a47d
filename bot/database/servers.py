"""How each Discord server wants the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from bot.database.database import Database, as_json, moment


@dataclass(frozen=True)
class ServerSettings:
    """Holds what moderators set; the defaults fit a server that has set nothing.

    The names of the fields are stored.
    ask_channels: where every question is answered; forum_channels: where every new post is.
    allowed_channels, allowed_roles: where, and to whom, it answers at all; empty: everywhere, everyone.
    private: are answers to commands for whoever asked alone? threads: do messages get a thread of their own?
    outlets: those quoted; empty: all. language: None: as Discord says.
    cooldown_seconds: between two questions of a person; None: as the bot's settings say.
    """

    ask_channels: frozenset[int] = frozenset()
    forum_channels: frozenset[int] = frozenset()
    allowed_channels: frozenset[int] = frozenset()
    allowed_roles: frozenset[int] = frozenset()
    private: bool = False
    threads: bool = False
    outlets: tuple[str, ...] = ()
    language: str | None = None
    cooldown_seconds: float | None = None


# A field that is new has its default in what was stored before; one that is gone is ignored.
_SETTINGS = TypeAdapter(ServerSettings)


class Servers:
    """Keeps the settings of servers, in memory once read."""

    def __init__(self, database: Database) -> None:
        """Keep settings in a database."""
        self._database = database
        self._known: dict[int, ServerSettings] = {}

    async def get(self, guild_id: int) -> ServerSettings:
        """Read the settings of a server; defaults where it has set nothing."""
        if guild_id not in self._known:
            rows = await self._database.rows("SELECT settings FROM server WHERE id = ?", (guild_id,))
            self._known[guild_id] = _SETTINGS.validate_json(rows[0][0]) if rows else ServerSettings()
        return self._known[guild_id]

    async def put(self, guild_id: int, settings: ServerSettings) -> None:
        """Store the settings of a server."""
        try:
            await self._database.change(
                "INSERT INTO server VALUES (?, ?, NULL)"
                " ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
                (guild_id, as_json(_SETTINGS, settings)),
            )
        finally:
            # Read anew by whoever comes next: it may have failed, or have been cancelled once under way.
            self._known.pop(guild_id, None)

    async def left(self, guild_id: int, at: datetime) -> None:
        """Note that a server removed the bot; the first time counts."""
        await self._database.change(
            "UPDATE server SET left_at = ? WHERE id = ? AND left_at IS NULL", (moment(at), guild_id)
        )

    async def came_back(self, guild_id: int) -> None:
        """Note that a server has the bot again."""
        await self._database.change("UPDATE server SET left_at = NULL WHERE id = ?", (guild_id,))

    async def known(self) -> set[int]:
        """List the ids of the servers that have set anything."""
        return {row[0] for row in await self._database.rows("SELECT id FROM server")}

    async def drop_left(self, before: datetime) -> int:
        """Forget the servers that removed the bot before a moment.

        Returns: how many.
        """
        gone = await self._database.rows(
            "DELETE FROM server WHERE left_at < ? RETURNING id", (moment(before),)
        )
        for (guild_id,) in gone:
            self._known.pop(guild_id, None)
        return len(gone)
