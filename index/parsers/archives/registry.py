"""Archives: one file that holds many pages or mails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from index.parsers.archives.mbox import read_mbox
from index.parsers.archives.members import Member
from index.parsers.archives.tar import read_tar
from index.parsers.archives.wacz import read_wacz
from index.parsers.archives.warc import read_warc
from index.parsers.archives.zip import read_zip
from index.parsers.encoding import not_opened, shown
from index.parsers.items import Skipped, UnusableError, unusable_item

__all__ = ["Member", "ReadArchive", "archive_reader"]

ReadArchive = Callable[[Path, int], Iterator[Member | Skipped]]

_PARSERS: dict[str, ReadArchive] = {
    ".zip": read_zip,
    ".tar": read_tar,
    ".tar.gz": read_tar,
    ".tgz": read_tar,
    ".tar.bz2": read_tar,
    ".tbz2": read_tar,
    ".tar.xz": read_tar,
    ".txz": read_tar,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".wacz": read_wacz,
    ".mbox": read_mbox,
    ".mbox.gz": read_mbox,
}


def archive_reader(name: str) -> ReadArchive | None:
    """Choose what reads an archive, by the ending of its name; None where it is none that can be read.

    Returns: a function of the file's path and the bytes that a member may have. It gives the members in the
        order in which they are in the archive, and what can't be used with the reason; nothing is written to
        the disk. Hidden files and what isn't meant to be a page are left out.
    """
    read = next((read for ending, read in _PARSERS.items() if name.lower().endswith(ending)), None)
    return read and partial(_read_all, read)


def _read_all(read: ReadArchive, path: Path, most: int) -> Iterator[Member | Skipped]:
    """Have a parser give the reason why it can't read on, in place of raising it."""
    try:
        yield from read(path, most)
    except UnusableError as error:
        yield unusable_item(shown(path), error)
    except OSError as error:
        yield unusable_item(shown(path), not_opened(error))
