"""What SQLite says against the page cache, in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

# Another process may have the file to itself for so long.
BUSY_SECONDS = 30.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_damaged(error: sqlite3.Error) -> bool:
    """Tell whether what is in the file can't be read any more."""
    return _code(error) in _DAMAGED


def _code(error: sqlite3.Error) -> int:
    """Return the number that SQLite has for an error, without what it adds in its higher bits."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def explain(path: Path, error: sqlite3.Error) -> str:
    """Say what is wrong with the file, and what to do; path: where it is."""
    stays = "What was fetched before stays."
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return f"There is no space left for {path}. Free some, and try again. {stays}"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return (
                f"Another process has had {path} to itself for {BUSY_SECONDS:.0f} s. Try again when it ends."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return (
                f"{path} can't be written to. Correct the permissions of its folder, and try again. {stays}"
            )
        case _:
            return f"{path} can't be used now ({error}). Look after its disk, and try again. {stays}"
