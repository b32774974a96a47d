"""Answers are compared without what SQuAD leaves out."""

from __future__ import annotations

import pytest

from retrieval.reading.squad import answer_words, f1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The “Squid Game”, an U.S. hit!", ["squid", "game", "us", "hit"]),
        ("a theatre and the anthem", ["theatre", "and", "anthem"]),
        ("A 40-minute call", ["40minute", "call"]),
        ("The the a", []),
        ("", []),
    ],
)
def test_words_of_answers(text: str, words: list[str]) -> None:
    assert answer_words(text) == words


@pytest.mark.parametrize(
    ("shared", "words", "other_words", "found"),
    [(2, 2, 2, 1.0), (1, 1, 3, 0.5), (1, 3, 1, 0.5), (0, 3, 1, 0.0), (0, 0, 0, 0.0)],
)
def test_f1(shared: int, words: int, other_words: int, found: float) -> None:
    assert f1(shared, words, other_words) == found
