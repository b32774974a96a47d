"""What was fetched, kept on disk: a killed run loses nothing, and nothing is fetched twice for no reason."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from config.errors import ClippingsError
from index.closing import Closing
from index.parsers.lists.feed import FeedEntry
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata

FETCHED = "fetched.sqlite"
_FORMAT = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS source (
    location TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    checked REAL NOT NULL,
    succeeded REAL,
    failures INTEGER NOT NULL,
    due REAL NOT NULL,
    problem TEXT,
    remark TEXT
);
CREATE TABLE IF NOT EXISTS page (
    url TEXT PRIMARY KEY,
    text TEXT,
    details TEXT,
    etag TEXT,
    last_modified TEXT,
    fetched REAL,
    checked REAL NOT NULL,
    due REAL NOT NULL,
    failures INTEGER NOT NULL,
    problem TEXT,
    gone INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS listed (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (source, url)
);
"""
_BUSY_SECONDS = 30.0


@dataclass(frozen=True)
class _StoredEntry:
    """An entry as it is stored, under the names that it has had since the first file of this format."""

    url: str
    details: ArticleMetadata
    text: str
    is_full: bool


_METADATA = TypeAdapter(ArticleMetadata)
_ENTRY = TypeAdapter(_StoredEntry)


@dataclass(frozen=True)
class SourceState:
    """How a source on the web was found when it was last looked at; times in seconds since 1970.

    etag, last_modified: as its server gave them. succeeded: when it last could be read.
    failures: since then. due: not to be asked before. problem: why it couldn't be read.
    remark: what in it can't be used, though the rest can.
    """

    location: str
    etag: str | None = None
    last_modified: str | None = None
    checked: float = 0.0
    succeeded: float | None = None
    failures: int = 0
    due: float = 0.0
    problem: str | None = None
    remark: str | None = None


@dataclass(frozen=True)
class CachedPage:
    """A page as it was last fetched; times in seconds since 1970.

    text, metadata: its article; None where it never could be read. fetched: when that text first came.
    checked: when it was last asked for. due: when it is to be asked for again. failures: since it came.
    problem: why it couldn't be fetched or read last time. gone: the outlet took it back (410).
    """

    url: str
    text: str | None = None
    metadata: ArticleMetadata = NOTHING_KNOWN
    etag: str | None = None
    last_modified: str | None = None
    fetched: float | None = None
    checked: float = 0.0
    due: float = 0.0
    failures: int = 0
    problem: str | None = None
    gone: bool = False


