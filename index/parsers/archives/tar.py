"""Tar files of pages, packed or not."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, cast

from index.parsers.archives.members import Budget, Member, read_members, read_within
from index.parsers.archives.unpacked import Forward, unpack_pieces
from index.parsers.encoding import shown
from index.parsers.items import Skipped, UnreadError, UnusableError
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata
from index.parsers.plain.front_matter import is_sidecar

# Beside members, headers are read, and at once: none is larger but to take memory.
_LARGEST_READ = 1_000_000
# How tarfile and what unpacks for it fail, the last two where a header is made to lead in circles.
_DAMAGED = (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, RecursionError)


def read_tar(path: Path, most: int) -> Iterator[Member | Skipped]:
    """Read a tar file, unpacking it where its name ends so; nothing is written to the disk.

    most: the bytes that a member may have.
    Returns: its files in their order.
    Raises: UnreadError where it can't be read, or on.
    """
    budget = Budget()
    with path.open("rb") as file:
        stream = _Stream(Forward(unpack_pieces(file, path.name.lower()), budget))
        try:
            with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r:") as archive:
                yield from read_members(shown(path), _files(archive, most), budget, most, _has_no_sidecars)
        except _DAMAGED as error:
            raise UnreadError(_reason(error)) from error
        if stream.last.strip(b"\0"):
            raise UnreadError("the tar file is damaged or breaks off")


def _has_no_sidecars(name: str) -> ArticleMetadata:
    """Refuse a sidecar: what it belongs to was read before, or isn't reached yet."""
    if is_sidecar(name):
        raise UnusableError("sidecars in a tar file aren't read; pack the files as .zip, or give the folder")
    return NOTHING_KNOWN


def _reason(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the tar file breaks off"
    return f"the tar file is damaged: {error}"


def _files(archive: tarfile.TarFile, most: int) -> Iterator[tuple[str, Callable[[], bytes] | None]]:
    while info := archive.next():
        yield info.name, None if info.isdir() else partial(_read, archive, info, most)


def _read(archive: tarfile.TarFile, info: tarfile.TarInfo, most: int) -> bytes:
    file = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if file is None:
        raise UnusableError("it is a link or a device, not a file")
    with file:
        return read_within(file.read, most)


class _Stream:
    """What tarfile needs of a file."""

    def __init__(self, file: Forward) -> None:
        self._file = file
        # What was read last; tarfile ends as well where it finds no header as where it finds the end.
        self.last = b""

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, position: int) -> None:
        self._file.skip_to(position)

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _LARGEST_READ:
            raise ValueError("a header of it is too large")
        self.last = self._file.read(size)
        return self.last
