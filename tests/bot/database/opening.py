"""Open a file as another program does, or where that is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.database.database import MIGRATIONS, Database
from bot.database.errors import DatabaseError


@contextmanager
def as_another_program(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own to the file."""
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as connection:
        yield connection


async def refused(file: Path, *migrations: str) -> str:
    """Opening must fail; what it says."""
    with pytest.raises(DatabaseError) as error:
        await Database.open(file, migrations or MIGRATIONS)
    assert str(file) in str(error.value)
    return str(error.value)
