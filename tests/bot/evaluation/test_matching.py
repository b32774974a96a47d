"""Texts against gold answers."""

from __future__ import annotations

import pytest

from bot.evaluation.matching import holds, is_exactly, word_overlap


@pytest.mark.parametrize(
    ("text", "golds", "expected"),
    [
        ("It took nine-and-a-half hours.", ["NINEANDAHALF"], True),
        ("“Squid Game” is back", ["Squid Game"], True),
        ("The U.S. agreed", ["us"], True),
        ("He met a king", ["met the king"], True),
        ("Nineteen people", ["nine"], False),
        ("Anna came, and Bert", ["Bert", "Anna"], True),
        ("Anna came", ["Bert", "Anna"], False),
        ("anything", [], False),
    ],
)
def test_holds(text: str, golds: list[str], expected: bool) -> None:
    assert holds(text, golds) is expected


def test_a_short_answer_is_compared_with_all_golds_in_any_order() -> None:
    assert is_exactly("Bert and Anna", ["Anna", "Bert and"])
    assert not is_exactly("Bert", ["Anna", "Bert"])
    assert word_overlap("the big bridge", ["bridge"]) == pytest.approx(2 / 3)
    assert word_overlap("harbour", ["bridge"]) == 0
