"""Saved web pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.parsers import ParsedArticle
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.page import read_page
from tests.index.parsers.parsing import article, read, reason, written

PAGES = Path(__file__).parents[4].parent / "shared" / "extraction" / "html"

STORY = (
    "<p>The council of Ardmoor opened a new bridge on Monday after three years of work, as {word} was "
    "served.</p><p>It is a hundred metres long and cost twenty million crowns, the mayor told the crowd at "
    "the river.</p><p>Buses will cross it every ten minutes from Tuesday, and cyclists have asked for a "
    "lane of their own.</p>"
)
HEAD = (
    "<title>Ardmoor opens bridge | Example Wire</title>"
    '<link rel="canonical" href="https://example.org/bridge/1">'
    '<meta property="og:title" content="Ardmoor opens bridge">'
    '<meta property="og:site_name" content="Example Wire">'
    '<meta name="author" content="Ann Lee">'
)
DATED = '{"datePublished": "2025-03-10"}'
DATE = '<meta property="article:published_time" content="2025-03-10T09:00:00+01:00">'


def page(head: str = HEAD + DATE, word: str = "coffee") -> str:
    """A page with this head."""
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Ardmoor opens bridge</h1>{STORY.format(word=word)}</article>"
        '<div id="comments"><p>Somebody says that this bridge is far too long for a town like ours.</p></div>'
        "<footer>All rights reserved 2019</footer></body></html>"
    )


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.gz"])
def test_reads_a_page(name: str, tmp_path: Path) -> None:
    found = article(tmp_path / name, page())
    assert found.text.startswith("The council of Ardmoor") and found.text.endswith("lane of their own.")
    assert (found.title, found.outlet, found.authors) == (
        "Ardmoor opens bridge",
        "Example Wire",
        ("Ann Lee",),
    )
    assert (found.url, found.published.iso, found.language) == (
        "https://example.org/bridge/1",
        "2025-03-10T08:00:00Z",
        "en",
    )


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        ("", ""),
        ('<meta name="date" content="03/04/2025">', "2025"),
        ('<meta itemprop="datePublished" content="2025-03-10">', "2025-03-10"),
        ('<script type="application/ld+json">{"datePublished": "2025-03-10"}</script>', "2025-03-10"),
        (
            f'<script type="application/ld+json">{[DATED, DATED.replace("10", "09")]}</script>',
            "",
        ),
        ('<link rel="canonical" href="https://example.org/2025/03/10/bridge">', "2025-03-10"),
        ('<link rel="canonical" href="https://example.org/2025/13/10/bridge">', ""),
    ],
)
def test_a_date_is_what_the_page_says_or_unknown(head: str, iso: str, tmp_path: Path) -> None:
    assert article(tmp_path / "a.html", page(head)).published.iso == iso


def test_a_front_page_is_not_the_url_of_an_article(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.org/">'
    assert article(tmp_path / "a.html", page(head)).url is None


@pytest.mark.parametrize(
    ("encoding", "declared", "word"),
    [
        ("utf-8", "", "café"),
        ("utf-8", "iso-8859-1", "café"),
        ("cp1252", "iso-8859-1", "“café”"),
        ("cp1252", "", "café"),
        ("cp1251", "windows-1251", "кофе"),
        ("gb18030", "gb2312", "咖啡"),
        ("utf-16", "", "кофе"),
    ],
)
def test_encodings(encoding: str, declared: str, word: str, tmp_path: Path) -> None:
    head = (
        f'{HEAD}<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else HEAD
    )
    assert word in article(tmp_path / "a.html", page(head, word).encode(encoding)).text


def test_a_sidecar_knows_better(tmp_path: Path) -> None:
    written(tmp_path / "a.meta.toml", 'outlet = "The Ardmoor Times"')
    assert article(tmp_path / "a.html.gz", page()).outlet == "The Ardmoor Times"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "empty"),
        ("<html><body></body></html>", "no article text"),
        ("  \n ", "it is empty"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", ""),
        (b"\0\1\2", "binary"),
        (b"<meta charset=big5>" + b"\xff" * 40, "no text in big5"),
    ],
)
def test_pages_without_an_article(content: str | bytes, why: str, tmp_path: Path) -> None:
    assert why in reason(tmp_path / "a.html", content)


_SNIPPETS = [
    "<html>",
    "<p>",
    "</p>",
    "<script>",
    "<meta charset=",
    "<!--",
    "]]>",
    "&#0;",
    "<?xml encoding='x'?>",
    STORY,
]


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(_SNIPPETS) | st.text(max_size=5), max_size=8).map("".join).map(str.encode)
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = read_page(data, ArticleMetadata())
    except UnusableError as error:
        assert str(error)
    else:
        assert text


@pytest.mark.skipif(
    not PAGES.is_dir(), reason="the real pages in ../shared come with the developers' checkout only"
)
def test_real_pages() -> None:
    items = read(PAGES, 10**7)
    articles = [item.article for item in items if isinstance(item, ParsedArticle)]
    assert len(articles) == len(items) == 90
    assert sum(bool(one.title) for one in articles) == 90
    assert sum(bool(one.published.iso) for one in articles) >= 75
