"""Which articles carry the same text, kept up to date as articles come and go."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

from index.article import Published
from index.build.near_duplicates import NearDuplicate, bands, groups, is_near_duplicate

# An article is compared with so many like ones: of a notice there may be thousands.
_COMPARED = 50
# A text under so many titles of one outlet is no story but a notice that stands in place of stories.
_NOTICE_TITLES = 3

SCHEMA = """
CREATE TABLE band (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE copy (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
"""


def add_carrier(db: sqlite3.Connection, number: int, text: str) -> None:
    """Note an article that was added, and the indexed ones that it is a copy of."""
    hashes = bands(text)
    near = db.execute(
        "SELECT number, text FROM article WHERE number IN"
        " (SELECT article FROM band WHERE hash IN (SELECT value FROM json_each(?))) ORDER BY number LIMIT ?",
        (json.dumps(hashes), _COMPARED),
    ).fetchall()
    db.executemany(
        "INSERT INTO copy (one, other) VALUES (?, ?)",
        [(other, number) for other, its_text in near if is_near_duplicate(text, its_text)],
    )
    db.executemany("INSERT INTO band (hash, article) VALUES (?, ?)", [(one, number) for one in hashes])


def remove_carrier(db: sqlite3.Connection, number: int, text: str) -> None:
    """Forget an article that is being removed."""
    db.executemany("DELETE FROM band WHERE hash = ? AND article = ?", [(one, number) for one in bands(text)])
    db.execute("DELETE FROM copy WHERE one = ?1 OR other = ?1", (number,))


def settle(db: sqlite3.Connection) -> None:
    """Decide for all copies which article is quoted in their place."""
    pairs = db.execute("SELECT one, other FROM copy").fetchall()
    rows = db.execute(
        "SELECT number, length(text), published, url, outlet, title, text FROM article"
        " WHERE number IN (SELECT one FROM copy UNION SELECT other FROM copy)"
    ).fetchall()
    titles: dict[tuple[str, str | None], set[str | None]] = defaultdict(set)
    for *_, outlet, title, text in rows:
        titles[text, outlet].add(title)
    carriers = {
        number: NearDuplicate(number, length, Published(published), url, outlet)
        for number, length, published, url, outlet, _, text in rows
        if len(titles[text, outlet]) < _NOTICE_TITLES
    }
    stories = [pair for pair in pairs if carriers.keys() >= set(pair)]
    db.execute("UPDATE article SET copy_of = NULL WHERE copy_of IS NOT NULL")
    db.executemany(
        "UPDATE article SET copy_of = ? WHERE number = ?",
        [(leader, number) for number, leader in groups(carriers, stories).items()],
    )
