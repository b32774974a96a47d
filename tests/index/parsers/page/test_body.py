"""The text of the article in a page: all of it, word for word, and nothing else."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.boilerplate import is_about_author, is_boilerplate
from index.parsers.page.page import read_page
from tests.index.parsers.page.sample_page import PARAGRAPHS, STORY, TITLE

# ruff: noqa: E501 - a line of HTML is easier to read in one piece


def page(body: str, head: str = "") -> bytes:
    """A page with this in its article."""
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE} | Example Wire</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>"
        f"<main><h1>{TITLE}</h1>{body}</main><footer>Printed in Ardmoor</footer></body></html>"
    ).encode()


def lines(body: str, head: str = "") -> list[str]:
    """The lines of the text that is read from a page with this in its article."""
    return read_page(page(body, head), ArticleMetadata())[0].split("\n")


def why(data: bytes) -> str:
    """Why a page is refused."""
    with pytest.raises(UnusableError) as refused:
        read_page(data, ArticleMetadata(url="https://example.org/a"))
    return str(refused.value)


def test_paragraphs_stand_on_lines_of_their_own_and_the_title_on_none() -> None:
    assert lines(f"<article>{PARAGRAPHS}</article>") == STORY


def test_headings_lists_tables_quotations_and_line_breaks() -> None:
    body = (
        f"<article>{PARAGRAPHS}<h2>What it cost</h2><p>The council gave these figures on Monday evening:</p>"
        "<ul><li>Steel for the arches: nine million crowns</li><li>Work on the banks: eleven million</li></ul>"
        "<table><tr><th>Year</th><th>Crossings</th></tr><tr><td>2023</td><td>18,000 people by ferry</td></tr>"
        "</table><blockquote><p>We waited for ninety years, and now it is here.</p></blockquote>"
        "<p>The mayor thanked the builders of the bridge.<br>The band of the fire brigade played until ten.</p>"
        "</article>"
    )
    assert lines(body)[4:] == [
        "What it cost",
        "The council gave these figures on Monday evening:",
        "- Steel for the arches: nine million crowns",
        "- Work on the banks: eleven million",
        "Year | Crossings",
        "2023 | 18,000 people by ferry",
        "We waited for ninety years, and now it is here.",
        "The mayor thanked the builders of the bridge.",
        "The band of the fire brigade played until ten.",
    ]


def test_a_sentence_keeps_its_links_and_words_stay_apart() -> None:
    body = PARAGRAPHS + (
        '<p>The minister said that <span class="link"><a href="/x">the state will pay nothing</a></span> for'
        " the <b>br</b>idge<sup>2</sup>,&nbsp;and left\n   early.</p><p>Nobody\u00ad had ex\u00adpected it.</p>"
    )
    assert lines(f"<article>{body}</article>")[4:] == [
        "The minister said that the state will pay nothing for the bridge, and left early.",
        "Nobody had expected it.",
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "アードムーア市議会は月曜日、三年の工事を終えた新しい橋を開通させた。",
            "橋の長さは百メートルで、費用は二千万クローネだったと市長は述べた。",
            "火曜日からバスが十分おきに橋を渡る予定だという。",
        ],
        [
            "阿德莫尔市议会周一启用了历时三年建成的新桥。",
            "市长对河边的人群说,这座桥长一百米,耗资两千万克朗。",
            "从周二起,公共汽车将每十分钟驶过这座桥。",
        ],
        ["The bridge is open.", "Ann Lee was there.", "Bob Roe was not."],
    ],
)
def test_few_or_no_spaces(sentences: list[str]) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    assert lines(f"<article>{body}</article>") == sentences


def test_what_pops_up_beside_a_name_is_no_part_of_the_sentence() -> None:
    name = (
        '<span class="rollover-people"><a href="/p">Ann Lee</a><span class="rollover-people-block">'
        '<img src="a.jpg"><a href="/p">Ann Mary Lee</a><a href="/1">Lee wins again</a></span></span>'
    )
    body = f"<article>{PARAGRAPHS}<p>The mayor, {name} of Ardmoor, cut a ribbon at noon.</p></article>"
    assert lines(body)[-1] == "The mayor, Ann Lee of Ardmoor, cut a ribbon at noon."


AROUND = [
    '<div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Tweet this story now</a></div>',
    "<aside><p>Our weekly letter tells you what happens in the towns along the river.</p></aside>",
    '<div class="newsletter-signup"><p>Have the news of the valley sent to you each morning for free.</p></div>',
    "<figure><img src=a.jpg><figcaption>The bridge as it looked on Monday morning in the rain.</figcaption></figure>",
    '<p class="wp-caption-text">The bridge as it looked on Monday morning in the rain.</p>',
    '<p>Related: <a href="/2">The ferryman of Ardmoor remembers his best years</a></p>',
    "<p>Read more: <a href='/2'>The ferryman of Ardmoor remembers</a></p>",
    "<p>Advertisement</p>",
    "<p>Photo: Bob Roe / Example Pictures</p>",
    "<p>Sign up for our newsletter to get such stories every day.</p>",
    "<p>© 2025 Example Wire. All rights reserved.</p>",
    '<div style="display: none"><p>This is what only machines were meant to read, and no people.</p></div>',
    '<ul><li><a href="/2">Ten towns that want a bridge</a></li><li><a href="/3">How ferries came to us</a></li></ul>',
    '<section id="comments"><p>Somebody says that this bridge is far too long for our town.</p></section>',
    '<div class="author-bio"><p>Ann Lee has written about bridges since she was a young woman.</p></div>',
    '<div class="cookie-banner"><p>We use cookies so that you like our pages even better.</p></div>',
    '<script>var text = "The council of Ardmoor has more to say about the bridge";</script>',
]


@pytest.mark.parametrize("around", AROUND)
def test_what_stands_around_an_article_is_left_out(around: str) -> None:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in STORY]
    for place in (2, 4):
        body = "".join([*paragraphs[:place], around, *paragraphs[place:]])
        assert lines(f"<article>{body}</article>") == STORY


def test_a_name_for_things_around_articles_does_not_hide_the_article() -> None:
    assert lines(f'<div class="sidebar-layout newsletter"><form>{PARAGRAPHS}</form></div>') == STORY


def test_a_body_that_an_advertisement_cuts_in_two_is_whole() -> None:
    first, second = (f'<div class="story-part">{"".join(PARAGRAPHS)}</div>', "")
    more = [sentence.replace("Ardmoor", "Elmstead").replace("bridge", "tunnel") for sentence in STORY]
    second = f'<div class="story-part">{"".join(f"<p>{sentence}</p>" for sentence in more)}</div>'
    assert lines(f'{first}<div class="x7"><iframe></iframe></div>{second}') == STORY + more


def test_the_next_article_below_is_not_part_of_this_one() -> None:
    other = (
        "<p>In Elmstead the bakers have agreed on one price for bread, which nobody there likes at all.</p>"
    )
    body = (
        f'<div class="story"><div class="body">{PARAGRAPHS * 2}</div></div>'
        f'<div class="story"><h1>Bread in Elmstead</h1><div class="body">{other}</div></div>'
    )
    assert not any("Elmstead" in line for line in lines(body))


OTHER = [
    "The harbour of Ormsund was closed on Friday after a crane fell over, and nobody was hurt there.",
    "Ships were sent to the port of Carrow, the harbour master told reporters on the pier that evening.",
    "The crane had been built in 1962 and was to be taken down next spring, after the last ship had left.",
    "An inquiry will look at the wind and at the bolts, of which three were found broken on the quay.",
]
OTHER_TITLE = "Crane falls in the harbour of Ormsund"


def two(tag: str, level: str, title: str) -> tuple[list[str], str | None]:
    """The lines, and the title, of a page with two whole articles; title: what the page is called."""
    first = f"<{tag}><{level}>{OTHER_TITLE}</{level}>{''.join(f'<p>{one}</p>' for one in OTHER)}</{tag}>"
    second = f"<{tag}><{level}>{TITLE}</{level}>{PARAGRAPHS}</{tag}>"
    data = f"<!doctype html><html><head><title>{title}</title></head><body>{first}{second}</body></html>"
    text, known = read_page(data.encode(), ArticleMetadata(url="https://example.org/a"))
    return text.split("\n"), known.title


@pytest.mark.parametrize("level", ["h1", "h2"])
@pytest.mark.parametrize("tag", ["article", "div"])
def test_of_two_articles_the_one_that_the_page_is_about(tag: str, level: str) -> None:
    assert two(tag, level, TITLE) == (STORY, TITLE)
    if (tag, level) != ("div", "h2"):
        # Below, its subheadings would look the same.
        assert two(tag, level, OTHER_TITLE) == (OTHER, OTHER_TITLE)


@pytest.mark.parametrize(("tag", "level"), [("article", "h1"), ("article", "h2"), ("div", "h1")])
def test_both_of_two_articles_where_the_page_is_about_neither(tag: str, level: str) -> None:
    assert two(tag, level, "Saved pages")[0] == [*OTHER, TITLE, *STORY]


def test_the_first_column_of_a_table_keeps_its_place() -> None:
    rows = [["", "Q1", "Q2", "Total"], ["Ardmoor", "7", "3", "10"], ["Carrow", "2", "", "2"]]
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    assert lines(f"<article>{PARAGRAPHS}{table}<p>{OTHER[0]}</p></article>")[4:7] == [
        "| Q1 | Q2 | Total",
        "Ardmoor | 7 | 3 | 10",
        "Carrow | 2 | | 2",
    ]


def test_text_that_is_loaded_later_is_taken_from_json_ld() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(STORY)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert [line for line in lines("<p>Loading</p>", head) if line] == STORY
    assert lines(f"<article>{PARAGRAPHS}</article>", head) == STORY


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "<title>Page not found</title><p>We could not find the page that you asked for, sorry.</p>",
            "isn't there",
        ),
        ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", "no program"),
        ("<title>Log in</title><p>Please log in with your name and your secret to read on.</p>", "log in"),
        (
            "<title>News</title><p>Please enable JavaScript in your browser to see this page.</p>",
            "JavaScript",
        ),
        ("<title>News</title><p>Press and hold to confirm you are a human and not a machine.</p>", "human"),
        (
            "<title>News</title><p>We and our friends use cookies. Accept all cookies or go away.</p>",
            "cookies",
        ),
        ("<title>News</title><p></p>", "no article text"),
        ("".join(f"<li><a href=/{n}>Here is a headline with number {n}</a></li>" for n in range(40)), ""),
        (
            "".join(
                f"<article><h2><a href=/{n}>Headline {n}</a></h2><p>{STORY[n % 4]} {n}.</p></article>"
                for n in range(12)
            ),
            "",
        ),
        ('<?xml version="1.0"?><rss><channel><title>News</title></channel></rss>', "<rss>"),
        ("only words, and no page at all", "no HTML page"),
        ("<p>a\0b</p>", "binary"),
        ("<html><p>" + "word " * 4_100_000, "20,000,000 bytes"),
        ("<p>x" * 160_000, "50,000 elements"),
    ],
)
def test_what_is_no_article_is_refused(content: str, reason: str) -> None:
    assert reason in why(content.encode())


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Error 404 (Not Found)!!1",
        "Page not found - Example Wire",
        "Oops! That page can't be found.",
        "Access Denied",
        "403 Forbidden",
        "Attention Required! | Cloudflare",
        "Sign in to Example Wire",
        "Before you continue to Example",
        "Privacy settings",
    ],
)
def test_a_short_page_is_refused_by_its_title(title: str) -> None:
    assert "it only" in why(page(f"<article>{PARAGRAPHS}</article>").replace(TITLE.encode(), title.encode()))


@pytest.mark.parametrize(
    "title",
    [
        "500 people cross the bridge",
        "404 the number, explained",
        "Forbidden forest opens to walkers",
        "Login data of thousands stolen",
        "Security checks at the ferry",
        "Captchas are dying out",
        "Story not over, says mayor",
        "Consent law passes",
        "Please wait for the ferry, says mayor",
    ],
)
def test_a_short_article_is_not_refused_by_its_title(title: str) -> None:
    data = page(f"<article>{PARAGRAPHS}</article>").replace(TITLE.encode(), title.encode())
    assert read_page(data, ArticleMetadata())[0].split("\n") == STORY


def test_an_article_about_a_captcha_is_an_article() -> None:
    story = STORY * 6 + ["The site asked her to confirm that she is not a robot, and to enable JavaScript."]
    body = "".join(f"<p>{sentence} {number}</p>" for number, sentence in enumerate(story))
    data = page(f"<article>{body}</article>").replace(TITLE.encode(), b"Captcha: the end of a riddle")
    assert "not a robot" in read_page(data, ArticleMetadata())[0]


@pytest.mark.parametrize(
    "data",
    [
        "<div>" * 100_000 + PARAGRAPHS,
        "<b>" * 100_000 + "deep",
        "<table><tr><td>" * 2_000 + PARAGRAPHS,
        "<title>" + "a - " * 100_000 + "</title>" + PARAGRAPHS,
        f'<meta name=author content="{"Ann Lee, " * 50_000}">{PARAGRAPHS}',
        f'<script type="application/ld+json">{"[" * 100_000}</script>{PARAGRAPHS}',
        f'<script type="application/ld+json">{"{" * 9}</script>{PARAGRAPHS}',
        f'<p class="{"share " * 100_000}">{PARAGRAPHS}',
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + "<p>&b;</p>" + PARAGRAPHS,
        f"<link rel=canonical href='http://[::1'>{PARAGRAPHS}",
        "<p>" + "&#x41;" * 100_000,
    ],
    ids=range(11),
)
def test_pages_made_to_harm_are_read_or_refused(data: str) -> None:
    try:
        text, _ = read_page(f"<html><body>{data}".encode(), ArticleMetadata(url="https://example.org/a"))
    except UnusableError as error:
        assert "can't be parsed" not in str(error)
    else:
        assert text


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 40))
def test_damaged_pages_are_read_or_refused(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    data = bytearray(page(f"<article>{''.join(AROUND)}{PARAGRAPHS}</article>"))
    for _ in range(changes):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(200)]
            case 2:
                data[place:place] = data[
                    (start := chance.randrange(len(data))) : start + chance.randrange(400)
                ]
            case _:
                data[place:place] = chance.choice(
                    (b"<", b">", b"</", b"<!--", b"]]>", b"&", b'"', b"<table>", b"\xff")
                )
    try:
        text, _ = read_page(bytes(data), ArticleMetadata(url="https://example.org/a"))
    except UnusableError as error:
        assert "can't be parsed" not in str(error)
    else:
        assert text


@pytest.mark.parametrize(
    "line",
    [
        "Published by Example House, the book has been sold in forty countries.",
        "Like many people on Facebook, she had her doubts about the bridge.",
        "By continuing the work through the winter, the council saved a year.",
        "Get the best of both banks, the mayor told the builders.",
        "Sources close to the council said that the ferry will be sold.",
        "Photography was her first love, and bridges were her second.",
        "More than a thousand people came to the opening.",
        "Share prices fell by three per cent on Monday.",
        "Comments by the minister angered the ferrymen.",
        "Updated plans for the bridge will be shown in May.",
        "Copyright law says nothing about bridges, her lawyer argued.",
        '"I was not there," said Bob Roe, who is a reporter at the Ardmoor Times.',
        "Credit for the bridge belongs to the ferrymen, he said.",
    ],
)
def test_sentences_are_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)
    assert not is_about_author(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee is a staff writer at the Ardmoor Times.",
        "Follow Ann Lee on Twitter for more about bridges.",
        "Bob Roe contributed to this report.",
        "She can be reached at the number below.",
    ],
)
def test_the_lines_about_authors_at_the_end(line: str) -> None:
    assert is_about_author(line)
