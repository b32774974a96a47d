"""An event told step by step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.answer import Question, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.telling.timeline import MOST_STEPS, Step, Timeline, find_timeline
from tests.conftest import needs_shared
from tests.retrieval.telling.ferry import AGE, DOOR, EVENT, RUMOUR


def told(answerer: Answerer, event: str, as_of: date | None = None) -> Timeline:
    found = find_timeline(answerer, Question(event, as_of))
    assert isinstance(found, Timeline), f"refused: {found.reason}"
    return found


def with_words(steps: Sequence[Step], words: str) -> Step:
    [step] = [one for one in steps if words in one.quote.text]
    return step


def test_steps_are_quotes_in_the_order_of_what_happened(ferry: Answerer) -> None:
    steps = told(ferry, EVENT).steps
    assert len(steps) >= 5
    assert all(step.quote.is_verbatim and step.quote.article.url for step in steps)
    days = [step.day.iso[:10] for step in steps]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("2025-03-03", DOOR.published.iso)


def test_the_day_is_that_of_the_happening_where_the_text_names_it(ferry: Answerer) -> None:
    steps = told(ferry, EVENT).steps
    age = with_words(steps, "38 years old")
    assert age.quote.article.published.iso == "2025-03-04"
    assert (age.day.iso, age.is_publication) == ("2025-03-03", False)
    arrest = with_words(steps, "Odd Brekke")
    assert (arrest.day.iso, arrest.is_publication) == ("2025-03-08", False)


def test_where_the_text_names_no_day_it_is_that_of_the_article(ferry: Answerer) -> None:
    steps = told(ferry, EVENT).steps
    assert {step.day.iso for step in steps if step.is_publication} <= {
        step.quote.article.published.iso for step in steps
    }
    assert any(step.is_publication for step in steps)


def test_a_growing_figure_says_what_it_was_before(ferry: Answerer) -> None:
    grown = [step for step in told(ferry, EVENT).steps if step.before]
    assert [(step.before.text, step.figure) for step in grown if step.before] == [
        ("At least 12", "24"),
        ("24", "26"),
    ]
    assert all(step.day.iso == "2025-03-05" for step in grown), "of the day on which it was given"


def test_nothing_is_told_twice(ferry: Answerer) -> None:
    """Copies, and what later articles repeat as background."""
    timeline = told(ferry, EVENT)
    aboard = [step for step in timeline.steps if "61 people" in step.quote.text]
    assert len(aboard) == 1
    assert aboard[0].quote.article.published.iso == "2025-03-03"
    assert not any(step.quote.article.outlet == "Arenstad Echo" for step in timeline.steps)
    assert any(article.outlet == "Arenstad Echo" for step in timeline.steps for article in step.quote.also)


def test_a_figure_that_is_told_is_not_told_again_in_other_words(ferry: Answerer) -> None:
    steps = told(ferry, "how many people died on Lake Aren").steps
    assert [step.figure for step in steps if step.figure] == ["At least 12", "24", "26"]
    assert sum("12 people" in step.quote.text for step in steps) == 1


def test_what_happened_years_before_is_no_step_of_it(ferry: Answerer) -> None:
    assert not any("40 people" in step.quote.text for step in told(ferry, EVENT).steps)


def test_a_corrected_sentence_says_how_it_read_before(ferry: Answerer) -> None:
    corrected = with_words(told(ferry, EVENT).steps, "38 years old").corrected
    assert corrected and "48 years old" in corrected.before
    assert corrected.before in AGE.text


def test_an_article_that_was_taken_back_is_named_but_not_quoted(ferry: Answerer) -> None:
    timeline = told(ferry, EVENT)
    assert [change.article_id for change in timeline.withdrawn] == [RUMOUR.id]
    assert not any("bomb" in step.quote.text for step in timeline.steps)
    assert told(ferry, "swimming hall in Toft").withdrawn == ()


def test_like_events_are_told_apart(ferry: Answerer) -> None:
    def outlets(event: str) -> set[str | None]:
        return {step.quote.article.outlet for step in told(ferry, event).steps}

    assert "Coast Courier" not in outlets(EVENT)
    assert outlets("ferry sinking off Port Milo") == {"Coast Courier"}
    both = told(ferry, "ferry sinking")
    assert both.events == 2
    assert {step.figure for step in both.steps if step.day.iso > "2025-06"} == {"Seven"}
    assert not any(step.before for step in both.steps if step.day.iso > "2025-06"), "another event's figure"


def test_days_and_outlets_can_be_limited(ferry: Answerer) -> None:
    steps = told(ferry, EVENT, as_of=date(2025, 3, 4)).steps
    assert steps and all(step.quote.article.published.iso <= "2025-03-04" for step in steps)
    found = find_timeline(ferry, Question(EVENT, outlet="Harbour Daily"))
    assert isinstance(found, Timeline)
    assert {step.quote.article.outlet for step in found.steps} == {"Harbour Daily"}


def test_what_no_article_tells_of_is_refused(ferry: Answerer) -> None:
    for event in ("Lake Aren plane crash", "Brask mine explosion", "World Cup final"):
        found = find_timeline(ferry, Question(event))
        assert isinstance(found, Refusal), event
        assert found.reason is Reason.NOT_FOUND


def test_the_same_index_tells_the_same(ferry: Answerer) -> None:
    assert told(ferry, EVENT) == told(ferry, EVENT)


def test_two_calls_between_the_same_two_are_two_events(answerer: Answerer) -> None:
    timeline = told(answerer, "phone call Trump Putin")
    assert timeline.events == 2
    days = [step.day.iso[:10] for step in timeline.steps]
    assert days[0] == "2025-05-19" and "2025-08-18" in days
    summit = told(answerer, "Alaska summit").steps
    ended = with_words(summit, "ended on Friday")
    assert (ended.day.iso, ended.is_publication) == ("2025-08-15", False)


def test_there_are_never_more_than_ten_steps_and_it_is_said_how_many_there_were(answerer: Answerer) -> None:
    timeline = told(answerer, "Trump Putin Ukraine talks")
    assert len(timeline.steps) == MOST_STEPS
    assert timeline.left_out > 0


@needs_shared
def test_the_calls_of_the_seeds_are_told_apart(seed_answerer: Answerer) -> None:
    """Two are of one call, the third of another; one alone has a day, and that without a year."""
    steps = told(seed_answerer, "Trump Putin call during the White House meeting").steps
    assert not any("two hours" in step.quote.text for step in steps)
    assert any(step.day.iso == "--08-19" for step in steps)
    for topic in ("Trump Putin call", "trump and putin talk on the phone", "call between Trump and Putin"):
        assert told(seed_answerer, topic).events == 2, topic
