"""Pages of many kinds, each with what its readers see and when it says that it was written."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.article import Published
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.page import read_page
from index.text.passages import split_passages
from tests.index.parsers.page.sample_page import PARAGRAPHS, STORY, TITLE

URL = "https://example.org/news/bridge"


@dataclass(frozen=True)
class Kind:
    """A page, as kinds/*.toml describe it.

    name: what it is about. head, body: its markup; {story} stands for a short story of four paragraphs.
    lines: all of its text; {story} stands for the story. has, lacks: lines that are in it, words that aren't.
    is_beginning, published, modified, authors: what is found, where the test is about it.
    refused: words of the reason.
    """

    name: str
    body: str
    head: str = ""
    language: str = "en"
    lines: list[str] = field(default_factory=list)
    has: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    is_beginning: bool | None = None
    published: str | None = None
    modified: str | None = None
    authors: list[str] | None = None
    refused: str | None = None

    @property
    def data(self) -> bytes:
        """The page."""
        body = self.body.replace("{story}", PARAGRAPHS)
        return (
            f"<!doctype html><html lang={self.language}><head><title>{TITLE} | Example Wire</title>"
            f"{self.head}</head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>{body}"
            "<footer>Printed in Ardmoor</footer></body></html>"
        ).encode()


# All pages of the tables.
KINDS = [
    Kind(**page)
    for path in sorted((Path(__file__).parent / "kinds").glob("*.toml"))
    for page in tomllib.loads(path.read_text())["page"]
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_is_as_its_readers_see_it(kind: Kind) -> None:
    known = ArticleMetadata(url=URL)
    if kind.refused:
        with pytest.raises(UnusableError, match=kind.refused):
            read_page(kind.data, known)
        return
    text, metadata = read_page(kind.data, known)
    lines = text.split("\n")
    if kind.lines:
        assert lines == [line for given in kind.lines for line in (STORY if given == "{story}" else [given])]
    assert [line for line in kind.has if line not in lines] == []
    assert [words for words in kind.lacks if words in text] == []
    if kind.is_beginning is not None:
        assert metadata.is_beginning == kind.is_beginning
    if kind.published is not None:
        assert metadata.published == Published(kind.published)
    if kind.modified is not None:
        assert metadata.modified == Published(kind.modified)
    if kind.authors is not None:
        assert metadata.authors == tuple(kind.authors)


def test_each_post_is_a_passage_that_begins_with_its_time() -> None:
    kind = next(kind for kind in KINDS if "the newest first" in kind.name)
    text, _ = read_page(kind.data, ArticleMetadata(url=URL))
    passages = split_passages(text, 120)
    first, *posts = (text[passage.start : passage.end].split("\n")[0] for passage in passages)
    assert first.startswith("All that happens")
    assert posts == [
        "10 March 2025, 14:20",
        "10 March 2025, 12:05",
        "9 March 2025, 18:00",
        "9 March 2025, 08:00",
    ]


def test_a_later_part_of_an_article_keeps_its_own_address() -> None:
    head = (
        '<link rel="prev" href="https://example.org/news/bridge"><link rel="canonical" href="/news/bridge">'
    )
    data = Kind("", "<article><h1>Ardmoor opens its bridge</h1>{story}</article>", head).data
    _, metadata = read_page(data, ArticleMetadata(url=f"{URL}?page=2"))
    assert metadata.url == f"{URL}?page=2"


def test_there_are_pages_of_many_kinds() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names)) >= 60
