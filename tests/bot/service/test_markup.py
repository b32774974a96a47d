"""What makes words bold or hidden is no part of them."""

from __future__ import annotations

import pytest

from bot.service.markup import without_markup

ASKED = "Who opened the new bridge?"


@pytest.mark.parametrize(
    "written",
    [
        "**Who** opened the *new* bridge?",
        "__Who opened__ the _new_ bridge?",
        "~~Who~~ opened the ||new bridge||?",
        "`Who opened` the new bridge?",
        "```\nWho opened the new bridge?\n```",
        "```text\nWho opened the new bridge?```",
        "> Who opened\n> the new bridge?",
        ">>> Who opened the new bridge?",
        "# Who opened the new bridge?",
        "> - ***Who*** opened the new bridge?",
        "-# Who opened the [new bridge](https://example.org/x)?",
        "<@123456789012345678> Who opened <:party:123456789012345678> the new bridge?",
        "Who\\* opened the new bridge?".replace("\\*", ""),
    ],
)
def test_markup_in_a_question_is_taken_off(written: str) -> None:
    assert without_markup(written) == ASKED


@pytest.mark.parametrize(
    "written",
    ["What is 5 * 3 * 2?", "Is some_file_name here?", "C# or F#?", "Is x > y or a-b?", "What of #winning?"],
)
def test_signs_that_mark_nothing_stay(written: str) -> None:
    assert without_markup(written) == written


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/ask who called?", "who called?"),
        ("<@1> /ask question: who called?", "who called?"),
        ("/r/news said so", "/r/news said so"),
        ("/help", "/help"),
    ],
)
def test_a_command_that_was_written_as_text_is_no_part_of_the_question(typed: str, words: str) -> None:
    assert without_markup(typed) == words
