"""A question is parsed once, into all that is asked of it later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from index.article import Span
from retrieval.answer import Question, Reason
from retrieval.answerer import Answerer
from retrieval.question.answer_type import AnswerType
from retrieval.question.query import Query, QueryParser, is_current
from retrieval.question.term_weights import TermWeights, term_coverage
from retrieval.question.terms import content_words, names_among
from tests.retrieval.passages import query

NEWEST = date(2025, 8, 20)


@pytest.fixture(scope="module")
def parser(answerer: Answerer) -> QueryParser:
    return QueryParser(answerer.snapshot, lambda _: False)


@pytest.mark.parametrize(
    ("text", "terms", "names"),
    [
        ("How long was the call to Putin?", ["call", "Putin"], ["Putin"]),
        ("Who won, and who won in Oslo?", ["won", "Oslo"], ["Oslo"]),
        ("Trump called. Did he call Putin, or Trump?", ["Trump", "called", "Putin"], ["Putin"]),
        ("What was it about?", ["What", "was", "it", "about"], []),
        ("?! …", [], []),
    ],
)
def test_terms_and_names(text: str, terms: list[str], names: list[str]) -> None:
    """No stop words, no repeats; stop words alone are taken for terms. A first word is no name."""
    found = content_words(text)
    assert [word.text for word in found] == terms
    assert [word.text for word in names_among(found)] == names


def test_rare_terms_weigh_more(answerer: Answerer) -> None:
    weights = TermWeights(answerer.snapshot).of(content_words("Which axolotl did Trump meet?"))
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["axolotl"] > weights["trump"] > 0
    assert TermWeights(answerer.snapshot).of([]) == {}


def test_coverage_is_the_share_of_the_weights() -> None:
    weights = {"call": 0.7, "putin": 0.3}
    assert term_coverage(weights, {"call", "other"}) == 0.7
    assert term_coverage(weights, {"call", "putin"}) == 1
    assert term_coverage(weights, set()) == term_coverage({}, {"call"}) == 0


def test_all_of_a_question_is_parsed(parser: QueryParser) -> None:
    question = Question("How long did Trump and Puttin talk in May 2025?", as_of=date(2025, 9, 1))
    parsed = parser.parse(question)
    assert isinstance(parsed, Query)
    assert parsed.text == parsed.read_as == "How long did Trump and Putin talk in May 2025?"
    assert [word.text for word in parsed.words] == ["Trump", "Putin", "talk", "2025"]
    assert parsed.vector.shape == (384,)
    assert set(parsed.term_weights) > set(parsed.name_weights) == {"trump", "putin"}
    assert parsed.answer_type is AnswerType.DURATION
    assert parsed.asked_on == date(2025, 9, 1)
    assert parsed.time_range is not None
    assert (parsed.time_range.first, parsed.time_range.last) == (date(2025, 5, 1), date(2025, 5, 31))
    assert {"how", "trump", "2025"} < parsed.named_stems


def test_what_was_asked_before_is_mended_and_taken_along(parser: QueryParser) -> None:
    parsed = parser.parse(Question("When did it end?", earlier=("Where was the White House meetng?",)))
    assert isinstance(parsed, Query)
    assert parsed.text == "White House meeting: When did it end?"
    assert parsed.read_as == "When did it end? (White House meeting)"
    assert parsed.time_range is None, "nothing says what day it is"


def test_a_question_that_is_searched_as_typed_is_read_as_nothing_else(parser: QueryParser) -> None:
    parsed = parser.parse(Question("How long was the call?"))
    assert isinstance(parsed, Query) and parsed.read_as is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?! …",
        "Why?",
        "What day is it today?",
        "whats happening",
        "Any updates?",
        "And then what happened?",
    ],
)
def test_what_is_about_nothing_is_no_query(parser: QueryParser, text: str) -> None:
    assert parser.parse(Question(text)) is Reason.EMPTY_QUESTION


@pytest.mark.parametrize(
    ("question", "asked_on"),
    [
        (Question("Who called?"), None),
        (Question("Who called?", as_of=date(1999, 1, 1)), date(1999, 1, 1)),
        (Question("Who called?", today=NEWEST), NEWEST),
        (Question("Who called?", today=date(2031, 1, 1)), None),
        (Question("Who called?", today=date(2031, 1, 1), as_of=NEWEST), NEWEST),
    ],
)
def test_the_day_of_asking_says_which_articles_are_meant_while_there_are_some(
    parser: QueryParser, question: Question, asked_on: date | None
) -> None:
    parsed = parser.parse(question)
    assert isinstance(parsed, Query) and parsed.asked_on == asked_on


def test_an_index_is_current_until_its_newest_article_is_two_weeks_old() -> None:
    assert is_current(NEWEST, NEWEST)
    assert is_current(NEWEST, NEWEST + timedelta(days=14))
    assert not is_current(NEWEST, NEWEST + timedelta(days=15))
    assert not is_current(None, NEWEST)


def test_what_a_question_names_is_no_match() -> None:
    text = "Two hours on 3 May; the 40 minutes were over."
    asked = query("How long was the call after the 40 minutes?")
    found = asked.find_matches(text, Span(0, len(text)))
    assert [text[span.start : span.end] for span in found] == ["Two hours"]
    assert query("Why was it long?").find_matches(text, Span(0, len(text))) == ()


@pytest.mark.parametrize(
    ("question", "timeless"),
    [
        ("How long was the call in August?", "How long was the call?"),
        ("On 18 August Okafor met whom?", "Okafor met whom?"),
        ("How long was the call?", "How long was the call?"),
    ],
)
def test_a_question_can_be_read_without_its_time(parser: QueryParser, question: str, timeless: str) -> None:
    asked = parser.parse(Question(question, today=NEWEST))
    assert isinstance(asked, Query)
    assert asked.timeless_text == timeless
