"""Reads articles and passages, and searches them by words, in the SQLite file of a generation."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import history
from index.article import Article, Published
from index.history import Change

# The stems of the full-text index as tables, which hold nothing of their own and are on no disk.
_VOCABULARY = """
PRAGMA temp_store = MEMORY;
CREATE VIRTUAL TABLE temp.stem USING fts5vocab (main, passage_words, row);
CREATE VIRTUAL TABLE temp.place USING fts5vocab (main, passage_words, instance);
"""
_ARTICLE_COLUMNS = "number, id, title, url, outlet, authors, published, language, modified, text"


@dataclass(frozen=True)
class StoredPassage:
    """A passage as stored: where it stands, and the borders of its sentences.

    sentences: shape (sentences, 2): start and end of each, in characters of the article's text.
    """

    id: int
    article: int
    start: int
    end: int
    sentences: npt.NDArray[np.uint32]


@dataclass(frozen=True)
class OutletSummary:
    """What is indexed of one outlet; None where the outlet or the days aren't known."""

    outlet: str | None
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class KnownArticle:
    """What a build compares an indexed article with; source: the location of what gave it."""

    content_hash: str
    source: str
    language: str | None


class StoreReader:
    """Reads the store of a finished generation, from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file read-only and immutable."""
        # SQLite is built "serialized" (sqlite3.threadsafety == 3): threads may share one connection.
        self._db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._db.executescript(_VOCABULARY)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def counts(self) -> tuple[int, int]:
        """How many articles and passages there are."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM passage)"
        ).fetchone()
        return int(row[0]), int(row[1])

    def outlets(self) -> list[OutletSummary]:
        """What is indexed of each outlet, most articles first."""
        rows = self._db.execute(
            "SELECT outlet, count(*), min(first_day), max(last_day) FROM article GROUP BY outlet"
            " ORDER BY count(*) DESC, outlet"
        )
        return [OutletSummary(outlet, count, _day(first), _day(last)) for outlet, count, first, last in rows]

    def passage_articles(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """All passages: their ids, ascending, and the numbers of their articles."""
        rows = np.array(
            self._db.execute("SELECT id, article FROM passage ORDER BY id").fetchall(), dtype=np.int64
        )
        rows = rows.reshape(-1, 2)
        return rows[:, 0], rows[:, 1]

    def article_days(self) -> list[tuple[int, str | None, str | None, str | None]]:
        """All articles: (number, outlet, first day, last day), days in ISO form."""
        return self._db.execute("SELECT number, outlet, first_day, last_day FROM article").fetchall()

    def passages(self, ids: list[int]) -> dict[int, StoredPassage]:
        """Passages by their ids."""
        rows = self._db.execute(
            "SELECT id, article, start, end, sentences FROM passage"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {
            row: StoredPassage(row, article, start, end, np.frombuffer(borders, dtype="<u4").reshape(-1, 2))
            for row, article, start, end, borders in rows
        }

    def articles(self, numbers: list[int]) -> dict[int, Article]:
        """Articles by their numbers."""
        rows = self._db.execute(
            f"SELECT {_ARTICLE_COLUMNS} FROM article WHERE number IN (SELECT value FROM json_each(?))",  # noqa: S608
            (json.dumps(numbers),),
        )
        return {
            row[0]: Article(
                id=row[1],
                title=row[2],
                url=row[3],
                outlet=row[4],
                authors=tuple(json.loads(row[5])),
                published=Published(row[6]),
                language=row[7],
                modified=Published(row[8]),
                text=row[9],
            )
            for row in rows
        }

    def known(self) -> dict[str, KnownArticle]:
        """Every article by its id."""
        return known_articles(self._db)

    def copies(self) -> dict[int, int]:
        """The articles that are copies of others: number of each to that of the one quoted in its place."""
        return dict(self._db.execute("SELECT number, copy_of FROM article WHERE copy_of IS NOT NULL"))

    def source_of(self, number: int) -> str:
        """The location of the source that gave an article."""
        return str(self._db.execute("SELECT source FROM article WHERE number = ?", (number,)).fetchone()[0])

    def articles_by_source(self) -> dict[str, int]:
        """How many articles each source gave."""
        return dict(self._db.execute("SELECT source, count(*) FROM article GROUP BY source"))

    def history_of(self, article_id: str) -> list[Change]:
        """What became of an article, oldest first; it may be gone."""
        return history.history_of(self._db, article_id)

    def retractions(self) -> list[Change]:
        """Every article that its outlet took back, oldest first."""
        return history.retractions(self._db)

    def number_of(self, article_id: str) -> int | None:
        """The number of an article; None where there is none of that id."""
        row = self._db.execute("SELECT number FROM article WHERE id = ?", (article_id,)).fetchone()
        return None if row is None else int(row[0])

    def search_titles(self, parts: list[str], limit: int) -> list[tuple[str, str, str | None]]:
        """Articles whose title holds every part, in any case: (id, title, outlet), the newest first."""
        holds = "".join(" AND instr(lower(title), lower(?))" for _ in parts)
        return self._db.execute(
            f"SELECT id, title, outlet FROM article WHERE title IS NOT NULL{holds}"  # noqa: S608
            " ORDER BY last_day DESC, number DESC LIMIT ?",
            (*parts, limit),
        ).fetchall()

    def numbers(self) -> list[int]:
        """The numbers of all articles, ascending."""
        return [row[0] for row in self._db.execute("SELECT number FROM article ORDER BY number")]

    def passages_of(self, number: int) -> list[StoredPassage]:
        """The passages of an article, in order."""
        ids = [
            row[0]
            for row in self._db.execute("SELECT id FROM passage WHERE article = ? ORDER BY start", (number,))
        ]
        found = self.passages(ids)
        return [found[i] for i in ids]

    def search_words(
        self, words: list[str], limit: int, articles: list[int] | None = None
    ) -> list[tuple[int, float]]:
        """Rank passages by BM25 over the words of their text and of their article's title.

        words: any of them may occur; they are taken as words, never as search syntax.
        limit: most passages to return.
        articles: numbers of the articles that count; None counts all.
        Returns: (passage id, score), best first, higher is better; equal scores by id.
        """
        if not words:
            return []
        query = " OR ".join(_quoted(word) for word in words)
        rows = self._db.execute(
            "SELECT w.rowid, -bm25(passage_words) AS score FROM passage_words w"
            " WHERE passage_words MATCH ?1 AND (?2 IS NULL"
            " OR (SELECT article FROM passage WHERE id = w.rowid) IN (SELECT value FROM json_each(?2)))"
            " ORDER BY score DESC, w.rowid LIMIT ?3",
            (query, None if articles is None else json.dumps(articles), limit),
        )
        return [(int(row), float(score)) for row, score in rows]

    def document_count(self, word: str) -> int:
        """In how many passages (text, or title of the article) a word occurs."""
        row = self._db.execute(
            "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", (_quoted(word),)
        ).fetchone()
        return int(row[0])

    def has_phrase(self, phrase: str) -> bool:
        """Does a passage, or the title of its article, hold these words in this order, by their stems?"""
        rows = self._db.execute(
            "SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT 1", (_quoted(phrase),)
        )
        return rows.fetchone() is not None

    def stems(self, beginning: str) -> list[tuple[str, int]]:
        """The stems of the full-text index that begin so: (stem, in how many passages), by stem."""
        return self._db.execute(
            "SELECT term, doc FROM temp.stem WHERE term >= ?1 AND term < ?1 || char(0x10ffff)", (beginning,)
        ).fetchall()

    def texts_with(self, stem: str, limit: int) -> list[str]:
        """The texts of the first passages, at most so many, that hold a word of this stem."""
        rows = self._db.execute(
            "SELECT substr(a.text, p.start + 1, p.end - p.start) FROM passage p"
            " JOIN article a ON a.number = p.article"
            " WHERE p.id IN (SELECT DISTINCT doc FROM temp.place WHERE term = ? AND col = 'body' LIMIT ?)"
            " ORDER BY p.id",
            (stem, limit),
        )
        return [row[0] for row in rows]

    def words_indexed(self) -> int:
        """How many passages the full-text index holds."""
        return int(self._db.execute("SELECT count(*) FROM passage_words").fetchone()[0])

    def is_sound(self) -> bool:
        """Does SQLite find the file intact?"""
        return bool(self._db.execute("PRAGMA quick_check").fetchone()[0] == "ok")


def known_articles(db: sqlite3.Connection) -> dict[str, KnownArticle]:
    """Every article of a store by its id."""
    rows = db.execute("SELECT id, content_hash, source, language FROM article")
    return {row[0]: KnownArticle(*row[1:]) for row in rows}


def _quoted(word: str) -> str:
    """The word as an FTS5 string, which holds no syntax."""
    return '"' + word.replace('"', '""') + '"'


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
