"""The digests that are sent: where, when, what about, and what the latest told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from sqlite3 import Row

from pydantic import TypeAdapter

from bot.database.database import Database, as_json, moment, storable
from bot.schedule import Every, Schedule
from retrieval.digest.told import ToldStory

# Digests that one person, or one channel, may have.
MOST_OF_A_PERSON, MOST_IN_A_CHANNEL = 3, 2
# Digests that are taken up at a time.
_AT_ONCE = 50
# Later than so long from now none is due, however clocks are put back.
_FAR = {Every.DAY: timedelta(days=2), Every.WEEK: timedelta(days=8)}
_NAMES = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True)
class Memory:
    """What the next digest has to know. told: stories; underway: those of the message that is being sent."""

    told: tuple[ToldStory, ...] = ()
    underway: tuple[ToldStory, ...] = ()


_MEMORY = TypeAdapter(Memory)


@dataclass(frozen=True)
class DigestPlan:
    """Holds a digest that is to be sent again and again.

    id: 16 URL-safe characters. server_id: None in direct messages. owner_hash: as ``Database.hashed`` has it.
    outlets, topics: those that it is about; empty: all. is_silent: is nothing said where nothing happened?
    trouble: why it couldn't be sent, as ``Trouble`` has it.
    next_at: when it is due. last_at: up to which moment the latest one told. memory: what that told.
    nonce, tried_at: of the message that is being sent, and when that was tried first. message: the latest.
    """

    id: str
    server_id: int | None
    channel_id: int
    owner_hash: str
    language: str
    created_at: datetime
    schedule: Schedule
    next_at: datetime
    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    is_silent: bool = False
    trouble: str | None = None
    last_at: datetime | None = None
    memory: Memory = field(default_factory=Memory)
    nonce: str | None = None
    tried_at: datetime | None = None
    message: int | None = None

    @property
    def is_private(self) -> bool:
        """Tell whether it comes in direct messages."""
        return self.server_id is None


class TooManyDigestsError(Exception):
    """There may be no more digests of a person, or in a channel."""

    def __init__(self, most: int, *, in_channel: bool) -> None:
        """Make the error. most: the limit; in_channel: is it the channel's?"""
        super().__init__(f"no more than {most}")
        self.most, self.in_channel = most, in_channel


_COLUMNS = (
    "id, server, channel, owner, language, created_at, every, at, weekday, zone, outlets, topics, silent,"
    " trouble, next_at, last_at, told, nonce, tried_at, message"
)


