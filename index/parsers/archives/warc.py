"""Web archives: WARC, as crawlers write it.

Of warcio only what understands the headers of records is used: it unpacks without bounds, and doesn't find
its way on behind what is damaged. (fastwarc does, in native code, which has no place outside the sandbox.)
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.recordloader import ArcWarcRecordLoader

from index.fetch.errors import FetchError
from index.fetch.fetched import Fetched
from index.fetch.unpack import GZIP_MAGIC, unpack
from index.parsers.archives.members import Budget, Member, looks_like_page, printable, read_within
from index.parsers.archives.unpacked import Forward
from index.parsers.encoding import shown
from index.parsers.items import Skipped, UnusableError
from index.parsers.metadata import ArticleMetadata, clean_url
from index.parsers.record_fields import moment

# It warns of what is told here as well.
logging.getLogger("warcio").setLevel(logging.CRITICAL)

_PIECE = 1 << 16
_LONGEST_LINE = 1 << 16
# All headers of a record together.
_LONGEST_HEADERS = 1 << 20
_RECORD = b"WARC/"
_MEMBER = GZIP_MAGIC + b"\x08"
_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"""charset=["']?([\w.:-]+)""", re.IGNORECASE)


class _DamagedError(Exception):
    """What comes next can't be read; what stands behind it may be."""


def read_warc(path: Path, most: int) -> Iterator[Member | Skipped]:
    """Read a web archive, packed or not.

    most: the bytes that a page may have, packed or unpacked.
    Returns: the pages that were there when they were archived, in their order, and what is damaged.
    Raises: UnusableError where it is no web archive, or too large to be read to its end.
    """
    with path.open("rb") as file:
        yield from read_warc_file(file, shown(path), most, Budget())


def read_warc_file(file: IO[bytes], name: str, most: int, budget: Budget) -> Iterator[Member | Skipped]:
    """Read a web archive that is open, as ``read_warc`` does.

    name: what it is called. budget: what may be read of it.
    """
    stream = _Stream(Forward(_Pieces(file), budget))
    is_told, is_first = False, True
    while True:
        line, is_clean = stream.find_record()
        if is_first and not line:
            raise UnusableError("it is no web archive (WARC)")
        where = f"{name}: byte {stream.tell():,}"
        if not (is_clean or is_told):
            why = "what stands before it is damaged" if line else "the archive breaks off"
            yield Skipped(where, why, is_unread=True)
        if not line:
            return
        is_told = is_first = False
        budget.member()
        try:
            record = _load(stream, line)
            if url := record.rec_headers.get_header("WARC-Target-URI"):
                where = f"{name}: {printable(url)}"
            item = _item(record, where, most)
            _pass_over(record)
        except _DamagedError:
            item = Skipped(where, "it is damaged or breaks off", is_unread=True)
            is_told = True
        if item:
            yield item


def _load(stream: _Stream, line: bytes) -> Any:
    """Read the record that begins with this line, up to its content."""
    try:
        record = ArcWarcRecordLoader().parse_record_stream(stream, line, "warc")
    except _DamagedError:
        raise
    except Exception as error:
        # It doesn't say how it fails.
        raise _DamagedError from error
    if record.length is None:
        raise _DamagedError
    return record


def _pass_over(record: Any) -> None:
    """Read what is left of a record."""
    while record.raw_stream.read(_PIECE):
        pass
    if record.raw_stream.limit:
        raise _DamagedError


