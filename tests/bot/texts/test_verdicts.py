"""What terminal and page say of a refusal."""

from __future__ import annotations

from datetime import date

import pytest

from bot.texts.verdicts import differing_text, refusal_text
from retrieval.answer import Differing, Question, Reason, Refusal

LIMITED = Question(
    "Who?", since=date(2025, 8, 1), until=date(2025, 8, 9), as_of=date(2025, 8, 20), outlet="The Bay"
)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason.EMPTY_QUESTION,
            "That holds no words to look for. Ask about an event, as you would ask a person.",
        ),
        (
            Reason.UNKNOWN_OUTLET,
            "No article of The Bay is indexed. `clippings sources` lists the outlets.",
        ),
        (
            Reason.NO_ARTICLES,
            "No indexed article was published since 2025-08-01, until 2025-08-09, by 2025-08-20, by The Bay.",
        ),
        (Reason.NOT_FOUND, "The articles don't answer this."),
    ],
)
def test_a_refusal_says_why(reason: Reason, said: str) -> None:
    assert refusal_text(Refusal(LIMITED, reason)) == said


def test_there_is_a_text_for_each_way_of_differing() -> None:
    assert len({differing_text(way) for way in Differing}) == len(Differing)
