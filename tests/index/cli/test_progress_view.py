"""What is shown while an index is made."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from config.settings import Settings
from index.build.build import BuildOptions
from index.build.indexer import Indexer
from index.cli.progress_view import JsonLines, Screen
from index.sources.source_list import Files, Source
from tests.index.parsers.archives.sample_archives import make_zip
from tests.index.parsers.parsing import written

TEXT = "The lighthouse of Skerholm was lit again on {}. Boats blew their horns, its keeper said."
ROWS = [
    {"title": f"Light number {number}", "text": TEXT.format(f"{number} May 2025")} for number in range(1, 5)
]
LINES = "\n".join(map(json.dumps, ROWS))


class Drawn(Screen):
    """Draws after each article that is read, however fast that goes."""

    def read(self, where: str) -> None:
        super().read(where)
        self._bars.refresh()


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    """Twelve articles and a file with none, in every kind of file that holds many, and in two sources."""
    folder = tmp_path / "news"
    table = "".join(f"{row['title']}s;{row['text']}\n" for row in ROWS)
    written(folder / "a.csv", f"title;text\n{table}")
    make_zip(folder / "b.zip", {"a.jsonl": LINES.replace("lighthouse", "beacon").encode()})
    written(folder / "c.json", "{")
    return [Files(path=folder), Files(path=written(tmp_path / "d.jsonl.gz", LINES.replace("lit", "shown")))]


def test_a_screen_shows_how_many_are_left_and_how_long_that_takes(
    sources: list[Source], tmp_path: Path
) -> None:
    drawn = io.StringIO()
    screen = Drawn(Console(file=drawn, force_terminal=True, width=120, legacy_windows=False))
    with Indexer(Settings(), tmp_path / "data", screen) as indexer, screen:
        report = indexer.build(sources, BuildOptions(dry_run=True))
    assert report.new == 12
    frames = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn.getvalue())
    shown = dict(re.findall(r"reading articles [^/]* (\d+)/13 .*?\d:\d\d:\d\d +(\S+)", frames))
    assert list(shown)[-13:] == [str(number) for number in range(1, 14)]
    assert all(re.fullmatch(r"\d:\d\d:\d\d", left) for done, left in shown.items() if int(done) > 1)
    assert shown["13"] == "0:00:00"


def test_programs_hear_how_many_are_left(
    sources: list[Source], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = JsonLines()
    with Indexer(Settings(), tmp_path / "data", progress) as indexer, progress:
        indexer.build(sources, BuildOptions(dry_run=True))
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["read"], last["to_read"]) == (13, 13)
