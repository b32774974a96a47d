"""Posts of a live page, by the times above them."""

from __future__ import annotations

import pytest

from retrieval.quoting.posts import post_age

NEWEST_FIRST = """The flood in Carrow: what we know
3 March 2025, 18:40
Last family is out
The last family was taken off its roof by boat.
3 March 2025, 9:05
Forty on roofs
Forty people wait on roofs, the mayor said.
2 March 2025, 23:50
The dam broke this evening."""
OLDEST_FIRST = """Monday, 3 March
07:30
The dam broke.
11.15
Forty people wait on roofs.
4:20 pm
The last family is out."""


MIXED = "6pm\nNinety homes are gone.\n3pm\nForty homes are gone.\n3 May 2024, 12:00\nTwelve homes are gone."


@pytest.mark.parametrize(
    ("text", "words", "age"),
    [
        (MIXED, "Ninety", 0),
        (MIXED, "Twelve", 2),
        (NEWEST_FIRST, "last family was taken", 0),
        (NEWEST_FIRST, "Forty people", 1),
        (NEWEST_FIRST, "dam broke", 2),
        (NEWEST_FIRST, "what we know", None),
        (OLDEST_FIRST, "last family", 0),
        (OLDEST_FIRST, "dam broke", 2),
        ("It began at 7:30.\nIt ended at 9:15.\nNobody was hurt by 10:00.", "Nobody", None),
        ("07:30\nIt begins.\n09:15\nIt ends.", "ends", None),
        ("", "", None),
    ],
)
def test_how_many_posts_are_newer(text: str, words: str, age: int | None) -> None:
    assert post_age(text, text.index(words)) == age
