"""Links to quotes."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bot.links import LONGEST_LINK, article_link, quote_link
from index.article import Article, Span
from retrieval.answer import Quote

TEXT = (
    "The ferry left at nine - late, as ever. Passengers & crew waited.\n"
    "Nobody on the quay had expected the second ferry to arrive so early in the grey morning light.\n"
    "Nobody on the quay had complained. The end."
)


def link(text: str, url: str | None = "https://news.example/ferry", *, within: str = TEXT) -> str | None:
    """The link to a quote of an article."""
    start = within.index(text)
    return quote_link(Quote(Article("0" * 16, within, url=url), Span(start, start + len(text)), text))


def test_short_quote_stands_whole_in_the_fragment() -> None:
    """What means something in a fragment is encoded: dash, comma, ampersand."""
    got = link("The ferry left at nine - late, as ever.")
    directive = "The%20ferry%20left%20at%20nine%20%2D%20late%2C%20as%20ever."
    assert got == f"https://news.example/ferry#:~:text={directive}"
    assert "Passengers%20%26%20crew" in (link("Passengers & crew waited.") or "")


def test_long_quote_is_given_by_its_ends() -> None:
    """First and last words, neither across a line."""
    got = link(TEXT) or ""
    start, end = got.partition("#:~:text=")[2].split(",")
    assert (unquote(start), unquote(end)) == ("The ferry left at nine", "quay had complained. The end.")


def test_fragment_that_is_not_unique_is_left_off() -> None:
    """Browsers would mark the first of several, whatever its case and spaces."""
    assert link("So it was.", within="So  IT was. So it was.") == "https://news.example/ferry"
    second = TEXT.split("\n")[1]
    assert link(second) == "https://news.example/ferry", "the next line begins with the same five words"
    assert "#:~:text=" in (link("Nobody on the quay had complained. The end.") or "")


def test_url_that_has_a_fragment_keeps_it() -> None:
    """Only one fragment fits a URL."""
    assert link("The end.", "https://news.example/ferry#top") == "https://news.example/ferry#top"


def test_long_link_goes_without_fragment() -> None:
    """Discord takes 512 characters."""
    fitting = "https://news.example/" + "x" * (LONGEST_LINK - 21 - len("#:~:text=The%20end."))
    assert len(link("The end.", fitting) or "") == LONGEST_LINK
    assert link("The end.", f"{fitting}x") == f"{fitting}x"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://news.example/a",
        "//news.example/a",
        "https://",
        "https:///path",
        "http://[::1",
        "https://news.example:port/",
        "https://bank.example@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://ev il.example/",
        "https://evil.example)/",
    ],
)
def test_no_link(url: str | None) -> None:
    """Only http(s), and only where it doesn't hide its host."""
    assert link("The end.", url) is None


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://news.example/a_(b)", "https://news.example/a_%28b%29"),
        ("https://news.example/a b?q=<x>", "https://news.example/a%20b?q=%3Cx%3E"),
        ('https://news.example/"[x]"', "https://news.example/%22%5Bx%5D%22"),
        ("https://news.example/é?a=1&b=%20", "https://news.example/%C3%A9?a=1&b=%20"),
        ("HTTPS://News.Example:8443/A", "https://news.example:8443/A"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://news.example/a\nb", "https://news.example/ab"),
    ],
)
def test_markdown_in_a_url_is_encoded(url: str, encoded: str) -> None:
    """Nothing in a URL can end a masked link early."""
    assert article_link(Article("0" * 16, TEXT, url=url)) == encoded
