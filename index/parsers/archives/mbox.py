"""Mailboxes: many mails in one file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.parsers.archives.members import Budget, Member, printable
from index.parsers.encoding import open_bytes, shown
from index.parsers.items import Skipped, UnusableError

# What stands before each mail; Thunderbird leaves the time out. The text of a mail may begin a line alike.
_FROM = re.compile(rb"From (?:.*\d\d:\d\d.*|-?\s*)\Z", re.DOTALL)
_QUOTED_FROM = re.compile(rb">+From ")
_ID = re.compile(rb"^Message-ID:\s*<?([^<>\s]{1,300})", re.IGNORECASE | re.MULTILINE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_LINE = 1 << 16


def read_mbox(path: Path, most: int) -> Iterator[Member | Skipped]:
    """Read a mailbox, mail by mail; a .gz is unpacked.

    most: the bytes that a mail may have.
    Returns: the mails as they were sent, named by their Message-ID, in their order.
    Raises: UnusableError where it can't be read, or on.
    """
    budget = Budget()
    with open_bytes(path) as file:
        for number, mail in enumerate(_split(file, most, budget), start=1):
            budget.member()
            where = f"{shown(path)}: mail {number:,}"
            if len(mail) > most:
                yield Skipped(where, f"it is larger than {most:,} bytes (index.max_article_bytes)")
            else:
                yield Member(where, f"{_key(mail)}.eml", mail)


def _split(file: BinaryIO, most: int, budget: Budget) -> Iterator[bytes]:
    """Split a mailbox into mails; of those that are too large the beginning."""
    mail: bytearray | None = None
    before = b"\n"
    while line := file.readline(_LONGEST_LINE):
        budget.unpacked(line)
        if not before.strip() and _FROM.match(line):
            if mail is not None:
                yield bytes(mail)
            mail = bytearray()
        elif mail is None:
            if line.strip():
                raise UnusableError("it is no mailbox: it doesn't begin with a line “From …”")
        elif len(mail) <= most:
            mail += line[1:] if _QUOTED_FROM.match(line) else line
        # A piece of a long line is no line.
        before = line if line.endswith(b"\n") else b"-"
    if mail is not None:
        yield bytes(mail)


def _key(mail: bytes) -> str:
    """Name a mail by its Message-ID, or by what it says."""
    headers = mail[: end.start()] if (end := _HEADERS_END.search(mail)) else mail
    if found := _ID.search(headers):
        return printable(found[1].decode(errors="replace"))
    return hashlib.sha256(mail).hexdigest()[:16]
