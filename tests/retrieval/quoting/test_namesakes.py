"""Tests that a full name finds no namesake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from retrieval.quoting.namesakes import is_of_namesake


def article(text: str, title: str = "") -> Article:
    return Article("1", text, title=title)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did Petter Dahlin resign?", "Erik Dahlin resigned on Monday."),
        ("Who won the Davis Cup?", "The English team won the Mitropa Cup in Vienna."),
        ("What did North Korea send?", "South Korea sent rice."),
        ("How fast was the Monaco Grand Prix?", "At the Miami Prix the cars were slow."),
        ("Is Sofia Núñez ill?", "The singer Carla Nunez is ill."),
        ("What is Ruta Holm's age?", "Mads Holm is 44."),
        ("Who painted Hangar6?", "A sailor painted Hangar12 in June."),
        ("When did Kestrel 4 land?", "The glider Kestrel 5 landed at noon."),
    ],
)
def test_a_namesake_is_somebody_else(question: str, text: str) -> None:
    assert is_of_namesake(question, article(text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did Erik Dahlin resign?", "Erik Dahlin resigned on Monday, Anna Dahlin didn't."),
        ("Who is Petter Dahlin's wife?", "Anna Dahlin has been married to Petter for a year."),
        ("Why did Petter Dahlin resign?", "Mr Dahlin resigned on Monday. But Dahlin stays in Lund."),
        ("Why did Senator Dahlin resign?", "Erik Dahlin resigned on Monday."),
        ("What did Joe Fern say?", "Joseph Fern said nothing."),
        ("What did Volodymyr Oleks sign?", "Vladimir Oleks signed the papers."),
        ("What does British Steel pay?", "A strike at UK steelworks, among them Tata Steel, is over."),
        ("Why did petter dahlin resign?", "Erik Dahlin resigned on Monday."),
        ("Did Dahlin resign?", "Erik Dahlin resigned on Monday."),
        ("The Big Old Red Barn Burns", "A Blue Burns was seen."),
        ("Who painted Hangar6?", "A sailor painted Hangar 12 and Hangar 6 in June."),
        ("Who painted Hangar 6?", "A sailor painted hangars 6 and 12, but Hangar 9 is bare."),
        ("What happened on May 7?", "On May 8 a hangar burned."),
        ("Who won the Baltic Cup 2025?", "The Baltic Cup 2026 is about to begin."),
        ("Did Kestrel 4.5 sell?", "The glider Kestrel 5 landed at noon."),
    ],
)
def test_the_same_one_or_no_telling(question: str, text: str) -> None:
    assert not is_of_namesake(question, article(text))


def test_the_name_in_the_title_counts() -> None:
    assert not is_of_namesake(
        "Why did Petter Dahlin resign?", article("Erik Dahlin left.", "Petter Dahlin left")
    )


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_can_be_asked_about(question: str, text: str) -> None:
    is_of_namesake(question, article(text))
