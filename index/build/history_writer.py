"""Records what becomes of articles in the store of a snapshot that is being built."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from index.snapshot.history import Change, ChangeKind

# Earlier texts kept of one article; a page that changes each hour would fill the disk.
MOST_VERSIONS = 10


def record_change(db: sqlite3.Connection, article_id: str, kind: ChangeKind, reason: str = "") -> None:
    """Record what becomes now of an article that the store still holds as it was."""
    db.execute(
        "INSERT INTO change SELECT id, ?, ?, ?, title, url, outlet, published, NULL FROM article"
        " WHERE id = ?",
        (datetime.now(UTC).isoformat(timespec="seconds"), kind, reason, article_id),
    )
    if kind is not ChangeKind.CORRECTED:
        # Whoever takes a text back, or no longer wants it, wants its earlier forms gone as well.
        db.execute("UPDATE change SET text = NULL WHERE article = ?", (article_id,))
        return
    [text] = db.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    db.execute(
        "UPDATE change SET text = ? WHERE rowid = last_insert_rowid()", (zlib.compress(text.encode()),)
    )
    db.execute(
        "UPDATE change SET text = NULL WHERE article = ?1 AND rowid NOT IN"
        " (SELECT rowid FROM change WHERE article = ?1 AND text IS NOT NULL ORDER BY rowid DESC LIMIT ?2)",
        (article_id, MOST_VERSIONS),
    )


def take_over_change(db: sqlite3.Connection, change: Change) -> None:
    """Record what became of an article in another index, once."""
    db.execute(
        "INSERT INTO change SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS"
        " (SELECT 1 FROM change WHERE article = ?1 AND seen = ?2 AND kind = ?3)",
        (
            change.article_id,
            change.seen.isoformat(timespec="seconds"),
            change.kind,
            change.reason,
            change.title,
            change.url,
            change.outlet,
            change.published.iso,
            None if change.text is None else zlib.compress(change.text.encode()),
        ),
    )


def copy_history(db: sqlite3.Connection, live: str) -> None:
    """Copy what is recorded in the store of another snapshot; live: its file."""
    db.execute("ATTACH ? AS live", (live,))
    db.execute("INSERT INTO change SELECT * FROM live.change ORDER BY rowid")
    db.commit()
    db.execute("DETACH live")
