"""Lists of feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers.items import UnusableError
from index.parsers.lists.opml import OpmlFeed, read_opml
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox

KNOWN = ArticleMetadata(url="https://example.org/feeds.opml")


def read(text: str) -> tuple[OpmlFeed, ...]:
    return read_opml(text.encode(), KNOWN)


def test_feeds_in_folders_too_each_once() -> None:
    assert read(
        '<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>'
        '<outline text="News">'
        '<outline type="rss" text="Wire" title="Example Wire" xmlUrl="https://example.org/a"/>'
        '<outline text="Local">'
        '<outline text="Ardmoor &amp; Carrow" xmlurl="/b?x=1&amp;y=2"/></outline></outline>'
        '<outline text="Again" xmlUrl=" https://example.org/a "/><outline xmlUrl="https://example.org/c"/>'
        '<outline text="A page" htmlUrl="https://example.org/"/><outline text="Bad" xmlUrl="file:///etc/passwd"/>'
        "</body></opml>"
    ) == (
        OpmlFeed("https://example.org/a", "Example Wire"),
        OpmlFeed("https://example.org/b?x=1&y=2", "Ardmoor & Carrow"),
        OpmlFeed("https://example.org/c", None),
    )


def test_a_list_without_feeds() -> None:
    assert read("<opml><body/></opml>") == ()


@pytest.mark.parametrize(
    "text", ["", "nonsense", "<html><outline xmlUrl='https://example.org/a'/></html>", "\0"]
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(UnusableError, match=r"it is no (?:OPML|XML)"):
        read(text)


def test_bombs_do_no_harm(sandbox: Sandbox) -> None:
    entities = "".join(f'<!ENTITY w{n} "{f"&w{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE opml [<!ENTITY w0 "word">{entities}]><opml><outline xmlUrl="https://example.org/&w9;"/></opml>'
    for data in (bomb, "<opml>" + "<outline>" * 1_000_000):
        assert len(str(sandbox.run(read_opml, data.encode(), KNOWN))) < 1000


@given(st.one_of(st.binary(max_size=200), st.text("<>/ opmlutinexU='&;:\0ht", max_size=100).map(str.encode)))
def test_any_bytes(data: bytes) -> None:
    try:
        read_opml(data, KNOWN)
    except UnusableError as error:
        assert str(error)
