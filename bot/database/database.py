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
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import aiosqlite
from pydantic import TypeAdapter

from bot.database.errors import DatabaseError, explained, is_busy
from bot.database.later_writes import LaterWrites

# How long to wait for another program that writes: when the file is opened, and later.
_BUSY_SECONDS, _WRITE_SECONDS = 30.0, 1.0
_RETRY_SECONDS = 0.02
# What somebody waits for is read within this time, or not at all.
_SOON_SECONDS = 0.5
# The file of what was written last doesn't stay larger than this.
_LARGEST_WAL = 1 << 20

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
    # The words of earlier questions stand in one place alone, so that they can be deleted there.
    """
    ALTER TABLE answer ADD COLUMN follows TEXT;
    UPDATE answer SET follows = (
        SELECT id FROM answer AS earlier
        WHERE earlier.asker = answer.asker AND earlier.channel = answer.channel
            AND earlier.asked_at < answer.asked_at
            AND earlier.text = json_extract(answer.question, '$.earlier[#-1]')
        ORDER BY earlier.asked_at DESC LIMIT 1
    );
    UPDATE answer SET question = json_remove(question, '$.earlier');
    CREATE TABLE blocked (kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE TABLE registered (place TEXT PRIMARY KEY, hash TEXT NOT NULL);
    CREATE TABLE waiting (
        id INTEGER PRIMARY KEY,
        since TEXT NOT NULL,
        person TEXT NOT NULL,
        channel INTEGER NOT NULL,
        token TEXT,
        language TEXT NOT NULL
    );
    CREATE INDEX waiting_person ON waiting (person);
    """,
    "ALTER TABLE answer ADD COLUMN is_claim INTEGER NOT NULL DEFAULT 0",
    # What the bot tells unasked: where, to whom, how far it got. A nonce names a message that may be sent.
    """
    CREATE TABLE follow (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        server INTEGER,
        channel INTEGER NOT NULL,
        owner TEXT NOT NULL,
        language TEXT NOT NULL,
        created_at TEXT NOT NULL,
        paused INTEGER NOT NULL DEFAULT 0,
        trouble TEXT,
        role INTEGER,
        reply_to INTEGER,
        ends_at TEXT,
        last_answer TEXT
    );
    CREATE INDEX follow_channel ON follow (channel);
    CREATE INDEX follow_owner ON follow (owner);
    CREATE TABLE channel_rule (
        channel INTEGER PRIMARY KEY,
        server INTEGER,
        most_a_day INTEGER,
        quiet_from TEXT,
        quiet_until TEXT,
        zone TEXT
    );
    CREATE TABLE post (
        id TEXT PRIMARY KEY,
        follow TEXT NOT NULL REFERENCES follow (id) ON DELETE CASCADE,
        articles TEXT NOT NULL,
        quote TEXT NOT NULL,
        before TEXT,
        state TEXT NOT NULL,
        planned_at TEXT NOT NULL,
        nonce TEXT,
        tried_at TEXT,
        message INTEGER,
        is_stale INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX post_follow ON post (follow);
    CREATE INDEX post_state ON post (state, planned_at);
    CREATE INDEX post_nonce ON post (nonce);
    CREATE TABLE digest (
        id TEXT PRIMARY KEY,
        server INTEGER,
        channel INTEGER NOT NULL,
        owner TEXT NOT NULL,
        language TEXT NOT NULL,
        created_at TEXT NOT NULL,
        every TEXT NOT NULL,
        at TEXT NOT NULL,
        weekday INTEGER,
        zone TEXT NOT NULL,
        outlets TEXT NOT NULL,
        topics TEXT NOT NULL,
        silent INTEGER NOT NULL DEFAULT 0,
        paused INTEGER NOT NULL DEFAULT 0,
        trouble TEXT,
        next_at TEXT NOT NULL,
        last_at TEXT,
        told TEXT,
        nonce TEXT,
        tried_at TEXT,
        message INTEGER
    );
    CREATE INDEX digest_channel ON digest (channel);
    CREATE INDEX digest_owner ON digest (owner);
    CREATE INDEX digest_next ON digest (next_at);
    CREATE TABLE progress (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
)

# Runs one statement of a transaction, and returns its rows.
Write: TypeAlias = Callable[..., Awaitable[list[sqlite3.Row]]]


class Database:
    """An open database. Its methods may be used by many tasks at once.

    later: writes that nobody waits for.
    """

    def __init__(self, path: Path, migrations: Sequence[str], opened: _Opened) -> None:
        """Use ``open`` instead."""
        self._path, self._migrations, self._opened = path, migrations, opened
        # Changes are made one after the other; reading has a connection of its own and waits for none.
        self._lock = asyncio.Lock()
        self.later = LaterWrites()

    @classmethod
    async def open(cls, path: Path, migrations: Sequence[str] = MIGRATIONS) -> Database:
        """Open a database, made if there is none, and bring its schema up to date.

        path: the file. migrations: the steps of its schema.
        Raises: DatabaseError where it can't be used.
        """
        with explained(path):
            return cls(path, migrations, await _open(path, migrations, secrets.token_bytes(32)))

    async def close(self) -> None:
        """Close the file, once what is under way is done."""
        await self.later.stop(_WRITE_SECONDS)
        async with self._lock:
            await self._opened.close()

    async def is_replaced(self) -> bool:
        """Tell whether the file that is open has been deleted, or another put in its place."""
        return await asyncio.to_thread(_identity, self._path) != self._opened.identity

    async def reopen(self) -> bool:
        """Open the file that is there now; where there is none, make a new one with the same secret.

        Returns: True if it was made anew.
        Raises: DatabaseError where it can't be used; it can be tried again.
        """
        with explained(self._path):
            async with self._lock:
                # Not after opening: closing may remove the files beside it by their names.
                await self._opened.close()
                await asyncio.to_thread(self._opened.remove_log, self._path)
                is_new = await asyncio.to_thread(_identity, self._path) is None
                self._opened = await _open(self._path, self._migrations, self._opened.secret)
                return is_new

    def hashed(self, user_id: int) -> str:
        """Hash a user id: nobody finds out whose it is without this installation's secret.

        Returns: 32 hexadecimal digits, of HMAC-SHA256.
        """
        return hmac.new(self._opened.secret, str(user_id).encode(), hashlib.sha256).hexdigest()[:32]

    async def rows(self, statement: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """Run a query; it waits for no change, and changes nothing itself.

        values: texts are made ``storable``.
        Returns: the rows, whose columns are had by name or number.
        Raises: DatabaseError where it can't be answered.
        """
        with explained(self._path):
            return list(await self._opened.reader.execute_fetchall(statement, _bound(values)))

    async def rows_soon(self, statement: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """Run a query that somebody waits for, as ``rows`` does.

        Raises: DatabaseError where it can't be answered, or not at once.
        """
        try:
            async with asyncio.timeout(_SOON_SECONDS):
                return await self.rows(statement, values)
        except TimeoutError as error:
            told = f"The bot's database {self._path} is slow. See what else uses its disk."
            raise DatabaseError(told, is_passing=True) from error

    async def change(self, statement: str, values: Iterable[Any] = ()) -> int:
        """Run one statement that changes something.

        values: texts are made ``storable``.
        Returns: how many rows it changed.
        Raises: DatabaseError where it can't be done; then nothing has changed.
        """
        with explained(self._path):
            async with self._lock, self._opened.writer.execute(statement, _bound(values)) as cursor:
                return cursor.rowcount

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Write]:
        """Make several changes, all of them or none.

        Yields: what runs one statement, with texts made ``storable``, and returns its rows.
        Raises: DatabaseError where it can't be done; then nothing has changed.
        """
        with explained(self._path):
            async with self._lock:
                writer = self._opened.writer

                async def write(statement: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
                    return list(await writer.execute_fetchall(statement, _bound(values)))

                async with _transaction(writer):
                    yield write

    async def erase(self) -> None:
        """Overwrite what was deleted before in all files.

        Raises: DatabaseError where another program is reading them.
        """
        with explained(self._path):
            async with self._lock:
                # Cells that moved within the file leave bytes where they were, secure_delete or not.
                await self._opened.writer.execute("VACUUM")
                busy, *_ = await _only(self._opened.writer, "PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            told = f"What was deleted is still in {self._path}-wal: another program uses it. End that one."
            raise DatabaseError(told, is_passing=True)


@dataclass(frozen=True)
class _Opened:
    """Holds a file that is open. identity, log: which file it is, and the one of its changes."""

    writer: aiosqlite.Connection
    reader: aiosqlite.Connection
    secret: bytes
    identity: tuple[int, int] | None
    log: tuple[int, int] | None

    async def close(self) -> None:
        await self.reader.close()
        await self.writer.close()

    def remove_log(self, path: Path) -> None:
        """Remove the changes of a file that is no longer there: SQLite would take them for the new one's."""
        if self.log is not None and _identity(_log_of(path)) == self.log:
            _log_of(path).unlink()


