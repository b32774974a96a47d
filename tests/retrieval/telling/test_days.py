"""The day that a sentence tells of."""

from __future__ import annotations

import pytest

from index.article import Article, Published, Span
from retrieval.telling.days import ToldDay, days_told, tells_of_long_ago


def told(text: str, published: str = "2025-03-06") -> ToldDay:
    """The day of a text of one sentence."""
    return days_told(Article("0" * 16, text, published=Published(published)), [Span(0, len(text))])[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ferry sank on 3 March.", "2025-03-03"),
        ("The ferry sank on March 3, 2024.", "2024-03-03"),
        ("The ferry sank on the evening of 28 December.", "2024-12-28"),
        ("The ferry sank on Monday.", "2025-03-03"),
        ("Yesterday the captain was arrested.", "2025-03-05"),
        ("During Monday's storm the ferry sank.", "2025-03-03"),
    ],
)
def test_a_day_that_the_sentence_names(text: str, day: str) -> None:
    assert told(text) == ToldDay(Published(day))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank in a storm.",
        "The inquiry will begin on 20 March.",
        "The ferry had been in service since 3 May 1998.",
        "The captain will be heard on Friday.",
        "The boats stay in port until Monday.",
    ],
)
def test_what_names_no_day_of_its_own_has_that_of_the_article(text: str) -> None:
    assert told(text) == ToldDay(Published("2025-03-06"), is_publication=True)


def test_the_heading_of_an_entry_says_its_day() -> None:
    text = "4 March\n\nDivers came.\n\nThey found a door.\n\n5 March, 09:40\n\nThe toll rose."
    sentences = ["Divers came.", "They found a door.", "The toll rose."]
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in sentences]
    days = days_told(Article("0" * 16, text, published=Published("2025-03-06")), spans)
    assert [one.day.iso for one in days] == ["2025-03-04", "2025-03-04", "2025-03-05"]
    assert not any(one.is_publication for one in days)


def test_where_the_article_has_no_year_a_day_needs_its_own() -> None:
    assert told("The ferry sank on 3 March.", "--03-06") == ToldDay(Published("--03-06"), is_publication=True)
    assert told("The ferry sank on 3 March 2025.", "") == ToldDay(Published("2025-03-03"))


def test_looking_back_by_years() -> None:
    now = Published("2025-03-06")
    assert tells_of_long_ago("In 2009 another ferry sank.", now)
    assert tells_of_long_ago("It was five years since the last one.", now)
    assert not tells_of_long_ago("The ferry sank on 3 March 2025.", now)
