"""What became of articles: corrected, taken back by their outlet, or no longer among the sources."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from index.article import Published


class ChangeKind(StrEnum):
    """What became of an article."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change:
    """An article as it was before something became of it.

    seen: when the build noticed. reason: what the source said; may be empty.
    text: as it was before a correction; what is taken back or dropped isn't kept.
    """

    article_id: str
    seen: datetime
    kind: ChangeKind
    reason: str
    title: str | None
    url: str | None
    outlet: str | None
    published: Published
    text: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the change for programs, under the names that it has always had there."""
        fields = asdict(self)
        return {"article": fields.pop("article_id"), **fields}


def history_of(db: sqlite3.Connection, article_id: str) -> list[Change]:
    """Return what became of an article, oldest first."""
    return _read(db, "SELECT * FROM change WHERE article = ? ORDER BY rowid", article_id)


def retractions(db: sqlite3.Connection) -> list[Change]:
    """Return every article that was taken back and isn't indexed again, oldest first."""
    return _read(
        db,
        "SELECT * FROM change WHERE kind = 'retracted' AND article NOT IN (SELECT id FROM article)"
        " AND rowid IN (SELECT max(rowid) FROM change GROUP BY article) ORDER BY rowid",
    )


def changes_since(db: sqlite3.Connection, since: datetime) -> list[Change]:
    """Return what became of articles in the second of a moment and since, oldest first."""
    stored = since.astimezone(UTC).isoformat(timespec="seconds")
    return _read(db, "SELECT * FROM change WHERE seen >= ? ORDER BY rowid", stored)


def _read(db: sqlite3.Connection, query: str, *values: str) -> list[Change]:
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return [_change(row) for row in cursor.execute(query, values)]


def _change(row: sqlite3.Row) -> Change:
    text = row["text"]
    return Change(
        article_id=row["article"],
        seen=datetime.fromisoformat(row["seen"]),
        kind=ChangeKind(row["kind"]),
        reason=row["reason"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=Published(row["published"]),
        text=None if text is None else zlib.decompress(text).decode(),
    )
