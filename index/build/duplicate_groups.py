"""Keeps which articles carry the same text up to date, as articles come and go."""

from __future__ import annotations

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
        "INSERT INTO copy (one, other) VALUES (?, ?)",
        [(other, article_number) for other, its_text in near if is_near_duplicate(text, its_text)],
    )
    db.executemany(
        "INSERT INTO band (hash, article) VALUES (?, ?)", [(one, article_number) for one in hashes]
    )


def remove_article(db: sqlite3.Connection, article_number: int, text: str) -> None:
    """Forget an article that is being removed."""
    db.executemany(
        "DELETE FROM band WHERE hash = ? AND article = ?",
        [(one, article_number) for one in band_hashes(text)],
    )
    db.execute("DELETE FROM copy WHERE one = ?1 OR other = ?1", (article_number,))


def choose_canonical(db: sqlite3.Connection) -> None:
    """Decide for all near duplicates which article is quoted in their place."""
    pairs = db.execute("SELECT one, other FROM copy").fetchall()
    rows = db.execute(
        "SELECT number, length(text), published, url, outlet, title, text FROM article"
        " WHERE number IN (SELECT one FROM copy UNION SELECT other FROM copy)"
    ).fetchall()
    titles: dict[tuple[str, str | None], set[str | None]] = defaultdict(set)
    for *_, outlet, title, text in rows:
        titles[text, outlet].add(title)
    stories = {
        number: NearDuplicate(number, length, Published(published), url, outlet)
        for number, length, published, url, outlet, _, text in rows
        if len(titles[text, outlet]) < _NOTICE_TITLES
    }
    pairs = [pair for pair in pairs if stories.keys() >= set(pair)]
    db.execute("UPDATE article SET copy_of = NULL WHERE copy_of IS NOT NULL")
    db.executemany(
        "UPDATE article SET copy_of = ? WHERE number = ?",
        [(canonical, number) for number, canonical in find_canonical(stories, pairs).items()],
    )
