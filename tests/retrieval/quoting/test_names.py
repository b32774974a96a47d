"""Names are the same in several ways of writing them."""

from __future__ import annotations

import pytest

from index.article import Article
from retrieval.quoting.names import are_alike, is_written, lacked_names
from tests.retrieval.passages import query


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("Peru", "a peruvian ship", True),
        ("Dostoevsky", "a letter of dostoevskii", True),
        ("Ruth", "rut was here", False),
        ("Núñez", "the singer nunez", True),
    ],
)
def test_ways_to_write(name: str, text: str, written: bool) -> None:
    assert is_written(name, text) is written


def test_short_and_long_first_names() -> None:
    assert are_alike("joe", "joseph") and not are_alike("anna", "sofia")


def test_names_that_an_article_lacks() -> None:
    asked = query("Did Ada Roth of Peru meet the Green Council on Monday?")
    lacked = lacked_names(asked, Article("1", "The Peruvian Roth was there."))
    assert [word.text for word in lacked] == ["Ada"]
