"""What can be wrong with the bot's database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.errors import ClippingsError

# What may be over in a moment: another program at work, a full or failing disk, a file that is gone.
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}


class DatabaseError(ClippingsError):
    """The bot's database can't be used; the message says why and what to do."""

    def __init__(self, message: str, *, is_passing: bool = False) -> None:
        """Make the error.

        is_passing: may the very same work later?
        """
        super().__init__(message)
        self.is_passing = is_passing


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file into what to do about it."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        passing = isinstance(error, OSError) or _code(error) in _PASSING
        message = f"The bot's database {path} can't be used: {error}. {_advice(error)}"
        raise DatabaseError(message, is_passing=passing) from error


def is_busy(error: Exception) -> bool:
    """Tell whether another program is at work on the file."""
    return _code(error) == sqlite3.SQLITE_BUSY


def _code(error: Exception) -> int:
    # The lowest byte; those above tell how exactly. Python's own errors have no code.
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _advice(error: Exception) -> str:
    if type(error) is sqlite3.DatabaseError:
        return "It is damaged: restore a copy of it, or move it away to begin a new one."
    if is_busy(error):
        return "Another program is writing to it: end that one and try again."
    return (
        "Nothing was changed. See that the disk has room and that the bot may write there; after an update,"
        " the version of Clippings before it still works."
    )
