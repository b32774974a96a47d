"""What is on the disk and can't be read for now keeps its articles, until it is really gone."""

from __future__ import annotations

import errno
import gzip
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.settings import IndexSettings, Settings
from index.build.build import BuildOptions, build
from index.build.indexer import Indexer
from index.build.report import BuildReport
from index.build.watch import _stamps
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import live_folder, open_live
from index.sources.collect import collect
from index.sources.page_cache import PageCache
from index.sources.source_list import Files
from tests.index.sample_articles import article

Spoil = Callable[[Path, pytest.MonkeyPatch], None]


class Folder:
    """A folder of articles of six kinds of files, and the index of it."""

    def __init__(self, path: Path, data: Path, sandbox: Sandbox) -> None:
        self.path, self._data, self._sandbox = path, data, sandbox
        texts = [article(number).text for number in range(8)]
        (path / "deep").mkdir(parents=True)
        (path / "plain.txt").write_text(texts[0])
        (path / "deep" / "inner.txt").write_text(texts[1])
        lines = "".join(f"{json.dumps({'id': n, 'text': texts[n]})}\n" for n in (2, 3))
        (path / "lines.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
        with zipfile.ZipFile(path / "pages.zip", "w") as packed:
            packed.writestr("a.txt", texts[4])
        (path.parent / "far.txt").write_text(texts[5])
        (path / "link.txt").symlink_to(path.parent / "far.txt")
        (path / "beside.txt").write_text(texts[6])
        (path / "beside.meta.toml").write_text('outlet = "Carrow Herald"\n')
        (path / "other.txt").write_text(texts[7])

    def index(self, *, full: bool = False) -> BuildReport:
        with PageCache(self._data) as cache:
            items = collect([Files(path=self.path)], cache, IndexSettings(), self._sandbox)
            return build(items, self._data, IndexSettings(), BuildOptions(full=full), sandbox=self._sandbox)

    def texts(self) -> set[str]:
        with open_live(self._data) as snapshot:
            store = snapshot.store
            return {one.text.split(" opened")[0] for one in store.articles(store.numbers()).values()}


@pytest.fixture
def folder(tmp_path: Path, sandbox: Sandbox) -> Folder:
    return Folder(tmp_path / "news", tmp_path / "data", sandbox)


def failing_open(name: str, number: int) -> Spoil:
    """Let a file fail as it is opened, as disks and network drives do."""

    def spoil(_: Path, patch: pytest.MonkeyPatch) -> None:
        opened = Path.open

        def refuse(path: Path, *given: Any, **named: Any) -> object:
            if path.name == name:
                raise OSError(number, os.strerror(number), str(path))
            return opened(path, *given, **named)

        patch.setattr(Path, "open", refuse)

    return spoil


def closed_folder(_: Path, patch: pytest.MonkeyPatch) -> None:
    scanned = os.scandir

    def refuse(path: str | Path | int) -> object:
        if isinstance(path, Path) and path.name == "deep":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scanned(path)

    patch.setattr(os, "scandir", refuse)


def cut_short(name: str) -> Spoil:
    def spoil(path: Path, _: pytest.MonkeyPatch) -> None:
        place = path / name
        place.write_bytes(place.read_bytes()[:-12])

    return spoil


def unmounted(path: Path, _: pytest.MonkeyPatch) -> None:
    (path.parent / "far.txt").unlink()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        pytest.param(failing_open("plain.txt", errno.EIO), "Input/output error", id="bad block"),
        pytest.param(failing_open("pages.zip", errno.ESTALE), "Stale file handle", id="stale archive"),
        pytest.param(failing_open("beside.meta.toml", errno.EACCES), "Permission denied", id="sidecar"),
        pytest.param(closed_folder, "Permission denied", id="closed folder"),
        pytest.param(cut_short("lines.jsonl.gz"), "cut short", id="half copied lines"),
        pytest.param(cut_short("pages.zip"), "damaged", id="half copied archive"),
        pytest.param(unmounted, "leads nowhere", id="link to a disk that isn't there"),
    ],
)
@pytest.mark.parametrize("full", [False, True])
def test_what_cant_be_read_stays(
    folder: Folder, spoil: Spoil, why: str, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.index()
    before = folder.texts()
    assert len(before) == 6, "two towns have two articles each"
    (folder.path / "other.txt").write_text(article(9).text)
    with monkeypatch.context() as patch:
        spoil(folder.path, patch)
        report = folder.index(full=full)
    assert report.articles == 8 and folder.texts() == before
    (skipped,) = report.skipped
    assert why in skipped.reason and "no article leaves" in skipped.reason


def test_what_is_gone_leaves_once_all_can_be_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.index()
    (folder.path / "plain.txt").unlink()
    with monkeypatch.context() as patch:
        closed_folder(folder.path, patch)
        assert folder.index().gone == 0
    assert folder.index().gone == 1


def test_rights_that_come_back_are_seen(folder: Folder) -> None:
    """A file is as it was then, but for its rights."""
    place = folder.path / "plain.txt"
    place.chmod(0)
    before = _stamps(folder.path)
    place.chmod(0o644)
    assert _stamps(folder.path) != before


@pytest.mark.parametrize("broken", ["vectors.faiss", "articles.sqlite"])
def test_nothing_rests_on_a_snapshot_that_broke(tmp_path: Path, broken: str) -> None:
    """Of two folders only one was changed; with nothing to take the other's articles from, both are read."""
    sources = []
    for name, number in (("east", 0), ("west", 1)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(article(number).text)
        sources.append(Files(path=tmp_path / name))
    with Indexer(Settings(), tmp_path / "data") as indexer:
        indexer.build(sources)
        (live_folder(tmp_path / "data") / broken).write_bytes(b"")
        (tmp_path / "west" / "b.txt").write_text(article(2).text)
        report = indexer.build(sources, unchanged={sources[0].location})
    assert report.articles == 3
