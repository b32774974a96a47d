"""Sitemaps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import FetchSettings
from index.parsers.items import UnusableError
from index.parsers.lists.sitemap import Sitemap, SitemapPage, read_sitemap
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox
from tests.web.feeds import atom, sitemap, sitemap_index
from tests.web.stories import load_stories

KNOWN = ArticleMetadata(url="https://example.org/sitemap.xml")
A, B = "https://example.org/a", "https://example.org/b"


@pytest.fixture(scope="module")
def strict() -> Iterator[Sandbox]:
    with Sandbox(FetchSettings(parse_seconds=1.0, parse_megabytes=300)) as opened:
        yield opened


def read(text: str) -> Sitemap:
    return read_sitemap(text.encode(), KNOWN)


def test_pages_each_once() -> None:
    assert read(sitemap([A, B, A])) == Sitemap((SitemapPage(A), SitemapPage(B)))


def test_an_index() -> None:
    assert read(sitemap_index([A, B, A])) == Sitemap((), (A, B))


def test_of_many_sitemaps_those_come_first_that_changed_last() -> None:
    places = [f"https://example.org/{number}.xml" for number in range(5)]
    dates = ["2019-01-01", "2024-05-01", "", "2026-02-01T10:00:00Z", ""]
    dated = "".join(
        f"<sitemap><loc>{place}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for place, day in zip(places, dates, strict=True)
    )
    found = read(f"<sitemapindex>{dated}</sitemapindex>").sitemaps
    assert found[:3] == (places[3], places[1], places[0]) and set(found[3:]) == {places[2], places[4]}


def test_of_sitemaps_without_dates_both_ends_come_first() -> None:
    places = [f"https://example.org/{number}.xml" for number in range(5)]
    assert read(sitemap_index(places)).sitemaps == tuple(places[at] for at in (0, 4, 1, 3, 2))


def test_what_a_sitemap_for_news_tells() -> None:
    [page] = read(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>\n https://example.org/a?b=1&amp;c=2 </loc><lastmod>2025-03-11</lastmod>"
        "<n:news><n:publication><n:name>Example Wire</n:name><n:language>en</n:language></n:publication>"
        "<n:publication_date>2025-03-10T09:00:00+01:00</n:publication_date><n:title>Bridge opens</n:title>"
        "</n:news></url></urlset>"
    ).pages
    assert (page.url, page.modified.iso) == (f"{A}?b=1&c=2", "2025-03-11")
    assert (page.metadata.title, page.metadata.outlet, page.metadata.language) == (
        "Bridge opens",
        "Example Wire",
        "en",
    )
    assert page.metadata.published.iso == "2025-03-10T08:00:00Z"


def test_only_what_is_on_the_web_counts() -> None:
    places = [
        "ftp://example.org/a",
        "/a",
        "file:///etc/passwd",
        "javascript:x",
        "",
        "https://exa mple.org",
        B,
    ]
    assert read(sitemap(places)) == Sitemap((SitemapPage(B),))
    assert read(sitemap_index(places)) == Sitemap((), (B,))
    assert read("<urlset><url/><url><lastmod>2025</lastmod></url><other/></urlset>") == Sitemap()


def test_a_list_of_addresses() -> None:
    assert read(f"\ufeff{A}\r\n\r\n{B}\nnonsense\n{A}") == Sitemap((SitemapPage(A), SitemapPage(B)))


def test_a_list_has_an_address_on_each_line() -> None:
    assert read(f"{A}/old mill\n{B}\n") == Sitemap((SitemapPage(f"{A}/old%20mill"), SitemapPage(B)))


@pytest.mark.parametrize("bad", ["&#0;", "&#xFFFFFFFF;", "&#xD800;", f"&#{'9' * 5000};"])
def test_a_character_that_there_is_not_harms_nothing(bad: str) -> None:
    assert read(sitemap([A]).replace(A, f"{A}{bad}")) == Sitemap((SitemapPage(A),))
    assert read(sitemap_index([A]).replace(A, f"{A}{bad}")) == Sitemap((), (A,))


def test_blanks_and_forgotten_escapes_in_addresses() -> None:
    text = "<urlset><url><loc>https://example.org/old mill?a=1&b=2&amp;c=3</loc></url></urlset>"
    assert read(text).pages == (SitemapPage("https://example.org/old%20mill?a=1&b=2&c=3"),)
    text = "<urlset><url><loc><![CDATA[https://example.org/?a=1&b=2]]></loc></url></urlset>"
    assert read(text).pages == (SitemapPage("https://example.org/?a=1&b=2"),)


def test_a_feed_may_be_a_sitemap() -> None:
    [story] = load_stories()[:1]
    [page] = read(atom("Wire", [(A, story)])).pages
    assert page.url == A and page.metadata.title == story.title


def test_a_sitemap_that_breaks_off_gives_what_it_has() -> None:
    text = sitemap([A, B, f"{A}/c"])
    assert [page.url for page in read(text[: text.index("/c")]).pages][:2] == [A, B]


@pytest.mark.parametrize(
    "text", ["", "nonsense", "<html><body>A page.</body></html>", "{}", "\0", "<a/>", "<!-- -->"]
)
def test_what_is_no_sitemap(text: str) -> None:
    with pytest.raises(UnusableError, match=r"it is no (?:sitemap|XML)"):
        read(text)


MANY = "".join(['<!ENTITY w0 "word">', *(f'<!ENTITY w{n} "{f"&w{n - 1};" * 10}">' for n in range(1, 10))])


@pytest.mark.parametrize(
    "bomb",
    [
        f"<!DOCTYPE urlset [{MANY}]><urlset><url><loc>{A}?&w9;</loc></url></urlset>",
        f'<!DOCTYPE urlset [<!ENTITY w SYSTEM "file:///etc/passwd">]><urlset><url><loc>{A}?&w;</loc></url></urlset>',
        "<urlset>" + "<url>" * 1_000_000,
        "<urlset><url><loc>" + "a" * 5_000_000,
    ],
    ids=["entities", "file", "deep", "long"],
)
def test_bombs_do_no_harm(strict: Sandbox, bomb: str) -> None:
    try:
        found = strict.run(read_sitemap, bomb.encode(), KNOWN)
    except UnusableError as error:
        assert str(error)
    else:
        assert len(str(found)) < 1000 and "root" not in str(found) and "word" not in str(found)


PIECES = f"<urlset>|<sitemapindex>|<url>|</url>|<loc>|</loc>|{A}|<lastmod>|2025|<sitemap>|&#0;|<!--|\n"
WILD = st.lists(st.sampled_from(PIECES.split("|")), max_size=20).map(lambda pieces: "".join(pieces).encode())


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), WILD))
def test_any_bytes(data: bytes) -> None:
    try:
        read_sitemap(data, KNOWN)
    except UnusableError as error:
        assert str(error)
