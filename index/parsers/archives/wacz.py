"""Web archives as browsers and Browsertrix save them: WACZ, a zip file with WARC files in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.parsers.archives.members import Budget, Member, TooLargeError, printable
from index.parsers.archives.warc import read_warc_file
from index.parsers.archives.zip import opened_member, opened_zip
from index.parsers.encoding import shown
from index.parsers.items import Skipped, UnusableError, unusable_item

_ENDINGS = (".warc", ".warc.gz")


def read_wacz(path: Path, most: int) -> Iterator[Member | Skipped]:
    """Read the web archives in a WACZ file; nothing is written to the disk.

    most: the bytes that a page may have, packed or unpacked.
    Returns: the pages in them, as ``read_warc`` gives them.
    Raises: UnusableError where it holds no web archive, can't be read, or is too large to be read to its end.
    """
    budget = Budget()
    with opened_zip(path) as archive:
        warcs = [info for info in archive.infolist() if info.filename.lower().endswith(_ENDINGS)]
        if not warcs:
            raise UnusableError("there is no web archive (WARC) in it; export it again as .warc.gz")
        for info in warcs:
            where = f"{shown(path)}/{printable(info.filename)}"
            try:
                with opened_member(archive, info) as file:
                    yield from read_warc_file(file, where, most, budget)
            except TooLargeError:
                raise
            except UnusableError as error:
                yield unusable_item(where, error)