def _item(record: Any, where: str, most: int) -> Member | Skipped | None:
    """Read the page in a record; None where there is none."""
    is_response = record.rec_type == "response" and record.http_headers is not None
    if is_response and record.http_headers.get_statuscode() != "200":
        return None
    if not is_response and record.rec_type != "resource":
        return None
    headers = record.http_headers if is_response else record.rec_headers
    kind = headers.get_header("Content-Type") or ""
    mime = kind.partition(";")[0].strip().lower()
    url = clean_url(record.rec_headers.get_header("WARC-Target-URI"))
    if url is None or mime not in (*_HTML, ""):
        return None
    try:
        if record.rec_headers.get_header("WARC-Truncated"):
            raise UnusableError("it was cut short when it was archived")
        body = read_within(record.raw_stream.read, most)
        if is_response:
            body = _decoded(body, headers, most)
    except UnusableError as error:
        return Skipped(where, str(error))
    if not mime and not looks_like_page(body):
        return None
    charset = _CHARSET.search(kind)
    page = Fetched(url, body, mime, charset and charset[1], None, None, not_modified=False)
    taken = moment(record.rec_headers.get_header("WARC-Date"))
    return Member(where, url, page.text_bytes, ArticleMetadata(url=url), taken)


def _decoded(body: bytes, headers: Any, most: int) -> bytes:
    """Decode a page to what it was before it was sent; some archives hold it so and say otherwise."""
    if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        body = _joined(body)
    coding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip") and not body.startswith(GZIP_MAGIC):
        return body
    try:
        body = unpack(body, coding, most)
    except FetchError as error:
        raise UnusableError(str(error)) from error
    if len(body) > most:
        raise UnusableError(f"it is larger than {most:,} bytes (index.max_article_bytes)")
    return body


def _joined(body: bytes) -> bytes:
    """Join the chunks of a body, where it is made of chunks."""
    try:
        int(body.partition(b"\n")[0].partition(b";")[0], 16)
    except ValueError:
        return body
    try:
        return bytes(ChunkedDataReader(io.BytesIO(body), raise_exceptions=True).read())
    except ChunkedDataException as error:
        raise UnusableError("it breaks off before its end") from error


class _Stream:
    """An archive, as warcio reads it, with bounds to what it takes for a header."""

    def __init__(self, file: Forward) -> None:
        self._file = file
        self._headers = 0

    def find_record(self) -> tuple[bytes, bool]:
        """Find the first line of the next record.

        Returns: the line, empty at the end; and whether nothing but empty lines stood before it.
        """
        self._headers = _LONGEST_HEADERS
        is_clean = True
        while True:
            try:
                line = self._file.read_line(_LONGEST_LINE)
            except _DamagedError:
                is_clean = False
                continue
            if not line or line.startswith(_RECORD):
                return line, is_clean
            is_clean = is_clean and not line.strip()

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def readline(self, size: int | None = None) -> bytes:
        line = self._file.read_line(min(size or _LONGEST_LINE, _LONGEST_LINE))
        self._headers -= len(line)
        if self._headers < 0:
            raise _DamagedError
        return line


class _Pieces:
    """A file unpacked, piece by piece; goes on behind what is damaged, after it raised _DamagedError."""

    def __init__(self, file: IO[bytes]) -> None:
        self._pieces = _unpacked(file)

    def __iter__(self) -> _Pieces:
        return self

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        if piece is None:
            raise _DamagedError
        return piece


def _unpacked(file: IO[bytes]) -> Iterator[bytes | None]:
    """Give the pieces of a file, unpacked if need be; None stands for what is damaged."""
    packed = file.read(_PIECE)
    if not packed.startswith(GZIP_MAGIC):
        while packed:
            yield packed
            packed = file.read(_PIECE)
    while packed := _from_next_part(file, packed):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        # Held back until what comes next, at last the checksum, is known to be right.
        held = b""
        try:
            while not stream.eof:
                piece = stream.decompress(packed, _PIECE)
                if piece:
                    yield held
                    held = piece
                elif not packed:
                    yield held
                    yield None
                    return
                packed = stream.unconsumed_tail or (b"" if stream.eof else file.read(_PIECE))
            yield held
            packed = stream.unused_data
        except zlib.error:
            yield None
            # This part began with these bytes, or before them.
            packed = packed[1:]


def _from_next_part(file: IO[bytes], packed: bytes) -> bytes:
    """Return what follows from where the next part of a gzip file begins; empty at the end."""
    while (start := packed.find(_MEMBER)) < 0:
        more = file.read(_PIECE)
        if not more:
            return b""
        packed = packed[1 - len(_MEMBER) :] + more
    return packed[start:]