async def _open(path: Path, migrations: Sequence[str], secret: bytes) -> _Opened:
    """Open a file. secret: for one that is new."""
    await asyncio.to_thread(_make_private, path)
    async with AsyncExitStack() as stack:
        writer = await _connect(path, _BUSY_SECONDS)
        stack.push_async_callback(writer.close)
        await _check(writer)
        await _use_wal(writer)
        # What people had deleted is overwritten, not only marked as free.
        await writer.execute("PRAGMA secure_delete = ON")
        await writer.execute("PRAGMA temp_store = MEMORY")
        await writer.execute(f"PRAGMA journal_size_limit = {_LARGEST_WAL}")
        secret = await _prepare(writer, path, migrations, secret)
        # Not before: a step that makes a table anew drops the old one; what refers to it must stay.
        await writer.execute("PRAGMA foreign_keys = ON")
        await writer.execute(f"PRAGMA busy_timeout = {_WRITE_SECONDS * 1000:.0f}")
        reader = await _connect(path, _SOON_SECONDS)
        stack.push_async_callback(reader.close)
        # SQLite's own lower() knows ASCII only.
        await reader.create_function("casefold", 1, str.casefold, deterministic=True)
        await reader.execute("PRAGMA query_only = ON")
        opened = _Opened(writer, reader, secret, _identity(path), _identity(_log_of(path)))
        stack.pop_all()
        return opened


async def _connect(path: Path, busy_seconds: float) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, timeout=busy_seconds, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell which file is at a place; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


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
            if not is_busy(error) or time.monotonic() > end:
                raise
            await asyncio.sleep(_RETRY_SECONDS)


async def _prepare(
    connection: aiosqlite.Connection, path: Path, migrations: Sequence[str], secret: bytes
) -> bytes:
    """Migrate in one transaction, so that a step that fails leaves all as it was, and read the secret.

    secret: for a file that has none yet.
    """
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
            await connection.execute("INSERT INTO installation VALUES (?)", (secret,))
        return bytes((await _only(connection, "SELECT secret FROM installation"))[0])


@asynccontextmanager
async def _transaction(connection: aiosqlite.Connection) -> AsyncIterator[None]:
    try:
        await connection.execute("BEGIN IMMEDIATE")
        yield
        await connection.execute("COMMIT")
    except BaseException:
        # Of a task that was cancelled, a statement may still be on its way: this one comes after it.
        await asyncio.shield(_roll_back(connection))
        raise


async def _roll_back(connection: aiosqlite.Connection) -> None:
    with suppress(sqlite3.OperationalError):  # nothing was begun, or all is done
        await connection.execute("ROLLBACK")


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
