"""Records what becomes of articles in the store of a snapshot that is being built."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from index.article import Article
from index.snapshot.changes import CHANGE_COLUMNS, read_store
from index.snapshot.history import Change, ChangeKind

# Earlier texts kept of one article; a page that changes each hour would fill the disk.
MOST_VERSIONS = 10


def record_change(db: sqlite3.Connection, article_id: str, kind: ChangeKind, reason: str = "") -> None:
    """Record what becomes now of an article that the store still holds as it was."""
    _bring_over(db, article_id)
    number = _next_number(db)
    db.execute(
        f"INSERT INTO main.change (rowid, {CHANGE_COLUMNS})"  # noqa: S608
        " SELECT ?, id, ?, ?, ?, title, url, outlet, published, NULL FROM article WHERE id = ?",
        (number, datetime.now(UTC).isoformat(timespec="seconds"), kind, reason, article_id),
    )
    if kind is not ChangeKind.CORRECTED:
        # Whoever takes a text back, or no longer wants it, wants its earlier forms gone as well.
        db.execute("UPDATE main.change SET text = NULL WHERE article = ?", (article_id,))
        return
    [text] = db.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    db.execute("UPDATE main.change SET text = ? WHERE rowid = ?", (zlib.compress(text.encode()), number))
    db.execute(
        "UPDATE main.change SET text = NULL WHERE article = ?1 AND rowid NOT IN"
        " (SELECT rowid FROM main.change WHERE article = ?1 AND text IS NOT NULL"
        " ORDER BY rowid DESC LIMIT ?2)",
        (article_id, MOST_VERSIONS),
    )


def take_over_change(db: sqlite3.Connection, change: Change) -> None:
    """Record what became of an article in another index, once."""
    seen = change.seen.isoformat(timespec="seconds")
    text = None if change.text is None else zlib.compress(change.text.encode())
    # Of several versions that one build found, all were seen at once.
    known = "SELECT 1 FROM change WHERE article = ? AND seen = ? AND kind = ? AND text IS ?"
    if db.execute(known, (change.article_id, seen, change.kind, text)).fetchone():
        return
    _bring_over(db, change.article_id)
    db.execute(
        f"INSERT INTO main.change (rowid, {CHANGE_COLUMNS})"  # noqa: S608
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _next_number(db),
            change.article_id,
            seen,
            change.kind,
            change.reason,
            change.title,
            change.url,
            change.outlet,
            change.published.iso,
            text,
        ),
    )


def record_earlier(db: sqlite3.Connection, earlier: Article) -> None:
    """Record an earlier version of an article that the store holds in a later one, once.

    Where as many are recorded as are kept, it is left out.
    """
    rows = db.execute("SELECT text FROM change WHERE article = ? AND text IS NOT NULL", (earlier.id,))
    kept = {zlib.decompress(text).decode() for (text,) in rows}
    [later] = db.execute("SELECT text FROM article WHERE id = ?", (earlier.id,)).fetchone()
    if earlier.text in {later, *kept} or len(kept) >= MOST_VERSIONS:
        return
    before = Change(
        article_id=earlier.id,
        seen=datetime.now(UTC),
        kind=ChangeKind.CORRECTED,
        reason="",
        title=earlier.title,
        url=earlier.url,
        outlet=earlier.outlet,
        published=earlier.published,
        text=earlier.text,
    )
    take_over_change(db, before)


def copy_history(db: sqlite3.Connection, live: Path) -> None:
    """Copy what is recorded in the store of another snapshot; live: its base."""
    with closing(read_store(live)) as of_live:
        db.executemany(
            f"INSERT INTO main.change ({CHANGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            of_live.execute(f"SELECT {CHANGE_COLUMNS} FROM change ORDER BY rowid"),  # noqa: S608
        )


def _bring_over(db: sqlite3.Connection, article_id: str) -> None:
    """Take what the base has recorded of an article over into the changes, where it can be forgotten."""
    db.execute(
        f"INSERT INTO main.change (rowid, {CHANGE_COLUMNS})"  # noqa: S608
        f" SELECT rowid, {CHANGE_COLUMNS} FROM change WHERE article = ?1"
        " AND rowid NOT IN (SELECT rowid FROM main.change WHERE article = ?1)",
        (article_id,),
    )


def _next_number(db: sqlite3.Connection) -> int:
    last = db.execute("SELECT rowid FROM change ORDER BY rowid DESC LIMIT 1").fetchone()
    return 1 if last is None else int(last[0]) + 1
