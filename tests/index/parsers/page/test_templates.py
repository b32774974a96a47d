"""Pages as publishing systems make them, whole: from the first cookie to the last teaser."""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean

import pytest

from index.parsers.metadata import ArticleMetadata
from index.parsers.page.page import read_page
from index.text.shingles import shingles
from tests.index.parsers.page.sample_page import PARAGRAPHS, STORY, TITLE
from tests.index.parsers.page.template_pages import TemplatePage, template_pages

# By F1 of the runs of four words, counted as often as they occur, as benchmarks/extraction.py measures it.
LEAST, LEAST_MEAN = 0.97, 0.99
PAGES = list(template_pages())
URL = "https://unseen.example/news/story-1"


def f1(page: TemplatePage, text: str) -> float:
    """How well a text is that of a page."""
    wanted, got = (Counter(shingles(re.findall(r"\w+", one), 4)) for one in (page.text, text))
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_text_of_a_page_is_found_with_its_title_day_and_authors(page: TemplatePage) -> None:
    text, metadata = read_page(page.data, ArticleMetadata(url=URL))
    assert f1(page, text) >= float(page.known.get("least", LEAST)), text
    if "title" in page.known:
        assert metadata.title == page.known["title"]
    if "published" in page.known:
        assert metadata.published.iso == page.known["published"]
    if "authors" in page.known:
        assert "; ".join(metadata.authors) == page.known["authors"]


def test_on_the_whole_pages_are_read_nearly_word_for_word() -> None:
    found = [f1(page, read_page(page.data, ArticleMetadata(url=URL))[0]) for page in PAGES]
    assert len(found) >= 80
    assert mean(found) >= LEAST_MEAN


def cards(count: int) -> str:
    """Teasers side by side, each with a linked title and a sentence."""
    return "".join(
        f'<div class=t><h3><a href="/n/{n}">The {n}th bridge of the county opens</a></h3><p>Another bridge'
        f" has been opened, the {n}th in this county, and nobody could say why it took so long.</p></div>"
        for n in range(count)
    )


@pytest.mark.parametrize("tag", ["main", "article", "section", "header", "div"])
def test_a_page_may_leave_out_what_html_lets_it_leave_out(tag: str) -> None:
    page = f"<!doctype html><title>{TITLE}</title><{tag}><h1>{TITLE}</h1></{tag}><main>{PARAGRAPHS}</main>"
    assert read_page(page.encode(), ArticleMetadata(url=URL))[0].split("\n") == STORY


def test_items_that_lead_on_are_kept_where_the_text_itself_stands_beside_them() -> None:
    intro = (
        "<p>These bridges have been opened this year, and each of them has a story of its own to tell.</p>"
    )
    page = (
        f"<title>Bridges</title><main><h1>Bridges</h1>{intro}{cards(3)}{intro.replace('These', 'All')}</main>"
    )
    text, _ = read_page(page.encode(), ArticleMetadata(url=URL))
    assert text.count("nobody could say why") == 3


def test_a_hidden_paragraph_without_a_button_to_unfold_it_stays_hidden() -> None:
    rest = "The ferryman, who is eighty, told us that he had crossed the river more than a million times."
    shown = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<main><h1>{TITLE}</h1><div>{shown}<p style='display:none'>{rest}</p></div></main>"
    assert read_page(page.encode(), ArticleMetadata(url=URL))[0].split("\n") == STORY
    folded = page.replace("</p></div>", "</p><button>Read more</button></div>")
    assert read_page(folded.encode(), ArticleMetadata(url=URL))[0].split("\n") == [*STORY, rest]
    spoken = folded.replace("display:none", "clip:rect(0,0,0,0)")
    assert read_page(spoken.encode(), ArticleMetadata(url=URL))[0].split("\n") == STORY
