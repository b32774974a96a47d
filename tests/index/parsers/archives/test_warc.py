"""WARC archives of pages, whole, damaged and hostile."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from index.parsers import Skipped
from index.parsers.archives.registry import Member
from tests.index.parsers.archives.sample_archives import (
    PAGE,
    http,
    names,
    read,
    reasons,
    record,
    url,
    write,
)

both_warcs = pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])


@both_warcs
def test_pages_of_a_web_archive(name: str, tmp_path: Path) -> None:
    archive = write(
        tmp_path / name,
        record("", b"software: x\r\n", "warcinfo"),
        record(url("a"), b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(url("a"), http()),
        record(url("moved"), http(status="301 Moved")),
        record(url("picture"), http(b"\x89PNG", "Content-Type: image/png\r\n")),
        record(url("again"), http(b""), "revisit"),
        record("dns:example.org", b"1.2.3.4", "response", "Content-Type: text/dns\r\n"),
        record("urn:x", PAGE, "resource", "Content-Type: text/html\r\n"),
        record(f"<{url('b')}>", PAGE, "resource", "Content-Type: text/html; charset=utf-8\r\n"),
        record(url("untold"), http(headers="")),
        record(url("data"), http(b"{}", headers="")),
    )
    members = [item for item in read(archive) if isinstance(item, Member)]
    assert [item.name for item in members] == [url("a"), url("b"), url("untold")] == names(archive)
    assert members[0].where == f"{archive}: {url('a')}" and members[0].known.url == url("a")
    assert members[0].data.removeprefix(b"\xef\xbb\xbf") == PAGE


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:7], body[7:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (chunked(gzip.compress(PAGE, mtime=0)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    ],
)
def test_what_was_packed_for_sending_is_unpacked(body: bytes, headers: str, tmp_path: Path) -> None:
    block = http(body, f"Content-Type: text/html\r\n{headers}")
    [page] = read(write(tmp_path / "a.warc.gz", record(url("a"), block)))
    assert isinstance(page, Member) and page.data == PAGE


def test_the_charset_that_was_sent(tmp_path: Path) -> None:
    body = PAGE.replace(b"council", "городской совет".encode("cp1251"))
    block = http(body, "Content-Type: text/html; charset=windows-1251\r\n")
    [page] = read(write(tmp_path / "a.warc", record(url("a"), block)))
    assert isinstance(page, Member) and "городской совет" in page.data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("block", "more", "why"),
    [
        (http(b"a" * 100_001), "", "it is larger than 100,000 bytes (index.max_article_bytes)"),
        (
            http(
                gzip.compress(bytes(50_000_000), mtime=0),
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
            ),
            "",
            "it is larger than 100,000 bytes (index.max_article_bytes)",
        ),
        (
            http(b"zzz", "Content-Type: text/html\r\nContent-Encoding: br\r\n"),
            "",
            "it is packed as br, which it wasn't asked for",
        ),
        (
            http(gzip.compress(PAGE, mtime=0)[:-9], "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"),
            "",
            "it breaks off before its end",
        ),
        (
            http(chunked(PAGE)[:-30], "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"),
            "",
            "it breaks off before its end",
        ),
        (http(), "WARC-Truncated: length\r\n", "it was cut short when it was archived"),
    ],
)
@both_warcs
def test_a_page_that_cant_be_used(name: str, block: bytes, more: str, why: str, tmp_path: Path) -> None:
    archive = write(tmp_path / name, record(url("a"), block, headers=more), record(url("b"), http()))
    assert reasons(archive) == {url("a"): why}
    assert [item.name for item in read(archive) if isinstance(item, Member)] == [url("b")]


@both_warcs
def test_a_web_archive_that_breaks_off(name: str, tmp_path: Path) -> None:
    archive = write(tmp_path / name, record(url("a"), http()), record(url("b"), http(PAGE * 99)))
    data = archive.read_bytes()
    archive.write_bytes(data[:-50])
    first, last = read(archive)
    assert isinstance(first, Member) and first.name == url("a")
    assert isinstance(last, Skipped) and last.reason == "it is damaged or breaks off"


@both_warcs
def test_behind_a_damaged_record_the_rest_goes_on(name: str, tmp_path: Path) -> None:
    noise = b"<html>" + random.Random(1).randbytes(50_000).replace(b"WARC/", b"")
    records = [
        record(url("a"), http()),
        record(url("b"), http(noise), length=20_000),
        record(url("c"), http()),
        b"nonsense\r\n" * 9999,
        record(url("d"), http()),
        record(url("e"), http(), length=10**9),
    ]
    archive = write(tmp_path / name, *records)
    items = read(archive)
    assert {item.name for item in items if isinstance(item, Member)} >= {url("a"), url("c"), url("d")}
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "what stands before it is damaged",
        "what stands before it is damaged",
        "it is damaged or breaks off",
    ]


def test_damaged_packing_is_told_and_passed_over(tmp_path: Path) -> None:
    noise = b"<html>" + random.Random(1).randbytes(200_000)
    parts = [gzip.compress(record(url(str(n)), http(noise))) for n in range(3)]
    middle = bytearray(parts[1])
    for where in (len(middle) // 2, len(middle) - 6):  # in the midst, and in the checksum
        middle[where] ^= 0xFF
        archive = tmp_path / "a.warc.gz"
        archive.write_bytes(parts[0] + bytes(middle) + parts[2])
        items = read(archive, 300_000)
        assert [item.name for item in items if isinstance(item, Member)] == [url("0"), url("2")]
        assert reasons(archive, 300_000) == {url("1"): "it is damaged or breaks off"}
        middle[where] ^= 0xFF


def test_a_web_archive_packed_as_a_whole(tmp_path: Path) -> None:
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(gzip.compress(record(url("a"), http()) + record(url("b"), http())))
    assert names(archive) == [url("a"), url("b")]


def test_headers_of_a_web_archive_take_no_memory(tmp_path: Path) -> None:
    endless = b"WARC/1.0\r\n" + b"a" * 50_000_000 + b"\r\n"
    lines = b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000_000
    archive = write(tmp_path / "a.warc.gz", endless, lines, record(url("a"), http()))
    items = read(archive)
    assert [item.name for item in items if isinstance(item, Member)] == [url("a")]
    assert len(items) == 3


# Wild ones.
