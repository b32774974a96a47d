"""Later reports that say otherwise."""

from __future__ import annotations

import pytest

from index.article import Article
from retrieval.otherwise import changed_figure, is_otherwise


def told(text: str) -> Article:
    """An article of a text."""
    return Article("a", text)


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ("A ferry sank. 12 people were injured.", "The toll rose. 26 people were injured.", ("12", "26")),
        ("A ferry sank. 12 people were injured.", "The ferry sank with 12 people injured.", None),
        ("A ferry sank. Twelve people were injured.", "Now 12 people are injured, police said.", None),
        ("The ferry costs 12 million euros.", "The ferry costs 26 million euros.", None),
        ("12 people were injured.", "26 people were arrested.", None),
        ("A ferry sank.", "26 people were injured.", None),
    ],
)
def test_figures_that_reports_raise(before: str, now: str, changed: tuple[str, str] | None) -> None:
    found = changed_figure(told(before), told(now))
    assert (None if found is None else (found.before, found.figure)) == changed
    assert found is None or (found.now.is_verbatim and found.figure in found.now.text)


@pytest.mark.parametrize(
    ("question", "before", "now", "otherwise"),
    [
        ("How many people were injured?", "12", "26", True),
        ("How many people were injured?", "12", "twelve", False),
        ("Who won?", "Anna Roth", "Roth", False),
        ("Who won?", "Anna Roth", "Berta Klein", True),
        ("How long did it last?", "two hours", "120 minutes", False),
    ],
)
def test_answers_that_say_otherwise(question: str, before: str, now: str, otherwise: bool) -> None:
    assert is_otherwise(question, before, now) is otherwise
