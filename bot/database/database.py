"""The bot's own SQLite file: what servers set, what was answered, how people voted."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite

from config.errors import ClippingsError

_BUSY_SECONDS = 30.0

# Step n brings a database of version n to version n + 1; a step that has been released never changes.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE installation (secret BLOB NOT NULL);
    CREATE TABLE server (id INTEGER PRIMARY KEY, settings TEXT NOT NULL, left_at TEXT);
    CREATE TABLE answer (
        id TEXT PRIMARY KEY,
        asked_at TEXT NOT NULL,
        asker TEXT NOT NULL,
        server INTEGER,
        channel INTEGER NOT NULL,
        message INTEGER,
        text TEXT NOT NULL,
        question TEXT NOT NULL,
        refused INTEGER NOT NULL,
        quotes TEXT NOT NULL,
        short_answer TEXT,
        private INTEGER NOT NULL,
        confidence REAL NOT NULL
    );
    CREATE INDEX answer_message ON answer (message);
    CREATE INDEX answer_asker ON answer (asker, channel, asked_at);
    CREATE INDEX answer_time ON answer (asked_at);
    CREATE TABLE vote (
        answer TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
        voter TEXT NOT NULL,
        good INTEGER NOT NULL,
        problem TEXT,
        comment TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (answer, voter)
    ) WITHOUT ROWID;
    CREATE INDEX vote_voter ON vote (voter);
    """,
)


class DatabaseError(ClippingsError):
    """The bot's database can't be used; the message says why and what to do."""


class Database:
    """An open database. Its methods may be used by many tasks at once."""

    def __init__(self, connection: aiosqlite.Connection, secret: bytes) -> None:
        """Use ``open`` instead."""
        self._connection, self._secret = connection, secret
        # One connection has one transaction at a time.
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, migrations: Sequence[str] = MIGRATIONS) -> Database:
        """Open a database, made if there is none, and bring its schema up to date.

        path: the file. migrations: the steps of its schema.
        Raises: DatabaseError where it can't be used.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Made before SQLite does, so that nobody else can ever read it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = await aiosqlite.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError(f"The bot's database {path} can't be opened: {error}.") from error
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
            await connection.execute("PRAGMA foreign_keys = ON")
            return cls(connection, await _prepare(connection, path, migrations))
        except sqlite3.Error as error:
            await connection.close()
            raise DatabaseError(
                f"The bot's database {path} can't be used: {error}. Move it away, or restore a copy of it."
            ) from error
        except BaseException:
            await connection.close()
            raise

    async def close(self) -> None:
        """Close the file, once what is under way is done."""
        async with self._lock:
            await self._connection.close()

    def hashed(self, user_id: int) -> str:
        """What stands for a person: nobody finds out who without this installation's secret.

        Returns: 32 hexadecimal digits, of HMAC-SHA256.
        """
        return hmac.new(self._secret, str(user_id).encode(), hashlib.sha256).hexdigest()[:32]

    async def rows(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query finds."""
        async with self._lock, self._connection.execute(statement, tuple(values)) as cursor:
            return [tuple(row) for row in await cursor.fetchall()]

    async def change(self, statement: str, values: Iterable[Any] = ()) -> int:
        """Run one statement that changes something.

        Returns: how many rows it changed.
        """
        async with self._lock, self._connection.execute(statement, tuple(values)) as cursor:
            return cursor.rowcount


async def _prepare(connection: aiosqlite.Connection, path: Path, migrations: Sequence[str]) -> bytes:
    """Migrate in one transaction, so that a step that fails leaves all as it was, and read the secret."""
    async with _transaction(connection):
        version = int((await _only(connection, "PRAGMA user_version"))[0])
        if version > len(migrations):
            raise DatabaseError(
                f"The bot's database {path} is of a newer version of Clippings ({version}, this one knows"
                f" {len(migrations)}). Update Clippings, or move the file away to begin a new one."
            )
        for step in migrations[version:]:
            for statement in step.split(";"):
                if statement.strip():
                    await connection.execute(statement)
        await connection.execute(f"PRAGMA user_version = {len(migrations)}")
        if (await _only(connection, "SELECT count(*) FROM installation"))[0] == 0:
            await connection.execute("INSERT INTO installation VALUES (?)", (secrets.token_bytes(32),))
        return bytes((await _only(connection, "SELECT secret FROM installation"))[0])


@asynccontextmanager
async def _transaction(connection: aiosqlite.Connection) -> AsyncIterator[None]:
    await connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")


async def _only(connection: aiosqlite.Connection, statement: str) -> tuple[Any, ...]:
    async with connection.execute(statement) as cursor:
        row = await cursor.fetchone()
    assert row is not None
    return tuple(row)


def storable(text: str) -> str:
    """A text as SQLite can hold it: half characters, which no reader sees anyhow, become question marks."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def moment(at: datetime) -> str:
    """A moment as it is stored: in UTC, so that text sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
