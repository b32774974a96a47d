"""Unpacking what was sent packed, never to more than is wanted."""

from __future__ import annotations

import zlib

from index.fetch.errors import FetchError

# What a request says it can take.
ACCEPTED = "gzip, deflate"
GZIP_MAGIC = b"\x1f\x8b"

_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS
# Packed bytes taken at once; small, as the rest of a piece is copied where a new part begins in it.
_PIECE = 4096


def unpack(data: bytes, coding: str, most: int) -> bytes:
    """Unpack a body.

    coding: the Content-Encoding; empty for none.
    most: bytes wanted at most.
    Returns: the bytes; ``most`` and one more where there are more.
    Raises: FetchError where it is packed in a way that wasn't asked for, is damaged, or incomplete.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity") or not data:
        return data[: most + 1]
    try:
        if coding in ("gzip", "x-gzip"):
            return _unpack_gzip(data, most)
        if coding == "deflate":
            return _unpack_deflate(data, most)
    except zlib.error as error:
        raise FetchError(f"its {coding} packing is damaged") from error
    raise FetchError(f"it is packed as {coding[:40]}, which it wasn't asked for")


def _unpack_gzip(data: bytes, most: int) -> bytes:
    """Unpack one gzip part after another; what isn't gzip at the end is padding."""
    unpacked, start = bytearray(), 0
    while len(unpacked) <= most and (start == 0 or data.startswith(GZIP_MAGIC, start)):
        start = _unpack_part(data, start, _GZIP, unpacked, most)
    return bytes(unpacked)


def _unpack_deflate(data: bytes, most: int) -> bytes:
    """Unpack zlib's format, as the standard has it, or bare deflate, as some servers send it."""
    unpacked = bytearray()
    has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    _unpack_part(data, 0, _ZLIB if has_header else _RAW, unpacked, most)
    return bytes(unpacked)


def _unpack_part(data: bytes, start: int, window: int, unpacked: bytearray, most: int) -> int:
    """Unpack one stream onto what is unpacked already.

    Returns: where it ends in data.
    """
    stream = zlib.decompressobj(window)
    for at in range(start, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        unpacked += stream.decompress(piece, most + 1 - len(unpacked))
        if stream.eof:
            return at + len(piece) - len(stream.unused_data)
        if len(unpacked) > most:
            return len(data)
    raise FetchError("it breaks off before its end", passing=True)
