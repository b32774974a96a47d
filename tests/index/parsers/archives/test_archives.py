"""Zip and tar archives of pages, whole, damaged and hostile; damage of every kind of archive."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.parsers import ParsedArticle, Skipped
from index.parsers.archives.members import Budget
from index.parsers.archives.registry import Member, archive_reader
from index.parsers.items import UnusableError
from tests.index.parsers import parsing
from tests.index.parsers.archives.sample_archives import (
    MOST,
    PAGE,
    Make,
    a_zip_and_a_tar,
    every_archive,
    http,
    make_tar,
    make_zip,
    names,
    read,
    reasons,
    record,
    url,
    write,
)


@pytest.mark.parametrize("name", ["a.html", "a.gz", "a.7z", "zip", "a.json.gz"])
def test_what_is_no_archive(name: str) -> None:
    assert archive_reader(name) is None


# Zip and tar.


@every_archive
def test_members_in_their_order(name: str, make: Make, tmp_path: Path) -> None:
    texts = {f"news/{number}.txt": b"Words. " * number * 999 for number in (3, 1, 2)}
    pages = {"news/": b"", "./b.html": PAGE, "no-ending": PAGE, "a.php?id=1.2": PAGE, "c.eml": b"From: x"}
    archive = make(tmp_path / name, pages | texts)
    first, *others = read(archive)
    assert isinstance(first, Member)
    assert (first.where, first.name, first.data) == (f"{archive}: ./b.html", "b.html", PAGE)
    assert [item.name for item in others if isinstance(item, Member)] == [
        "no-ending",
        "a.php?id=1.2",
        "c.eml",
        *texts,
    ]
    assert [item.data for item in others[3:] if isinstance(item, Member)] == list(texts.values())


@a_zip_and_a_tar
def test_hidden_files_are_left_out(name: str, make: Make, tmp_path: Path) -> None:
    hidden = [".DS_Store", "__MACOSX/a.html", "a/._b.html", ".git/c.html"]
    assert names(make(tmp_path / name, dict.fromkeys([*hidden, "a.html"], PAGE))) == ["a.html"]


@a_zip_and_a_tar
def test_names_that_lead_out_are_skipped(name: str, make: Make, tmp_path: Path) -> None:
    outside = [
        "../a.html",
        "a/../../b.html",
        "/etc/a.html",
        "C:\\a.html",
        "c:a.html",
        "..\\a.html",
        "\\a.html",
    ]
    archive = make(tmp_path / name, dict.fromkeys([*outside, "..a.html"], PAGE))
    assert reasons(archive) == dict.fromkeys(outside, "its name leads out of the archive")
    assert list(tmp_path.iterdir()) == [archive], "nothing is written"


@a_zip_and_a_tar
def test_files_that_are_packed_themselves(name: str, make: Make, tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    first, cut, bomb = read(
        make(
            tmp_path / name,
            {"a.html.gz": packed, "b.txt.gz": packed[:-9], "c.json.gz": gzip.compress(bytes(MOST + 1))},
        )
    )
    assert isinstance(first, Member) and (first.name, first.data) == ("a.html", PAGE)
    assert isinstance(cut, Skipped) and "cut short" in cut.reason and cut.is_unread
    assert isinstance(bomb, Skipped) and "larger than" in bomb.reason


def test_sidecars_in_a_zip(tmp_path: Path) -> None:
    sidecar = b'title = "T"\nurl = "https://example.org/1"\npublished = 2025-03-10'
    text = b"The council of Ardmoor opened a new bridge on Monday after three years."
    files = {"news/a.meta.toml": sidecar, "news/a.txt.gz": gzip.compress(text), "a.txt": text, "b.txt": text}
    path = make_zip(tmp_path / "a.zip", files | {"b.meta.json": b"[1]"})
    one, other, broken = parsing.read(path)
    assert isinstance(one, ParsedArticle) and isinstance(other, ParsedArticle)
    found = one.article
    assert (found.title, found.url, found.text) == ("T", "https://example.org/1", text.decode())
    assert (found.published.iso, other.article.title) == ("2025-03-10", None)
    assert isinstance(broken, Skipped) and "b.meta.json" in broken.reason


def test_sidecars_in_a_tar_are_named(tmp_path: Path) -> None:
    tar = make_tar(tmp_path / "a.tar", {"a.html": PAGE, "a.meta.toml": b'title = "T"'})
    assert "pack the files as .zip" in reasons(tar)["a.meta.toml"]


@a_zip_and_a_tar
def test_what_is_no_article_is_skipped(name: str, make: Make, tmp_path: Path) -> None:
    archive = make(
        tmp_path / name, {"a.css": b"p {}", "b": b"\x7fELF", "c.zip": b"PK", "d.tar.gz": b"", "e.HTML": PAGE}
    )
    found = reasons(archive)
    assert found.pop("a.css") == "it is not a kind of file that can hold articles (.css)"
    assert "(no file ending)" in found.pop("b")
    assert set(found) == {"c.zip", "d.tar.gz"} and all(
        "archive in an archive" in why for why in found.values()
    )


@a_zip_and_a_tar
def test_bombs_are_unpacked_no_further_than_a_member_may_go(name: str, make: Make, tmp_path: Path) -> None:
    archive = make(tmp_path / name, {"bomb.html": bytes(50_000_000), "a.html": PAGE})
    assert archive.stat().st_size < 100_000
    assert reasons(archive) == {"bomb.html": "it is larger than 100,000 bytes (index.max_article_bytes)"}
    assert [item.name for item in read(archive) if isinstance(item, Member)] == ["a.html"]


@a_zip_and_a_tar
def test_too_many_members(name: str, make: Make, tmp_path: Path) -> None:
    archive = make(tmp_path / name, {f"{number}/": b"" for number in range(50_001)})
    assert reasons(archive) == {"": "it has more than 50,000 members, of which the rest isn't read"}


def test_too_many_bytes() -> None:
    budget, megabyte = Budget(), bytes(1_000_000)
    for _ in range(20_000):
        budget.unpacked(megabyte)
    with pytest.raises(UnusableError, match="20,000,000,000 bytes"):
        budget.unpacked(b"a")


@every_archive
def test_what_breaks_off_gives_what_it_has(name: str, make: Make, tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(60_000)
    archive = make(tmp_path / name, {"a.txt": noise, "b.txt": noise, "c.txt": noise})
    data = archive.read_bytes()
    archive.write_bytes(data[: len(data) * 3 // 5])
    *members, last = read(archive)
    assert isinstance(last, Skipped) and last.where.startswith(str(archive))
    assert "damaged" in last.reason or "breaks off" in last.reason
    if name in ("a.tar", "a.tar.gz"):
        assert [item.name for item in members if isinstance(item, Member)] == ["a.txt"]


def test_a_damaged_member_of_a_zip(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"a.html": PAGE, "b.html": PAGE * 9, "c.html": PAGE})
    data = bytearray(archive.read_bytes())
    start = data.index(b"b.html") + 10
    data[start : start + 8] = bytes(8)
    archive.write_bytes(data)
    assert [item.where.rpartition(" ")[2] for item in read(archive)] == ["a.html", "b.html", "c.html"]
    assert reasons(archive)["b.html"].startswith("it is damaged: ")


def test_zip_says_one_size_and_has_another(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"a.html": PAGE * 99})
    data = archive.read_bytes()
    size = struct.pack("<L", len(PAGE) * 99)
    assert data.count(size) == 2
    archive.write_bytes(data.replace(size, struct.pack("<L", 9)))
    assert reasons(archive)["a.html"].startswith("it is damaged: ")


def test_links_encryption_and_methods_in_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("slow.html", PAGE, zipfile.ZIP_BZIP2)
        archive.writestr("secret.html", PAGE)
        archive.infolist()[-1].flag_bits |= 1
    found = reasons(path)
    assert (
        "link" in found["link.html"]
        and "method" in found["slow.html"]
        and "encrypted" in found["secret.html"]
    )


def test_links_and_devices_in_a_tar(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.html")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("a.txt"))
    assert set(reasons(path).values()) == {"it is a link or a device, not a file"}
    assert len(reasons(path)) == 4


def test_a_header_of_a_tar_takes_no_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf() + bytes(2_000_000)))
    assert "a header of it is too large" in reasons(path)[""]


def test_headers_of_a_tar_that_lead_in_circles(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type = tarfile.GNUTYPE_LONGNAME
    path = tmp_path / "a.tar"
    path.write_bytes(info.tobuf() * 5000)
    assert "damaged" in reasons(path)[""]
    negative = bytearray(tarfile.TarInfo("a.html").tobuf(tarfile.GNU_FORMAT))
    negative[124:136] = b"\xff" * 10 + b"\xf0\x00"
    fields = bytes(negative[:148]) + b" " * 8 + bytes(negative[156:])
    path.write_bytes(fields[:148] + b"%06o\0 " % sum(fields) + fields[156:] + bytes(1024))
    assert "damaged" in reasons(path)[""]


def test_a_name_can_command_no_terminal(tmp_path: Path) -> None:
    [item] = read(make_zip(tmp_path / "a.zip", {"a\x1b[2J.html": PAGE}))
    assert item.where.endswith("a\\x1b[2J.html")


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.warc", "a.warc.gz", "a.mbox"]
)
def test_what_isnt_what_it_is_called(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert "can't be opened" in reasons(path)[""]
    for content in (b"", b"nonsense", PAGE * 100, gzip.compress(b"nonsense"), b"\x1f\x8b\x08"):
        path.write_bytes(content)
        assert all(isinstance(item, Skipped) for item in read(path))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.warc", "a.warc.gz", "a.mbox"])
def test_any_damage_is_told(name: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / name
    files = {"a.html": PAGE, "b.txt": b"Words." * 99}
    if ".zip" in name:
        make_zip(path, files)
    elif ".tar" in name:
        make_tar(path, files)
    elif ".warc" in name:
        write(path, *(record(url(n), http(body)) for n, body in files.items()))
    else:
        path.write_bytes(
            b"".join(
                b"From a@example.org Mon Mar 10 09:00:00 2025\n" + body + b"\n\n" for body in files.values()
            )
        )
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(whole)))
        whole[start : start + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    path.write_bytes(whole)
    for item in read(path):
        assert isinstance(item, Member) or (item.where.startswith(str(path)) and item.reason)


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_packed_in_several_streams(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    plain = make_tar(tmp_path / "a.tar", {"a.txt": b"Words. " * 9999}).read_bytes()
    path = tmp_path / ("a.tar.bz2" if pack is bz2.compress else "a.tar.xz")
    path.write_bytes(pack(plain[:5000]) + pack(plain[5000:]))
    assert names(path) == ["a.txt"]
