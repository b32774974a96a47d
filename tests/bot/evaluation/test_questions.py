"""Files of questions from elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.evaluation.questions import EvalQuestion
from bot.records.batch import QuestionsError, read_questions
from retrieval.answer import Question
from tests.conftest import ROOT, SHARED, needs_shared


def read(line: str) -> EvalQuestion:
    """A line of a file."""
    return EvalQuestion.model_validate_json(line)


def test_a_golden_set_says_refuse() -> None:
    golden = read_questions(ROOT / "tests" / "golden" / "questions.jsonl", EvalQuestion)
    assert {question.answer_in_articles for question in golden} == {True, False}
    assert all(question.can_be_judged for question in golden)
    assert all(bool(question.answers) is question.answer_in_articles for question in golden)


@needs_shared
def test_quiz_questions_say_answer_in_articles() -> None:
    quiz = read_questions(SHARED / "realtimeqa" / "questions-2022.jsonl", EvalQuestion)
    assert {question.answer_in_articles for question in quiz} == {True, False, None}
    assert all(question.answers and question.asked_on for question in quiz)


@pytest.mark.parametrize("answers", ["", ', "answers": null', ', "answers": []', ', "answers": ["", " "]'])
def test_an_answer_may_be_unknown(answers: str) -> None:
    question = read(f'{{"id": 1, "question": "Who?"{answers}, "rating": "bad"}}')
    assert question.answers == ()
    assert question.answer_in_articles is None
    assert not question.can_be_judged


def test_what_is_said_outright_wins_over_refuse() -> None:
    assert read('{"id": 1, "question": "Who?", "refuse": true, "answer_in_articles": null}').answers == ()
    both = read('{"id": 1, "question": "Who?", "refuse": true, "answer_in_articles": true}')
    assert both.answer_in_articles is True


def test_a_question_is_asked_as_of_its_day_and_after_the_earlier_ones() -> None:
    line = '{"id": 1, "question": "How old?", "asked_on": "2024-03-02", "earlier": ["Who?"]}'
    assert read(line).as_asked() == Question("How old?", as_of=date(2024, 3, 2), earlier=("Who?",))


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('{"id": 1}', "question"),
        ("[1]", "the line"),
        ('{"id": 1, "question": "Who?", "answers": "Anna"}', "answers"),
        ('{"id": 1, "question": "Who?", "answers": [3]}', "answers.0"),
        ('{"id": 1, "question": "Who?", "answer_in_articles": "perhaps"}', "answer_in_articles"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, field: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"id": 1, "question": "Who?"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(QuestionsError, match=rf"q\.jsonl:3: {field}: .* Correct that line\."):
        read_questions(path, EvalQuestion)
