"""Sources on this machine: what is read, what is skipped, and why."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest

from index.article import article_id
from index.parsers import LazyItem, ParsedArticle, Skipped, read_all
from index.parsers.items import UnreadError
from index.sandbox.sandbox import Sandbox
from index.sources.local import read_files
from index.sources.source_list import Files
from tests.index.parsers.parsing import BODY, article, read, reason, written


def reasons(path: Path) -> dict[str, str]:
    """What is skipped under a path, by file name."""
    return {Path(item.where).name: item.reason for item in read(path) if isinstance(item, Skipped)}


def test_a_missing_source_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadError, match="no file or folder"):
        read(tmp_path / "none")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    for path in (written(tmp_path / "a.txt", BODY), written(tmp_path / "folder" / "b.txt", BODY).parent):
        path.chmod(0)
        with pytest.raises(UnreadError, match="Permission denied"):
            read(path)
    assert reasons(tmp_path) == dict.fromkeys(("a.txt", "folder"), "it can't be opened: Permission denied")
    (tmp_path / "folder").chmod(0o700)


def test_an_error_while_reading_skips_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "b.txt", BODY)
    broken = written(tmp_path / "a.txt", BODY)
    opened = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path == broken:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(tmp_path) == {"a.txt": "it can't be opened: Permission denied"}


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.md", "a.txt", ".hidden.txt", ".git/x.txt"):
        written(tmp_path / "news" / name, BODY)
    written(tmp_path / "news" / "c.jsonl", json.dumps({"text": BODY}))
    for name in ("a.meta.toml", "z.META.YML"):
        written(tmp_path / "news" / name, 'outlet = "EW"')
    found = read(tmp_path / "news")
    assert [item.where for item in found] == [
        str(tmp_path / "news" / name) for name in ("a.txt", "b/a.md", "b/z.txt", "c.jsonl:1")
    ]
    assert all(isinstance(item, ParsedArticle) for item in found)


def test_files_of_other_kinds_are_named(tmp_path: Path) -> None:
    kinds = {"a.exe": ".exe", "README": "no file ending", "c.gz": "no file ending", "d.pdf": ".pdf"}
    for name in kinds:
        written(tmp_path / name, BODY)
    found = reasons(tmp_path)
    advice = found["d.pdf"].partition("; ")[2]
    assert advice == "save its text as .txt"
    assert found == {
        name: f"it is not a kind of file that can hold articles ({kind})"
        + (f"; {advice}" * (name == "d.pdf"))
        for name, kind in kinds.items()
    }


@pytest.mark.parametrize("ending", ["docx", "epub", "zim", "xlsx", "parquet", "db", "7z", "opml"])
def test_what_to_do_with_other_kinds(ending: str, tmp_path: Path) -> None:
    given = re.search(r"; (save|unzip|unpack|convert|export|add) ", reason(tmp_path / f"a.{ending}", BODY))
    assert given


def test_links(tmp_path: Path) -> None:
    outside = written(tmp_path / "outside" / "far.txt", BODY).parent
    news = written(tmp_path / "news" / "in" / "a.txt", BODY).parents[1]
    (news / "in" / "up").symlink_to(news)
    (news / "again").symlink_to(news / "in")
    (news / "other").symlink_to(outside)
    (news / "same").symlink_to(outside)
    (outside / "back").symlink_to(outside)
    (news / "gone.txt").symlink_to(news / "none")
    (news / "self.txt").symlink_to(news / "self.txt")
    (news / "file.txt").symlink_to(news / "in" / "a.txt")
    assert [Path(item.where).name for item in read(news) if isinstance(item, ParsedArticle)] == [
        "file.txt",
        "a.txt",
        "far.txt",
    ]
    skipped = reasons(news)
    assert set(skipped) == {"up", "again", "same", "back", "gone.txt", "self.txt"}
    assert "leads nowhere" in skipped["gone.txt"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert reasons(tmp_path) == {"a.txt": "it is no regular file"}
    with pytest.raises(UnreadError):
        read(tmp_path / "a.txt")


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text(BODY)
    [item] = read(tmp_path)
    assert isinstance(item, ParsedArticle) and item.where.encode()


def test_a_gzip_bomb_stops_at_the_cap(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"0" * 50_000_000))
    [item] = read(path)
    assert isinstance(item, Skipped) and "larger than 100,000 bytes" in item.reason
    path.write_bytes(gzip.compress(BODY.encode())[:-9])
    [item] = read(path)
    assert isinstance(item, Skipped) and "cut short" in item.reason


def test_ids_hold_from_any_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "news" / "a.txt", BODY)
    expected = article_id("news/a.txt")
    monkeypatch.chdir(tmp_path / "news")
    for path in (file, file.parent, Path("a.txt"), Path(), Path("../news"), Path("../news/a.txt")):
        assert [item.article.id for item in read(path) if isinstance(item, ParsedArticle)] == [expected]
    assert article(tmp_path / "moved" / "news" / "a.txt.gz", BODY).id == expected


def test_defaults_hold_where_nothing_else_is_known(tmp_path: Path, sandbox: Sandbox) -> None:
    written(tmp_path / "a.txt", BODY)
    written(tmp_path / "b.txt", f"---\noutlet: Other\nlang: de\n---\n{BODY}")
    items = read_all(read_files(Files(path=tmp_path, outlet=" EW ", language="en"), 1000, sandbox))
    known = [
        (item.article.outlet, item.article.language) for item in items if isinstance(item, ParsedArticle)
    ]
    assert known == [("EW", "en"), ("Other", "de")]


def test_reading_streams(tmp_path: Path, sandbox: Sandbox) -> None:
    written(tmp_path / "a.txt", BODY)
    later = written(tmp_path / "b.txt", BODY)
    items = read_files(Files(path=tmp_path), 1000, sandbox)
    assert isinstance(next(items), LazyItem)
    later.unlink()
    [item] = items
    assert isinstance(item, Skipped)


def test_an_explicit_file_of_another_kind_is_skipped(tmp_path: Path) -> None:
    assert ".pdf" in reason(tmp_path / "a.pdf", BODY)


def test_what_a_library_raises_skips_one_item(tmp_path: Path, sandbox: Sandbox) -> None:
    """YAML tags are made by a library, which raises what it likes."""
    (tmp_path / "a.md").write_text(
        "---\ntitle: A bridge\npublished: !!timestamp soon\n---\nIt opens on Monday at noon.\n"
    )
    (tmp_path / "b.txt").write_text("Otters are back\n\nThree otters were seen at the mill on Friday.\n")
    items = list(read_all(read_files(Files(path=tmp_path), 1_000_000, sandbox)))
    assert [type(item) for item in items] in ([Skipped, ParsedArticle], [ParsedArticle, ParsedArticle])
    assert isinstance(items[1], ParsedArticle)
    if isinstance(items[0], Skipped):
        assert items[0].where.endswith("a.md") and items[0].reason
