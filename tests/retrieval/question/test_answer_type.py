"""The form of a question says what sort of thing answers it."""

from __future__ import annotations

import pytest

from index.article import Span
from retrieval.question.answer_type import (
    AnswerType,
    asks_at_length,
    asks_whether,
    expected_answer_type,
    find_mentions,
)


@pytest.mark.parametrize(
    ("question", "answer_type"),
    [
        ("How long did the debate last?", AnswerType.DURATION),
        ("call length harbour board", AnswerType.DURATION),
        ("how many hours did it take", AnswerType.DURATION),
        ("How much did the city pay for the bridge?", AnswerType.MONEY),
        ("What percentage of voters stayed at home?", AnswerType.SHARE),
        ("How many boats took part?", AnswerType.NUMBER),
        ("How old is the mayor?", AnswerType.AGE),
        ("At what age did she retire?", AnswerType.AGE),
        ("what is Isolde Berg's age", AnswerType.AGE),
        ("How much older is the bridge?", AnswerType.NUMBER),
        ("When does the bridge open?", AnswerType.DATE),
        ("In which year was it built?", AnswerType.DATE),
        ("Who chaired the meeting?", AnswerType.NAME),
        ("Which team won?", AnswerType.NAME),
        ("Why was the bridge closed?", None),
        ("Did the mayor resign?", None),
    ],
)
def test_form_of_the_question(question: str, answer_type: AnswerType | None) -> None:
    assert expected_answer_type(question) is answer_type


@pytest.mark.parametrize(
    ("answer_type", "text", "things"),
    [
        (AnswerType.DURATION, "A nearly 40-minute talk, more than two hours and an hour's wait.",
         ["nearly 40-minute", "more than two hours", "an hour"]),
        (AnswerType.DURATION, "A second vote, two days after the first, took a minute.", ["a minute"]),
        (AnswerType.MONEY, "It cost $4.5 billion, 20 million euros a year.",
         ["$4.5 billion", "20 million euros"]),
        (AnswerType.SHARE, "About 12.5% agreed, up 3 percentage points.",
         ["About 12.5%", "3 percentage points"]),
        (AnswerType.POINTS, "About 12.5% agreed, up 3 percentage points.", ["3 percentage points"]),
        (AnswerType.AGE, "The 45-year-old, her dog (9) and Ida Holm, 83, met a woman aged about thirty-one.",
         ["45-year-old", "9", "83", "aged about thirty-one"]),
        (AnswerType.AGE, "Then she turned 50; the mill is 120 years old, built for the king in 1904.",
         ["turned 50", "120 years old", "built for the king in 1904"]),
        (AnswerType.AGE, "She is 58 and he was thirty-four when it is 20 miles away; a painter died at 91.",
         ["is 58", "was thirty-four", "at 91"]),
        (AnswerType.AGE, "In his late seventies he said that 21 and older may enter, over 16s too, on 5 May.",
         ["In his late seventies", "21 and older", "over 16s"]),
        (AnswerType.NUMBER, "At least 340 people in twelve boats.", ["At least 340", "twelve"]),
        (AnswerType.NUMBER, "At 14:20 and 3 pm the U-96 and Pod7 left with ninety-four, 2 of them ill.",
         ["ninety-four", "2"]),
        (AnswerType.SHARE, "Two-thirds voted, about half of the towns, a third time; twelve percent left.",
         ["Two-thirds", "about half", "twelve percent"]),
        (AnswerType.DURATION, "It took an hour and a half, not twenty-five minutes.",
         ["an hour and a half", "twenty-five minutes"]),
        (AnswerType.DATE, "On Aug. 19, 2025, a Tuesday, or in March 2026.",
         ["Aug. 19, 2025", "Tuesday", "March 2026"]),
        (AnswerType.NAME, "the mayor, Ada Miller, of Port of Spain", ["Ada Miller", "Port of Spain"]),
    ],
)  # fmt: skip
def test_mentions_of_an_answer_type(answer_type: AnswerType, text: str, things: list[str]) -> None:
    assert [
        text[span.start : span.end] for span in find_mentions(answer_type, text, Span(0, len(text)))
    ] == things


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Did they agree on a ceasefire?", True),
        ("is lavrov the foreign minister", True),
        ("So was it signed in Alaska?", True),
        ("Hasn't the council voted yet?", True),
        ("Did anyone die?", True),
        ("Can you tell me who won?", False),
        ("does anyone know when it starts", False),
        ("Could I see what he said?", False),
        ("Who did they agree with?", False),
        ("What is it?", False),
        ("Isolde Berg's age", False),
        ("so isolde berg left huh", True),
        ("So Isolde Berg left the board?", True),
        ("They sold the mill, right?", True),
        ("true that the mill burned", True),
        ("she won, didn't she", True),
        ("So who left the board?", False),
        ("and the mill in Lund?", False),
        ("turn right", False),
    ],
)
def test_what_asks_for_yes_or_no(question: str, whether: bool) -> None:
    assert asks_whether(question) is whether


@pytest.mark.parametrize(
    ("question", "at_length"),
    [
        ("What did Isolde Berg tell the night nurses?", True),
        ("what does the coach ask his players", True),
        ("What did the mayor say about the mill?", True),
        ("What did Isolde Berg ask to be called?", False),
        ("What did Isolde Berg buy the night nurses?", False),
        ("Who told the night nurses?", False),
    ],
)
def test_what_asks_for_more_than_a_few_words(question: str, at_length: bool) -> None:
    assert asks_at_length(question) is at_length