class PageCache(Closing):
    """Everything fetched, in one SQLite file; each change is on the disk when its call returns.

    Safe to use from several threads.
    """

    def __init__(self, data: Path) -> None:
        """Open the cache of a data folder; made where it is missing.

        Raises: ClippingsError where it can't be used.
        """
        path = data / FETCHED
        self._lock = threading.Lock()
        try:
            data.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_SECONDS)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            made = self._db.execute("PRAGMA user_version").fetchone()[0]
            if made == 0:
                with self._db:
                    self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_FORMAT};")
        except (OSError, sqlite3.Error) as error:
            raise ClippingsError(
                f"{path} can't be used ({error}). Move it away; what it held is fetched again."
            ) from error
        if made not in (0, _FORMAT):
            raise ClippingsError(
                f"{path} has format {made}, this version knows {_FORMAT}. Move it away; what it held is"
                " fetched again."
            )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def source(self, location: str) -> SourceState:
        """Return how a source was found last; one that was never looked at is due."""
        rows = self._rows("SELECT * FROM source WHERE location = ?", location)
        return SourceState(**rows[0]) if rows else SourceState(location)

    def keep_source(self, state: SourceState) -> None:
        """Remember how a source was found."""
        self._change(
            "INSERT OR REPLACE INTO source (location, etag, last_modified, checked, succeeded, failures, due,"
            " problem, remark) VALUES (:location, :etag, :last_modified, :checked, :succeeded, :failures,"
            " :due, :problem, :remark)",
            vars(state),
        )

    def enlist(self, location: str, entries: Iterable[FeedEntry], *, only: bool = False) -> None:
        """Note which pages a source names; those whose entry has changed are due at once.

        entries: an address alone is an entry without anything else. only: it names no others any more.
        """
        given = {entry.url: _write_entry(entry) for entry in entries}
        with self._lock, self._db:
            rows = self._db.execute("SELECT url, entry FROM listed WHERE source = ?", (location,))
            known = {row["url"]: row["entry"] for row in rows}
            if only:
                self._db.executemany(
                    "DELETE FROM listed WHERE source = ? AND url = ?",
                    [(location, url) for url in known.keys() - given.keys()],
                )
            changed = [(url, entry) for url, entry in given.items() if known.get(url) != entry]
            self._db.executemany(
                "INSERT INTO listed (source, url, entry) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET entry = excluded.entry",
                [(location, url, entry) for url, entry in changed],
            )
            self._db.executemany(
                "UPDATE page SET due = 0 WHERE url = ? AND NOT gone",
                [(url,) for url, _ in changed if url in known],
            )

    def due(self, location: str, now: float, rechecks: int) -> list[FeedEntry]:
        """List the pages of a source to fetch now: all that never were, and those due again.

        rechecks: of the latter at most so many, the longest due first.
        """
        new = self._rows(
            "SELECT entry FROM listed LEFT JOIN page USING (url)"
            " WHERE source = ? AND page.url IS NULL ORDER BY listed.rowid",
            location,
        )
        again = self._rows(
            "SELECT entry FROM listed JOIN page USING (url)"
            " WHERE source = ? AND due <= ? ORDER BY due, url LIMIT ?",
            location,
            now,
            rechecks,
        )
        return [_read_entry(row["entry"]) for row in (*new, *again)]

    def page(self, url: str) -> CachedPage | None:
        """Return a page by the address that it is listed under; None where it was never asked for."""
        rows = self._rows("SELECT * FROM page WHERE url = ?", url)
        return _read_page(rows[0]) if rows else None

    def keep_page(self, page: CachedPage) -> None:
        """Remember what asking for a page brought."""
        self._change(
            "INSERT OR REPLACE INTO page (url, text, details, etag, last_modified, fetched, checked, due,"
            " failures, problem, gone) VALUES (:url, :text, :details, :etag, :last_modified, :fetched,"
            " :checked, :due, :failures, :problem, :gone)",
            vars(page) | {"details": _METADATA.dump_json(page.metadata).decode()},
        )

    def pages_of(self, location: str) -> list[str]:
        """List the addresses of a source's pages that were asked for, in the order in which it named them."""
        rows = self._rows(
            "SELECT url FROM listed JOIN page USING (url) WHERE source = ? ORDER BY listed.rowid", location
        )
        return [row["url"] for row in rows]

    def count(self, location: str) -> tuple[int, int]:
        """Count the pages that a source names, and those of them that are articles."""
        [row] = self._rows(
            "SELECT count(*) AS pages, count(text) AS articles FROM listed LEFT JOIN page USING (url)"
            " WHERE source = ?",
            location,
        )
        return row["pages"], row["articles"]

    def forget(self, location: str) -> None:
        """Forget a source, and the pages that no other one names."""
        with self._lock, self._db:
            self._db.execute("DELETE FROM source WHERE location = ?", (location,))
            self._db.execute("DELETE FROM listed WHERE source = ?", (location,))
            self._db.execute("DELETE FROM page WHERE url NOT IN (SELECT url FROM listed)")

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def _change(self, statement: str, values: Mapping[str, object]) -> None:
        with self._lock, self._db:
            self._db.execute(statement, values)


def _read_page(row: sqlite3.Row) -> CachedPage:
    fields = dict(row)
    metadata = _METADATA.validate_json(fields.pop("details"))
    return CachedPage(**fields | {"gone": bool(fields["gone"])}, metadata=metadata)


def _write_entry(entry: FeedEntry) -> str:
    stored = _StoredEntry(entry.url, entry.metadata, entry.text, entry.is_full)
    return _ENTRY.dump_json(stored).decode()


def _read_entry(stored: str) -> FeedEntry:
    entry = _ENTRY.validate_json(stored)
    return FeedEntry(entry.url, entry.details, entry.text, is_full=entry.is_full)
