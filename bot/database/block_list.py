"""People and servers whom the maintainer doesn't want answered, anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.database.database import Database


class BlockedKind(StrEnum):
    """What is blocked; the value is stored."""

    USER = "user"
    SERVER = "server"


@dataclass(frozen=True, order=True)
class Blocked:
    """Names a person or server by its id."""

    kind: BlockedKind
    id: int


class BlockList:
    """Keeps who is blocked, in memory as well."""

    def __init__(self, database: Database) -> None:
        """Keep the list in a database."""
        self._database = database
        self._blocked: set[Blocked] = set()

    async def load(self) -> None:
        """Read the list.

        Raises: DatabaseError where it can't be read.
        """
        rows = await self._database.rows("SELECT kind, id FROM blocked")
        self._blocked = {Blocked(BlockedKind(kind), blocked_id) for kind, blocked_id in rows}

    def all(self) -> list[Blocked]:
        """List who is blocked."""
        return sorted(self._blocked)

    def holds(self, user_id: int, guild_id: int | None) -> bool:
        """Tell whether a person is blocked, or the server where they are."""
        places = set() if guild_id is None else {Blocked(BlockedKind.SERVER, guild_id)}
        return not self._blocked.isdisjoint(places | {Blocked(BlockedKind.USER, user_id)})

    async def block(self, blocked: Blocked) -> None:
        """Block a person or server.

        Raises: DatabaseError where that can't be stored; then nothing has changed.
        """
        await self._database.change("INSERT OR IGNORE INTO blocked VALUES (?, ?)", (blocked.kind, blocked.id))
        self._blocked.add(blocked)

    async def unblock(self, blocked: Blocked) -> bool:
        """Answer a person or server again.

        Returns: True if they were blocked.
        Raises: DatabaseError where that can't be stored; then nothing has changed.
        """
        await self._database.change(
            "DELETE FROM blocked WHERE kind = ? AND id = ?", (blocked.kind, blocked.id)
        )
        was_blocked = blocked in self._blocked
        self._blocked.discard(blocked)
        return was_blocked