class Digests:
    """Keeps the digests that are sent."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    async def add(self, plan: DigestPlan) -> None:
        """Keep a digest.

        Raises: TooManyDigestsError where the channel or, of private ones, the person has too many;
            DatabaseError.
        """
        schedule = plan.schedule
        async with self._database.transaction() as write:
            there = await write("SELECT count(*) FROM digest WHERE channel = ?", (plan.channel_id,))
            most = MOST_OF_A_PERSON if plan.is_private else MOST_IN_A_CHANNEL
            if there[0][0] >= most:
                raise TooManyDigestsError(most, in_channel=not plan.is_private)
            await write(
                "INSERT INTO digest (id, server, channel, owner, language, created_at, every, at, weekday,"
                " zone, outlets, topics, silent, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    plan.id,
                    plan.server_id,
                    plan.channel_id,
                    plan.owner_hash,
                    plan.language,
                    moment(plan.created_at),
                    schedule.every.value,
                    schedule.at.isoformat("minutes"),
                    schedule.weekday,
                    schedule.zone,
                    as_json(_NAMES, plan.outlets),
                    as_json(_NAMES, plan.topics),
                    plan.is_silent,
                    moment(plan.next_at),
                ),
            )

    async def due(self, now: datetime) -> list[DigestPlan]:
        """List the digests that are due, or under way, the longest due first.

        One that is due later than it can be was stored while the clock was wrong: it is among them.
        """
        return await self._where(
            "paused = 0 AND (next_at <= ? OR next_at > CASE every WHEN 'day' THEN ? ELSE ? END"
            f" OR nonce IS NOT NULL) ORDER BY next_at, rowid LIMIT {_AT_ONCE}",
            moment(now),
            moment(now + _FAR[Every.DAY]),
            moment(now + _FAR[Every.WEEK]),
        )

    async def get(self, digest_id: str) -> DigestPlan | None:
        """Find a digest; None where it has ended."""
        return next(iter(await self._where("id = ?", digest_id)), None)

    async def in_channel(self, channel_id: int) -> list[DigestPlan]:
        """List the digests of a channel, oldest first."""
        return await self._where("channel = ? ORDER BY created_at, rowid", channel_id)

    async def in_server(self, server_id: int) -> list[DigestPlan]:
        """List the digests of a server's channels, oldest first."""
        return await self._where("server = ? ORDER BY created_at, rowid", server_id)

    async def of_owner(self, owner_hash: str) -> list[DigestPlan]:
        """List the digests that a person set, oldest first."""
        return await self._where("owner = ? ORDER BY created_at, rowid", owner_hash)

    async def begin(
        self, plan: DigestPlan, nonce: str, underway: tuple[ToldStory, ...], at: datetime
    ) -> bool:
        """Note that a message is about to be sent, and what it tells.

        Returns: False where the digest has ended.
        """
        memory = Memory(plan.memory.told, underway)
        changed = await self._database.change(
            "UPDATE digest SET nonce = ?, tried_at = ?, told = ? WHERE id = ?",
            (nonce, moment(at), storable(as_json(_MEMORY, memory)), plan.id),
        )
        return changed > 0

    async def finish(
        self,
        plan: DigestPlan,
        message: int | None,
        told: tuple[ToldStory, ...],
        at: datetime,
        next_at: datetime,
    ) -> None:
        """Note that a digest was sent, or that there was nothing to say.

        message: its id; None: none was sent. told: what the next one has to know. at: up to which moment it
        told. next_at: when the next one is due.
        """
        await self._database.change(
            "UPDATE digest SET nonce = NULL, tried_at = NULL, trouble = NULL, message = coalesce(?, message),"
            " told = ?, last_at = ?, next_at = ? WHERE id = ?",
            (message, storable(as_json(_MEMORY, Memory(told))), moment(at), moment(next_at), plan.id),
        )

    async def postpone(self, plan: DigestPlan, next_at: datetime, trouble: str | None = None) -> None:
        """Try again when it is due next; what wasn't told comes then. trouble: why it couldn't be sent."""
        await self._database.change(
            "UPDATE digest SET nonce = NULL, tried_at = NULL, trouble = ?, next_at = ? WHERE id = ?",
            (trouble, moment(next_at), plan.id),
        )

    async def end(self, digest_id: str) -> bool:
        """End a digest; returns False where it has ended before."""
        return await self._database.change("DELETE FROM digest WHERE id = ?", (digest_id,)) > 0

    async def end_in_channel(self, channel_id: int) -> None:
        """End all digests of a channel that is gone."""
        await self._database.change("DELETE FROM digest WHERE channel = ?", (channel_id,))

    async def end_in_server(self, server_id: int) -> None:
        """End all digests of a server that the bot left."""
        await self._database.change("DELETE FROM digest WHERE server = ?", (server_id,))

    async def servers(self) -> set[int]:
        """List the ids of the servers that have any."""
        rows = await self._database.rows("SELECT DISTINCT server FROM digest WHERE server IS NOT NULL")
        return {row[0] for row in rows}

    async def channels(self, server_id: int) -> set[int]:
        """List the ids of the channels of a server that have any."""
        rows = await self._database.rows("SELECT DISTINCT channel FROM digest WHERE server = ?", (server_id,))
        return {row[0] for row in rows}

    async def forget(self, owner_hash: str) -> int:
        """End all digests that a person set; returns how many. ``erase`` overwrites what is deleted."""
        return await self._database.change("DELETE FROM digest WHERE owner = ?", (owner_hash,))

    async def _where(self, condition: str, *values: object) -> list[DigestPlan]:
        rows = await self._database.rows(f"SELECT {_COLUMNS} FROM digest WHERE {condition}", values)  # noqa: S608
        return [_plan(row) for row in rows]


def _plan(row: Row) -> DigestPlan:
    return DigestPlan(
        id=row["id"],
        server_id=row["server"],
        channel_id=row["channel"],
        owner_hash=row["owner"],
        language=row["language"],
        created_at=datetime.fromisoformat(row["created_at"]),
        schedule=Schedule(
            Every(row["every"]), time.fromisoformat(row["at"]), row["zone"], row["weekday"] or 0
        ),
        next_at=datetime.fromisoformat(row["next_at"]),
        outlets=_NAMES.validate_json(row["outlets"]),
        topics=_NAMES.validate_json(row["topics"]),
        is_silent=bool(row["silent"]),
        trouble=row["trouble"],
        last_at=datetime.fromisoformat(row["last_at"]) if row["last_at"] else None,
        memory=_MEMORY.validate_json(row["told"]) if row["told"] else Memory(),
        nonce=row["nonce"],
        tried_at=datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        message=row["message"],
    )
