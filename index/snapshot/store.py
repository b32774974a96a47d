"""Reads articles and passages in the store of a snapshot."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from sys import intern
from typing import Self

import numpy as np
import numpy.typing as npt

from index.article import Article, Published, Span
from index.snapshot import history
from index.snapshot.changes import STORE, read_store
from index.snapshot.history import Change

__all__ = ["STORE", "KnownArticle", "OutletSummary", "StoreReader", "StoredPassage", "moment_text"]

_LOG = logging.getLogger(__name__)

# Articles that are held at a time where all are read.
_AT_ONCE = 500
_ARTICLE_COLUMNS = (
    "number, id, title, url, outlet, authors, published, language, modified, text, is_beginning,"
    " is_outlet_given, listed_url"
)


@dataclass(frozen=True)
class StoredPassage:
    """A passage as stored: where it stands in its article's text, and its sentences."""

    id: int
    article_number: int
    start: int
    end: int
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class OutletSummary:
    """What is indexed of one outlet; None where the outlet or the days aren't known."""

    outlet: str | None
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What a build compares an indexed article with.

    source: the location of what gave it. fingerprint: of what it was made from; empty where none was taken.
    """

    content_hash: str
    source: str
    language: str | None
    fingerprint: str


class StoreReader:
    """Reads the store of a finished snapshot, from any thread."""

    def __init__(self, path: Path) -> None:
        """Open it read-only and immutable; path: its base, beside which its changes lie."""
        self._db = read_store(path)

    def close(self) -> None:
        """Close its files."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def counts(self) -> tuple[int, int]:
        """Count the articles and the passages."""
        # The limit, which is none, makes SQLite count by the index of each file: no text is read.
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM (SELECT number FROM article LIMIT -1)),"
            " (SELECT count(*) FROM (SELECT id FROM passage LIMIT -1))"
        ).fetchone()
        return int(row[0]), int(row[1])

    def outlets(self) -> list[OutletSummary]:
        """Summarise what is indexed of each outlet, most articles first."""
        rows = self._db.execute(
            "SELECT outlet, count(*), min(first_day), max(last_day) FROM article GROUP BY outlet"
            " ORDER BY count(*) DESC, outlet"
        )
        return [OutletSummary(outlet, count, _day(first), _day(last)) for outlet, count, first, last in rows]

    def language_counts(self) -> dict[str, int]:
        """Count the articles in each language that is known, most articles first."""
        rows = self._db.execute(
            "SELECT language, count(*) FROM article WHERE language IS NOT NULL GROUP BY language"
            " ORDER BY count(*) DESC, language"
        )
        return dict(rows)

    def passage_ranges(self) -> npt.NDArray[np.int64]:
        """List which passages the articles have, shape (articles, 3).

        Returns: number of the article, its first and its last passage, by passages ascending; what lies
            between the two is the article's as well.
        """
        rows = self._db.execute(
            "SELECT article, min(id) AS first, max(id) FROM (SELECT article, id FROM passage LIMIT -1)"
            " GROUP BY article ORDER BY first"
        ).fetchall()
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def passage_ids(self) -> npt.NDArray[np.int64]:
        """List the ids of all passages, ascending."""
        rows = self._db.execute("SELECT id FROM passage ORDER BY id")
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

    def article_days(self) -> list[tuple[int, str | None, str | None, str | None]]:
        """List all articles: (number, outlet, first day, last day), days in ISO form."""
        return self._db.execute(
            "SELECT number, outlet, first_day, last_day FROM article ORDER BY number"
        ).fetchall()

    def passages(self, ids: list[int]) -> dict[int, StoredPassage]:
        """Fetch passages by their ids."""
        rows = self._db.execute(
            "SELECT id, article, start, end, sentences FROM passage"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {
            passage_id: StoredPassage(passage_id, article_number, start, end, _spans(borders))
            for passage_id, article_number, start, end, borders in rows
        }

    def articles(self, numbers: list[int]) -> dict[int, Article]:
        """Fetch articles by their numbers."""
        return {number: article for number, article, _ in self._articles(numbers)}

    def vouched_articles(self, numbers: list[int]) -> dict[int, Article]:
        """Fetch articles by their numbers, but for those that aren't what was indexed.

        A byte that changed on the disk would be quoted as word for word: such an article is left out and
        named in the log.
        """
        found = {}
        for number, article, content_hash in self._articles(numbers):
            if article.content_hash == content_hash:
                found[number] = article
            else:
                _LOG.error(
                    "Article %s (%s) isn't what was indexed: it is not quoted. Rebuild the index.",
                    article.id,
                    article.url or article.title,
                )
        return found

    def each_vouched(self, numbers: list[int]) -> Iterator[tuple[int, Article]]:
        """Give articles one after the other, in this order: the number of each, and itself.

        Those that aren't what was indexed are left out and named in the log. Few are held at a time.
        """
        for at in range(0, len(numbers), _AT_ONCE):
            part = numbers[at : at + _AT_ONCE]
            found = self.vouched_articles(part)
            yield from ((number, found[number]) for number in part if number in found)

    def damaged(self, numbers: list[int] | None = None) -> set[str]:
        """Compare articles with the content hash that they were indexed with.

        numbers: of those to compare; None compares all.
        Returns: the ids of those that aren't what was indexed.
        """
        numbers = self.numbers() if numbers is None else numbers
        return {
            article.id
            for at in range(0, len(numbers), _AT_ONCE)
            for _, article, content_hash in self._articles(numbers[at : at + _AT_ONCE])
            if article.content_hash != content_hash
        }

    def _articles(self, numbers: list[int]) -> Iterator[tuple[int, Article, str]]:
        """Fetch articles: the number of each, itself, and its content hash when it was indexed."""
        rows = self._db.execute(
            f"SELECT {_ARTICLE_COLUMNS}, content_hash FROM article"  # noqa: S608
            " WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        for row in rows.fetchall():
            article = Article(
                id=row[1],
                title=row[2],
                url=row[3],
                outlet=row[4],
                authors=tuple(json.loads(row[5])),
                published=Published(row[6]),
                language=row[7],
                modified=Published(row[8]),
                text=row[9],
                is_beginning=bool(row[10]),
                is_outlet_given=bool(row[11]),
                listed_url=row[12],
            )
            yield row[0], article, row[13]

    def known(self) -> dict[str, KnownArticle]:
        """Fetch by its id what a build compares every article with."""
        rows = self._db.execute("SELECT id, content_hash, source, language, fingerprint FROM article")
        # Of sources and languages there are few, each of very many articles.
        return {
            article_id: KnownArticle(content_hash, intern(source), language and intern(language), fingerprint)
            for article_id, content_hash, source, language, fingerprint in rows
        }

    def copies(self) -> dict[int, int]:
        """Map the articles that are copies of others, by number, to the one that is quoted in their place."""
        return dict(self._db.execute("SELECT number, copy_of FROM canonical"))

    def added_since(self, moment: datetime) -> list[int]:
        """List the articles that were first indexed after a moment, by number.

        Those of indexes that didn't note it yet are older than any.
        """
        rows = self._db.execute("SELECT number FROM article WHERE added > ?", (moment_text(moment),))
        return sorted(number for (number,) in rows)

    def added(self) -> list[tuple[str, str | None]]:
        """List every article's id with the moment at which it was first indexed, where that is known."""
        return self._db.execute("SELECT id, added FROM article").fetchall()

    def stories(self) -> dict[int, int]:
        """Map each article that is in a story, by number, to the first article of it.

        Copies are in the same one. Articles whose day isn't known, nor that of a copy, are in none.
        """
        found: dict[int, int] = dict(self._db.execute("SELECT article, first FROM story"))
        copies = self.copies()
        of_copies = {copies.get(number, number): first for number, first in found.items()}
        alike = {*copies.items(), *((of, of) for of in copies.values())}
        return found | {number: of_copies[of] for number, of in alike if of in of_copies}

    def openings(self) -> list[int]:
        """List the articles whose openings are known, ascending."""
        return [number for (number,) in self._db.execute("SELECT article FROM opening ORDER BY article")]

    def source_of(self, number: int) -> str:
        """Look up the location of the source that gave an article."""
        return str(self._db.execute("SELECT source FROM article WHERE number = ?", (number,)).fetchone()[0])

    def numbers_of(self, source: str) -> dict[str, int]:
        """Map the articles that a source gave, by id, to their numbers.

        source: its location.
        """
        return dict(self._db.execute("SELECT id, number FROM article WHERE source = ?", (source,)))

    def history_of(self, article_id: str) -> list[Change]:
        """List what became of an article, oldest first; it may be gone."""
        return history.history_of(self._db, article_id)

    def retractions(self) -> list[Change]:
        """List every article that its outlet took back, oldest first."""
        return history.retractions(self._db)

    def changes_since(self, since: datetime) -> list[Change]:
        """List what became of articles since a moment, oldest first."""
        return history.changes_since(self._db, since)

    def number_of(self, article_id: str) -> int | None:
        """Look up the number of an article; None where there is none of that id."""
        row = self._db.execute("SELECT number FROM article WHERE id = ?", (article_id,)).fetchone()
        return None if row is None else int(row[0])

    def search_titles(self, parts: list[str], limit: int) -> list[tuple[str, str, str | None]]:
        """Find articles whose title holds every part, in any case: (id, title, outlet), the newest first."""
        holds = "".join(" AND instr(lower(title), lower(?))" for _ in parts)
        return self._db.execute(
            f"SELECT id, title, outlet FROM article WHERE title IS NOT NULL{holds}"  # noqa: S608
            " ORDER BY last_day DESC, number DESC LIMIT ?",
            (*parts, limit),
        ).fetchall()

    def numbers(self) -> list[int]:
        """List the numbers of all articles, ascending."""
        return [row[0] for row in self._db.execute("SELECT number FROM article ORDER BY number")]

    def passages_of(self, number: int) -> list[StoredPassage]:
        """Fetch the passages of an article, in order."""
        ids = [
            row[0]
            for row in self._db.execute("SELECT id FROM passage WHERE article = ? ORDER BY start", (number,))
        ]
        found = self.passages(ids)
        return [found[i] for i in ids]

    def sentences_of(self, number: int) -> list[Span]:
        """List the sentences of an article, in order, as spans of its text."""
        return [sentence for passage in self.passages_of(number) for sentence in passage.sentences]

    def texts_of(self, ids: list[int]) -> list[str]:
        """Fetch the texts of passages, by id."""
        # Two look-ups: a join of what stands in two files would read all of them.
        found = self.passages(ids)
        numbers = sorted({passage.article_number for passage in found.values()})
        texts: dict[int, str] = dict(
            self._db.execute(
                "SELECT number, text FROM article WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(numbers),),
            )
        )
        return [texts[one.article_number][one.start : one.end] for _, one in sorted(found.items())]

    def is_sound(self) -> bool:
        """Tell whether SQLite finds every file intact."""
        return bool(self._db.execute("PRAGMA quick_check").fetchone()[0] == "ok")


def moment_text(moment: datetime) -> str:
    """Write a moment so that later ones come later in the order of letters."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _spans(borders: bytes) -> tuple[Span, ...]:
    """Read the sentences of a passage: start and end of each, as little-endian 32-bit numbers."""
    return tuple(
        Span(start, end) for start, end in np.frombuffer(borders, dtype="<u4").reshape(-1, 2).tolist()
    )


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
