"""What people follow, where they hear of it, and what moderators set for a channel that is told."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from sqlite3 import Row

from bot.database.database import Database, Write, moment

# What one person may follow, and what may be followed in one channel.
MOST_OF_A_PERSON, MOST_IN_A_CHANNEL = 25, 50


class FollowedKind(StrEnum):
    """What is followed; the value is stored. awaited: a question that had no answer, until it has one."""

    TOPIC = "topic"
    QUESTION = "question"
    OUTLET = "outlet"
    AWAITED = "awaited"


@dataclass(frozen=True)
class Follow:
    """Holds what somebody follows.

    id: 16 URL-safe characters. text: the topic or question as typed, or the outlet as it is indexed.
    server_id: None in direct messages. channel_id: where it is told.
    owner_hash: of whoever follows, as ``Database.hashed`` gives it. language: of what is told.
    is_paused: by people. trouble: why nothing can be told there, as ``Trouble`` has it.
    role_id: of the role that is mentioned. reply_to: the message that an answer replies to.
    ends_at: when it ends by itself. last_answer: the answer to the question that was told last, as JSON.
    """

    id: str
    kind: FollowedKind
    text: str
    server_id: int | None
    channel_id: int
    owner_hash: str
    language: str
    created_at: datetime
    is_paused: bool = False
    trouble: str | None = None
    role_id: int | None = None
    reply_to: int | None = None
    ends_at: datetime | None = None
    last_answer: str | None = None

    @property
    def is_private(self) -> bool:
        """Tell whether it is told in direct messages."""
        return self.server_id is None

    @property
    def key(self) -> str:
        """Name what is followed, upper and lower case alike."""
        return f"{self.kind}:{' '.join(self.text.split()).casefold()}"


@dataclass(frozen=True)
class ChannelRule:
    """Holds how much a channel is told, and when.

    most_a_day: messages; None: as many as there are. quiet_from, quiet_until: such as "22:00"; None: never.
    zone: the name of the time zone that days and hours are of.
    """

    channel_id: int
    server_id: int | None = None
    most_a_day: int | None = None
    quiet_from: str | None = None
    quiet_until: str | None = None
    zone: str = "UTC"


def new_id() -> str:
    """Make an id for a follow, a post or a message: 16 characters that a button's id can hold."""
    return secrets.token_urlsafe(12)


_COLUMNS = (
    "id, kind, text, server, channel, owner, language, created_at, paused, trouble, role, reply_to, ends_at,"
    " last_answer"
)


_SELECT_RULE = (
    "SELECT channel, server, most_a_day, quiet_from, quiet_until, zone FROM channel_rule WHERE channel = ?"
)


class TooManyError(Exception):
    """No more can be followed by a person, or in a channel."""

    def __init__(self, most: int, *, in_channel: bool) -> None:
        """Make the error. most: the limit; in_channel: is it the channel's?"""
        super().__init__(f"no more than {most}")
        self.most, self.in_channel = most, in_channel


