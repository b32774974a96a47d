"""The page: whole, harmless, and the same each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from bot.evaluation.cases import Case
from bot.evaluation.plots import draw_all
from bot.evaluation.report import as_html
from bot.evaluation.table import MEANINGS
from index.article import Article, Span
from retrieval.answer import Quote
from tests.bot.evaluation.sample_cases import answer, case, evaluation, quote

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} \"'>&"
TAGS = (
    "html head meta title style body h1 h2 p div table thead tbody tr th td span code figure figcaption"
    " details summary strong blockquote footer mark a ul li"
)


class Page(HTMLParser):
    """Every tag of a page with its attributes, and the text outside of drawings."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data

    def values(self, attribute: str) -> Iterator[str]:
        """What an attribute is, wherever it stands."""
        return (attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes)


def drawings(html: str) -> list[str]:
    """The plots of a page."""
    return re.findall(r"<svg.*?</svg>", html, re.DOTALL)


def some(number: int) -> list[Case]:
    """Cases right and wrong, answered and refused."""
    kinds = [
        case(answer(quote("It opened on Friday."), confidence=0.8), "Friday"),
        case(answer(quote("It rained."), confidence=0.6), "Friday"),
        case(None, "Friday", held_back=answer(quote("It opened on Friday."), confidence=0.15)),
        case(None, able=False),
    ]
    return [kinds[place % len(kinds)] for place in range(number)]


def from_url(url: str | None) -> Case:
    """A wrong answer from a page with this address."""
    article = Article("0" * 16, "It rained.", title=HOSTILE, url=url, outlet=HOSTILE)
    return case(answer(Quote(article, Span(0, 10), "It rained.")), "Friday")


def test_everything_from_elsewhere_is_escaped() -> None:
    wrong = case(answer(quote(HOSTILE)), HOSTILE + "x", question=HOSTILE)
    refused = case(None, HOSTILE, question=HOSTILE, held_back=answer(quote(HOSTILE), confidence=0.1))
    page = Page(as_html(evaluation(wrong, refused, from_url("https://news.example/"))))
    assert {tag for tag, _ in page.tags} <= set(TAGS.split())
    assert page.text.count(HOSTILE) >= 8
    assert not [attribute for _, attributes in page.tags for attribute in attributes if attribute[:2] == "on"]


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://news.example/a?b=1&c=2", ["https://news.example/a?b=1&c=2#:~:text=It%20rained."]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
        ("https://bank.example@evil.example/", []),
        (None, []),
    ],
)
def test_only_web_addresses_are_links(url: str | None, links: list[str]) -> None:
    page = Page(as_html(evaluation(from_url(url))))
    assert list(page.values("href")) == links
    assert ("no link" in page.text) is not bool(links)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    html = as_html(evaluation(*some(40)))
    assert not list(Page(html).values("src"))
    assert not re.search(r"<(script|link|iframe|object|embed|image)\b|@import|url\((?!#)", html)
    assert "default-src 'none'" in html


def test_the_same_evaluation_gives_the_same_page() -> None:
    assert as_html(evaluation(*some(40))) == as_html(evaluation(*some(40)))


@pytest.mark.parametrize("count", [1, 60])
def test_plots_of_few_and_many_are_sound_and_keep_to_the_pages_colours(count: int) -> None:
    svgs = drawings(as_html(evaluation(*some(count))))
    assert len(svgs) == 6
    ids = re.findall(r'\bid="([^"]+)"', "".join(svgs))
    assert len(set(ids)) == len(ids)
    targets = re.findall(r'(?:href="#|url\(#)([^")]+)', "".join(svgs))
    assert set(targets) <= set(ids)
    for svg in svgs:
        ET.fromstring(svg)
        assert set(re.findall(r"(?:fill|stroke): ([^;\"]+)", svg)) <= {
            "none",
            "var(--ink)",
            "var(--faint)",
            "var(--right)",
            "var(--wrong)",
        }


def test_what_cant_be_judged_is_plotted_as_far_as_it_goes() -> None:
    unknown = case(answer(quote("It rained.")), able=None)
    assert len(draw_all(evaluation(unknown))) == 2
    assert len(draw_all(evaluation(case(None, able=None)))) == 1


def test_a_case_is_shown_whole() -> None:
    held = answer(quote("It opened on Friday."), confidence=0.15)
    wrong = case(answer(quote("It rained."), quote("It snowed.", verbatim=False), short="rain"), "Friday")
    html = as_html(evaluation(wrong, case(None, "Friday", held_back=held)))
    text = " ".join(Page(html).text.split())
    assert all(name in text for name in MEANINGS)
    for shown in ("“It rained.”", "The Harbour Post", "1 March 2024", "Gold: Friday", "Short answer: rain"):
        assert shown in text
    assert "Held back, and they hold the answer: “It opened on Friday.”" in text
    assert "It snowed." not in text
    assert "isn't shown" in text


def test_highlights_are_marked() -> None:
    article = Article("0" * 16, "It rained & snowed.")
    marked = Quote(article, Span(0, 19), "It rained & snowed.", (Span(3, 11),))
    assert "“It <mark>rained &amp;</mark> snowed.”" in as_html(evaluation(case(answer(marked), "Friday")))
