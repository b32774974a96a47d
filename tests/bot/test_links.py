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


def fragment(text: str, *, within: str = TEXT, title: str | None = None) -> list[str]:
    """The texts that a browser looks for, decoded; none where there is no fragment."""
    start = within.index(text)
    article = Article("0" * 16, within, title=title, url="https://news.example/ferry")
    got = quote_link(Quote(article, Span(start, start + len(text)), text)) or ""
    return [unquote(part) for part in got.partition("#:~:text=")[2].split(",") if part]


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
    twice = "The band played on. Nobody danced."
    assert link("The band played on.", within=f"{twice}\n{twice}") == "https://news.example/ferry"
    assert "#:~:text=" in (link("Nobody on the quay had complained. The end.") or "")
    assert fragment("The ferry left.", within="The ferry left.", title="Why the ferry left.") == []


def test_an_end_has_as_many_words_as_stand_nowhere_else() -> None:
    """Five words begin two lines; the headline may begin like the text as well."""
    assert fragment(TEXT.split("\n")[1])[0] == "Nobody on the quay had expected"
    text = "The old mill of Wye turns again after eleven years, to the joy of all who live near it."
    assert (
        fragment(text, within=text, title="The old mill of Wye turns")[0] == "The old mill of Wye turns again"
    )


def test_marks_of_lists_and_tables_arent_looked_for() -> None:
    """Pages draw them; each end of the fragment stands inside one item or one cell."""
    text = (
        "What the camp needs:\n- blankets\n- a well-lit kitchen with two stoves\n"
        "1. tents\n12) rope\n• ladders for the high ground\n"
        "Place | Tents\nUpper field | 12\nLower field | 12\n- - warm coats and boots of every size"
    )
    assert fragment("- blankets", within=text) == ["blankets"]
    assert fragment("What the camp needs:\n- blankets", within=text) == ["What the camp needs:", "blankets"]
    assert fragment("1. tents\n12) rope\n• ladders for the high ground", within=text) == [
        "rope",
        "ladders for the high ground",
    ]
    assert fragment("Place | Tents\nUpper field | 12", within=text) == ["Place", "Upper field"]
    assert fragment("- - warm coats and boots of every size", within=text) == [
        "warm coats and boots of every size"
    ]
    assert fragment("12 | 12", within="12 | 12") == []


def test_marks_that_mean_something_stay() -> None:
    """A dash inside a sentence, a bar inside a word."""
    assert fragment("It was cold - very cold.", within="It was cold - very cold.") == [
        "It was cold - very cold."
    ]
    assert fragment("a|b holds", within="a|b holds") == ["a|b holds"]


def test_url_that_has_a_fragment_keeps_it() -> None:
    """Only one fragment fits a URL."""
    assert link("The end.", "https://news.example/ferry#top") == "https://news.example/ferry#top"


def test_long_link_goes_without_fragment() -> None:
    """Terminals and messages take only so much."""
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


def test_a_host_with_a_sharp_s_isnt_that_of_somebody_else() -> None:
    """By rules of 2003 it was written with "ss"; browsers keep it."""
    article = Article("0" * 16, "x", url="https://straße.example/weg")
    assert article_link(article) == "https://xn--strae-oqa.example/weg"
    assert article_link(Article("0" * 16, "x", url="https://BÜRO.example/")) == "https://xn--bro-hoa.example/"
    assert article_link(Article("0" * 16, "x", url="https://a_b.example/x")) == "https://a_b.example/x"
