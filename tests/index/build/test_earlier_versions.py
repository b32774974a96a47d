"""Of several versions of one article in a file, a build takes the latest, and stays with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from config.settings import IndexSettings
from index.build.build import build
from index.build.report import BuildReport
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import open_live
from index.sources.collect import collect
from index.sources.page_cache import PageCache
from index.sources.source_list import Files

URL = "https://www.ormsund.example/crane"
TEXT = "The harbour of Ormsund was closed on Friday after a crane fell over, and {} people were hurt."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "crawl.jsonl"


def index(file: Path, sandbox: Sandbox) -> BuildReport:
    """Build from a file."""
    settings = IndexSettings()
    items = collect([Files(path=file)], PageCache(file.parent), settings, sandbox)
    return build(items, file.parent / "data", settings)


def texts(file: Path) -> list[str]:
    with open_live(file.parent / "data") as live:
        return [live.store.articles([number])[number].text for number in live.store.numbers()]


def write(file: Path, *counts: str) -> None:
    lines = [json.dumps({"url": URL, "text": TEXT.format(count)}) for count in counts]
    file.write_text("\n".join(lines) + "\n")


def test_the_latest_is_used_and_the_others_are_told(file: Path, sandbox: Sandbox) -> None:
    write(file, "no", "two", "three")
    report = index(file, sandbox)
    assert (report.new, texts(file)) == (1, [TEXT.format("three")])
    assert [(item.where, item.reason) for item in report.skipped] == [
        (f"{file}:{line}", f"an earlier version of {file}:3; the later one is used") for line in (1, 2)
    ]
    again = index(file, sandbox)
    assert (again.unchanged, again.is_new, again.skipped) == (1, False, report.skipped)


def test_a_version_that_is_added_is_a_correction(file: Path, sandbox: Sandbox) -> None:
    write(file, "no")
    index(file, sandbox)
    write(file, "no", "two")
    report = index(file, sandbox)
    assert (report.changed, texts(file)) == (1, [TEXT.format("two")])
    with open_live(file.parent / "data") as live:
        [article] = live.store.known()
        assert len(live.store.history_of(article)) == 1
    assert not index(file, sandbox).is_new
