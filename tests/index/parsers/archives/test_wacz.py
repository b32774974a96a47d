"""WACZ files: web archives in a zip file."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.parsers import Skipped
from index.parsers.archives.registry import Member
from tests.index.parsers.archives.sample_archives import (
    PAGE,
    http,
    make_zip,
    read,
    reasons,
    record,
    url,
    write,
)


def warc(tmp_path: Path, name: str, *pages: str) -> bytes:
    """The bytes of a web archive with pages of these names."""
    return write(tmp_path / name, *(record(url(page), http()) for page in pages)).read_bytes()


def test_the_pages_of_every_archive_in_it(tmp_path: Path) -> None:
    files = {
        "datapackage.json": b"{}",
        "archive/data.warc.gz": warc(tmp_path, "a.warc.gz", "a", "b"),
        "archive/more.warc": warc(tmp_path, "b.warc", "c"),
        "pages/pages.jsonl": b"{}",
        "index.cdx.gz": b"",
    }
    path = make_zip(tmp_path / "a.wacz", files)
    first, *others = read(path)
    assert isinstance(first, Member)
    assert (first.where, first.known.url) == (f"{path}/archive/data.warc.gz: {url('a')}", url("a"))
    assert first.data.removeprefix(b"\xef\xbb\xbf") == PAGE
    assert [item.name for item in others if isinstance(item, Member)] == [url("b"), url("c")]


def test_a_damaged_archive_in_it_costs_no_other(tmp_path: Path) -> None:
    files = {"a.warc": b"nonsense", "b.warc.gz": warc(tmp_path, "b.warc.gz", "b")}
    items = read(make_zip(tmp_path / "a.wacz", files))
    assert [type(item) for item in items] == [Skipped, Member]


@pytest.mark.parametrize(
    ("files", "why"), [({}, "export it again as .warc.gz"), ({"a.html": PAGE}, "export it again as .warc.gz")]
)
def test_one_without_an_archive(files: dict[str, bytes], why: str, tmp_path: Path) -> None:
    assert why in reasons(make_zip(tmp_path / "a.wacz", files))[""]


def test_what_is_no_wacz(tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(b"PK nonsense")
    assert "the zip file is damaged" in reasons(tmp_path / "a.wacz")[""]
