"""The form of a question says what sort of thing answers it."""

from __future__ import annotations

import pytest

from retrieval.question.answer_type import Kind, expected_kind, find_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How long did the debate last?", Kind.DURATION),
        ("call length harbour board", Kind.DURATION),
        ("how many hours did it take", Kind.DURATION),
        ("How much did the city pay for the bridge?", Kind.MONEY),
        ("What percentage of voters stayed at home?", Kind.SHARE),
        ("How many boats took part?", Kind.NUMBER),
        ("How old is the mayor?", Kind.NUMBER),
        ("When does the bridge open?", Kind.DATE),
        ("In which year was it built?", Kind.DATE),
        ("Who chaired the meeting?", Kind.NAME),
        ("Which team won?", Kind.NAME),
        ("Why was the bridge closed?", None),
        ("Did the mayor resign?", None),
    ],
)
def test_form_of_the_question(question: str, kind: Kind | None) -> None:
    assert expected_kind(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "things"),
    [
        (Kind.DURATION, "A nearly 40-minute talk, more than two hours and an hour's wait.",
         ["nearly 40-minute", "more than two hours", "an hour"]),
        (Kind.DURATION, "A second vote, two days after the first, took a minute.", ["a minute"]),
        (Kind.MONEY, "It cost $4.5 billion, 20 million euros a year.", ["$4.5 billion", "20 million euros"]),
        (Kind.SHARE, "About 12.5% agreed, up 3 percentage points.", ["About 12.5%", "3 percentage points"]),
        (Kind.NUMBER, "At least 340 people in twelve boats.", ["At least 340", "twelve"]),
        (Kind.DATE, "On Aug. 19, 2025, a Tuesday, or in March 2026.",
         ["Aug. 19, 2025", "Tuesday", "March 2026"]),
        (Kind.NAME, "the mayor, Ada Miller, of Port of Spain", ["Ada Miller", "Port of Spain"]),
    ],
)  # fmt: skip
def test_things_of_a_kind(kind: Kind, text: str, things: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_kind(kind, text, 0, len(text))] == things
