"""What archives hold: many small files, of which any may be a trap."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.parsers.items import Skipped, UnreadError, UnusableError, unusable_item
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata
from index.parsers.other_kinds import why_not_read

_MOST_MEMBERS = 50_000
_MOST_BYTES = 20_000_000_000

_PAGES = frozenset((".htm", ".html", ".xhtml", ".mhtml", ".mht", ".txt", ".md", ".markdown", ".eml"))
_ARTICLES = _PAGES | {".json", ".jsonl", ".ndjson", ".csv", ".tsv"}
_GZIP = ".gz"
_PACKED = frozenset((_GZIP, ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst"))
_ARCHIVES = _PACKED | {".zip", ".tar", ".7z", ".rar", ".warc", ".wacz", ".mbox"}
_DRIVE = re.compile(r"[A-Za-z]:")
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)
_PAGE_WITHIN = 4096
_PIECE = 1 << 14


@dataclass(frozen=True)
class Member:
    """A file of an archive.

    where: as people call it: ``dump.zip: news/a.html``. name: its path in the archive or its URL; its ending
    tells what it is. known: what the archive tells of it. taken: when it was taken from the web, in seconds
    since 1970; None where the archive doesn't tell.
    """

    where: str
    name: str
    data: bytes
    known: ArticleMetadata = NOTHING_KNOWN
    taken: float | None = None


class TooLargeError(UnusableError):
    """So much of an archive was read that the rest isn't."""


class Budget:
    """What is read of one archive at most: so many members, and so many bytes unpacked."""

    def __init__(self, members: int = _MOST_MEMBERS, size: int = _MOST_BYTES) -> None:
        """Begin with nothing read."""
        self._members, self._bytes = members, size

    def member(self) -> None:
        """Count a member. Raises: TooLargeError when that is one too many."""
        self._members -= 1
        if self._members < 0:
            raise TooLargeError(f"it has more than {_MOST_MEMBERS:,} members, of which the rest isn't read")

    def unpacked(self, data: bytes) -> None:
        """Count bytes. Raises: TooLargeError when these are too many."""
        self._bytes -= len(data)
        if self._bytes < 0:
            raise TooLargeError(f"it has more than {_MOST_BYTES:,} bytes, of which the rest isn't read")


def _nothing_known(_name: str) -> ArticleMetadata:
    return NOTHING_KNOWN


def read_members(
    archive: str,
    files: Iterable[tuple[str, Callable[[], bytes] | None]],
    budget: Budget,
    most: int,
    known_of: Callable[[str], ArticleMetadata] = _nothing_known,
) -> Iterator[Member | Skipped]:
    """Read the files of an archive one after the other.

    archive: its own name. files: the name of each in it, and what reads it; None for a folder.
    most: the bytes that one may have, unpacked. known_of: tells what is known of a file, by its path.
    Returns: those that can hold articles, and what can't be used with the reason; hidden files are left out.
    Raises: TooLargeError where the rest isn't read.
    """
    for given, read in files:
        budget.member()
        where = f"{archive}: {printable(given)}"
        try:
            name = member_name(given) if read else None
            if read is None or name is None:
                continue
            known, data = known_of(name), read()
            if name.lower().endswith(_GZIP):
                name, data = name[: -len(_GZIP)], _unpacked(data, most, budget)
            check_kind(name, data)
        except TooLargeError:
            raise
        except UnusableError as error:
            yield unusable_item(where, error)
        else:
            yield Member(where, printable(name), data, known)


def member_name(name: str) -> str | None:
    """Return the path of a file within an archive; None where it is a hidden file.

    Raises: UnusableError where the path leads out of the archive, or to another one.
    """
    path = name.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or _DRIVE.match(path) or ".." in parts:
        raise UnusableError("its name leads out of the archive")
    if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return None
    file = PurePosixPath(parts[-1].lower())
    is_packed_article = file.suffix == _GZIP and PurePosixPath(file.stem).suffix in _ARTICLES
    if file.suffix in _ARCHIVES and not is_packed_article:
        raise UnusableError("it is an archive in an archive; unpack it first")
    return "/".join(parts)


def _unpacked(data: bytes, most: int, budget: Budget) -> bytes:
    """Unpack a file that was packed before it came into the archive."""

    def read(size: int) -> bytes:
        piece = file.read(size)
        budget.unpacked(piece)
        return piece

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return read_within(read, most)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadError("the gzip file is damaged or cut short") from error


def check_kind(name: str, data: bytes) -> None:
    """Raise UnusableError unless a file can hold an article: by its ending, or as it is a page."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in _ARTICLES and not looks_like_page(data):
        raise UnusableError(why_not_read(ending))


def looks_like_page(data: bytes) -> bool:
    """Tell whether bytes begin as a web page does."""
    return _PAGE.search(data, 0, _PAGE_WITHIN) is not None


def printable(name: str) -> str:
    """Write a name from an archive as it may be shown: what a terminal might obey as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode-escape", "replace").decode() for c in name)


def read_within(read: Callable[[int], bytes], most: int) -> bytes:
    """Read a member to its end, in pieces.

    read: reads up to so many bytes; none at the end.
    Raises: UnusableError where there are more than ``most`` bytes.
    """
    data = bytearray()
    while piece := read(_PIECE):
        data += piece
        if len(data) > most:
            raise UnusableError(f"it is larger than {most:,} bytes (index.max_article_bytes)")
    return bytes(data)
