"""Going back a snapshot, and carrying an index elsewhere."""

from __future__ import annotations

import gzip
import json
import sqlite3
import tarfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from config.settings import IndexSettings
from index.build.backup import back_up
from index.build.build import build
from index.build.errors import BuildError
from index.build.import_articles import import_articles
from index.build.publish import roll_back
from index.parsers import read_all
from index.sandbox.sandbox import Sandbox
from index.snapshot.exchange import ExportedArticle, export_articles
from index.snapshot.history import Change
from index.snapshot.snapshot import SnapshotError, live_folder, open_live
from index.snapshot.verify import check_snapshot
from index.sources.local import read_files
from index.sources.page_cache import FETCHED, CachedPage, PageCache
from index.sources.source_list import Files
from tests.index.sample_articles import article, found

SETTINGS = IndexSettings()


@pytest.fixture
def corrected(data: Path) -> Path:
    """An index of five articles, one of which was corrected."""
    build(found(*map(article, range(5))), data, SETTINGS)
    build(found(article(0, " It was a Tuesday."), *map(article, range(1, 5))), data, SETTINGS)
    return data


def write_export(data: Path, file: Path) -> list[ExportedArticle]:
    with open_live(data) as snapshot:
        exported = list(export_articles(snapshot.store))
    file.write_text("".join(f"{one.model_dump_json()}\n" for one in exported))
    return exported


def history(data: Path, article_id: str) -> list[Change]:
    with open_live(data) as snapshot:
        return snapshot.store.history_of(article_id)


def test_the_snapshot_before_is_live_again(corrected: Path) -> None:
    last = live_folder(corrected).name
    name = roll_back(corrected)
    assert name < last and live_folder(corrected).name == name
    with open_live(corrected) as snapshot:
        numbers = snapshot.store.numbers()
        assert article(0) in snapshot.store.articles(numbers).values()
    with pytest.raises(SnapshotError, match=r"no snapshot before .*keep_generations"):
        roll_back(corrected)
    assert build(found(*map(article, range(6))), corrected, SETTINGS).new == 1, "and it goes on from there"


