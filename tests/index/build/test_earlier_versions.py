"""Of several versions of one article in a source, a build takes the latest, and stays with it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from config.settings import IndexSettings
from index.build.build import build
from index.build.history_writer import MOST_VERSIONS
from index.build.import_articles import import_articles
from index.build.report import BuildReport
from index.sandbox.sandbox import Sandbox
from index.snapshot.exchange import export_articles
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


def kept(file: Path) -> list[tuple[str, str | None]]:
    """The earlier versions of the one article: the day each was published, and its text."""
    with open_live(file.parent / "data") as live:
        [article] = live.store.known()
        return [(change.published.iso, change.text) for change in live.store.history_of(article)]


def test_earlier_versions_in_a_file_are_the_articles_history(file: Path, sandbox: Sandbox) -> None:
    lines = [record(count, published=f"2026-05-0{day}") for day, count in enumerate(("no", "two", "six"), 1)]
    file.write_text("\n".join(lines))
    index(file, sandbox)
    before = [("2026-05-01", TEXT.format("no")), ("2026-05-02", TEXT.format("two"))]
    assert kept(file) == before
    assert not index(file, sandbox).is_new, "and they are recorded once"
    file.write_text("\n".join([*lines, record("nine", published="2026-05-04")]))
    index(file, sandbox)
    assert kept(file) == [*before, ("2026-05-03", TEXT.format("six"))]


def test_the_history_in_a_file_goes_along_with_an_export(
    file: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    write(file, "no", "two", "six")
    index(file, sandbox)
    with open_live(tmp_path / "data") as live:
        lines = [one.model_dump_json() for one in export_articles(live.store)]
    export = tmp_path / "other" / "export.jsonl"
    export.parent.mkdir()
    export.write_text("\n".join(lines))
    import_articles(export, export.parent / "data", IndexSettings())
    assert [text for _, text in kept(export)] == [TEXT.format("no"), TEXT.format("two")]


def test_what_says_the_same_under_another_date_is_no_history(file: Path, sandbox: Sandbox) -> None:
    file.write_text("\n".join(record("no", date_modify=f"2026-05-0{day}") for day in (1, 2)))
    index(file, sandbox)
    assert kept(file) == []


def test_of_very_many_versions_some_are_kept(file: Path, sandbox: Sandbox) -> None:
    write(file, *(f"{number}" for number in range(MOST_VERSIONS + 5)))
    index(file, sandbox)
    index(file, sandbox)
    assert len(kept(file)) == MOST_VERSIONS


def record(count: str, **fields: object) -> str:
    return json.dumps({"url": f"{URL}?utm_source=feed", "text": TEXT.format(count), **fields})


def page(count: str, day: int) -> str:
    head = (
        f'<link rel=canonical href="{URL}"><meta property="article:modified_time" content="2026-05-{day:02}">'
    )
    body = (
        f"<p>{TEXT.format(count)}</p><p>It had stood there since the war, said the mayor, rusty and old.</p>"
    )
    return f"<html><head>{head}</head><body><article><h1>Crane</h1>{body}</article></body></html>"


def note(count: str, day: int) -> str:
    return f"---\nlink: {URL}#top\nupdated: 2026-05-{day:02}\n---\n{TEXT.format(count)}\n"


LATER_IN_ANOTHER_FILE = [
    ({"a.jsonl": record("nine", date_modify="2026-05-02"), "b.html": page("two", 1)}, "nine"),
    ({"a.jsonl": record("nine", date_modify="2026-05-01"), "b.html": page("two", 3)}, "two"),
    ({"a.txt": note("nine", 4), "z/b.md": note("two", 2)}, "nine"),
    (
        {"a.txt": note("nine", 4), "z/b.csv": f'url,text,updated\n{URL},"{TEXT.format("two")}",2026-05-06'},
        "two",
    ),
    (
        {
            "a.json": record("nine", date_download="2026-05-02T08:00:00"),
            "b.jsonl": record("two", date_download="2026-05-02T07:00:00"),
        },
        "nine",
    ),
]


@pytest.mark.parametrize(("files", "latest"), LATER_IN_ANOTHER_FILE)
def test_the_latest_of_several_files(
    files: dict[str, str], latest: str, tmp_path: Path, sandbox: Sandbox
) -> None:
    folder = tmp_path / "articles"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    report = index(folder, sandbox)
    [text] = texts(folder)
    assert report.new == 1 and text.startswith(TEXT.format(latest))
    [told] = report.skipped
    assert "an earlier version of" in told.reason
    again = index(folder, sandbox)
    assert (again.unchanged, again.is_new, again.skipped) == (1, False, report.skipped)


def test_where_nothing_tells_the_file_written_last_is_the_latest(tmp_path: Path, sandbox: Sandbox) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, count, written in (("a.json", "nine", 2_000), ("b.json", "two", 1_000)):
        (folder / name).write_text(record(count))
        os.utime(folder / name, (written, written))
    index(folder, sandbox)
    assert texts(folder) == [TEXT.format("nine")]
    os.utime(folder / "b.json", (3_000, 3_000))
    report = index(folder, sandbox)
    assert (report.changed, texts(folder)) == (1, [TEXT.format("two")])


def test_numbers_of_records_in_two_files_name_different_articles(tmp_path: Path, sandbox: Sandbox) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, count in (("a.json", "nine"), ("b.json", "two")):
        (folder / name).write_text(json.dumps({"id": 7, "text": TEXT.format(count)}))
    assert index(folder, sandbox).new == 2
