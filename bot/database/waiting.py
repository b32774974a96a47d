"""Who waits for a reply, so that they hear of it where the bot is killed before it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.database.database import Database, moment


@dataclass(frozen=True)
class WaitingPerson:
    """Holds what is needed to tell somebody that their reply won't come.

    id: of the message or interaction. person_hash: as ``Database.hashed`` gives it.
    token: of the interaction; None for a message. language: in which they are told.
    """

    id: int
    since: datetime
    person_hash: str
    channel_id: int
    token: str | None
    language: str


class Waiting:
    """Keeps who waits, for as long as they do."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    def add_soon(self, person: WaitingPerson) -> None:
        """Note in the background that somebody waits."""
        self._database.later.add(
            lambda: self._database.change(
                "INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?, ?)",
                (
                    person.id,
                    moment(person.since),
                    person.person_hash,
                    person.channel_id,
                    person.token,
                    person.language,
                ),
            )
        )

    def remove_soon(self, waiting_id: int) -> None:
        """Note in the background that somebody has their reply."""
        self._database.later.add(
            lambda: self._database.change("DELETE FROM waiting WHERE id = ?", (waiting_id,))
        )

    async def all(self) -> list[WaitingPerson]:
        """List who waits.

        Raises: DatabaseError where they can't be read.
        """
        rows = await self._database.rows("SELECT id, since, person, channel, token, language FROM waiting")
        return [
            WaitingPerson(
                id=row["id"],
                since=datetime.fromisoformat(row["since"]),
                person_hash=row["person"],
                channel_id=row["channel"],
                token=row["token"],
                language=row["language"],
            )
            for row in rows
        ]
