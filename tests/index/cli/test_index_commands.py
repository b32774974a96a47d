"""Indexing on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from index.snapshot.snapshot import live_folder
from tests.command import assert_one_sentence, clippings_here
from tests.conftest import EXAMPLES, ROOT


def test_bad_paths_and_settings_are_one_sentence(data: Path, tmp_path: Path) -> None:
    before = live_folder(data)
    assert_one_sentence(clippings_here("index", tmp_path / "nowhere", "--data", data), "nowhere")
    assert_one_sentence(
        clippings_here("index", EXAMPLES, "--data", data, CLIPPINGS_INDEX__PASSAGE_WORDS="few"),
        "passage_words",
    )
    assert live_folder(data) == before


def test_strict_exits_with_1_where_something_was_skipped(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text("Bridge opens\n\nThe council opened the new bridge on Monday.\n")
    (folder / "empty.txt").write_text("")
    mild = clippings_here("index", folder, "--data", data, "--drop")
    assert mild.returncode == 0
    assert "empty.txt" in mild.stdout
    assert "1 warning" in mild.stdout
    assert clippings_here("index", folder, "--data", data, "--strict").returncode == 1


def test_python_m_index_is_clippings_index(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index", str(EXAMPLES), "--data", str(data), "--dry-run"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing was written" in done.stdout
