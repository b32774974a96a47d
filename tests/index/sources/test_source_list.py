"""The list of sources: what a maintainer wrote, or why it can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.errors import ClippingsError
from index.sources.source_list import Feed, Files, Pages, Site, SourceError, load_sources
from tests.conftest import EXAMPLES, ROOT
from tests.index.parsers.parsing import written


def test_the_list_that_ships_names_the_examples() -> None:
    [source] = load_sources(ROOT / "config" / "sources.toml")
    assert source == Files(path=EXAMPLES)


def test_a_list_of_sources(tmp_path: Path) -> None:
    content = '[[source]]\npath = "../news"\noutlet = "EW"\nlanguage = "en"\n[[source]]\npath = "~/a.jsonl"\n'
    file = written(tmp_path / "config" / "sources.toml", content)
    assert load_sources(file) == [
        Files(path=tmp_path / "news", outlet="EW", language="en"),
        Files(path=Path.home() / "a.jsonl"),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "source"),
        ("source = []", "source"),
        ("[[source]]", "source 1: it has neither"),
        ('[[source]]\npath = "a"\nfeed = "https://a.example"', "source 1: it has path and feed"),
        ('[[source]]\npath = "a"\ncolour = "red"', "source 1, colour"),
        ('[[source]]\nfeed = "ftp://a.example/"', "source 1, feed: 'ftp://a.example/' is no web address"),
        ('[[source]]\npages = "none.txt"', "source 1: none.txt can't be read"),
        ('[[source]]\nsite = "https://a.example"\nmost = 0', "source 1, most"),
        ('[[source]]\npath = "a"\nevery_minutes = 0', "source 1, every_minutes"),
        ('[[source]]\npath = "a"\nevery_minutes = inf', "source 1, every_minutes: it must be at most 525600"),
        (
            '[[source]]\nfeed = "https://a.example"\nkeep_days = 9999999',
            "source 1, keep_days: it must be at most 36",
        ),
        ('[[source]]\npath = "a"\n[[source]]\npath = "./a"', "twice"),
        ('[[sources]]\npath = "a"', "source"),
        ("[[source]", "a bracket isn't closed"),
        (b"\xff", "no text in UTF-8"),
    ],
)
def test_a_broken_list_is_explained(content: str | bytes, why: str, tmp_path: Path) -> None:
    file = written(tmp_path / "sources.toml", content)
    with pytest.raises(SourceError) as raised:
        load_sources(file)
    assert why in str(raised.value) and str(file) in str(raised.value)
    assert isinstance(raised.value, ClippingsError)


def test_a_missing_list_or_a_folder_instead(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SourceError, match=path.name):
            load_sources(path)


def test_sources_on_the_web(tmp_path: Path) -> None:
    written(tmp_path / "pages.txt", "# Bridges\nhttps://a.example/1\n\n https://a.example/2 \n")
    file = written(
        tmp_path / "sources.toml",
        """
        [[source]]
        feed = "https://a.example/feed"
        every_minutes = 5
        [[source]]
        pages = "pages.txt"
        [[source]]
        pages = "https://a.example/3"
        [[source]]
        site = "https://b.example/news/"
        include = ["*/2025/*"]
        exclude = ["*/video/*"]
        """,
    )
    feed, pages, page, site = load_sources(file)
    assert feed == Feed(feed="https://a.example/feed", every_minutes=5) and feed.interval == 300
    assert pages == Pages(pages=("https://a.example/1", "https://a.example/2"))
    assert pages.location == "https://a.example/1 and 1 more"
    assert page == Pages(pages=("https://a.example/3",)) and page.location == "https://a.example/3"
    assert isinstance(site, Site)
    named = ("2025/a", "2024/a", "2025/video/a")
    assert [site.wants(f"https://b.example/news/{name}") for name in named] == [True, False, False]
