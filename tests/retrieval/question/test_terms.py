"""The words of a question that say what it is about."""

from __future__ import annotations

import pytest

from retrieval.question.terms import content_words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Lake Aren ferry sinking", ["Lake", "Aren", "ferry", "sinking"]),
        ("New Haven school fire", ["Haven", "school", "fire"]),
        ("Why did Don Ellis leave?", ["Don", "Ellis", "leave"]),
        ("Why aren't the boats sailing?", ["boats", "sailing"]),
        ("Why don’t ferries sail?", ["ferries", "sail"]),
    ],
)
def test_a_name_is_no_piece_of_a_contraction(question: str, words: list[str]) -> None:
    assert [word.text for word in content_words(question)] == words
