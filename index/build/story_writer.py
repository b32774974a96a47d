"""Keeps which articles tell of one event up to date, as articles come and go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from itertools import groupby, islice
from operator import itemgetter

import numpy as np

from index.build.stories import OPENING, Dated, Numbers, Openings, find_stories, opening_of
from index.snapshot.vectors import Ids, Vectors

# Articles whose openings are made at a time.
_AT_ONCE = 1000


def write_openings(
    db: sqlite3.Connection, rows: Iterable[tuple[int, int]], vectors_of: Callable[[Ids], Vectors]
) -> None:
    """Make the openings of articles.

    rows: (article, passage) of all their passages, in order. vectors_of: fetches the vectors of passages.
    """
    beginnings = (list(islice(all_of_one, OPENING)) for _, all_of_one in groupby(rows, itemgetter(0)))
    while some := list(islice(beginnings, _AT_ONCE)):
        passages = [row for beginning in some for _, row in beginning]
        vectors = iter(vectors_of(np.array(passages, dtype=np.int64)))
        made = [
            (beginning[0][0], opening_of(np.array(list(islice(vectors, len(beginning))))).tobytes())
            for beginning in some
        ]
        db.executemany("INSERT INTO main.opening (article, vector) VALUES (?, ?)", made)


def choose_stories(db: sqlite3.Connection, copies: Mapping[int, int], left: Iterable[str | None]) -> None:
    """Sort articles into stories, once it is settled which are copies, and write what is other than before.

    copies: the article that is quoted in the place of each. left: the days of articles that are gone.
    """
    before: dict[int, int] = dict(db.execute("SELECT article, first FROM story"))
    rows = _by_day(db)
    told = _one_of_each(rows, copies)
    chosen = {number for _, number in told}
    became_copies = [(day, number) for day, number in rows if number in before and number not in chosen]
    days, numbers = np.array(told, dtype=np.int64).reshape(-1, 2).T
    earlier = np.array([before.get(number, 0) for _, number in told], dtype=np.int64)
    gone = np.array([*(day for day, _ in became_copies), *map(_ordinal, filter(None, left))], dtype=np.int64)
    found = find_stories(Dated(numbers, days, lambda some: _openings(db, some)), earlier, gone)
    new = found != earlier
    changed = [*zip(numbers[new].tolist(), found[new].tolist(), strict=True)]
    db.executemany(
        "INSERT OR REPLACE INTO main.story (article, first) VALUES (?, ?)",
        [*changed, *((number, None) for _, number in became_copies)],
    )


def _by_day(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """List (day, number) of the articles whose day is known, by day and id."""
    # SQLite would read whole articles to put them in order; unordered it reads an index.
    found = db.execute("SELECT first_day, id, number FROM article WHERE first_day = last_day")
    rows = ((_ordinal(day), article_id.encode(), number) for day, article_id, number in found)
    dated = np.fromiter(rows, dtype=[("day", np.int64), ("id", "S32"), ("number", np.int64)])
    dated = dated[np.lexsort((dated["id"], dated["day"]))]
    return list(zip(dated["day"].tolist(), dated["number"].tolist(), strict=True))


def _one_of_each(rows: list[tuple[int, int]], copies: Mapping[int, int]) -> list[tuple[int, int]]:
    """Of articles that are copies of each other, choose the one that is quoted, or the first with a day."""
    seen = {number for _, number in rows}
    chosen = []
    for day, number in rows:
        if number not in copies:
            chosen.append((day, number))
        elif copies[number] not in seen:
            seen.add(copies[number])
            chosen.append((day, number))
    return chosen


def remove_article(db: sqlite3.Connection, article_number: int) -> None:
    """Forget an article that is being removed."""
    for table in ("opening", "story"):
        db.execute(f"DELETE FROM main.{table} WHERE article = ?", (article_number,))  # noqa: S608


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _openings(db: sqlite3.Connection, numbers: Numbers) -> Openings:
    rows = db.execute(
        "SELECT article, vector FROM opening WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers.tolist()),),
    )
    vectors: dict[int, bytes] = dict(rows)
    joined = b"".join(vectors[number] for number in numbers.tolist())
    return np.frombuffer(joined, dtype=np.int8).reshape(len(numbers), -1)
