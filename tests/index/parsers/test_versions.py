"""Several versions of one article in one file: the later one counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers import ParsedArticle
from index.parsers.versions import Version, latest_first
from tests.index.parsers.archives.sample_archives import http, make_zip, record, write
from tests.index.parsers.parsing import read, written

URL = "https://www.ormsund.example/crane"
TEXT = "The harbour of Ormsund was closed on Friday after a crane fell over"
OLD, NEW = f"{TEXT}, and nobody was hurt.", f"{TEXT}, and two people were hurt."


def versions(path: Path) -> list[tuple[str, bool]]:
    """The texts in a file in the order in which they are given; whether each is called an earlier version."""
    items = read(path)
    assert all(isinstance(item, ParsedArticle) for item in items), items
    return [(item.article.text, item.is_earlier) for item in items if isinstance(item, ParsedArticle)]


def one(text: str, **fields: object) -> dict[str, object]:
    """A record of the article."""
    return {"url": URL, "text": text, **fields}


LATER: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {}),
    ({"date_modify": "2026-01-02 08:00:00"}, {"date_modify": "2026-01-02 17:00:00"}),
    ({"modified": "2026-01-02"}, {"modified": "2026-01-02T17:00:00+02:00"}),
    ({"modified_gmt": "2026-01-02T08:00:00"}, {"modified_gmt": "2026-01-02T09:00:00"}),
    ({"dateModified": "2 January 2026"}, {"dateModified": "2026-01-03"}),
    ({"updated": 1767323045}, {"updated": 1767323046}),
    ({"date_download": "2026-01-02 08:00:00"}, {"date_download": "2026-01-02 17:00:00"}),
    (
        {"date_modify": "2026-01-02", "date_download": "2026-01-09"},
        {"date_modify": "2026-01-03", "date_download": "2026-01-04"},
    ),
    (
        {"date_modify": "2026-01-02", "date_download": "2026-01-03"},
        {"date_modify": None, "date_download": "2026-01-04"},
    ),
]
every_form = pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json", "a.csv", "a.zip"])


def file_of(path: Path, records: list[dict[str, object]]) -> Path:
    """A file of records, in the form that its name tells."""
    if path.suffix == ".json":
        return written(path, json.dumps(records))
    if path.suffix == ".csv":
        names = list(dict.fromkeys(name for record in records for name in record))
        rows = [names, *([str(record.get(name) or "") for name in names] for record in records)]
        return written(path, "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows))
    lines = "\n".join(map(json.dumps, records))
    return make_zip(path, {"a.jsonl": lines.encode()}) if path.suffix == ".zip" else written(path, lines)


@every_form
@pytest.mark.parametrize(("old", "new"), LATER)
def test_the_later_of_two_records(
    name: str, old: dict[str, object], new: dict[str, object], tmp_path: Path
) -> None:
    expected = [(NEW, False), (OLD, True)]
    between: dict[str, object] = {"url": f"{URL}s", "text": f"{TEXT} again."}
    path = file_of(tmp_path / name, [one(OLD, **old), between, one(NEW, **new)])
    assert [item for item in versions(path) if item[0] != between["text"]] == expected
    if old:
        path = file_of(tmp_path / name, [one(NEW, **new), one(OLD, **old)])
        assert versions(path) == expected


@every_form
def test_what_is_there_twice_is_no_other_version(name: str, tmp_path: Path) -> None:
    assert versions(file_of(tmp_path / name, [one(OLD), one(OLD)])) == [(OLD, False), (OLD, False)]


def test_an_earlier_version_counts_where_the_later_cant_be_used(tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.jsonl", [one(OLD), one("Gone.")])
    gone, old = read(path)
    assert (gone.where, old.where) == (f"{path}:2", f"{path}:1")
    assert isinstance(old, ParsedArticle) and old.article.text == OLD


def page(text: str, head: str = "") -> bytes:
    """A page with two paragraphs."""
    body = f"<p>{text}</p><p>It had stood there since the war, rusty and old, as the mayor said.</p>"
    return f"<html><head>{head}</head><body><article><h1>Crane</h1>{body}</article></body></html>".encode()


def date(day: int) -> str:
    return f"WARC-Date: 2026-01-{day:02}T08:00:00Z\r\n"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize(("days", "latest"), [((1, 2, 3), 2), ((3, 1, 2), 0), ((1, 3, 2), 1), ((2, 2, 2), 2)])
def test_the_latest_capture_in_a_web_archive(
    name: str, days: tuple[int, ...], latest: int, tmp_path: Path
) -> None:
    texts = [f"{TEXT}, and {number} people were hurt, the police said." for number in range(3)]
    addresses = [URL, f"{URL}?utm_source=post", f"{URL}#top"]
    captures = [
        record(address, http(page(text)), headers=date(day))
        for address, text, day in zip(addresses, texts, days, strict=True)
    ]
    gone = record(URL, http(b"Gone", status="404 Not Found"), headers=date(9))
    found = versions(write(tmp_path / name, *captures, gone))
    assert [is_earlier for _, is_earlier in found] == [False, True, True]
    assert found[0][0].startswith(texts[latest])


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="{url}"><meta property="article:modified_time" content="2026-01-0{day}">',
        '<link href={url} rel=canonical><script>{{"dateModified": "2026-01-0{day}"}}</script>',
        "<!-- saved from url=(0030){url} --><meta property='article:modified_time' content='2026-01-0{day}'>",
    ],
)
def test_the_later_of_two_saved_pages(head: str, tmp_path: Path) -> None:
    old, new = (page(text, head.format(url=URL, day=day)) for text, day in ((OLD, 1), (NEW, 2)))
    for files in ({"a.html": old, "b.html": new}, {"a.html": new, "b.html": old}):
        found = versions(make_zip(tmp_path / "a.zip", files))
        assert [(text.split("\n")[0], is_earlier) for text, is_earlier in found] == [
            (NEW, False),
            (OLD, True),
        ]


def test_the_later_of_two_objects_in_an_archive(tmp_path: Path) -> None:
    files = {f"{n}.json": json.dumps(one(text)).encode() for n, text in enumerate((OLD, NEW))}
    assert versions(make_zip(tmp_path / "a.zip", files)) == [(NEW, False), (OLD, True)]


_VERSIONS = st.lists(
    st.none()
    | st.builds(
        Version,
        st.integers(0, 3),
        st.integers(0, 3),
        *[st.none() | st.floats(1, 3)] * 3,
        st.booleans(),
    ),
    max_size=12,
)


@given(_VERSIONS)
def test_everything_is_given_once_and_something_of_each_article_first(given_: list[Version | None]) -> None:
    numbered = list(enumerate(given_))
    found = list(latest_first(lambda: numbered, lambda item: item[1]))
    assert sorted(number for (number, _), _ in found) == list(range(len(given_)))
    first = {version.name for (_, version), is_earlier in found if version and not is_earlier}
    assert first == {version.name for version in given_ if version}


@given(st.lists(st.floats(1, 9), min_size=1, max_size=8))
def test_the_latest_moment_comes_first(moments: list[float]) -> None:
    versions_ = [Version(1, number, moment) for number, moment in enumerate(moments)]
    [(first, is_earlier), *others] = latest_first(lambda: versions_, lambda version: version)
    assert not is_earlier and all(is_earlier for _, is_earlier in others)
    assert first.changed == max(moments)
