"""How far new articles were looked at and what of them was told, in one file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from bot.database.posts import Post, Told
from config.errors import ClippingsError

# Beside the other files of a data folder.
FILE_NAME = "follow.json"


class EventKind(StrEnum):
    """What is told; the value is stored, and stands in JSON.

    new: a story, or an answer, that wasn't told yet. also: another article of one that was.
    changed: a figure or an answer is another one now. corrected: an article says something else.
    withdrawn: an article was taken back.
    """

    NEW = "new"
    ALSO = "also"
    CHANGED = "changed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Event:
    """Something to tell of a story.

    id: the same however often it is told. story: the id of what was told of it first.
    articles: the ids of those that it is about.
    """

    id: str
    kind: EventKind
    story: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """Holds all that goes on after a restart.

    until: the moment up to which new articles were looked at; None: none were.
    since: the day from which on all articles were looked at, where that was wanted.
    stories: what was told, or is to be. answers: to each question, the one that was told last.
    waiting: what is still to be told, the oldest first.
    changes: what became of articles as the last look saw it; the next one may see it again.
    """

    until: str | None = None
    since: str | None = None
    stories: tuple[Post, ...] = ()
    answers: dict[str, Told] = field(default_factory=dict)
    waiting: tuple[Event, ...] = ()
    changes: tuple[tuple[EventKind, str], ...] = ()


_PROGRESS = TypeAdapter(Progress)


class ProgressFile:
    """Keeps progress in a file that is always whole."""

    def __init__(self, path: Path) -> None:
        """Keep it there."""
        self.path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep all others from it for as long as this lasts.

        Raises: ClippingsError where another process has it, or it can't be written there.
        """
        lock = FileLock(self.path.with_name(f".{self.path.name}-lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise ClippingsError(
                f"Another `clippings follow` goes on from {self.path} already. Stop it, or give this one a"
                " --progress FILE of its own."
            ) from error
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield
        finally:
            lock.release()

    def read(self) -> Progress:
        """Read it; nothing was done where there is none. Raises: ClippingsError where it can't be used."""
        try:
            return _PROGRESS.validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return Progress()
        except OSError as error:
            raise ClippingsError(
                f"{self.path} can't be read: {error.strerror}. Name another file with --progress."
            ) from error
        except ValidationError as error:
            raise ClippingsError(
                f"{self.path} isn't what `clippings follow` wrote. Put it aside: what it told before may then"
                " be told again with --since."
            ) from error

    def write(self, progress: Progress) -> None:
        """Write it as a whole. Raises: ClippingsError where it can't be written; it is as it was then."""
        beside = self.path.with_name(f".{self.path.name}-new")
        try:
            with beside.open("wb") as file:
                file.write(_PROGRESS.dump_json(progress))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> ClippingsError:
        return ClippingsError(
            f"{self.path} can't be written: {error.strerror}."
            " Make room, or name another file with --progress."
        )
