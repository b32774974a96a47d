"""The tables of a store are those that indexes built by earlier versions have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files

import pytest

COLUMNS = {
    "article": (
        "number id content_hash title url outlet authors published first_day last_day modified language"
        " source fingerprint listed_url is_beginning is_outlet_given added copy_of text"
    ),
    "passage": "id article start end sentences",
    "band": "hash article",
    "copy": "one other",
    "change": "article seen kind reason title url outlet published text",
    "opening": "article vector",
    "story": "article first",
}
INDEXES = {"passage_article", "change_article", "article_added", "article_day"}
# Of changes.sqlite, besides those.
CHANGES = {"removed": "number", "canonical": "number copy_of"}


@pytest.mark.parametrize(
    ("scripts", "columns"),
    [
        (["schema.sql", "stories.sql"], COLUMNS),
        (["schema.sql", "changes.sql", "stories.sql"], COLUMNS | CHANGES),
    ],
)
def test_tables_columns_and_indexes_are_as_they_were(scripts: list[str], columns: dict[str, str]) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        for script in scripts:
            db.executescript(files("index.snapshot").joinpath(script).read_text(encoding="utf-8"))
        made = db.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        assert {name for (name,) in made} == columns.keys() | INDEXES
        for table, names in columns.items():
            assert [row[1] for row in db.execute(f"PRAGMA table_info({table})")] == names.split()
