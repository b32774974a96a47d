"""The full check finds what is wrong with stories, too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.snapshot.changes import STORE
from index.snapshot.snapshot import live_folder, open_live
from index.snapshot.verify import check_snapshot


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE story SET first = 999 WHERE article = 1", "in the story of 999, which begins none"),
        ("DELETE FROM story WHERE article = 1", "1 has a day but is in no story"),
        ("DELETE FROM opening WHERE article = 1", "openings, by which stories are told, aren't the same"),
    ],
)
def test_stories_that_cannot_be_are_found(data: Path, damage: str, told: str) -> None:
    with closing(sqlite3.connect(live_folder(data) / STORE)) as db, db:
        db.execute(damage)
    with open_live(data) as live:
        assert any(told in problem for problem in check_snapshot(live))
