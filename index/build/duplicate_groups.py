"""Keeps which articles carry the same text up to date, as articles come and go."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict

from index.article import Published
from index.build.near_duplicates import NearDuplicate, band_hashes, find_canonical, is_near_duplicate

# An article is compared with so many like ones: of a notice there may be thousands.
_COMPARED = 50
# A text under so many titles of one outlet is no story but a notice that stands in place of stories.
_NOTICE_TITLES = 3


def add_article(db: sqlite3.Connection, article_number: int, text: str) -> None:
    """Note an article that was added, and the indexed ones that it is a near duplicate of."""
    hashes = band_hashes(text)
    near = db.execute(
        "SELECT number, text FROM article WHERE number IN"
        " (SELECT article FROM band WHERE hash IN (SELECT value FROM json_each(?))) ORDER BY number LIMIT ?",
        (json.dumps(hashes), _COMPARED),
    ).fetchall()
    db.executemany(
        "INSERT INTO main.copy (one, other) VALUES (?, ?)",
        [(other, article_number) for other, its_text in near if is_near_duplicate(text, its_text)],
    )
    db.executemany(
        "INSERT INTO main.band (hash, article) VALUES (?, ?)", [(one, article_number) for one in hashes]
    )


def remove_article(db: sqlite3.Connection, article_number: int, text: str) -> None:
    """Forget an article that is being removed."""
    db.executemany(
        "DELETE FROM main.band WHERE hash = ? AND article = ?",
        [(one, article_number) for one in band_hashes(text)],
    )
    db.execute("DELETE FROM main.copy WHERE one = ?1 OR other = ?1", (article_number,))


def choose_canonical(db: sqlite3.Connection) -> dict[int, int]:
    """Decide for all near duplicates which article is quoted in their place.

    Returns: its number, for each that isn't quoted itself.
    """
    pairs = db.execute("SELECT one, other FROM copy").fetchall()
    rows = db.execute(
        "SELECT number, length(text), published, url, outlet, title, text FROM article"
        " WHERE number IN (SELECT one FROM copy UNION SELECT other FROM copy)"
    )
    articles: list[tuple[NearDuplicate, bytes]] = []
    titles: dict[tuple[bytes, str | None], set[str | None]] = defaultdict(set)
    for number, length, published, url, outlet, title, text in rows:
        # In place of texts, of which there may be more than the memory holds.
        digest = hashlib.sha256(text.encode()).digest()
        articles.append((NearDuplicate(number, length, Published(published), url, outlet), digest))
        titles[digest, outlet].add(title)
    stories = {
        one.article_number: one
        for one, digest in articles
        if len(titles[digest, one.outlet]) < _NOTICE_TITLES
    }
    return find_canonical(stories, [pair for pair in pairs if stories.keys() >= set(pair)])
