"""Opening files of unknown size and encoding without trusting either."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from index.parsers.items import UnreadError, UnusableError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Names that pages give to what is in truth a larger encoding (WHATWG Encoding Standard).
_LARGER = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932"}
# What declared encodings begin with; others aren't worth the risk that Python's decoders of them are.
FAMILIES = rb"iso|windows|cp|koi8|shift|euc|gb|big5|us-ascii"
_CHARSET = re.compile(rb"""charset=["']?\s*((?:%s)[\w-]*)""" % FAMILIES, re.IGNORECASE)
_CHARSET_WITHIN = 4096
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_LEAST_ASCII = 0.8
_BUFFER = 1 << 18


def shown(path: PurePath) -> str:
    """Write a path as text; bytes in a name that are no UTF-8 as escapes."""
    return str(path).encode(errors="backslashreplace").decode()


def not_opened(error: OSError) -> UnusableError:
    """Say in a clause why a file or folder can't be opened; what was just taken away is no trouble."""
    kind = UnusableError if isinstance(error, FileNotFoundError) else UnreadError
    return kind(f"it can't be opened: {error.strerror or error}")


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a file, unpacking it where its name ends in .gz.

    Raises: UnreadError where the file can't be opened or, while it is open, can't be read on; UnusableError
        where it is gone.
    """
    try:
        with path.open("rb") as file:
            if path.suffix.lower() == ".gz":
                # GzipFile looks up a line through several Python calls; a buffer around it doesn't.
                with gzip.GzipFile(fileobj=file) as packed:
                    yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, packed), _BUFFER))
            else:
                yield file
    except EOFError as error:
        raise UnreadError("the gzip file is cut short") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UnreadError(f"the gzip file is damaged: {error}") from error
    except OSError as error:
        raise not_opened(error) from error


def read_bytes(path: Path, most: int) -> bytes:
    """Read a whole file that holds at most so many bytes; a .gz counts unpacked.

    Raises: UnusableError where the file is empty, larger, or can't be read.
    """
    with open_bytes(path) as file:
        data = file.read(most + 1)
    if not data:
        raise UnusableError("the file is empty")
    if len(data) > most:
        raise UnusableError(f"it is larger than {most:,} bytes (index.max_article_bytes)")
    return data


def wide_encoding(beginning: bytes) -> str | None:
    """Tell whether a file that begins with a sign of ASCII has two bytes a character; None where it hasn't.

    beginning: its first four bytes, with a byte-order mark or without.
    """
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-32" if beginning == codecs.BOM_UTF32_LE else "utf-16"
    empty = [place for place, byte in enumerate(beginning) if not byte]
    return "utf-16-le" if empty == [1, 3] else "utf-16-be" if empty == [0, 2] else None


def in_utf8(file: BinaryIO) -> BinaryIO:
    """Give the bytes of a file in UTF-8 where it has two bytes a character; else the file as it is.

    file: at its beginning. What is damaged comes out as U+FFFD.
    """
    encoding = wide_encoding(file.read(4))
    file.seek(0)
    return cast(BinaryIO, io.BufferedReader(_Recoded(file, encoding), _BUFFER)) if encoding else file


class _Recoded(io.RawIOBase):
    """A file in another encoding, in UTF-8."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._ready:
            read = self._file.read(_BUFFER)
            self._ready = self._decoder.decode(read, not read).encode(errors="replace")
            if not read:
                break
        view = memoryview(buffer)
        size = min(len(view), len(self._ready))
        view[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def encoding_of(charset: str) -> str:
    """Return the encoding that is meant by a charset's name, which may be a larger one.

    charset: its name in small letters; one that isn't known comes back as it is.
    """
    return _LARGER.get(charset, charset)


def decode(data: bytes) -> str:
    """Turn the bytes of a text or page into characters, or refuse where that would be a guess.

    Tried in turn: a byte-order mark, UTF-8, the charset that an HTML page declares, windows-1252.
    Raises: UnusableError where the bytes are no text, or text in an encoding that nothing tells.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding)
    if b"\0" in data:
        raise UnusableError("it is binary, not text")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        lenient = data.decode(errors="replace")
        broken = lenient.count("\ufffd")
        if len(lenient) - broken - sum(map(str.isascii, lenient)) > broken:
            raise UnusableError(f"its UTF-8 is damaged at byte {error.start + 1:,}") from error
    if declared := _CHARSET.search(data, 0, _CHARSET_WITHIN):
        return _decode(data, encoding_of(declared[1].decode().lower()))
    text = data.decode("cp1252", errors="replace")
    if _NO_TEXT.search(text) or sum(map(str.isascii, text)) < _LEAST_ASCII * len(text):
        raise UnusableError("it is binary or in an unknown encoding; save it as UTF-8")
    return text


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise UnusableError(f"it is no text in {encoding}; save it as UTF-8") from error
