"""As many passages are read as it takes: further ones only where none before seems to answer."""

from __future__ import annotations

import pytest

from retrieval.answer import Question, Refusal
from retrieval.answerer import Answerer, Reading
from retrieval.reading.read_passages import PASSAGES_READ


def read(answerer: Answerer, question: str) -> Reading:
    reading = answerer.read(Question(question))
    assert not isinstance(reading, Refusal)
    return reading


@pytest.mark.parametrize("question", ["How many goals did Lindvik score?", "Who painted the old mill?"])
def test_what_nothing_seems_to_answer_is_looked_for_further_down(answerer: Answerer, question: str) -> None:
    reading = read(answerer, question)
    assert PASSAGES_READ < len(reading.passages) == len(reading.candidates)


def test_where_something_answers_the_first_passages_are_enough(answerer: Answerer) -> None:
    reading = read(answerer, "How long was the call on 19 May?")
    assert len(reading.passages) == PASSAGES_READ < len(reading.candidates)
    found = [candidate.passage_id for candidate in reading.candidates[:PASSAGES_READ]]
    assert [passage.candidate.passage_id for passage in reading.passages] == found
