"""Zip files of pages."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from index.parsers.archives.members import Budget, Member, read_members, read_within
from index.parsers.encoding import shown
from index.parsers.items import Skipped, UnreadError, UnusableError

# Python unpacks these a piece at a time; of the others a small piece may become a very large one.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# How zipfile fails, and what unpacks for it.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, struct.error)


def read_zip(path: Path, most: int) -> Iterator[Member | Skipped]:
    """Read a zip file; nothing is written to the disk.

    most: the bytes that a member may have, unpacked.
    Returns: its files in the order of its table of contents.
    Raises: UnreadError where it can't be read, or on.
    """
    budget = Budget()
    with opened_zip(path) as archive:
        yield from read_members(shown(path), _files(archive, most, budget), budget)


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file. Raises: UnreadError where it is damaged, then or while it is open."""
    with path.open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                yield archive
        except _DAMAGED as error:
            raise UnreadError(f"the zip file is damaged: {error}") from error


@contextmanager
def opened_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """Open a file in a zip file. Raises: UnusableError where it can't be unpacked, then or while open."""
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        raise UnusableError("it is a link or a device, not a file")
    if info.flag_bits & _ENCRYPTED:
        raise UnusableError("it is encrypted")
    if info.compress_type not in _METHODS:
        raise UnusableError("it is packed by a method other than deflate; pack it again")
    try:
        with archive.open(info) as file:
            yield file
    except _DAMAGED as error:
        raise UnreadError(f"it is damaged: {error}") from error


def _files(
    archive: zipfile.ZipFile, most: int, budget: Budget
) -> Iterator[tuple[str, Callable[[], bytes] | None]]:
    for info in archive.infolist():
        # Python 3.11 asks a name for its last letter, which an empty one doesn't have.
        is_file = info.filename and not info.is_dir()
        yield info.filename, partial(_read, archive, info, most, budget) if is_file else None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, budget: Budget) -> bytes:
    def read(size: int) -> bytes:
        piece = file.read(size)
        budget.unpacked(piece)
        return piece

    with opened_member(archive, info) as file:
        return read_within(read, most)
