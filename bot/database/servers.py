"""How each Discord server wants the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from bot.database.database import Database, as_json, moment, storable
from bot.database.errors import DatabaseError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ServerSettings:
    """Holds what moderators set; the defaults fit a server that has set nothing.

    The names of the fields are stored.
    ask_channels: where every question is answered; forum_channels: where every new post is.
    allowed_channels, allowed_roles: where, and to whom, it answers at all; empty: everywhere, everyone.
    denied_channels: where it doesn't, though else it would. blocked: people and roles whom it never answers.
    Channels may be threads and categories, which stand for all in them.
    gone: names of those fields that named a channel or role which was deleted since.
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
    denied_channels: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()
    gone: frozenset[str] = frozenset()

    @property
    def named_channels(self) -> frozenset[int]:
        """List the ids of all channels chosen for anything."""
        return self.ask_channels | self.forum_channels | self.allowed_channels | self.denied_channels

    @property
    def named(self) -> frozenset[int]:
        """List the ids of all channels, roles and people chosen for anything."""
        return self.named_channels | self.allowed_roles | self.blocked

    def without(self, deleted: Set[int]) -> ServerSettings:
        """Forget channels and roles that were deleted, and remember that some were."""
        lost = [name for name in _NAMING_PLACES if getattr(self, name) & deleted]
        kept: dict[str, Any] = {name: getattr(self, name) - deleted for name in lost}
        return replace(self, **kept, gone=self.gone | set(lost))


# The fields that name channels or roles.
_NAMING_PLACES = (
    "ask_channels",
    "forum_channels",
    "allowed_channels",
    "allowed_roles",
    "denied_channels",
    "blocked",
)
# A field that is new has its default in what was stored before; one that is gone is ignored.
_SETTINGS = TypeAdapter(ServerSettings)


class Servers:
    """Keeps the settings of servers, in memory once read."""

    def __init__(self, database: Database) -> None:
        """Keep settings in a database."""
        self._database = database
        self._known: dict[int, ServerSettings] = {}
        # Is nothing set where nothing is known? And where may something else be stored than is known?
        self._all_known = False
        self._unsure: set[int] = set()
        self._changes = 0
        # One change after the other: each begins with what the one before has left.
        self._changing = asyncio.Lock()

    async def load(self) -> None:
        """Read the settings of all servers: from then on, nobody waits for the file.

        Raises: DatabaseError where it can't be read.
        """
        changes: int | None = None
        while changes != self._changes:  # what was read may be older than what was stored meanwhile
            changes = self._changes
            rows = await self._database.rows("SELECT id, settings FROM server")
        self._known = {guild_id: _SETTINGS.validate_json(settings) for guild_id, settings in rows}
        self._all_known = True
        self._unsure.clear()

    async def store_all(self) -> None:
        """Store all settings that are known: into a file that has lost them."""
        for guild_id, settings in list(self._known.items()):
            if settings != ServerSettings():
                await self.put(guild_id, settings)

    async def get(self, guild_id: int) -> ServerSettings:
        """Tell the settings of a server; the last known where the file can't be read at once, or defaults.

        The file is read only where ``load`` wasn't called, or a change may or may not have been stored.
        """
        is_known = self._all_known or guild_id in self._known
        if guild_id in self._unsure or not is_known:
            changes = self._changes
            try:
                found = await self._database.rows_soon(
                    "SELECT settings FROM server WHERE id = ?", (guild_id,)
                )
            except DatabaseError as error:
                _log.warning("the last known settings hold: %s", error)
                return self._known.get(guild_id, ServerSettings())
            settings = _SETTINGS.validate_json(found[0][0]) if found else ServerSettings()
            if changes != self._changes:
                return settings  # what was read may be older than what was stored meanwhile
            self._known[guild_id] = settings
            self._unsure.discard(guild_id)
        return self._known.get(guild_id, ServerSettings())

    async def change(
        self, guild_id: int, change: Callable[[ServerSettings], ServerSettings]
    ) -> ServerSettings:
        """Change the settings of a server; of several changes at once, none undoes another.

        change: makes the new settings of those that hold.
        Returns: the new ones.
        Raises: DatabaseError where they can't be stored; then those before hold.
        """
        async with self._changing:
            changed = change(await self.get(guild_id))
            await self.put(guild_id, changed)
            return changed

    async def put(self, guild_id: int, settings: ServerSettings) -> None:
        """Store the settings of a server.

        Raises: DatabaseError where they can't be stored; then those before hold.
        """
        stored = storable(as_json(_SETTINGS, settings))
        try:
            await self._database.change(
                "INSERT INTO server VALUES (?, ?, NULL)"
                " ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
                (guild_id, stored),
            )
        except BaseException:
            # Read anew by whoever comes next: one that was cancelled once under way may be done.
            self._unsure.add(guild_id)
            raise
        else:
            self._known[guild_id] = _SETTINGS.validate_json(stored)
            self._unsure.discard(guild_id)
        finally:
            self._changes += 1

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
        gone = await self._database.rows("SELECT id FROM server WHERE left_at < ?", (moment(before),))
        await self._database.change("DELETE FROM server WHERE left_at < ?", (moment(before),))
        self._changes += 1
        for (guild_id,) in gone:
            self._known.pop(guild_id, None)
            self._unsure.discard(guild_id)
        return len(gone)
