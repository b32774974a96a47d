"""The day that words mean is told by the article's date, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Published
from retrieval.quoting.relative_days import find_day

WEDNESDAY = Published("2024-06-12")


@pytest.mark.parametrize(
    ("words", "sentence", "published", "day"),
    [
        ("tomorrow", "The dam will be emptied tomorrow.", WEDNESDAY, date(2024, 6, 13)),
        ("yesterday evening", "It broke yesterday evening.", WEDNESDAY, date(2024, 6, 11)),
        ("today", "It opens today.", Published("2024-06-12T10:00:00Z"), date(2024, 6, 12)),
        # In one half of the world it is another day.
        ("today", "It opens today.", Published("2024-06-12T04:00:00Z"), None),
        ("on Tuesday", "She resigned on Tuesday.", WEDNESDAY, date(2024, 6, 11)),
        ("Thursday night", "Thursday night it rained.", WEDNESDAY, date(2024, 6, 6)),
        ("Thursday", "The talks are expected to end Thursday.", WEDNESDAY, date(2024, 6, 13)),
        ("on Wednesday", "She resigned on Wednesday.", WEDNESDAY, date(2024, 6, 12)),
        ("last Wednesday", "She resigned last Wednesday.", WEDNESDAY, date(2024, 6, 5)),
        ("next Wednesday", "She leaves next Wednesday.", WEDNESDAY, date(2024, 6, 19)),
        ("next Monday", "She leaves next Monday.", WEDNESDAY, date(2024, 6, 17)),
        ("on Tuesday", "She resigned on Tuesday.", Published("2024-06"), None),
        ("on Tuesday", "She resigned on Tuesday.", Published(""), None),
        ("last week", "She resigned last week.", WEDNESDAY, None),
        ("on Tuesday, 4 June", "She resigned on Tuesday, 4 June.", WEDNESDAY, None),
    ],
)
def test_days(words: str, sentence: str, published: Published, day: date | None) -> None:
    assert find_day(words, sentence, published) == day
