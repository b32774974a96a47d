"""What was fetched, kept on disk: a killed run loses nothing, and nothing is fetched twice for no reason.

It is no archive: what is indexed of it is in the live snapshot too, and is taken back from there where this
file is lost (``restore``).
"""

from __future__ import annotations

import json
import logging
import math
import re
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from config.errors import ClippingsError
from index.closing import Closing
from index.parsers.lists.feed import FeedEntry
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata
from index.sources.cache_errors import BUSY_SECONDS, explain, is_damaged

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
# SQLite keeps what isn't in the file yet in two others beside it.
_BESIDE = ("", "-wal", "-shm")

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class _StoredEntry:
    """An entry as it is stored, under the names that it has had since the first file of this format."""

    url: str
    details: ArticleMetadata
    text: str
    is_full: bool
    guid: str = ""
    has_left: bool = False


_PAGE_ROW = (
    "INTO page (url, text, details, etag, last_modified, fetched, checked, due, failures, problem, gone)"
    " VALUES (:url, :text, :details, :etag, :last_modified, :fetched, :checked, :due, :failures, :problem,"
    " :gone)"
)
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
        self._path = data / FETCHED
        self._lock = threading.Lock()
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ClippingsError(f"{data} can't be made: {error.strerror or error}. Name another.") from error
        try:
            self._db = self._open()
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise ClippingsError(explain(self._path, error)) from error
            _LOG.warning("%s", self._put_aside())
            self._db = self._open()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, check_same_thread=False, timeout=BUSY_SECONDS)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode = WAL")
            made = db.execute("PRAGMA user_version").fetchone()[0]
            if made == 0:
                with db:
                    db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_FORMAT};")
            # A file that is damaged at its beginning is found here; elsewhere, when that is read.
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            db.close()
            raise
        if made not in (0, _FORMAT):
            db.close()
            raise ClippingsError(
                f"{self._path} has format {made}, this version knows {_FORMAT}: a later version wrote it."
                " Use that one. Or move the file away: articles that are indexed stay."
            )
        return db

    def _put_aside(self) -> str:
        """Rename the damaged file; says so."""
        aside = self._path.with_name(f"{FETCHED}.damaged")
        for ending in _BESIDE:
            with_ending = self._path.with_name(self._path.name + ending)
            if with_ending.exists():
                with_ending.replace(aside.with_name(aside.name + ending))
        return f"{self._path} is damaged. It is put aside as {aside.name}; articles that are indexed stay."

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

        entries: an address alone is an entry without anything else; none: it is as before. only: it names no
            others any more.
        """
        given = {entry.url: _write_entry(entry) for entry in entries}
        with self._changing():
            rows = self._db.execute("SELECT url, entry FROM listed WHERE source = ?", (location,))
            known = {row["url"]: row["entry"] for row in rows}
            if only:
                self._db.executemany(
                    "DELETE FROM listed WHERE source = ? AND url = ?",
                    [(location, url) for url in known.keys() - given.keys()],
                )
            if given and not only:
                self._note_left(location, given)
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
            # Where an article was taken back as it had moved from there, and is named there again.
            self._db.execute(
                "UPDATE page SET due = 0 WHERE gone AND due = ? AND url IN (SELECT value FROM json_each(?))",
                (math.inf, json.dumps(list(given))),
            )

    def _note_left(self, location: str, given: Collection[str]) -> None:
        """Note which entries that brought their article a source doesn't list any more."""
        self._db.execute(
            "UPDATE listed SET entry = json_set(entry, '$.has_left', json('true')) WHERE source = ?"
            " AND json_extract(entry, '$.is_full') AND NOT coalesce(json_extract(entry, '$.has_left'), 0)"
            " AND url NOT IN (SELECT value FROM json_each(?))",
            (location, json.dumps(list(given))),
        )

    def due(self, location: str, now: float, rechecks: int) -> tuple[list[FeedEntry], list[FeedEntry]]:
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
            # What was asked for later than now: the clock has been put back, and its times mean nothing.
            " WHERE source = ? AND (due <= ? OR (checked > ? AND due < ?)) ORDER BY due, url LIMIT ?",
            location,
            now,
            now,
            math.inf,
            rechecks,
        )
        return [_read_entry(row["entry"]) for row in new], [_read_entry(row["entry"]) for row in again]

    def entries_known_as(self, location: str, guids: Collection[str]) -> list[FeedEntry]:
        """Return the entries of a source, those of before among them, that it knows by these names."""
        rows = self._rows(
            "SELECT entry FROM listed WHERE source = ? AND json_extract(entry, '$.guid') IN"
            " (SELECT value FROM json_each(?))",
            location,
            json.dumps(list(guids)),
        )
        return [_read_entry(row["entry"]) for row in rows]

    def sources_of(self, url: str) -> list[str]:
        """List the locations of the sources that name a page."""
        return [row["source"] for row in self._rows("SELECT source FROM listed WHERE url = ?", url)]

    def page(self, url: str) -> CachedPage | None:
        """Return a page by the address that it is listed under; None where it was never asked for."""
        rows = self._rows("SELECT * FROM page WHERE url = ?", url)
        return _read_page(rows[0]) if rows else None

    def keep_page(self, page: CachedPage) -> None:
        """Remember what asking for a page brought."""
        self._change(f"INSERT OR REPLACE {_PAGE_ROW}", _page_row(page))

    def pages_of(self, location: str) -> list[str]:
        """List the addresses of a source's pages that were asked for, in the order in which it named them."""
        rows = self._rows(
            "SELECT url FROM listed JOIN page USING (url) WHERE source = ? ORDER BY listed.rowid", location
        )
        return [row["url"] for row in rows]

    def moments(self, location: str) -> dict[str, tuple[str, str]]:
        """Map the addresses of a source's articles to when each appeared, and when it was fetched.

        Returns: both in ISO form; an article whose day isn't known appeared when it was fetched.
        """
        rows = self._rows(
            "SELECT url, json_extract(details, '$.published.iso') AS published,"
            " strftime('%Y-%m-%dT%H:%M:%SZ', coalesce(fetched, checked), 'unixepoch') AS fetched"
            " FROM listed JOIN page USING (url) WHERE source = ? AND text IS NOT NULL",
            location,
        )
        return {
            row["url"]: (
                row["published"] if _WHOLE_DAY.match(row["published"] or "") else row["fetched"],
                row["fetched"],
            )
            for row in rows
        }

    def count(self, location: str) -> tuple[int, int]:
        """Count the pages that a source names, and those of them that are articles."""
        [row] = self._rows(
            "SELECT count(*) AS pages, count(text) AS articles FROM listed LEFT JOIN page USING (url)"
            " WHERE source = ?",
            location,
        )
        return row["pages"], row["articles"]

    def tally(self, location: str, since: float) -> tuple[int, int, int]:
        """Count a source's articles, those of them that came since a moment, and its pages that fail now."""
        [row] = self._rows(
            "SELECT count(text) AS articles,"
            " count(CASE WHEN text IS NOT NULL AND fetched >= ? THEN 1 END) AS new,"
            " count(CASE WHEN problem IS NOT NULL AND NOT gone THEN 1 END) AS failing"
            " FROM listed JOIN page USING (url) WHERE source = ?",
            since,
            location,
        )
        return row["articles"], row["new"], row["failing"]

    def forget(self, location: str) -> None:
        """Forget a source, and the pages that no other one names."""
        with self._changing():
            self._db.execute("DELETE FROM source WHERE location = ?", (location,))
            self._db.execute("DELETE FROM listed WHERE source = ?", (location,))
            self._db.execute("DELETE FROM page WHERE url NOT IN (SELECT url FROM listed)")

    def addresses(self, location: str) -> set[str]:
        """List all addresses of a source's articles, also of those taken back, and those that they name."""
        rows = self._rows(
            "SELECT url, json_extract(details, '$.url') AS own FROM listed JOIN page USING (url)"
            " WHERE source = ? AND (text IS NOT NULL OR gone)",
            location,
        )
        return {address for row in rows for address in row if address}

    def restore(self, location: str, pages: Iterable[CachedPage]) -> None:
        """Take over articles of a source that aren't known any more; those that are stay as they are."""
        with self._changing():
            for page in pages:
                # What its feed said of it is known by what the article is.
                entry = _write_entry(FeedEntry(page.url, page.metadata, "", is_full=False))
                self._db.execute("INSERT OR IGNORE INTO listed VALUES (?, ?, ?)", (location, page.url, entry))
                self._db.execute(
                    f"INSERT {_PAGE_ROW} ON CONFLICT DO UPDATE SET text = excluded.text,"
                    " details = excluded.details, fetched = excluded.fetched WHERE text IS NULL AND NOT gone",
                    _page_row(page),
                )

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._in_words():
            return self._db.execute(query, values).fetchall()

    def _change(self, statement: str, values: Mapping[str, object]) -> None:
        with self._changing():
            self._db.execute(statement, values)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._in_words(), self._db:
            yield

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Use the file alone; raise ClippingsError for whatever SQLite says against it."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                if not is_damaged(error):
                    raise ClippingsError(explain(self._path, error)) from error
                self._db.close()
                said = self._put_aside()
                self._db = self._open()
                raise ClippingsError(f"{said} Try again.") from error


