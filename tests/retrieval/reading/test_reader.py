"""The reader with its real weights: it finds answers, says where there is none, and takes any text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.odds import joint_log_odds, passage_log_odds
from retrieval.reading.reader import MODEL, TOKENIZER, WEIGHTS, Reader, ReaderError, load_reader
from tests.retrieval.passages import query

TITLE = "Harbour town gets a new ferry"
TEXT = (
    "The harbour board of Lindvik approved a new ferry on Tuesday. It will carry 340 passengers and cost 12 "
    "million euros, said the board's chairwoman, Karin Holm. The old ferry had run for 41 years."
)

WHOLE = [(0, len(TEXT))]


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
    (scores,) = reader.read(question, [(TITLE, TEXT)])
    best = scores.find_answers(WHOLE)[0]
    assert answer in TEXT[best.start : best.end]
    assert scores.answerability > 0.5
    assert scores.span_probability(0, len(TEXT)) == pytest.approx(scores.answerability, abs=0.05)


def test_no_answer_reaches_from_one_sentence_into_another(reader: Reader) -> None:
    text = "The ferry goes to Lindvik.\n\nLindvik and Tarbo are the two harbours that the ferry goes to."
    sentences = [(0, 26), (28, len(text))]
    (scores,) = reader.read("Where does the ferry go?", [("", text)])
    for found in scores.find_answers(sentences):
        assert any(start <= found.start and found.end <= end for start, end in sentences)


@pytest.mark.parametrize(
    "question",
    ["Which goalkeeper saved the penalty in Madrid?", "Where was Karin Holm born?", "Who won the election?"],
)
def test_it_says_when_the_answer_isnt_there(reader: Reader, question: str) -> None:
    (scores,) = reader.read(question, [(TITLE, TEXT)])
    assert scores.answerability < 0.5


@given(question=st.text(max_size=300), title=st.text(max_size=100), text=st.text(max_size=600))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(reader: Reader, question: str, title: str, text: str) -> None:
    (scores,) = reader.read(question, [(title, text)])
    assert 0 <= scores.answerability <= 1
    assert 0 <= scores.span_probability(0, len(text)) <= 1 + 1e-6
    for found in scores.find_answers([(0, len(text))]):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.probability <= 1


def test_a_reading_doesnt_depend_on_its_neighbours(reader: Reader) -> None:
    question = "How many passengers will the ferry carry?"
    (alone,) = reader.read(question, [(TITLE, TEXT)])
    among = reader.read(question, [("", TEXT * 3), (TITLE, TEXT), ("", "Rain."), (TITLE, TEXT)])
    assert among[1].answerability == pytest.approx(alone.answerability, abs=0.02)
    starts = [scores.find_answers(WHOLE)[0].start for scores in (alone, among[1], among[3])]
    assert len(set(starts)) == 1
    assert reader.read(question, []) == []


def test_odds_of_passages_add_up(reader: Reader) -> None:
    asked = query("How many passengers will the ferry carry?")
    other = "The mayor of Tarbo opened a school for 120 children on Monday."
    right, wrong = reader.read(asked.text, [(TITLE, TEXT), ("", other)])
    assert joint_log_odds(asked, [right]) == passage_log_odds(asked, right) == right.log_odds
    assert joint_log_odds(asked, [right, wrong]) > right.log_odds > wrong.log_odds
    assert right.span_probability(0, len(TEXT)) > wrong.span_probability(0, len(other))


def test_a_passage_that_says_whether_is_told_from_one_that_doesnt(reader: Reader) -> None:
    asked = query("Did the council of Tarbo agree to the new bridge?", asks_whether=True)
    says = "The council of Tarbo agreed on Monday to build the new bridge. It will cost 3 million."
    silent = "The mayor of Tarbo opened a school for 120 children on Monday."
    read = reader.read(asked.text, [("", says), ("", silent)])
    assert read[0].answers > read[1].answers
    assert joint_log_odds(asked, read) == passage_log_odds(asked, read[0]) == read[0].answers


@pytest.mark.parametrize("broken", [None, MODEL, TOKENIZER])
def test_missing_or_broken_weights_are_one_clear_error(tmp_path: Path, broken: str | None) -> None:
    """broken: the file that is cut short; None: the folder is empty."""
    if broken:
        for name in (MODEL, TOKENIZER):
            shutil.copy(WEIGHTS / name, tmp_path / name)
        (tmp_path / broken).write_bytes((tmp_path / broken).read_bytes()[:1000])
    with pytest.raises(ReaderError, match="Install Clippings again") as caught:
        load_reader(folder=tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)
