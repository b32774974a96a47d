"""The tables of a store are those that indexes built by earlier versions of this format have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files

COLUMNS = {
    "article": (
        "number id content_hash title url outlet authors published first_day last_day modified language"
        " source fingerprint copy_of text"
    ),
    "passage": "id article start end sentences",
    "band": "hash article",
    "copy": "one other",
    "change": "article seen kind reason title url outlet published text",
}
INDEXES = {"passage_article", "change_article"}


def test_tables_columns_and_indexes_are_as_they_were() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(files("index.snapshot").joinpath("schema.sql").read_text(encoding="utf-8"))
        made = db.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        assert {name for (name,) in made} == COLUMNS.keys() | INDEXES
        for table, columns in COLUMNS.items():
            assert [row[1] for row in db.execute(f"PRAGMA table_info({table})")] == columns.split()
