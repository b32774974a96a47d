"""The reader with its real weights: it finds answers, says where there is none, and takes any text."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answer import Answer
from retrieval.answerer import Answerer
from retrieval.reader import Reader, load_reader

TITLE = "Harbour town gets a new ferry"
TEXT = (
    "The harbour board of Lindvik approved a new ferry on Tuesday. It will carry 340 passengers and cost 12 "
    "million euros, said the board's chairwoman, Karin Holm. The old ferry had run for 41 years."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many passengers will the ferry carry?", "340"),
        ("How much will the new ferry cost?", "12 million euros"),
        ("Who chairs the harbour board?", "Karin Holm"),
        ("For how long did the old ferry run?", "41 years"),
    ],
)
def test_it_finds_the_answer(reader: Reader, question: str, answer: str) -> None:
    (reading,) = reader.read(question, [(TITLE, TEXT)])
    best = reading.found[0]
    assert answer in TEXT[best.start : best.end]
    assert reading.here > 0.5
    assert reading.mass(0, len(TEXT)) == pytest.approx(reading.here, abs=0.05)


@pytest.mark.parametrize(
    "question",
    ["Which goalkeeper saved the penalty in Madrid?", "Where was Karin Holm born?", "Who won the election?"],
)
def test_it_says_when_the_answer_isnt_there(reader: Reader, question: str) -> None:
    (reading,) = reader.read(question, [(TITLE, TEXT)])
    assert reading.here < 0.5


@given(question=st.text(max_size=300), title=st.text(max_size=100), text=st.text(max_size=600))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(reader: Reader, question: str, title: str, text: str) -> None:
    (reading,) = reader.read(question, [(title, text)])
    assert 0 <= reading.here <= 1
    assert 0 <= reading.mass(0, len(text)) <= 1 + 1e-6
    for found in reading.found:
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.probability <= 1


def test_a_reading_doesnt_depend_on_its_neighbours(reader: Reader) -> None:
    question = "How many passengers will the ferry carry?"
    (alone,) = reader.read(question, [(TITLE, TEXT)])
    among = reader.read(question, [("", TEXT * 3), (TITLE, TEXT), ("", "Rain."), (TITLE, TEXT)])
    assert among[1].here == pytest.approx(alone.here, abs=0.02)
    assert among[1].found[0].start == among[3].found[0].start == alone.found[0].start
    assert reader.read(question, []) == []


def test_missing_weights_are_told_and_answers_go_on(
    answerer: Answerer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert load_reader(folder=tmp_path) is None
    assert "can't be loaded" in caplog.text
    plain = Answerer(answerer.generation)
    answer = plain.answer("How long did Trump and Putin talk on 19 May?")
    assert isinstance(answer, Answer)
    assert any("two hours" in quote.text for quote in answer.quotes)