def test_an_export_comes_back_as_it_was(corrected: Path, data: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "export.jsonl", tmp_path / "other"
    exported = write_export(corrected, file)
    report = import_articles(file, other, SETTINGS)
    assert (report.new, report.skipped) == (5, [])
    assert write_export(other, tmp_path / "again.jsonl") == exported
    assert len(history(other, article(0).id)) == 1
    with open_live(other) as snapshot:
        assert list(check_snapshot(snapshot)) == []


def test_what_is_said_of_an_article_comes_back(data: Path, tmp_path: Path) -> None:
    told = replace(article(0), is_beginning=True, is_outlet_given=True, listed_url="https://example.org/0")
    build(found(told), data, SETTINGS)
    write_export(data, tmp_path / "export.jsonl")
    import_articles(tmp_path / "export.jsonl", tmp_path / "other", SETTINGS)
    with open_live(tmp_path / "other") as other:
        assert list(other.store.articles(other.store.numbers()).values()) == [told]


def test_an_import_is_as_old_as_it_was_and_what_comes_back_is_new(data: Path, tmp_path: Path) -> None:
    """Who follows the news isn't told of all that an index was moved with."""
    build(found(*map(article, range(5))), data, SETTINGS)
    exported = write_export(data, tmp_path / "export.jsonl")
    import_articles(tmp_path / "export.jsonl", tmp_path / "other", SETTINGS)
    with open_live(tmp_path / "other") as other:
        moment = other.manifest.created
        assert other.store.added_since(max(one.added for one in exported if one.added)) == []
    build(found(*map(article, range(4))), tmp_path / "other", SETTINGS)
    build(found(*map(article, range(5))), tmp_path / "other", SETTINGS)
    with open_live(tmp_path / "other") as other:
        assert other.store.added_since(moment) == [other.store.number_of(article(4).id)]


def test_an_export_that_tells_of_no_moment_comes_back_as_new(data: Path, tmp_path: Path) -> None:
    build(found(article(0)), data, SETTINGS)
    write_export(data, tmp_path / "export.jsonl")
    fields = json.loads((tmp_path / "export.jsonl").read_text())
    moment = datetime.fromisoformat(fields.pop("added"))
    (tmp_path / "export.jsonl").write_text(json.dumps(fields))
    import_articles(tmp_path / "export.jsonl", tmp_path / "other", SETTINGS)
    with open_live(tmp_path / "other") as other:
        assert other.store.added_since(moment) == other.store.numbers()


def test_an_import_adds_to_what_is_there_and_is_done_once(corrected: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "export.jsonl", tmp_path / "other"
    write_export(corrected, file)
    build(found(article(0, " It rained."), article(7)), other, SETTINGS)
    report = import_articles(file, other, SETTINGS)
    assert (report.new, report.changed, report.gone, report.articles) == (4, 0, 0, 6)
    assert not import_articles(file, other, SETTINGS).is_new


def test_lines_of_something_else_are_named(corrected: Path, tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    write_export(corrected, file)
    file.write_text(f'no json\n{{"id": 3}}\n{file.read_text()}')
    report = import_articles(file, tmp_path / "other", SETTINGS)
    assert report.new == 5 and [one.where for one in report.skipped] == [f"{file}:1", f"{file}:2"]


def test_an_export_is_a_source_as_well(corrected: Path, tmp_path: Path, sandbox: Sandbox) -> None:
    file = tmp_path / "export.jsonl"
    exported = write_export(corrected, file)
    items = list(read_all(read_files(Files(path=file), 1_000_000, sandbox)))
    assert [item.article for item in items] == [one.article() for one in exported]  # type: ignore[union-attr]
    assert any(json.loads(line)["history"] for line in file.read_text().splitlines())


def test_a_backup_is_a_data_folder(corrected: Path, tmp_path: Path) -> None:
    page = CachedPage("https://example.org/a", "A text.")
    target, restored = tmp_path / "backup.tar", tmp_path / "restored"
    with PageCache(corrected) as cache:
        cache.keep_page(page)
        back_up(corrected, target, wait=1)  # while another process has it open
    with tarfile.open(target) as tar:
        tar.extractall(restored, filter="data")
    with open_live(restored) as snapshot:
        assert list(check_snapshot(snapshot)) == [] and snapshot.manifest.articles == 5
    with PageCache(restored) as cache:
        assert cache.page(page.url) == page


def test_a_backup_that_cant_be_written_leaves_the_one_before(corrected: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar"
    back_up(corrected, target, wait=1)
    before = target.read_bytes()
    with sqlite3.connect(corrected / FETCHED) as db:
        db.execute("CREATE TABLE t (a)")
    db.close()
    (corrected / FETCHED).write_bytes(b"no database" * 1000)
    with pytest.raises(Exception, match=r"backup\.tar can't be written"):
        back_up(corrected, target, wait=1)
    assert target.read_bytes() == before and not list(tmp_path.glob(".*draft"))


def test_a_packed_export_comes_back_and_a_folder_is_none(corrected: Path, tmp_path: Path) -> None:
    write_export(corrected, tmp_path / "export.jsonl")
    packed = tmp_path / "export.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "export.jsonl").read_bytes()))
    assert import_articles(packed, tmp_path / "other", SETTINGS).new == 5
    with pytest.raises(BuildError, match="is no file"):
        import_articles(tmp_path, tmp_path / "other", SETTINGS)


@pytest.mark.parametrize(
    "content", ["", '{"title": "Ferry", "text": "It sails again."}\n', "{\\rtf1 It sails}"]
)
def test_a_file_without_a_line_of_an_export_is_refused(content: str, corrected: Path, tmp_path: Path) -> None:
    file = tmp_path / "dump.jsonl"
    file.write_text(content)
    before = live_folder(corrected)
    with pytest.raises(BuildError, match=r"is no export: .*`clippings index FILE`"):
        import_articles(file, corrected, SETTINGS)
    assert live_folder(corrected) == before


def test_where_a_backup_can_go_is_said_in_words(corrected: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"There is no folder .*weekly\. Make it"):
        back_up(corrected, tmp_path / "weekly" / "b.tar", wait=1)
    with pytest.raises(BuildError, match="is a folder"):
        back_up(corrected, tmp_path, wait=1)