def _page_row(page: CachedPage) -> dict[str, object]:
    # What files of earlier versions don't have is written only where it says something.
    metadata = _METADATA.dump_json(page.metadata, exclude=_unsaid(page.metadata))
    return vars(page) | {"details": metadata.decode()}


def _unsaid(metadata: ArticleMetadata) -> set[str]:
    said = {"is_beginning": metadata.is_beginning, "is_outlet_given": metadata.is_outlet_given}
    return {name for name, so in said.items() if not so}


def _read_page(row: sqlite3.Row) -> CachedPage:
    fields = dict(row)
    metadata = _METADATA.validate_json(fields.pop("details"))
    return CachedPage(**fields | {"gone": bool(fields["gone"])}, metadata=metadata)


def _write_entry(entry: FeedEntry) -> str:
    stored = _StoredEntry(entry.url, entry.metadata, entry.text, entry.is_full, entry.guid, entry.has_left)
    exclude = {"details": _unsaid(entry.metadata)}
    return _ENTRY.dump_json(stored, exclude=exclude | ({} if entry.has_left else {"has_left": True})).decode()


def _read_entry(stored: str) -> FeedEntry:
    entry = _ENTRY.validate_json(stored)
    return FeedEntry(entry.url, entry.details, entry.text, entry.is_full, entry.guid, entry.has_left)
