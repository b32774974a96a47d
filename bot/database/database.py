"""The bot's own SQLite file: what servers set, what was answered, how people voted."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
from pydantic import TypeAdapter

from config.errors import ClippingsError

_BUSY_SECONDS = 30.0
_RETRY_SECONDS = 0.02

# Step n brings a database of version n to version n + 1; a step that has been released never changes.
# A semicolon ends a statement and stands nowhere else.
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
        text TEXT NOT NULL,
        question TEXT NOT NULL,
        refused INTEGER NOT NULL,
        quotes TEXT NOT NULL,
        short_answer TEXT,
        private INTEGER NOT NULL,
        confidence REAL NOT NULL
    );
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

    def __init__(self, path: Path, connection: aiosqlite.Connection, secret: bytes) -> None:
        """Use ``open`` instead."""
        self._path, self._connection, self._secret = path, connection, secret
        # Statements run one after the other, and tasks go on in the same order: caches rely on that.
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, migrations: Sequence[str] = MIGRATIONS) -> Database:
        """Open a database, made if there is none, and bring its schema up to date.

        path: the file. migrations: the steps of its schema.
        Raises: DatabaseError where it can't be used.
        """
        with _explained(path):
            await asyncio.to_thread(_make_private, path)
            connection = await aiosqlite.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            connection.row_factory = sqlite3.Row
            try:
                await _check(connection)
                await _use_wal(connection)
                # SQLite's own lower() knows ASCII only.
                await connection.create_function("casefold", 1, str.casefold, deterministic=True)
                # What people had deleted is overwritten, not only marked as free.
                await connection.execute("PRAGMA secure_delete = ON")
                secret = await _prepare(connection, path, migrations)
                # Not before: a step that makes a table anew drops the old one; what refers to it must stay.
                await connection.execute("PRAGMA foreign_keys = ON")
                return cls(path, connection, secret)
            except BaseException:
                await connection.close()
                raise

    async def close(self) -> None:
        """Close the file, once what is under way is done."""
        async with self._lock:
            await self._connection.close()

    def hashed(self, user_id: int) -> str:
        """Hash a user id: nobody finds out whose it is without this installation's secret.

        Returns: 32 hexadecimal digits, of HMAC-SHA256.
        """
        return hmac.new(self._secret, str(user_id).encode(), hashlib.sha256).hexdigest()[:32]

    async def rows(self, statement: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """Run a query.

        values: texts are made ``storable``.
        Returns: the rows, whose columns are had by name or number.
        Raises: DatabaseError where it can't be answered.
        """
        with _explained(self._path):
            async with self._lock:
                return list(await self._connection.execute_fetchall(statement, _bound(values)))

    async def change(self, statement: str, values: Iterable[Any] = ()) -> int:
        """Run one statement that changes something.

        values: texts are made ``storable``.
        Returns: how many rows it changed.
        Raises: DatabaseError where it can't be done; then nothing has changed.
        """
        with _explained(self._path):
            async with self._lock, self._connection.execute(statement, _bound(values)) as cursor:
                return cursor.rowcount


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file into what to do about it."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"The bot's database {path} can't be used: {error}. {_advice(error)}") from error


def _advice(error: Exception) -> str:
    if type(error) is sqlite3.DatabaseError:
        return "It is damaged: restore a copy of it, or move it away to begin a new one."
    if _is_busy(error):
        return "Another program is writing to it: end that one and try again."
    return (
        "Nothing was changed. See that the disk has room and that the bot may write there; after an update,"
        " the version of Clippings before it still works."
    )


def _is_busy(error: Exception) -> bool:
    # The lowest byte; those above tell how exactly. Python's own errors have no code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, so that nobody else can ever read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A file that is there isn't opened: closing it would drop the locks that SQLite holds on it.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


async def _check(connection: aiosqlite.Connection) -> None:
    found = (await _only(connection, "PRAGMA quick_check(1)"))[0]
    if found != "ok":
        raise sqlite3.DatabaseError(str(found).replace("\n", " "))


async def _use_wal(connection: aiosqlite.Connection) -> None:
    """Let readers and a writer work side by side."""
    # Where two programs open a new file at once, SQLite doesn't wait for the other one here.
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > end:
                raise
            await asyncio.sleep(_RETRY_SECONDS)


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


def _bound(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(storable(value) if isinstance(value, str) else value for value in values)


def storable(text: str) -> str:
    """Make a text one that SQLite can hold: half characters, which no reader sees, become question marks."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def as_json(adapter: TypeAdapter[Any], value: object) -> str:
    """Write a value as JSON. Half characters stay for ``storable``: pydantic's own JSON can't hold them."""
    return json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False)


def moment(at: datetime) -> str:
    """Write a moment as it is stored: in UTC, so that text sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
