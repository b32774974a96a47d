"""What became of articles: corrected, taken back by their outlet, or no longer among the sources."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from index.article import Published

# Earlier texts kept of one article; a page that changes each hour would fill the disk.
MOST_VERSIONS = 10

SCHEMA = """
CREATE TABLE change (
    article TEXT NOT NULL,
    seen TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    title TEXT,
    url TEXT,
    outlet TEXT,
    published TEXT NOT NULL,
    text BLOB
);
CREATE INDEX change_article ON change (article);
"""


class ChangeKind(StrEnum):
    """What became of an article."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change:
    """An article as it was before something became of it.

    article: its id. seen: when the build noticed. reason: what the source said; may be empty.
    text: as it was before a correction; what is taken back or dropped isn't kept.
    """

    article: str
    seen: datetime
    kind: ChangeKind
    reason: str
    title: str | None
    url: str | None
    outlet: str | None
    published: Published
    text: str | None


def record(db: sqlite3.Connection, article: str, kind: ChangeKind, reason: str = "") -> None:
    """Record what becomes now of an article that the store still holds as it was."""
    db.execute(
        "INSERT INTO change SELECT id, ?, ?, ?, title, url, outlet, published, NULL FROM article"
        " WHERE id = ?",
        (datetime.now(UTC).isoformat(timespec="seconds"), kind, reason, article),
    )
    if kind is not ChangeKind.CORRECTED:
        # Whoever takes a text back, or no longer wants it, wants its earlier forms gone as well.
        db.execute("UPDATE change SET text = NULL WHERE article = ?", (article,))
        return
    [text] = db.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
    db.execute(
        "UPDATE change SET text = ? WHERE rowid = last_insert_rowid()", (zlib.compress(text.encode()),)
    )
    db.execute(
        "UPDATE change SET text = NULL WHERE article = ?1 AND rowid NOT IN"
        " (SELECT rowid FROM change WHERE article = ?1 AND text IS NOT NULL ORDER BY rowid DESC LIMIT ?2)",
        (article, MOST_VERSIONS),
    )


def history_of(db: sqlite3.Connection, article: str) -> list[Change]:
    """What became of an article, oldest first."""
    rows = db.execute("SELECT * FROM change WHERE article = ? ORDER BY rowid", (article,))
    return [_change(row) for row in rows]


def retractions(db: sqlite3.Connection) -> list[Change]:
    """Every article that was taken back and isn't indexed again, oldest first."""
    rows = db.execute(
        "SELECT * FROM change WHERE kind = 'retracted' AND article NOT IN (SELECT id FROM article)"
        " AND rowid IN (SELECT max(rowid) FROM change GROUP BY article) ORDER BY rowid"
    )
    return [_change(row) for row in rows]


def take_over(db: sqlite3.Connection, live: str) -> None:
    """Copy what is recorded in the store of another snapshot; live: its file."""
    db.execute("ATTACH ? AS live", (live,))
    db.execute("INSERT INTO change SELECT * FROM live.change ORDER BY rowid")
    db.commit()
    db.execute("DETACH live")


def _change(row: tuple) -> Change:  # type: ignore[type-arg]
    article, seen, kind, reason, title, url, outlet, published, text = row
    return Change(
        article,
        datetime.fromisoformat(seen),
        ChangeKind(kind),
        reason,
        title,
        url,
        outlet,
        Published(published),
        None if text is None else zlib.decompress(text).decode(),
    )
