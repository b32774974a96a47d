"""Pages of which only the beginning is there say so in many ways; whole ones speak of subscriptions too."""

from __future__ import annotations

import json

import pytest

from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata
from index.parsers.page.page import read_page

URL = "https://venn.example/orchard"
TEXT = (
    "The orchard of Venn has been sold to a family of beekeepers, who want to keep its oldest trees.",
    "They paid the town 80,000 crowns for it, a sum that the council will spend on the school roof.",
    "Nobody had pruned the trees for eleven years, the gardener Tilda Moor said on Wednesday.",
)
REST = " ".join(
    f"Of tree {number} they say that it has borne no fruit since it was planted." for number in range(30)
)


def is_beginning(
    body: str = "", head: str = "", data: dict[str, object] | None = None, url: str = URL
) -> bool:
    """Read a page whose article has something below its text; tell whether it is only a beginning."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    script = json.dumps({"@type": "NewsArticle", "headline": "Orchard sold", **(data or {})})
    page = (
        f"<html lang=en><head><title>Orchard sold</title>{head}"
        f"<script type='application/ld+json'>{script}</script>"
        f"</head><body><article><h1>Orchard sold</h1>{paragraphs}{body}</article>"
        "<footer><p>Imprint</p></footer></body></html>"
    )
    text, metadata = read_page(page.encode(), ArticleMetadata(url=url))
    assert text.startswith(TEXT[0])
    return metadata.is_beginning


@pytest.mark.parametrize(
    "wall",
    [
        "This story is only for members.",
        "The rest of this article is locked.",
        "To read on, start a trial or log in.",
        "You have reached your limit of free articles.",
        "Dieser Beitrag ist nur für Abonnenten.",
        "Il vous reste 60 % de cet article à lire.",
    ],
)
def test_a_line_below_the_text_says_that_the_rest_is_closed(wall: str) -> None:
    assert is_beginning(f"<div><p>{wall}</p><p>12 crowns a month. Cancel any time.</p></div>")


@pytest.mark.parametrize(
    "line",
    [
        "Already a subscriber? Log in",
        "Subscribe to our paper for 9 crowns a month",
        "Sign in",
        "The town's letters are locked in a drawer until May, the archivist said.",
    ],
)
def test_other_lines_below_a_whole_article_dont(line: str) -> None:
    assert not is_beginning(f"<p>{line}</p>")


def test_a_wall_above_the_text_may_be_for_other_readers() -> None:
    assert not is_beginning(f"<p>The rest of this article is locked.</p><p>{REST}</p>")


@pytest.mark.parametrize("closed", [False, "False", "http://schema.org/False"])
def test_its_data_say_that_it_isnt_free(closed: object) -> None:
    assert is_beginning(data={"isAccessibleForFree": closed})
    assert not is_beginning(data={"isAccessibleForFree": True})


def test_the_head_says_that_it_isnt_free() -> None:
    assert is_beginning(head='<meta property="article:content_tier" content="locked">')
    assert not is_beginning(head='<meta property="article:content_tier" content="free">')


def test_what_is_called_closed_may_be_there_all_the_same() -> None:
    """Some pages send all of it to everybody, and hide it later."""
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": "#story .locked"}
    data: dict[str, object] = {"isAccessibleForFree": False, "hasPart": part}
    assert not is_beginning(f'<div class="text locked"><p>{REST}</p></div>', data=data)
    assert is_beginning('<div class="text locked"></div>', data=data)


@pytest.mark.parametrize(
    ("body", "goes_on"),
    [
        ('<a rel="next" href="/orchard/2">Next page</a>', True),
        ('<a rel="next" href="/pond">Next story</a>', False),
        ("<div>Page <b>1</b> of <b>3</b></div>", True),
        ("<div>Seite 2 von 2</div>", False),
        ("<div class='comments'><p>Page 1 of 3</p></div>", False),
    ],
)
def test_a_saved_page_names_the_next_one(body: str, goes_on: bool) -> None:
    assert is_beginning(body) is goes_on


def test_what_is_known_stays_known() -> None:
    beginning = ArticleMetadata(is_beginning=True)
    assert beginning.over(NOTHING_KNOWN).is_beginning and NOTHING_KNOWN.over(beginning).is_beginning


def test_an_outlet_is_given_where_its_name_is_used() -> None:
    given = ArticleMetadata(outlet="Ours", is_outlet_given=True)
    assert NOTHING_KNOWN.over(given).is_outlet_given
    assert not ArticleMetadata(outlet="Theirs").over(given).is_outlet_given
