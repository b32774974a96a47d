"""Two events that both fit, or outlets that disagree, are shown as two and never blended into one."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import AnswerSettings
from retrieval.answer import Answer, Differing
from retrieval.answerer import Answerer
from tests.conftest import build_from, needs_shared


def differing(answerer: Answerer, question: str) -> Differing | None:
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    return answer.differing


def shown(answerer: Answerer, question: str) -> tuple[str | None, str]:
    """The short answer, and all quotes."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    short = answer.short_answer.text if answer.short_answer else None
    return short, " ".join(quote.text for quote in answer.quotes)


@needs_shared
@pytest.mark.parametrize("question", ["How long did Trump and Putin talk?", "How long did the call last?"])
def test_two_calls_are_two(seed_answerer: Answerer, question: str) -> None:
    short, quotes = shown(seed_answerer, question)
    assert "40-minute" in quotes
    assert "more than two hours" in quotes
    assert short is None
    assert differing(seed_answerer, question) is Differing.EVENTS


@needs_shared
def test_a_question_that_says_which_call_gets_that_one(seed_answerer: Answerer) -> None:
    short, _ = shown(seed_answerer, "How long was the call that explored ceasefire talks and trade?")
    assert short == "more than two hours"


def test_outlets_that_agree_but_for_a_word_are_no_rivals(answerer: Answerer) -> None:
    """One example article says about 40 minutes, another one nearly 40 minutes."""
    short, quotes = shown(answerer, "How long was the call that interrupted the White House meeting?")
    assert "40 minutes" in quotes
    assert "two hours" not in quotes
    assert short in {"about 40 minutes", "nearly 40 minutes"}


def test_other_figures_around_are_no_rivals(answerer: Answerer) -> None:
    short, _ = shown(answerer, "How long did Trump and Putin talk on 19 May?")
    assert short == "more than two hours"


def test_reports_of_one_event_that_disagree_are_shown_side_by_side(tmp_path: Path, data: Path) -> None:
    """Two outlets, the same day, the same strike, another sum."""
    folder = tmp_path / "articles"
    folder.mkdir()
    stories = {
        "Bay Herald": "The Lindvik shipyard strike ended on Tuesday. Its owners will pay 12 million euros.",
        "Morning Tide": "The Lindvik shipyard strike ended on Tuesday. Owners will pay 15 million euros.",
    }
    for outlet, lines in stories.items():
        head = f"---\ntitle: Shipyard strike in Lindvik ends\noutlet: {outlet}\ndate: 2025-03-04\n---\n"
        (folder / f"{outlet}.md").write_text(head + lines + "\n", encoding="utf-8")
    with Answerer.open(build_from(folder, data), AnswerSettings(threshold=0)) as disagreeing:
        question = "How much will the owners of the Lindvik shipyard pay?"
        short, quotes = shown(disagreeing, question)
        assert "12 million euros" in quotes
        assert "15 million euros" in quotes
        assert short is None
        assert differing(disagreeing, question) is Differing.FIGURES
