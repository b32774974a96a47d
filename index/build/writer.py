"""Writes the articles, passages and words of a snapshot that is being built."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.article import Article
from index.build import duplicate_groups
from index.build.history_writer import copy_history, record_change, take_over_change
from index.disk import link_folder
from index.snapshot.history import Change, ChangeKind
from index.snapshot.lexical import WORDS, LexicalWriter
from index.snapshot.store import STORE, KnownArticle, StoreReader
from index.text.passages import Passage, titled

_SCHEMA = files("index.snapshot").joinpath("schema.sql")


class Origin(NamedTuple):
    """Where an article comes from: its source's location, and a fingerprint of what it was made from."""

    source: str
    fingerprint: str


class StoreWriter:
    """Writes the store of a snapshot that is being built; nothing is on the disk before a change."""

    def __init__(self, folder: Path, base: Path | None = None) -> None:
        """Prepare to write into a folder; base: the snapshot whose articles it begins with."""
        self._folder, self._base = folder, base
        self._last_old_passage = self._last_passage = 0

    @cached_property
    def _db(self) -> sqlite3.Connection:
        path = self._folder / STORE
        if self._base:
            shutil.copyfile(self._base / STORE, path)
        db = sqlite3.connect(path)
        # A store in the making is scratch: a kill throws it away whole, so it needs no journal.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        if not self._base:
            db.executescript(_SCHEMA.read_text(encoding="utf-8"))
        # Ids of removed passages are not given again in the same build: the vectors of the old
        # snapshot are known by them.
        self._last_old_passage = int(db.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()[0])
        self._last_passage = self._last_old_passage
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
        """Return the ids of the articles that it began with and that aren't what was indexed."""
        if not self._base:
            return set()
        with StoreReader(self._base / STORE) as base:
            return base.damaged()

    def take_over_history(self, live: Path) -> None:
        """Copy what became of articles from the store of another snapshot."""
        copy_history(self._db, str(live))

    def take_over_change(self, change: Change) -> None:
        """Record what became of an article in another index."""
        take_over_change(self._db, change)

    def set_origin(self, article_id: str, origin: Origin) -> None:
        """Note that an unchanged article comes from elsewhere now."""
        self._db.execute(
            "UPDATE article SET source = ?, fingerprint = ? WHERE id = ?",
            (origin.source, origin.fingerprint, article_id),
        )

    def replace(self, article: Article, origin: Origin, passages: list[Passage]) -> list[int]:
        """Put an article in the place of its earlier form, which is recorded where readers saw other words.

        Returns: the ids of the passages that are gone.
        """
        before = self._db.execute("SELECT title, text FROM article WHERE id = ?", (article.id,)).fetchone()
        if before != (article.title, article.text):
            record_change(self._db, article.id, ChangeKind.CORRECTED)
        removed = self._remove(article.id)
        self.add(article, origin, passages)
        return removed

    def mend(self, article: Article, origin: Origin, passages: list[Passage]) -> list[int]:
        """Put an article in the place of its damaged form, which isn't what anybody published.

        Returns: the ids of the passages that are gone.
        """
        removed = self._remove(article.id)
        self.add(article, origin, passages)
        return removed

    def drop(self, article_id: str, kind: ChangeKind, reason: str = "") -> list[int]:
        """Remove an article and record why.

        Returns: the ids of its passages, which are gone too.
        """
        record_change(self._db, article_id, kind, reason)
        return self._remove(article_id)

    def add(self, article: Article, origin: Origin, passages: list[Passage]) -> None:
        """Add an article that isn't there, with its passages."""
        published = article.published
        first, last = published.first_day, published.last_day
        article_number = self._db.execute(
            "INSERT INTO article (id, content_hash, title, url, outlet, authors, published, first_day,"
            " last_day, modified, language, source, fingerprint, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
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
                article.text,
            ),
        ).lastrowid
        assert article_number is not None
        duplicate_groups.add_article(self._db, article_number, article.text)
        for passage in passages:
            borders = np.array([(s.start, s.end) for s in passage.sentences], dtype="<u4").reshape(-1, 2)
            self._last_passage += 1
            self._db.execute(
                "INSERT INTO passage (id, article, start, end, sentences) VALUES (?, ?, ?, ?, ?)",
                (self._last_passage, article_number, passage.start, passage.end, borders.tobytes()),
            )
            body = article.text[passage.start : passage.end]
            self._words.add(self._last_passage, article_number, titled(article.title, body))

    def choose_canonical(self) -> None:
        """Decide which articles are quoted for their near duplicates, once all are added and removed."""
        duplicate_groups.choose_canonical(self._db)

    def _remove(self, article_id: str) -> list[int]:
        article_number, text = self._db.execute(
            "SELECT number, text FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        passages = self._db.execute("SELECT id FROM passage WHERE article = ?", (article_number,)).fetchall()
        self._words.remove(article_number)
        duplicate_groups.remove_article(self._db, article_number, text)
        self._db.execute("DELETE FROM passage WHERE article = ?", (article_number,))
        self._db.execute("DELETE FROM article WHERE number = ?", (article_number,))
        return [row for (row,) in passages]

    def new_passages(self) -> Iterator[tuple[int, str]]:
        """Give every passage added since opening, in order: (id, text after its article's title)."""
        rows = self._db.execute(
            "SELECT p.id, a.title, a.text, p.start, p.end FROM passage p"
            " JOIN article a ON a.number = p.article WHERE p.id > ? ORDER BY p.id",
            (self._last_old_passage,),
        )
        for row, title, text, start, end in rows:
            yield row, titled(title, text[start:end])

    def new_count(self) -> int:
        """Count the passages added since opening."""
        return self._last_passage - self._last_old_passage

    def finish(self) -> int:
        """Write everything and close; returns how many passages there are."""
        self._words.finish()
        [passages] = self._db.execute("SELECT count(*) FROM passage").fetchone()
        self._db.commit()
        self._db.close()
        return int(passages)

    def close(self) -> None:
        """Close without finishing; what was written is worth nothing."""
        if "_words" in self.__dict__:
            self._words.abandon()
        if "_db" in self.__dict__:
            self._db.close()
