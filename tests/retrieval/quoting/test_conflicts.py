"""Two events that both fit, or outlets that disagree, are shown as two and never blended into one."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from config.settings import AnswerSettings
from retrieval.answer import Answer, Differing
from retrieval.answerer import Answerer
from retrieval.question.answer_type import AnswerType
from retrieval.quoting.conflicts import Conflicts, Relation
from retrieval.quoting.windows import Window
from tests.conftest import build_from, needs_shared
from tests.retrieval.passages import window


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


def test_outlets_that_agree_but_for_a_word_are_no_conflict(answerer: Answerer) -> None:
    """One example article says about 40 minutes, another one nearly 40 minutes."""
    short, quotes = shown(answerer, "How long was the call that interrupted the White House meeting?")
    assert "40 minutes" in quotes
    assert "two hours" not in quotes
    assert short in {"about 40 minutes", "nearly 40 minutes"}


def test_other_figures_around_are_no_conflict(answerer: Answerer) -> None:
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


CALL = "The call took {}."
_numbers = count(2)


def told(quantity: str, *, score: float = 5.0, coverage: float = 0.5, day: str = "2025-08-18") -> Window:
    """A window of an article of its own that gives a length of time."""
    text, number = CALL.format(quantity), next(_numbers)
    return window(
        text, score=score, coverage=coverage, answer_type=AnswerType.DURATION, day=day, number=number
    )


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (told("two hours"), Relation.CONFLICTING),
        (told("about 42 minutes"), Relation.COMPATIBLE),
        (told("a while"), Relation.COMPATIBLE),
        (told("40 minutes or two hours"), Relation.COMPATIBLE),
        (told("two hours", score=3.0), Relation.CONFLICTING),
        (told("two hours", score=2.9), Relation.COMPATIBLE),
        (told("two hours", coverage=0.49), Relation.CONFLICTING),
        (told("two hours", coverage=0.47), Relation.COMPATIBLE),
        (told("two hours", coverage=0.59), Relation.CONFLICTING),
        (told("two hours", coverage=0.61), Relation.OVERRULING),
        (told("two hours", coverage=0.61, score=2.9), Relation.COMPATIBLE),
        (told("40 minutes", coverage=0.9), Relation.COMPATIBLE),
        (window(CALL.format("two hours"), score=5.0), Relation.COMPATIBLE),
    ],
    ids=[
        "another length",
        "about the same",
        "no length",
        "one of two is the same",
        "as good as counts",
        "too weak",
        "fits about as well",
        "fits less",
        "fits a little better",
        "fits clearly better",
        "fits better and is too weak",
        "the same length fits better",
        "no length is asked for",
    ],
)
def test_relations(other: Window, relation: Relation) -> None:
    first = told("40 minutes")
    assert Conflicts().relation(first, other) is relation
    assert Conflicts().conflict(first, other) is (relation is not Relation.COMPATIBLE)


def test_the_answer_that_the_reader_marks_is_compared_where_it_marks_one() -> None:
    """Made by hand as ``score_windows`` would: other lengths in the same window say nothing."""
    both = told("40 minutes, two hours")
    marked = replace(both, quantities=both.quantities[1:])
    assert Conflicts().conflict(told("40 minutes"), marked)
    assert not Conflicts().conflict(told("40 minutes"), both)


def test_two_figures_of_one_article_are_of_two_things() -> None:
    first, other = (
        window(CALL.format(length), answer_type=AnswerType.DURATION) for length in ("40 minutes", "two hours")
    )
    assert not Conflicts().conflict(first, other)


def test_a_correction_is_no_second_report() -> None:
    note = told("two hours. Correction: an earlier version of this article said 40 hours")
    assert not Conflicts().conflict(told("40 minutes"), note)


def test_each_pair_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[Window, Window]] = []

    def compare(first: Window, other: Window) -> Relation:
        compared.append((first, other))
        return Relation.CONFLICTING

    monkeypatch.setattr("retrieval.quoting.conflicts._compare", compare)
    conflicts, first, other = Conflicts(), told("40 minutes"), told("two hours")
    assert conflicts.conflict(first, other) and conflicts.conflict(first, other)
    assert compared == [(first, other)]


@pytest.mark.parametrize(
    ("others", "meant"),
    [
        ([], 0),
        ([told("two hours", coverage=0.59)], 0),
        ([told("two hours", coverage=0.7)], 1),
        ([told("two hours", coverage=0.59), told("3 hours", coverage=0.7)], 2),
        ([told("two hours", coverage=0.7), told("3 hours", coverage=0.9)], 1),
    ],
    ids=["no other", "none overrules", "one overrules", "the second overrules", "the best that overrules"],
)
def test_the_event_that_is_meant(others: list[Window], meant: int) -> None:
    windows = [told("40 minutes"), *others]
    assert Conflicts().without_overruled(windows)[0] is windows[meant]


@pytest.mark.parametrize(
    ("shown", "differing"),
    [
        ([told("40 minutes")], None),
        ([told("40 minutes"), told("about 40 minutes")], None),
        ([told("40 minutes"), told("two hours", day="2025-08-21")], Differing.FIGURES),
        ([told("40 minutes"), told("two hours", day="2025-08-15")], Differing.FIGURES),
        ([told("40 minutes"), told("two hours", day="2025-08-22")], Differing.EVENTS),
        ([told("40 minutes"), told("two hours", day="")], Differing.EVENTS),
        ([told("40 minutes"), told("40 minutes"), told("two hours")], None),
    ],
)
def test_how_the_first_two_differ(shown: list[Window], differing: Differing | None) -> None:
    assert Conflicts().find_difference(shown) is differing
