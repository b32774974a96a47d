"""Archives of pages, made for tests, and what is read of them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from index.parsers import Skipped
from index.parsers.archives.registry import Member, archive_reader

PAGE = b"<!doctype html><html><body><p>The council of Ardmoor opened a new bridge.</p></body></html>"
MOST = 100_000
Make = Callable[[Path, Mapping[str, bytes]], Path]


def read(path: Path, most: int = MOST) -> list[Member | Skipped]:
    reader = archive_reader(path.name)
    assert reader
    return list(reader(path, most))


def names(path: Path) -> list[str]:
    """The names of the members, of which none is skipped."""
    items = read(path)
    assert all(isinstance(item, Member) for item in items), items
    return [item.name for item in items if isinstance(item, Member)]


def reasons(path: Path, most: int = MOST) -> dict[str, str]:
    """Why what is skipped is."""
    items = [item for item in read(path, most) if isinstance(item, Skipped)]
    return {item.where.removeprefix(str(path)).removeprefix(": "): item.reason for item in items}


def make_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name) if name.endswith("/") else name, data)
    return path


def make_tar(path: Path, files: Mapping[str, bytes]) -> Path:
    pack: Any = {".gz": gzip.open, ".tgz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}.get(
        path.suffix, open
    )
    with pack(path, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.type, info.size = (
                (tarfile.DIRTYPE, 0) if name.endswith("/") else (tarfile.REGTYPE, len(data))
            )
            archive.addfile(info, io.BytesIO(data))
    return path


ARCHIVES: list[tuple[str, Make]] = [
    ("a.zip", make_zip),
    ("a.ZIP", make_zip),
    ("a.tar", make_tar),
    ("a.tar.gz", make_tar),
    ("a.tgz", make_tar),
    ("a.tar.bz2", make_tar),
    ("a.tar.xz", make_tar),
]
every_archive = pytest.mark.parametrize(("name", "make"), ARCHIVES)
a_zip_and_a_tar = pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar.gz", make_tar)])


def record(
    url: str, block: bytes, kind: str = "response", headers: str = "", length: int | None = None
) -> bytes:
    """A record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{headers}"
    return (
        f"{head}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode()
        + block
        + b"\r\n\r\n"
    )


def http(body: bytes = PAGE, headers: str = "Content-Type: text/html\r\n", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body


def url(name: str) -> str:
    return f"https://example.org/{name}"


def write(path: Path, *records: bytes) -> Path:
    """Write a web archive; packed as is usual, each record by itself."""
    path.write_bytes(b"".join(map(gzip.compress, records) if path.suffix == ".gz" else records))
    return path
