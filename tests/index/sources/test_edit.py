"""Adding to the list of sources and removing from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.edit import add_to_list, pause_in_list, remove_from_list
from index.sources.source_list import Feed, Files, Pages, SourceError, load_sources

FEED = "https://a.example/feed"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "sources.toml"
    path.parent.mkdir()
    path.write_text(
        "# Ours.\n\n[[source]]\npath = '../news'  # all of it\n\n"
        '[[source]]\npages = ["https://a.example/1", "https://a.example/2"]\n'
    )
    return path


def test_adding_keeps_the_comments(file: Path) -> None:
    assert add_to_list(file, [{"feed": FEED, "outlet": "A"}]) == [FEED]
    text = file.read_text()
    assert text.startswith("# Ours.") and "# all of it" in text
    assert load_sources(file)[2] == Feed(feed=FEED, outlet="A")


def test_what_is_listed_isnt_added_again(file: Path) -> None:
    before = file.read_text()
    news = str(file.parents[1] / "news")
    assert add_to_list(file, [{"path": "../news"}, {"path": news}]) == []
    assert file.read_text() == before


def test_a_list_that_isnt_there_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "sources.toml"
    assert add_to_list(file, [{"feed": FEED}, {"pages": "https://a.example/1"}]) == [
        FEED,
        "https://a.example/1",
    ]
    assert load_sources(file) == [Feed(feed=FEED), Pages(pages=("https://a.example/1",))]


def test_what_cant_be_a_source_leaves_the_list_as_it_was(file: Path) -> None:
    before = file.read_text()
    with pytest.raises(SourceError, match="no web address"):
        add_to_list(file, [{"feed": "ftp://a.example/"}])
    assert file.read_text() == before and list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["../news", "{folder}/news"])
def test_a_source_is_removed_by_its_path(file: Path, name: str) -> None:
    remove_from_list(file, name.format(folder=file.parents[1]))
    [left] = load_sources(file)
    assert isinstance(left, Pages)


def test_one_page_of_several_is_removed(file: Path) -> None:
    remove_from_list(file, "https://a.example/1")
    assert load_sources(file) == [
        Files(path=file.parents[1] / "news"),
        Pages(pages=("https://a.example/2",)),
    ]


def test_the_last_source_can_be_removed_and_another_added(file: Path) -> None:
    for location in ("../news", "https://a.example/1 and 1 more"):
        remove_from_list(file, location)
    with pytest.raises(SourceError, match="names none"):
        load_sources(file)
    add_to_list(file, [{"feed": FEED}])
    assert load_sources(file) == [Feed(feed=FEED)]


def test_a_link_to_the_list_and_its_rights_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "linked.toml"
    link.symlink_to(file)
    add_to_list(link, [{"feed": FEED}])
    assert link.is_symlink() and FEED in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_isnt_listed_cant_be_removed(file: Path) -> None:
    with pytest.raises(SourceError, match="lists no source"):
        remove_from_list(file, "https://b.example/")


def test_a_source_rests_and_goes_on(file: Path) -> None:
    before = file.read_text()
    news = str(file.parents[1] / "news")
    pause_in_list(file, news, paused=True)
    assert [source.paused for source in load_sources(file)] == [True, False]
    assert "# all of it" in file.read_text()
    pause_in_list(file, "../news", paused=False)
    assert [source.paused for source in load_sources(file)] == [False, False]
    assert file.read_text() == before
    with pytest.raises(SourceError, match="lists no source https://b"):
        pause_in_list(file, "https://b.example/", paused=True)
