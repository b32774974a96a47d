"""Questions to the example articles: quotes are word for word, filters hold, and answers repeat."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import AnswerSettings
from retrieval.answer import Answer, Question, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.quoting.windows import MOST_WORDS
from retrieval.reading.reader import Reader, load_reader
from tests.conftest import needs_shared

EVERYTHING = AnswerSettings(threshold=0)
# Words of the articles, and what full-text search would take for syntax.
_PIECES = ["trump", "call", "how", "long", "40", "OR", "NEAR", "AND", "(", ")", "*", "^", ":", "-", '"', "'"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.fixture(scope="module")
def every(answerer: Answerer, reader: Reader) -> Answerer:
    """Answers from the examples whatever its confidence."""
    return Answerer(answerer.snapshot, EVERYTHING, reader)


@given(st.text(max_size=200) | st.lists(st.sampled_from(_PIECES)).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_question_gets_whole_verbatim_quotes_or_a_refusal(every: Answerer, text: str) -> None:
    shown = every.answer(text)
    assert shown.question.text == text
    assert 0 <= shown.confidence <= 1
    if isinstance(shown, Refusal):
        assert shown.reason in {Reason.EMPTY_QUESTION, Reason.NOT_FOUND, Reason.OTHER_LANGUAGE}
        return
    assert 1 <= len(shown.quotes) <= EVERYTHING.quotes
    for quote in shown.quotes:
        assert quote.is_verbatim
        assert len(quote.text.split()) <= MOST_WORDS
        assert "".join(piece for piece, _ in quote.pieces()) == quote.text
        at = quote.span.start
        for mark in quote.highlights:
            assert at <= mark.start < mark.end <= quote.span.end
            at = mark.end
    places = [(q.article.id, q.span) for q in shown.quotes]
    assert len(set(places)) == len(places)


def test_same_question_same_answer(answerer: Answerer, example_data: object) -> None:
    question = "Who took part in the White House meeting?"
    with Answerer.open(str(example_data)) as again:
        assert again.answer(question) == answerer.answer(question) == answerer.answer(question)


def test_filters_hold_in_both_searches(every: Answerer) -> None:
    outlets = [row.outlet for row in every.snapshot.store.outlets()]
    for outlet in outlets:
        assert outlet is not None
        answer = every.answer(Question("How long was the call?", outlet=outlet.upper()))
        assert isinstance(answer, Answer)
        assert {quote.article.outlet for quote in answer.quotes} == {outlet}
    day = date(2025, 8, 1)
    for question, after in (
        (Question("How long was the call?", since=day), True),
        (Question("How long was the call?", until=day), False),
        (Question("How long was the call?", as_of=day), False),
    ):
        answer = every.answer(question)
        assert isinstance(answer, Answer)
        days = [quote.article.published.first_day for quote in answer.quotes]
        assert all(d is not None and (d >= day) is after for d in days)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (Question(""), Reason.EMPTY_QUESTION),
        (Question("?! …"), Reason.EMPTY_QUESTION),
        (Question("How long was the call?", outlet="Nobody's Paper"), Reason.UNKNOWN_OUTLET),
        (Question("How long was the call?", since=date(2031, 1, 1)), Reason.NO_ARTICLES),
        (Question("How long was the call?", as_of=date(1999, 1, 1)), Reason.NO_ARTICLES),
        (Question("Which goalkeeper saved the penalty in Madrid?"), Reason.NOT_FOUND),
    ],
)
def test_refusals_say_why(answerer: Answerer, question: Question, reason: Reason) -> None:
    refusal = answerer.answer(question)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason
    assert not refusal.nearest


def test_a_refusal_names_only_articles_on_what_was_asked(answerer: Answerer) -> None:
    """Those that have the name, or are about the thing; for what none is about, none."""
    near = answerer.answer("How old is Ushakov?")
    assert isinstance(near, Refusal)
    assert 1 <= len(near.nearest) <= 3
    assert all("Ushakov" in article.text for article in near.nearest)
    for asked in ("qwertzuiop", "Is Ursula Vogelsang dead?", "How do I repair a bicycle tube?"):
        far = answerer.answer(asked)
        assert isinstance(far, Refusal)
        assert not far.nearest


def test_words_that_nobody_knows_are_not_looked_for_by_what_they_resemble(answerer: Answerer) -> None:
    for asked in ("qwertzuiop", "Blenkt wurrf?", "What is a frimble?"):
        refusal = answerer.answer(asked)
        assert isinstance(refusal, Refusal), asked
        assert (refusal.reason, refusal.confidence) == (Reason.NOT_FOUND, 0.0), asked
    # One that people know is enough, though no article has it.
    known = answerer.answer("Blenkt bicycle?")
    assert isinstance(known, Refusal)
    assert known.confidence > 0


def test_what_stands_above_the_quotes_is_what_is_marked_in_its_quote(answerer: Answerer) -> None:
    answer = answerer.answer("How long did Trump and Putin talk on the phone in May?")
    assert isinstance(answer, Answer) and answer.short_answer and answer.short_answer.is_likely
    assert answer.quotes[0].highlights == (answer.short_answer.span,)


def test_an_answer_knows_whether_it_could_go_on(answerer: Answerer) -> None:
    question = Question("What did Zelenskyy say?")
    for count in range(1, 8):
        answer, longer = answerer.answer(question, count), answerer.answer(question, count + 1)
        assert isinstance(answer, Answer) and isinstance(longer, Answer)
        assert answer.has_more is (len(longer.quotes) > len(answer.quotes))


@needs_shared
def test_undated_articles_count_as_of_a_day_but_not_between_days(
    seed_answerer: Answerer, reader: Reader
) -> None:
    every = Answerer(seed_answerer.snapshot, EVERYTHING, reader)
    question = "How long was the call?"
    assert isinstance(every.answer(Question(question, as_of=date(2020, 1, 1))), Answer)
    refusal = every.answer(Question(question, since=date(2000, 1, 1)))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.NO_ARTICLES


@needs_shared
def test_the_call_during_the_meeting_is_not_the_other_call(seed_answerer: Answerer) -> None:
    answer = seed_answerer.answer(
        "How long was the phone call Trump made to Putin during the White House meeting?"
    )
    assert isinstance(answer, Answer)
    assert "40-minute" in answer.quotes[0].text
    assert answer.quotes[0].article.outlet == "NationPress"
    assert answer.short_answer is not None
    assert answer.short_answer.text == "nearly 40-minute"


@needs_shared
def test_what_the_seeds_dont_say_is_refused(seed_answerer: Answerer) -> None:
    assert isinstance(seed_answerer.answer("Who won the 2026 World Cup?"), Refusal)


@needs_shared
def test_a_quote_never_runs_from_a_list_into_the_story(seed_answerer: Answerer, reader: Reader) -> None:
    every = Answerer(seed_answerer.snapshot, EVERYTHING, reader)
    answer = every.answer("What were the key points on security guarantees and close contact?")
    assert isinstance(answer, Answer)
    assert not any("guarantees" in quote.text and "Moscow, Aug 19" in quote.text for quote in answer.quotes)


def test_a_follow_up_means_what_was_asked_before(answerer: Answerer, reader: Reader) -> None:
    earlier = ("How long was the call during the White House meeting?",)
    every = Answerer(answerer.snapshot, EVERYTHING, reader)
    answer = every.answer(Question("Who placed it?", earlier=earlier))
    assert isinstance(answer, Answer)
    assert answer.read_as is not None
    assert "White House" in answer.read_as
    assert any("Trump who placed the call" in quote.text for quote in answer.quotes)
    may = answerer.answer(
        Question("How long did it last?", earlier=("When did Putin and Trump talk on the phone in May?",))
    )
    assert isinstance(may, Answer)
    assert "more than two hours" in may.quotes[0].text
    alone = answerer.answer(Question("Which goalkeeper saved the penalty in Madrid?", earlier=earlier))
    assert isinstance(alone, Refusal)
    assert alone.read_as is None


def test_typos_are_mended_and_told(answerer: Answerer) -> None:
    answer = answerer.answer("How long did Trump and Putin talk during the White House meetng?")
    assert isinstance(answer, Answer)
    assert answer.read_as == "How long did Trump and Putin talk during the White House meeting?"
    assert "40 minutes" in " ".join(quote.text for quote in answer.quotes)


def test_the_time_that_a_question_names_decides(every: Answerer) -> None:
    for text, month in (
        ("What did Trump and Putin discuss in May 2025?", 5),
        ("What happened in August?", 8),
    ):
        answer = every.answer(Question(text, today=date(2025, 9, 1)))
        assert isinstance(answer, Answer)
        days = [quote.article.published.first_day for quote in answer.quotes]
        assert {day.month for day in days if day} == {month}


@pytest.mark.parametrize(
    ("question", "outlet", "words"),
    [
        ("How long was the call on 18 August 2025?", "Northline News", "40 minutes"),
        ("How long did the presidents talk on 19 May 2025?", "Harbour Courier", "two hours"),
        ("What did Zelenskyy wear on 18 August 2025?", "Lakeside Observer", "black jacket"),
    ],
)
def test_an_article_of_the_time_asked_for_need_not_name_it(
    answerer: Answerer, question: str, outlet: str, words: str
) -> None:
    answer = answerer.answer(Question(question, today=date(2025, 8, 22)))
    assert isinstance(answer, Answer)
    assert answer.quotes[0].article.outlet == outlet
    assert words in answer.quotes[0].text


def test_what_no_article_of_the_time_tells_is_refused(answerer: Answerer) -> None:
    asked = Question("How long did they talk in June 2025?", today=date(2025, 8, 22))
    assert isinstance(answerer.answer(asked), Refusal)


@needs_shared
def test_a_day_without_a_year_is_of_the_month_asked_for(seed_answerer: Answerer) -> None:
    today = date(2026, 11, 1)
    answer = seed_answerer.answer(Question("How long was the call in August?", today=today))
    assert isinstance(answer, Answer)
    assert "40-minute" in answer.quotes[0].text
    assert isinstance(seed_answerer.answer(Question("How long was the call in March?", today=today)), Refusal)
