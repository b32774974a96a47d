"""What an answer says of itself."""

from __future__ import annotations

import math

import pytest

from retrieval.answer import LIKELY, SURE, Answer, Question, Sureness


@pytest.mark.parametrize(
    ("confidence", "sureness"),
    [
        (1.0, Sureness.SURE),
        (SURE, Sureness.SURE),
        (math.nextafter(SURE, 0), Sureness.LIKELY),
        (LIKELY, Sureness.LIKELY),
        (math.nextafter(LIKELY, 0), Sureness.PERHAPS),
        (0.0, Sureness.PERHAPS),
    ],
)
def test_confidence_becomes_a_word(confidence: float, sureness: Sureness) -> None:
    assert Answer(Question("When did it open?"), (), confidence).sureness is sureness


def test_the_words_keep_their_order_and_what_json_calls_them() -> None:
    assert 0 < LIKELY < SURE < 1
    assert list(Sureness) == ["sure", "likely", "perhaps"]
