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
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata
from index.parsers.plain.front_matter import LONGEST_SIDECAR, is_sidecar, parse_sidecar, sidecar_names

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
        sidecars = _sidecars(archive)
        files = _files(archive, most, budget)
        yield from read_members(shown(path), files, budget, most, partial(_known, archive, sidecars, budget))


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


def _sidecars(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Find the sidecars in a zip file, by their paths."""
    infos = (info for info in archive.infolist() if is_sidecar(info.filename))
    return {info.filename.replace("\\", "/").removeprefix("./"): info for info in infos}


def _known(
    archive: zipfile.ZipFile, sidecars: dict[str, zipfile.ZipInfo], budget: Budget, name: str
) -> ArticleMetadata:
    """Read the sidecar of a file, where it has one."""
    info = next((sidecars[one] for one in sidecar_names(name) if one in sidecars), None)
    if info is None:
        return NOTHING_KNOWN
    return parse_sidecar(info.filename, partial(_read, archive, info, LONGEST_SIDECAR, budget))


def _files(
    archive: zipfile.ZipFile, most: int, budget: Budget
) -> Iterator[tuple[str, Callable[[], bytes] | None]]:
    for info in archive.infolist():
        # Python 3.11 asks a name for its last letter, which an empty one doesn't have.
        is_file = info.filename and not info.is_dir() and not is_sidecar(info.filename)
        yield info.filename, partial(_read, archive, info, most, budget) if is_file else None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, budget: Budget) -> bytes:
    def read(size: int) -> bytes:
        piece = file.read(size)
        budget.unpacked(piece)
        return piece

    with opened_member(archive, info) as file:
        return read_within(read, most)
