"""Mailboxes: many mails in one file."""

from __future__ import annotations

import gzip
import mailbox
from pathlib import Path

import pytest

from index.parsers import Skipped
from index.parsers.archives.registry import Member, archive_reader
from tests.index.parsers.mail.sample_mail import mail, read


def members(path: Path, most: int = 100_000) -> list[Member | Skipped]:
    reader = archive_reader(path.name)
    assert reader
    return list(reader(path, most))


def test_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    box = mailbox.mbox(path)
    for number in range(3):
        box.add(
            mail(
                f"From here on it is letter {number}.\n\nFrom there too.",
                Message_ID=f"<{number}/x@example.org>",
            )
        )
    box.add(mail("A letter without an id."))
    box.close()
    items = members(path)
    assert [item.where for item in items] == [f"{path}: mail {number}" for number in (1, 2, 3, 4)]
    mails = [item for item in items if isinstance(item, Member)]
    assert [item.name for item in mails[:3]] == [f"{number}/x@example.org.eml" for number in range(3)]
    assert mails[3].name.endswith(".eml") and len(mails[3].name) == 20
    assert read(mails[2].data)[0] == "From here on it is letter 2.\n\nFrom there too."
    packed = tmp_path / "a.mbox.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert [item.name for item in members(packed) if isinstance(item, Member)] == [
        item.name for item in mails
    ]


@pytest.mark.parametrize(
    "line",
    [
        "From letters@example.org Mon Mar 10 09:00:00 2025",
        "From - Mon Mar 10 09:00:00 2025",
        "From 1234567@xxx Mon Mar 10 09:00:00 +0000 2025",
        "From - ",
        "From ",
    ],
)
def test_what_stands_between_mails(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    letter = f"{line}\r\nSubject: x\r\n\r\nFrom here on.\r\n\r\nFrom the bridge one sees far.\r\n\r\n"
    path.write_bytes((letter * 2).encode())
    assert [len(item.data) for item in members(path) if isinstance(item, Member)] == [
        len(letter) - len(line) - 2
    ] * 2


def test_a_mail_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    start = b"From x Mon Mar 10 09:00:00 2025\nSubject: x\n\n"
    path.write_bytes(start + b"a" * 5_000_000 + b"\n\n" + start + b"b\n" * 99_999 + b"\n" + start + b"c\n\n")
    first, second, third = members(path)
    for item in (first, second):
        assert (
            isinstance(item, Skipped)
            and item.reason == "it is larger than 100,000 bytes (index.max_article_bytes)"
        )
    assert isinstance(third, Member) and third.data == b"Subject: x\n\nc\n\n"


def test_what_is_no_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"Dear reader,\n")
    [item] = members(path)
    assert isinstance(item, Skipped) and "it is no mailbox" in item.reason


def test_a_packed_mailbox_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox.gz"
    letter = b"From x Mon Mar 10 09:00:00 2025\nSubject: x\n\nWords\n\n"
    path.write_bytes(gzip.compress(letter * 50_000)[:-100])
    *items, last = members(path)
    assert items and isinstance(last, Skipped) and last.reason == "the gzip file is cut short"
