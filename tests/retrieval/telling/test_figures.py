"""Figures and what they count."""

from __future__ import annotations

import pytest

from index.article import Span
from retrieval.telling.figures import find_figures


def figures(text: str) -> list[tuple[str, str]]:
    return [
        (text[one.span.start : one.span.end], one.counts) for one in find_figures(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twelve people were killed and 30 injured.", [("Twelve", "dead"), ("30", "hurt")]),
        ("The storm killed 12 people and injured 30.", [("12", "dead"), ("30", "hurt")]),
        ("It left three students dead and five critically injured.", [("three", "dead"), ("five", "hurt")]),
        ("The storm killed 3 and injured 5 before police arrested a man.", [("3", "dead"), ("5", "hurt")]),
        ("The death toll rose to 26 on Friday.", [("26", "dead")]),
        ("Police detained 14 people.", [("14", "held")]),
        ("More than 300 people were evacuated.", [("More than 300", "moved")]),
        ("The call lasted about 40 minutes.", [("about 40 minutes", "duration")]),
        ("It cost 14 million crowns.", [("14 million crowns", "money")]),
        ("Seven leaders came.", [("Seven", "leader")]),
    ],
)
def test_a_figure_knows_what_it_counts(text: str, found: list[tuple[str, str]]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She was trapped in a five-storey house.",
        "Hundreds of people were killed.",
        "Five of the nine died by suicide.",
        "The victims, among them three children, were brought to Toft.",
        "The 48-year-old was arrested on 3 March.",
    ],
)
def test_what_counts_nothing_plainly_is_no_figure(text: str) -> None:
    assert figures(text) == []
