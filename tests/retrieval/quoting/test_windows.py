"""What makes one run of sentences a better quote than another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retrieval.question.answer_type import AnswerType
from retrieval.quoting.quantities import read_quantity
from retrieval.quoting.windows import WEIGHTS, Window, score_windows
from retrieval.reading.read_passages import ReadPassage
from tests.retrieval.passages import answer, passage, query

ASKED = query("How long was the call between Trump and Putin?", asked_on=date(2025, 8, 20))
# Nothing of what is asked for.
PLAIN = "The harbour stayed calm that day and few boats went out."
CALL = "The call took two hours."


def scored(*passages: ReadPassage, most: int = 40) -> list[Window]:
    return score_windows(ASKED, passages, most)


def texts(windows: list[Window]) -> list[str]:
    return [window.article.text[window.span.start : window.span.end] for window in windows]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (passage(PLAIN, rank=0.9), passage(PLAIN, rank=0.8)),
        (passage(PLAIN, answerability=0.9), passage(PLAIN, answerability=0.5)),
        (passage(CALL, likely="two hours", answerability=0.6), passage(CALL, answerability=0.6)),
        (passage(PLAIN.replace("boats", "calls")), passage(PLAIN)),
        (passage(PLAIN, title="Call ends"), passage(PLAIN, title="Rain ends")),
        (passage(PLAIN, title="Putin rings"), passage(PLAIN, title="Call rings")),
        (passage(PLAIN.replace("that day", "two days")), passage(PLAIN)),
        (passage(PLAIN.replace("that day", "all that day")), passage(PLAIN)),
        (passage(PLAIN, day="2025-08-20"), passage(PLAIN, day="2025-08-13")),
        (passage(PLAIN, day="2025-05-20"), passage(PLAIN, day="2024-05-20")),
        (passage(PLAIN, day="2020-01-01"), passage(PLAIN, day="")),
    ],
    ids=[
        "rank",
        "the passage answers",
        "the answer stands in it",
        "words of the question in it",
        "words of the question around it",
        "names around it",
        "the type asked for",
        "length",
        "days",
        "months",
        "a date at all",
    ],
)
def test_one_thing_decides(better: ReadPassage, worse: ReadPassage) -> None:
    [good], [bad] = scored(better), scored(worse)
    assert good.score > bad.score


def test_the_time_that_a_question_names_decides() -> None:
    of = passage(PLAIN)
    within = replace(of, candidate=replace(of.candidate, in_time_range=True))
    assert scored(within)[0].score - scored(of)[0].score == pytest.approx(WEIGHTS.in_time_range)


def test_recency_counts_in_weeks_and_in_months() -> None:
    [new], [old] = scored(passage(PLAIN, day="2025-08-20")), scored(passage(PLAIN, day="2025-08-13"))
    assert new.score - old.score == pytest.approx(
        WEIGHTS.weeks * (1 - 1 / 2) + WEIGHTS.months * (1 - 60 / 67)
    )


def test_where_the_day_of_asking_isnt_known_all_articles_are_alike() -> None:
    asked = replace(ASKED, asked_on=None)
    new, old = (
        score_windows(asked, [passage(PLAIN, day=day)], 40)[0] for day in ("2025-08-20", "1999-01-01")
    )
    assert new.score == old.score and new.signals.months == old.signals.months == 0.7


@pytest.mark.parametrize(
    ("text", "most", "runs"),
    [
        ("One two. Three four. Five six.", 4,
         {"One two.", "Three four.", "Five six.", "One two. Three four.", "Three four. Five six."}),
        ("One two. Three four.", 3, {"One two.", "Three four."}),
        ("One two three four.", 3, {"One two three four."}),
        ("- One two.\n- Three four.\n\nFive six.", 9,
         {"One two.", "Three four.", "Five six.", "One two.\n- Three four."}),
    ],
    ids=["as many words as fit", "no more", "a long sentence", "no list with what follows it"],
)  # fmt: skip
def test_every_run_of_sentences_that_may_be_quoted_is_a_window(text: str, most: int, runs: set[str]) -> None:
    assert set(texts(scored(passage(text), most=most))) == runs


def test_best_first_and_equal_ones_by_article_and_place() -> None:
    twice = "The same words here. The same words here."
    passages = [passage(twice, number=number) for number in (2, 1, 3)]
    windows = scored(*passages, passage(CALL, number=4, likely="two hours"), most=4)
    assert windows[0].article.text == CALL
    places = [(window.article.id, window.span) for window in windows[1:]]
    assert len(places) == 6 and places == sorted(places)


def test_what_a_window_holds_is_worked_out_with_it() -> None:
    text = "They met. The call took two hours, not 40 minutes. Putin left after ten minutes."
    answers = [
        answer(text, "40 minutes", 0.3),
        answer(text, "two hours", 0.2, support=0.6),
        answer(text, "They", 0.9),
        answer(text, "ten minutes", 0.1),
    ]
    found = {
        (window.first, window.last): window
        for window in scored(passage(text, answers=answers, likely="two hours, not 40 minutes"))
    }
    whole, middle, start = found[0, 2], found[1, 1], found[0, 0]
    assert [text[m.start : m.end] for m in middle.matches] == ["two hours", "40 minutes"]
    assert len(whole.matches) == 3 and whole.has_match
    assert middle.best_answer is not None and middle.best_answer.text == "two hours"
    assert middle.quantities == (read_quantity(AnswerType.DURATION, "two hours"),)
    assert middle.stems == {"the", "call", "took", "two", "hour", "not", "40", "minut"}
    assert middle.probability == pytest.approx(0.9)
    # No length of time, so that what the reader takes for the answer is none.
    assert (start.matches, start.has_match, start.quantities, start.best_answer) == ((), False, (), None)
    assert start.context_coverage == middle.context_coverage == pytest.approx(2 / 3)


def test_without_what_is_asked_for_the_reader_is_not_believed() -> None:
    [window] = scored(passage("The call was long.", likely="long"))
    assert window.probability == 0 and window.has_match is False


def test_where_no_type_is_asked_for_every_answer_counts() -> None:
    asked = query("Why was the harbour closed?")
    text = "Ice closed it for two days."
    [window] = score_windows(asked, [passage(text, answers=[answer(text, "Ice")], likely="Ice")], 40)
    assert window.best_answer is not None and window.best_answer.text == "Ice"
    assert (window.has_match, window.matches, window.quantities) == (None, (), ())
    assert window.probability == pytest.approx(0.9)
