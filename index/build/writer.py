"""Writes the articles, passages and words of a snapshot that is being built."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import NamedTuple

import numpy as np

from index.article import Article
from index.build import duplicate_groups, story_writer
from index.build.history_writer import copy_history, record_change, record_earlier, take_over_change
from index.disk import link, link_folder
from index.snapshot.changes import ARTICLE_COLUMNS, CHANGES, STORE, write_changes, write_store, write_whole
from index.snapshot.history import Change, ChangeKind
from index.snapshot.lexical import WORDS, LexicalWriter
from index.snapshot.store import KnownArticle, StoreReader, moment_text
from index.snapshot.vectors import Ids, Vectors
from index.text.passages import Passage, titled

# What changed since the base was written is copied by each build: it may be such a part of the base, or so
# many pages (of 4 KB). Beyond, all is written in one file.
_MUCH = 0.05
_FEW_PAGES = 1000
# Articles that a build compares with their content hash: takes a second or so.
_CHECKED = 20_000


class Origin(NamedTuple):
    """Where an article comes from: its source's location, and a fingerprint of what it was made from."""

    source: str
    fingerprint: str


class StoreWriter:
    """Writes the store of a snapshot that is being built; nothing is on the disk before a change.

    A first one is written in one file. Later ones leave that file alone, their base, and write beside it what
    changed, until that is so much that all is written in one file again (``index.snapshot.changes``).
    """

    def __init__(self, folder: Path, base: Path | None = None, moment: datetime | None = None) -> None:
        """Prepare to write into a folder.

        base: the snapshot whose articles it begins with. moment: at which new ones are added; None is now.
        """
        self._folder, self._base = folder, base
        self._moment = moment_text(moment or datetime.now(UTC))
        # When those that are written anew were added, by their ids.
        self._added: dict[str, str | None] = {}
        self._copies: dict[int, int] = {}
        self._left: set[str | None] = set()
        self._last_article = self._last_old_passage = self._last_passage = 0
        # Whether it was written in one file.
        self.is_whole = base is None

    @cached_property
    def _db(self) -> sqlite3.Connection:
        if self._base is None:
            return write_store(self._folder / STORE)
        path, earlier = self._folder / CHANGES, self._base / CHANGES
        if earlier.is_file():
            shutil.copyfile(earlier, path)
        db = write_changes(path, self._base / STORE)
        # No number of the base is given again, be it of what is gone: vectors and words are known by them.
        self._last_article = _last(db, "SELECT max(number) FROM {}.article")
        self._last_passage = self._last_old_passage = _last(db, "SELECT max(id) FROM {}.passage")
        return db

    @cached_property
    def _words(self) -> LexicalWriter:
        if self._base:
            link_folder(self._base / WORDS, self._folder / WORDS)
        return LexicalWriter(self._folder / WORDS)

    def known(self) -> dict[str, KnownArticle]:
        """Return every article that it began with, by its id."""
        if not self._base:
            return {}
        with StoreReader(self._base / STORE) as base:
            return base.known()

    def damaged(self) -> set[str]:
        """Return the ids of the articles that it began with and that aren't what was indexed.

        Of very many only a part is looked at, each time another one.
        """
        if not self._base:
            return set()
        with StoreReader(self._base / STORE) as base:
            numbers = base.numbers()
            first = random.choice(range(0, len(numbers) or 1, _CHECKED))  # noqa: S311
            return base.damaged(numbers[first : first + _CHECKED])

    def take_over_history(self, live: Path) -> None:
        """Copy what became of articles, and when each was added, from the store of another snapshot."""
        copy_history(self._db, live)
        with StoreReader(live) as store:
            self._added = {article_id: moment and intern(moment) for article_id, moment in store.added()}

    def take_over_change(self, change: Change) -> None:
        """Record what became of an article in another index."""
        take_over_change(self._db, change)

    def record_earlier(self, earlier: Article) -> None:
        """Record an earlier version of an article that is there."""
        record_earlier(self._db, earlier)

    def set_origin(self, article_id: str, origin: Origin, article: Article | None = None) -> None:
        """Note that an unchanged article comes from elsewhere now.

        article: as it is given now, where it was read; what readers don't see of it may be other than before.
        """
        if not self._db.execute("SELECT 1 FROM main.article WHERE id = ?", (article_id,)).fetchone():
            self._db.execute(
                f"INSERT INTO main.article ({ARTICLE_COLUMNS}, text)"  # noqa: S608
                f" SELECT {ARTICLE_COLUMNS}, text FROM article WHERE id = ?",
                (article_id,),
            )
        self._db.execute(
            "UPDATE main.article SET source = ?, fingerprint = ? WHERE id = ?",
            (origin.source, origin.fingerprint, article_id),
        )
        if article:
            self._db.execute(
                "UPDATE main.article SET listed_url = ?, is_outlet_given = ? WHERE id = ?",
                (article.listed_url, article.is_outlet_given, article_id),
            )

    def replace(self, article: Article, origin: Origin, passages: list[Passage]) -> list[int]:
        """Put an article in the place of its earlier form, which is recorded where readers saw other words.

        Returns: the ids of the passages that are gone.
        """
        before = self._db.execute("SELECT title, text FROM article WHERE id = ?", (article.id,)).fetchone()
        if before != (article.title, article.text):
            record_change(self._db, article.id, ChangeKind.CORRECTED)
        return self._put_in_place(article, origin, passages)

    def mend(self, article: Article, origin: Origin, passages: list[Passage]) -> list[int]:
        """Put an article in the place of its damaged form, which isn't what anybody published.

        Returns: the ids of the passages that are gone.
        """
        return self._put_in_place(article, origin, passages)

    def _put_in_place(self, article: Article, origin: Origin, passages: list[Passage]) -> list[int]:
        row = self._db.execute("SELECT added FROM article WHERE id = ?", (article.id,)).fetchone()
        self._added[article.id] = row[0]
        removed = self._remove(article.id)
        self.add(article, origin, passages)
        return removed

    def drop(self, article_id: str, kind: ChangeKind, reason: str = "") -> list[int]:
        """Remove an article and record why.

        Returns: the ids of its passages, which are gone too.
        """
        record_change(self._db, article_id, kind, reason)
        return self._remove(article_id)

    def add(
        self, article: Article, origin: Origin, passages: list[Passage], added: datetime | None = None
    ) -> None:
        """Add an article that isn't there, with its passages.

        added: when another index first had it. One that was dropped and comes back is added anew.
        """
        moment = moment_text(added) if added else self._moment
        published = article.published
        first, last = published.first_day, published.last_day
        db = self._db
        self._last_article += 1
        db.execute(
            "INSERT INTO main.article (number, id, content_hash, title, url, outlet, authors, published,"
            " first_day, last_day, modified, language, source, fingerprint, listed_url, is_beginning,"
            " is_outlet_given, added, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._last_article,
                article.id,
                article.content_hash,
                article.title,
                article.url,
                article.outlet,
                json.dumps(article.authors, ensure_ascii=False),
                published.iso,
                first and first.isoformat(),
                last and last.isoformat(),
                article.modified.iso,
                article.language,
                origin.source,
                origin.fingerprint,
                article.listed_url,
                article.is_beginning,
                article.is_outlet_given,
                self._added.get(article.id, moment),
                article.text,
            ),
        )
        duplicate_groups.add_article(db, self._last_article, article.text)
        for passage in passages:
            borders = np.array([(s.start, s.end) for s in passage.sentences], dtype="<u4").reshape(-1, 2)
            self._last_passage += 1
            db.execute(
                "INSERT INTO main.passage (id, article, start, end, sentences) VALUES (?, ?, ?, ?, ?)",
                (self._last_passage, self._last_article, passage.start, passage.end, borders.tobytes()),
            )
            body = article.text[passage.start : passage.end]
            self._words.add(self._last_passage, self._last_article, titled(article.title, body))

    def choose_canonical(self) -> None:
        """Decide which articles are quoted for their near duplicates, once all are added and removed."""
        self._copies = duplicate_groups.choose_canonical(self._db)
        chosen = self._copies.items()
        if self._base is None:
            self._db.executemany("UPDATE main.article SET copy_of = ?2 WHERE number = ?1", chosen)
        else:
            self._db.execute("DELETE FROM main.canonical")
            self._db.executemany("INSERT INTO main.canonical (number, copy_of) VALUES (?, ?)", chosen)

    def write_openings(self, vectors_of: Callable[[Ids], Vectors], *, new: bool = True) -> None:
        """Write how articles open, by which stories are told.

        vectors_of: fetches the vectors of passages. new: of those added since opening; else of those of an
            earlier format, which lack it.
        """
        if new:
            query, values = "SELECT article, id FROM main.passage WHERE id > ?", (self._last_old_passage,)
        else:
            query, values = "SELECT article, id FROM passage WHERE id <= ?", (self._last_old_passage,)
            query += " AND article NOT IN (SELECT article FROM opening)"
        rows = self._db.execute(f"{query} ORDER BY article, id", values)
        story_writer.write_openings(self._db, rows, vectors_of)

    def choose_stories(self) -> None:
        """Tell which articles are of one event, once copies are told and all openings written."""
        story_writer.choose_stories(self._db, self._copies, self._left)

    def _remove(self, article_id: str) -> list[int]:
        number, text, day = self._db.execute(
            "SELECT number, text, first_day FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        self._left.add(day)
        story_writer.remove_article(self._db, number)
        passages = self._db.execute("SELECT id FROM passage WHERE article = ?", (number,)).fetchall()
        self._words.remove(number)
        duplicate_groups.remove_article(self._db, number, text)
        self._db.execute("DELETE FROM main.passage WHERE article = ?", (number,))
        self._db.execute("DELETE FROM main.article WHERE number = ?", (number,))
        self._db.execute(
            "INSERT INTO main.removed SELECT number FROM base.article WHERE number = ?", (number,)
        )
        return [row for (row,) in passages]

    def new_passages(self) -> Iterator[tuple[int, str]]:
        """Give every passage added since opening, in order: (id, text after its article's title)."""
        rows = self._db.execute(
            "SELECT p.id, a.title, a.text, p.start, p.end FROM main.passage p"
            " JOIN main.article a ON a.number = p.article WHERE p.id > ? ORDER BY p.id",
            (self._last_old_passage,),
        )
        for row, title, text, start, end in rows:
            yield row, titled(title, text[start:end])

    def new_count(self) -> int:
        """Count the passages added since opening."""
        return self._last_passage - self._last_old_passage

    def finish(self, *, whole: bool = False) -> int:
        """Write everything and close; returns how many passages there are.

        whole: in one file, be what changed ever so little.
        """
        self._words.finish()
        [passages] = self._db.execute("SELECT count(*) FROM (SELECT id FROM passage LIMIT -1)").fetchone()
        self._db.commit()
        if self._base and (whole or self._has_outgrown_base()):
            write_whole(self._db, self._folder / STORE)
            self.is_whole = True
        self._db.close()
        if self._base and self.is_whole:
            (self._folder / CHANGES).unlink()
        elif self._base:
            link(self._base / STORE, self._folder / STORE)
        return int(passages)

    def _has_outgrown_base(self) -> bool:
        """Tell whether what changed, and what is in vain in the base, is much beside all of it."""
        [pages] = self._db.execute("PRAGMA base.page_count").fetchone()
        [changed] = self._db.execute("PRAGMA main.page_count").fetchone()
        [removed] = self._db.execute("SELECT count(*) FROM main.removed").fetchone()
        [articles] = self._db.execute("SELECT count(*) FROM base.article").fetchone()
        in_vain = removed * pages / max(1, articles)
        return bool(changed + in_vain > max(_FEW_PAGES, pages * _MUCH))

    def close(self) -> None:
        """Close; where it isn't finished, what was written is worth nothing."""
        if "_words" in self.__dict__:
            self._words.abandon()
        if "_db" in self.__dict__:
            self._db.close()


def _last(db: sqlite3.Connection, query: str) -> int:
    return max(db.execute(query.format(schema)).fetchone()[0] or 0 for schema in ("main", "base"))
