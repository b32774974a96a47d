"""Reading packed files from front to end, however much is in them."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from typing import BinaryIO

from index.parsers.archives.members import Budget

_PIECE = 1 << 16
# Unpacking xz takes as much memory as its packer chose; by default it chooses 64 MB at most.
_XZ_MEMORY = 200_000_000


def unpack_pieces(file: BinaryIO, name: str) -> Iterator[bytes]:
    """Unpack a file, piece by piece.

    name: its ending, in lower case, tells how it is packed, if at all.
    Raises: EOFError where it breaks off; OSError, zlib.error or lzma.LZMAError where it is damaged.
    """
    if name.endswith((".gz", ".tgz")):
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield from iter(lambda: unpacked.read1(_PIECE), b"")
    elif name.endswith((".bz2", ".tbz2")):
        yield from _unpack(file, bz2.BZ2Decompressor)
    elif name.endswith((".xz", ".txz")):
        yield from _unpack(file, lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY))
    else:
        yield from iter(lambda: file.read(_PIECE), b"")


def _unpack(
    file: BinaryIO, begin: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]
) -> Iterator[bytes]:
    """Unpack one stream after another; nul bytes between them are padding."""
    packed = file.read(_PIECE)
    while packed.strip(b"\0"):
        stream = begin()
        while not stream.eof:
            if stream.needs_input and not packed:
                raise EOFError
            yield stream.decompress(packed, _PIECE)
            packed = b"" if stream.eof or not stream.needs_input else file.read(_PIECE)
        packed = stream.unused_data or file.read(_PIECE)


class Forward:
    """A file made of pieces, read from front to end."""

    def __init__(self, pieces: Iterator[bytes], budget: Budget) -> None:
        """Read nothing yet; what is read is spent from the budget."""
        self._pieces, self._budget = pieces, budget
        self._piece = b""
        self._used = 0
        self._at = 0

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at

    def read(self, size: int) -> bytes:
        """Read so many bytes, or fewer at the end."""
        parts = []
        while size and (part := self._take(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def read_line(self, most: int) -> bytes:
        """Read a line with its end, or so many bytes of it."""
        parts = []
        while most and self._fill():
            end = self._piece.find(b"\n", self._used, self._used + most) + 1
            parts.append(part := self._take(end - self._used if end else most))
            most = 0 if end else most - len(part)
        return b"".join(parts)

    def skip_to(self, position: int) -> None:
        """Pass over what stands before a position.

        Raises: ValueError where that is passed already.
        """
        if position < self._at:
            raise ValueError("a part of it is to be read twice")
        while self._at < position and self._take(position - self._at):
            pass

    def _take(self, most: int) -> bytes:
        """Read some of the bytes that come next; none at the end."""
        self._fill()
        part = self._piece[self._used : self._used + most]
        self._used += len(part)
        self._at += len(part)
        return part

    def _fill(self) -> bool:
        """Fetch the next piece where this one is used up; tells whether there is more."""
        while self._used == len(self._piece):
            piece = next(self._pieces, None)
            if piece is None:
                return False
            self._budget.unpacked(piece)
            self._piece, self._used = piece, 0
        return True
