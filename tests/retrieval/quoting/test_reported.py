"""Whoever only says it isn't who did it."""

from __future__ import annotations

import pytest

from index.article import Span
from retrieval.quoting.reported import only_says_it
from tests.retrieval.passages import query

NAME = "Rolf Dahl"


@pytest.mark.parametrize(
    ("question", "text", "only_says"),
    [
        ("Who slept at the helm?", 'Rolf Dahl, the mate, said the captain "slept at the helm".', True),
        ("Who slept at the helm?", '"The captain slept at the helm," Rolf Dahl said.', True),
        ("Who slept at the helm?", '"The captain slept at the helm," said Rolf Dahl.', True),
        ("Who slept at the helm?", '"I slept at the helm," said Rolf Dahl.', False),
        ("Who slept at the helm?", "Rolf Dahl said on Monday that he slept at the helm.", False),
        ("Who slept at the helm?", "Rolf Dahl, who slept at the helm, said it rained.", False),
        ("Who slept at the helm?", "Rolf Dahl slept at the helm, the owner said.", False),
        ("Who said the captain slept at the helm?", "Rolf Dahl said the captain slept at the helm.", False),
    ],
)  # fmt: skip
def test_speakers_of_others(question: str, text: str, only_says: bool) -> None:
    at = text.index(NAME)
    assert only_says_it(query(question), text, Span(0, len(text)), Span(at, at + len(NAME))) is only_says
