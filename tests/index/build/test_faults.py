"""Each call of a build that can fail fails once: the old snapshot answers, the message is one sentence."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import pytest

from config.errors import ClippingsError
from config.settings import IndexSettings
from index.build.build import build
from index.snapshot.lexical import LexicalWriter
from index.snapshot.snapshot import SNAPSHOTS, live_folder, open_live
from index.snapshot.verify import check_snapshot
from tests.index.sample_articles import article, found

FULL = OSError(errno.ENOSPC, "No space left on device", "somewhere")
# Where each call stands, and what it raises, as the system, SQLite, faiss and tantivy do for a full disk.
CALLS: list[tuple[Any, str, Exception]] = [
    (os, "fsync", FULL),
    (os, "link", OSError(errno.EMLINK, "Too many links")),
    (Path, "rename", FULL),
    (Path, "replace", FULL),
    (Path, "mkdir", FULL),
    (Path, "write_text", FULL),
    (shutil, "copyfile", FULL),
    (shutil, "copytree", FULL),
    (sqlite3, "connect", sqlite3.OperationalError("unable to open database file")),
    (faiss, "write_index", RuntimeError("Error in faiss: No space left on device")),
    (LexicalWriter, "add", OSError(errno.ENOSPC, "No space left on device", "words")),
    (LexicalWriter, "finish", OSError(errno.EIO, "the words can't be written", "words")),
]
# Of a call that is made often, so many are made to fail.
MOST = 8


class Failing:
    """Stands in place of a call, and fails at one of them; -1: at none."""

    def __init__(self, real: Callable[..., Any], error: Exception, at: int) -> None:
        self.real, self.error, self.at, self.calls = real, error, at, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call, or fail."""
        self.calls += 1
        if self.calls - 1 == self.at:
            raise self.error
        return self.real(*arguments, **named)

    def __get__(self, instance: object, owner: type) -> Callable[..., Any]:
        """Be a method where it stands in place of one."""
        return lambda *arguments, **named: self(instance, *arguments, **named)


def run(
    data: Path, place: Any, name: str, error: Exception, at: int, articles: range
) -> tuple[Failing, Exception | None]:
    """Build while a call fails; returns how often it was made, and what the build raised."""
    failing = Failing(getattr(place, name), error, at)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, failing)
        try:
            build(found(*map(article, articles)), data, IndexSettings())
        except Exception as raised:
            return failing, raised
    return failing, None


@pytest.mark.parametrize(("place", "name", "error"), CALLS, ids=[name for _, name, _ in CALLS])
def test_each_call_fails_once(data: Path, tmp_path: Path, place: Any, name: str, error: Exception) -> None:
    build(found(*map(article, range(4))), data, IndexSettings())
    clean = tmp_path / "clean"
    shutil.copytree(data, clean)
    calls = run(clean, place, name, error, -1, range(1, 6))[0].calls
    assert calls > 0, "or it isn't tried at all"
    for at in range(min(calls, MOST)):
        folder = tmp_path / f"{name}-{at}"
        shutil.copytree(data, folder)
        before = live_folder(folder).name
        _, raised = run(folder, place, name, error, at, range(1, 6))
        assert raised is None or isinstance(raised, ClippingsError), f"call {at}: {raised!r}"
        assert raised is None or "\n" not in str(raised)
        with open_live(folder) as snapshot:
            assert list(check_snapshot(snapshot)) == [], f"call {at}"
            assert raised is None or snapshot.name >= before
        assert not list((folder / SNAPSHOTS).glob(".*")), "nothing is left behind"
        assert build(found(*map(article, range(1, 6))), folder, IndexSettings()).articles == 5, f"call {at}"
