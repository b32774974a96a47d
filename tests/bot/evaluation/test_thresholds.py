"""What is said about other thresholds is what happens with them."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import quantiles

import pytest

from bot.evaluation.cases import Case, ask_all
from bot.evaluation.questions import EvalQuestion
from bot.evaluation.scores import measure
from bot.evaluation.thresholds import compare, outcome
from bot.records.batch import read_questions
from config.settings import AnswerSettings
from retrieval.answer import Answer, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.reading.reader import load_reader
from tests.bot.evaluation.sample_cases import answer, case, quote
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def asked() -> list[EvalQuestion]:
    """Golden questions about the examples, some of which must be refused."""
    golden = read_questions(ROOT / "tests" / "golden" / "questions.jsonl", EvalQuestion)
    empty = EvalQuestion(id="empty", question="?", answer_in_articles=False)
    return [*[q for q in golden if str(q.id).startswith("examples")][::12], empty]


@pytest.fixture(scope="module")
def middle(asked: list[EvalQuestion], answerer: Answerer) -> float:
    """A threshold at which two of three are refused."""
    return quantiles((answerer.answer(question.as_asked()).confidence for question in asked), n=3)[1]


@pytest.fixture(scope="module")
def cases(asked: list[EvalQuestion], middle: float, answerer: Answerer) -> list[Case]:
    """What comes of them with that threshold."""
    return list(ask_all(asked, answerer.snapshot, AnswerSettings(threshold=middle)))


@pytest.fixture(params=[0.02, 0.7])
def other(request: pytest.FixtureRequest, answerer: Answerer) -> Iterator[tuple[float, Answerer]]:
    """Another threshold, and an answerer that has it."""
    settings = AnswerSettings(threshold=request.param)
    yield request.param, Answerer(answerer.snapshot, settings, load_reader())


def test_others_refuse_what_they_are_said_to(cases: list[Case], other: tuple[float, Answerer]) -> None:
    threshold, answerer = other
    for made in cases:
        reply = answerer.answer(made.question.as_asked())
        assert made.answered_at(threshold) is isinstance(reply, Answer), made.question
        if isinstance(reply, Answer) and reply.confidence == made.confidence:
            assert reply == made.best


def test_what_is_held_back_is_what_the_bot_would_say_without_a_threshold(
    cases: list[Case], answerer: Answerer
) -> None:
    refusals = [made for made in cases if made.held_back]
    assert refusals
    unafraid = Answerer(answerer.snapshot, AnswerSettings(threshold=0.0), load_reader())
    for made in refusals:
        assert made.held_back == unafraid.answer(made.question.as_asked())
        assert made.held_back.confidence == made.reply.confidence


def test_the_present_one_is_what_the_bot_does(cases: list[Case], middle: float) -> None:
    figures, now = measure(cases), outcome(cases, middle)
    assert 0 < figures.refused_able.hits < figures.refused_able.of
    assert now.refused_able == figures.refused_able
    assert now.refused_unable == figures.refused_unable
    assert now.right.hits == figures.on_screen.hits


def test_a_refusal_keeps_its_nearest_articles_and_what_it_held_back(cases: list[Case]) -> None:
    refusals = [made for made in cases if isinstance(made.reply, Refusal) and made.held_back]
    assert any(isinstance(made.reply, Refusal) and made.reply.nearest for made in refusals)
    for made in refusals:
        assert not made.shown
        assert made.words_shown == 0


def test_no_threshold_answers_a_question_without_words() -> None:
    empty = case(Refusal(answer().question, Reason.EMPTY_QUESTION), able=False)
    assert not empty.answered_at(0.0)
    assert outcome([empty], 0.0).refused_unable.value == 1


def test_a_lower_one_shows_what_was_held_back() -> None:
    held = case(None, "Friday", held_back=answer(quote("It opened on Friday."), confidence=0.15))
    assert held.right is False
    assert held.right_if_shown is True
    assert outcome([held], 0.2).answered.value == 0
    assert outcome([held], 0.1).right.value == 1


@pytest.mark.parametrize(
    ("present", "compared"),
    [(0.2, [0.1, 0.15, 0.2, 0.3, 0.4]), (0.0, [0.0, 0.1, 0.2]), (1.0, [0.9, 0.95, 1.0])],
)
def test_compared_are_a_few_around_the_present_one(present: float, compared: list[float]) -> None:
    outcomes = compare([case(None)], present)
    assert [outcome.threshold for outcome in outcomes] == compared
    assert [outcome.threshold for outcome in outcomes if outcome.is_now] == [present]