class Follows:
    """Keeps what is followed."""

    def __init__(self, database: Database) -> None:
        """Keep it in a database."""
        self._database = database

    async def add(self, follow: Follow) -> Follow:
        """Follow something, unless it is followed there already.

        Returns: the follow; the one that is there, where it is one of the same.
        Raises: TooManyError where the person or the channel has too many; DatabaseError.
        """
        async with self._database.transaction() as write:
            rows = await write(f"SELECT {_COLUMNS} FROM follow WHERE channel = ?", (follow.channel_id,))  # noqa: S608
            there = [_follow(row) for row in rows]
            for one in there:
                if one.key == follow.key and (one.owner_hash == follow.owner_hash or not _is_awaited(follow)):
                    return one
            if sum(not _is_awaited(one) for one in there) >= MOST_IN_A_CHANNEL:
                raise TooManyError(MOST_IN_A_CHANNEL, in_channel=True)
            owned = await write("SELECT count(*) FROM follow WHERE owner = ?", (follow.owner_hash,))
            if owned[0][0] >= MOST_OF_A_PERSON:
                raise TooManyError(MOST_OF_A_PERSON, in_channel=False)
            await write(
                f"INSERT INTO follow ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (
                    follow.id,
                    follow.kind.value,
                    follow.text,
                    follow.server_id,
                    follow.channel_id,
                    follow.owner_hash,
                    follow.language,
                    moment(follow.created_at),
                    follow.is_paused,
                    follow.trouble,
                    follow.role_id,
                    follow.reply_to,
                    moment(follow.ends_at) if follow.ends_at else None,
                    follow.last_answer,
                ),
            )
        return follow

    async def get(self, follow_id: str) -> Follow | None:
        """Find a follow by its id; None where it has ended."""
        return next(iter(await self._where("id = ?", follow_id)), None)

    async def all(self) -> list[Follow]:
        """List all that is followed, paused or not."""
        return await self._where("TRUE")

    async def of_owner(self, owner_hash: str) -> list[Follow]:
        """List what a person follows, oldest first."""
        return await self._where("owner = ?", owner_hash)

    async def in_channel(self, channel_id: int) -> list[Follow]:
        """List what is followed in a channel, oldest first."""
        return await self._where("channel = ?", channel_id)

    async def pause(self, follow_id: str, *, is_paused: bool) -> bool:
        """Pause a follow, or go on with it, whatever trouble there was.

        Returns: False where it has ended.
        """
        changed = await self._database.change(
            "UPDATE follow SET paused = ?, trouble = NULL WHERE id = ?", (is_paused, follow_id)
        )
        return changed > 0

    async def end(self, follow_id: str) -> bool:
        """End a follow; returns False where it has ended before."""
        return await self._database.change("DELETE FROM follow WHERE id = ?", (follow_id,)) > 0

    async def end_old(self, now: datetime) -> int:
        """End what ends by itself, as the time has come; returns how many."""
        return await self._database.change("DELETE FROM follow WHERE ends_at < ?", (moment(now),))

    async def end_in_channel(self, channel_id: int) -> None:
        """End all that is followed in a channel that is gone, and forget its rule."""
        await self._database.change("DELETE FROM follow WHERE channel = ?", (channel_id,))
        await self._database.change("DELETE FROM channel_rule WHERE channel = ?", (channel_id,))

    async def end_in_server(self, server_id: int) -> None:
        """End all that is followed in a server that the bot left, and forget its rules."""
        await self._database.change("DELETE FROM follow WHERE server = ?", (server_id,))
        await self._database.change("DELETE FROM channel_rule WHERE server = ?", (server_id,))

    async def servers(self) -> set[int]:
        """List the ids of the servers where anything is followed, or set for it."""
        rows = await self._database.rows(
            "SELECT server FROM follow WHERE server IS NOT NULL"
            " UNION SELECT server FROM channel_rule WHERE server IS NOT NULL"
        )
        return {row[0] for row in rows}

    async def in_trouble(self, server_id: int) -> list[int]:
        """List the ids of a server's channels in which nothing can be told."""
        rows = await self._database.rows(
            "SELECT DISTINCT channel FROM follow WHERE server = ? AND trouble IS NOT NULL ORDER BY channel",
            (server_id,),
        )
        return [row[0] for row in rows]

    async def set_trouble(self, channel_id: int, trouble: str | None) -> None:
        """Note why nothing can be told in a channel; None: it can again."""
        await self._database.change("UPDATE follow SET trouble = ? WHERE channel = ?", (trouble, channel_id))

    async def forget_role(self, role_id: int) -> None:
        """Mention a role that was deleted no more."""
        await self._database.change("UPDATE follow SET role = NULL WHERE role = ?", (role_id,))

    async def forget(self, owner_hash: str) -> int:
        """End all that a person follows; returns how many. What is deleted is overwritten by ``erase``."""
        return await self._database.change("DELETE FROM follow WHERE owner = ?", (owner_hash,))

    async def rule(self, channel_id: int) -> ChannelRule:
        """Tell what moderators set for a channel."""
        return _rule(await self._database.rows(_SELECT_RULE, (channel_id,)), channel_id)

    async def set_rule(self, rule: ChannelRule) -> None:
        """Store what holds for a channel."""
        await self.change_rule(rule.channel_id, lambda _: rule)

    async def change_rule(self, channel_id: int, change: Callable[[ChannelRule], ChannelRule]) -> ChannelRule:
        """Change what holds for a channel; what several moderators set at once all holds.

        change: makes the new rule of the one that holds. Returns: the new one.
        """
        async with self._database.transaction() as write:
            rule = change(_rule(await write(_SELECT_RULE, (channel_id,)), channel_id))
            await write(
                "INSERT OR REPLACE INTO channel_rule"
                " (channel, server, most_a_day, quiet_from, quiet_until, zone) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    rule.channel_id,
                    rule.server_id,
                    rule.most_a_day,
                    rule.quiet_from,
                    rule.quiet_until,
                    rule.zone,
                ),
            )
        return rule

    async def progress(self, name: str) -> str | None:
        """Tell how far something got; None where it never began."""
        rows = await self._database.rows("SELECT value FROM progress WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    async def _where(self, condition: str, *values: object) -> list[Follow]:
        rows = await self._database.rows(
            f"SELECT {_COLUMNS} FROM follow WHERE {condition} ORDER BY created_at, rowid",  # noqa: S608
            values,
        )
        return [_follow(row) for row in rows]


async def set_progress(write: Write, name: str, value: str) -> None:
    """Note how far something got, in a transaction."""
    await write("INSERT OR REPLACE INTO progress VALUES (?, ?)", (name, value))


async def set_last_answer(write: Write, follow_id: str, answer: str) -> None:
    """Note which answer to a question is told last, in a transaction."""
    await write("UPDATE follow SET last_answer = ? WHERE id = ?", (answer, follow_id))


def _is_awaited(follow: Follow) -> bool:
    return follow.kind is FollowedKind.AWAITED


def _rule(rows: Sequence[Row], channel_id: int) -> ChannelRule:
    rule = ChannelRule(*rows[0]) if rows else ChannelRule(channel_id)
    return replace(rule, zone=rule.zone or "UTC")


def _follow(row: Row) -> Follow:
    return Follow(
        id=row["id"],
        kind=FollowedKind(row["kind"]),
        text=row["text"],
        server_id=row["server"],
        channel_id=row["channel"],
        owner_hash=row["owner"],
        language=row["language"],
        created_at=datetime.fromisoformat(row["created_at"]),
        is_paused=bool(row["paused"]),
        trouble=row["trouble"],
        role_id=row["role"],
        reply_to=row["reply_to"],
        ends_at=datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None,
        last_answer=row["last_answer"],
    )
