"""Runs of words."""

from __future__ import annotations

import pytest

from index.text.shingles import shingles


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", [()]),
        ("a b", [("a", "b")]),
        ("a b c", [("a", "b", "c")]),
        ("a b c d", [("a", "b", "c"), ("b", "c", "d")]),
    ],
)
def test_one_run_begins_at_each_word(text: str, runs: list[tuple[str, ...]]) -> None:
    assert list(shingles(text.split(), 3)) == runs
