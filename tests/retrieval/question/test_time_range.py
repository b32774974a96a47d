"""What says a time in a question is found, and what only looks like it isn't."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Published, Span
from retrieval.question.time_range import TimeRange, find_time_range

# A Wednesday.
TODAY = date(2025, 8, 20)

# Question, first day, last day ("" where open), the words that say it.
DAYS = [
    ("What burned down on 18 August 2025?", "2025-08-18", "2025-08-18", "on 18 August 2025"),
    ("what burned down aug 18", "2025-08-18", "2025-08-18", "aug 18"),
    ("What burned down on Aug. 18?", "2025-08-18", "2025-08-18", "on Aug. 18"),
    ("What burned down August 18th, 2025?", "2025-08-18", "2025-08-18", "August 18th, 2025"),
    ("Which bridge fell on 2025-08-18?", "2025-08-18", "2025-08-18", "on 2025-08-18"),
    ("Which bridge fell on 08.06.2025?", "2025-06-08", "2025-06-08", "on 08.06.2025"),
    ("Which bridge fell on 6/18/2025?", "2025-06-18", "2025-06-18", "on 6/18/2025"),
    ("Which bridge fell on 18/6/2025?", "2025-06-18", "2025-06-18", "on 18/6/2025"),
    ("Which bridge fell on 5/5/2025?", "2025-05-05", "2025-05-05", "on 5/5/2025"),
    ("Who sang on the 3rd of May?", "2025-05-03", "2025-05-03", "on the 3rd of May"),
    ("Who sang on Sunday, May 4?", "2025-05-04", "2025-05-04", "on Sunday, May 4"),
    ("Who sang on 21 August?", "2024-08-21", "2024-08-21", "on 21 August"),
    ("Who sang on 20 August?", "2025-08-20", "2025-08-20", "on 20 August"),
    ("Who sang on 29 February?", "2024-02-29", "2024-02-29", "on 29 February"),
    ("Who sang on 4 March last year?", "2024-03-04", "2024-03-04", "on 4 March last year"),
    ("On 18 August Okafor met whom?", "2025-08-18", "2025-08-18", "On 18 August"),
    ("Who signed the treaty of October 9, 1911?", "1911-10-09", "1911-10-09", "of October 9, 1911"),
    ("What did Okafor say on July 15 about rents?", "2025-07-15", "2025-07-15", "on July 15"),
    ("WHO SANG ON 3 MAY 2024?", "2024-05-03", "2024-05-03", "ON 3 MAY 2024"),
]  # fmt: skip

PARTS_OF_YEARS = [
    ("Who resigned in May?", "2025-05-01", "2025-05-31", "in May"),
    ("Who resigned in May 2024?", "2024-05-01", "2024-05-31", "in May 2024"),
    ("Who resigned in March this year?", "2025-03-01", "2025-03-31", "in March this year"),
    ("Who resigned in November of last year?", "2024-11-01", "2024-11-30", "in November of last year"),
    ("Who resigned in August?", "2025-08-01", "2025-08-31", "in August"),
    ("Who resigned in September?", "2024-09-01", "2024-09-30", "in September"),
    ("Who resigned last May?", "2025-05-01", "2025-05-31", "last May"),
    ("Who resigned last August?", "2024-08-01", "2024-08-31", "last August"),
    ("Who resigned this March?", "2025-03-01", "2025-03-31", "this March"),
    ("Who resigned in early May?", "2025-05-01", "2025-05-31", "in early May"),
    ("in july the mayor of hamar said what", "2025-07-01", "2025-07-31", "in july"),
    ("Which film won in 2023?", "2023-01-01", "2023-12-31", "in 2023"),
    ("In 2023, which film won?", "2023-01-01", "2023-12-31", "In 2023"),
    ("Which firm that was founded in 2016 was sold?", "2016-01-01", "2016-12-31", "in 2016"),
    ("Which firm was sold in late 2022?", "2022-01-01", "2022-12-31", "in late 2022"),
    ("What was 2021's best film?", "2021-01-01", "2021-12-31", "2021"),
    ("Who died in the flood of 1953?", "1953-01-01", "1953-12-31", "of 1953"),
    ("Where did it burn in summer 2024?", "2024-06-01", "2024-08-31", "in summer 2024"),
    ("Where did it burn last summer?", "2024-06-01", "2024-08-31", "last summer"),
    ("Where did it burn this summer?", "2025-06-01", "2025-08-31", "this summer"),
    ("Where did it burn in the spring?", "2025-03-01", "2025-05-31", "in the spring"),
    ("How cold was it last winter?", "2024-12-01", "2025-02-28", "last winter"),
    ("How cold was winter 2024?", "2023-12-01", "2025-02-28", "winter 2024"),
    ("What did Corvo earn in Q3 2024?", "2024-07-01", "2024-09-30", "in Q3 2024"),
    ("What did Corvo earn in Q4?", "2024-10-01", "2024-12-31", "in Q4"),
    ("What did Corvo earn in the second quarter of 2025?", "2025-04-01", "2025-06-30", ""),
    ("What did Corvo earn in the first half of 2024?", "2024-01-01", "2024-06-30", ""),
    ("What did Corvo earn in the second half of last year?", "2024-07-01", "2024-12-31", ""),
]  # fmt: skip

RELATIVE = [
    ("Who spoke yesterday?", "2025-08-19", "2025-08-19", "yesterday"),
    ("Who spoke the day before yesterday?", "2025-08-18", "2025-08-18", "the day before yesterday"),
    ("what did the mayor say today", "2025-08-20", "2025-08-20", "today"),
    ("What is in today’s report?", "2025-08-20", "2025-08-20", "today"),
    ("Who scored last night?", "2025-08-19", "2025-08-20", "last night"),
    ("Where was the crash this morning?", "2025-08-20", "2025-08-20", "this morning"),
    ("Who resigned this week?", "2025-08-18", "2025-08-24", "this week"),
    ("Who won this week's race?", "2025-08-18", "2025-08-24", "this week"),
    ("Who resigned last week?", "2025-08-11", "2025-08-17", "last week"),
    ("Who resigned in the past week?", "2025-08-13", "2025-08-20", "in the past week"),
    ("Who resigned in the last week?", "2025-08-13", "2025-08-20", "in the last week"),
    ("Who resigned this month?", "2025-08-01", "2025-08-31", "this month"),
    ("Who resigned last month?", "2025-07-01", "2025-07-31", "last month"),
    ("Who resigned last year?", "2024-01-01", "2024-12-31", "last year"),
    ("Who resigned last quarter?", "2025-04-01", "2025-06-30", "last quarter"),
    ("Who resigned earlier this year?", "2025-01-01", "2025-08-20", "earlier this year"),
    ("Who resigned earlier this week?", "2025-08-18", "2025-08-20", "earlier this week"),
    ("Who was arrested over the weekend?", "2025-08-16", "2025-08-17", "over the weekend"),
    ("Who was arrested last weekend?", "2025-08-16", "2025-08-17", "last weekend"),
    ("Who resigned in the last three days?", "2025-08-17", "2025-08-20", "in the last three days"),
    ("Who resigned over the past 24 hours?", "2025-08-19", "2025-08-20", "over the past 24 hours"),
    ("How far did rents rise in the last two months?", "2025-06-19", "2025-08-20", "in the last two months"),
    ("Who resigned two days ago?", "2025-08-18", "2025-08-18", "two days ago"),
    ("Who resigned two weeks ago?", "2025-08-03", "2025-08-09", "two weeks ago"),
    ("Who resigned a month ago?", "2025-07-01", "2025-07-31", "a month ago"),
    ("Who resigned 9 months ago?", "2024-11-01", "2024-11-30", "9 months ago"),
    ("Who resigned three years ago?", "2022-01-01", "2022-12-31", "three years ago"),
    ("Who spoke on Monday?", "2025-08-18", "2025-08-18", "on Monday"),
    ("Who spoke Thursday?", "2025-08-14", "2025-08-14", "Thursday"),
    ("Who spoke on Wednesday?", "2025-08-20", "2025-08-20", "on Wednesday"),
    ("Who spoke last Wednesday?", "2025-08-13", "2025-08-13", "last Wednesday"),
    ("Who spoke last Tuesday?", "2025-08-19", "2025-08-19", "last Tuesday"),
    ("Who spoke this past Saturday?", "2025-08-16", "2025-08-16", "this past Saturday"),
    ("Who spoke on Friday of last week?", "2025-08-15", "2025-08-15", "on Friday of last week"),
    ("Who won Sunday’s race?", "2025-08-17", "2025-08-17", "Sunday"),
    ("Who won on Sunday night?", "2025-08-17", "2025-08-17", "on Sunday"),
]  # fmt: skip

RANGES = [
    ("Who struck between March and May 2024?", "2024-03-01", "2024-05-31", "between March and May 2024"),
    ("Who struck between March 2024 and May?", "2024-03-01", "2024-05-31", "between March 2024 and May"),
    ("Who struck from December to February?", "2024-12-01", "2025-02-28", "from December to February"),
    ("Who struck from 3 to 7 June?", "2025-06-03", "2025-06-07", "from 3 to 7 June"),
    ("Who struck June 3–7, 2024?", "2024-06-03", "2024-06-07", "June 3–7, 2024"),
    ("Who struck between 30 June and 2 July?", "2025-06-30", "2025-07-02", "between 30 June and 2 July"),
    ("Who struck from 18 to 22 August?", "2025-08-18", "2025-08-22", "from 18 to 22 August"),
    ("How far did rents rise from 2019 to 2022?", "2019-01-01", "2022-12-31", "from 2019 to 2022"),
    ("Who struck from Monday to Friday?", "2025-08-11", "2025-08-15", "from Monday to Friday"),
    ("Who struck between last week and yesterday?", "2025-08-11", "2025-08-19", ""),
    ("Who has resigned since January?", "2025-01-01", "", "since January"),
    ("Who has resigned since last week?", "2025-08-11", "", "since last week"),
    ("Who has resigned since the end of 2023?", "2023-01-01", "", "since the end of 2023"),
    ("Who resigned before August 2025?", "", "2025-07-31", "before August 2025"),
    ("Who resigned before yesterday?", "", "2025-08-18", "before yesterday"),
    ("Who resigned after 2022?", "2023-01-01", "", "after 2022"),
    ("Who resigned after 3 May?", "2025-05-04", "", "after 3 May"),
    ("Who resigned after Monday's fire?", "2025-08-18", "", "after Monday"),
    ("Who resigned before last week's vote?", "", "2025-08-17", "before last week"),
    ("Who was mayor until Friday?", "", "2025-08-15", "until Friday"),
    ("Who had resigned by May 2024?", "", "2024-05-31", "by May 2024"),
]  # fmt: skip

SEVERAL = [
    ("Who said this week that rents rose this year?", "2025-08-18", "2025-08-24", "this week"),
    ("Who said this year that rents fell in May?", "2025-05-01", "2025-05-31", "in May"),
    ("Who resigned after 2022 but before May 2024?", "2023-01-01", "2024-04-30",
     "after 2022 but before May 2024"),
    ("Which firm, founded in 2016, was sold this week?", "2016-01-01", "2016-12-31", "in 2016"),
    ("Who, since January, resigned on Monday?", "2025-08-18", "2025-08-18", "on Monday"),
    ("Will it snow? Who sang on 3 May?", "2025-05-03", "2025-05-03", "on 3 May"),
]  # fmt: skip

NO_TIMES = """
How many people died?
When did the comet pass?
When did the comet pass the earth?
What happened recently?
Who owns the iPhone 15?
Will the iPhone 15 may be late?
Who hosts the G7?
Who is Theresa May?
What did May say?
What did Okafor say after May resigned?
What did Okafor say after May was ousted?
What may happen?
Which 20 may vote?
Who joined the March for Life?
Who joined the March?
Who will march on the palace?
Did 5 march to the palace?
How hot is the Sun?
Who sat down?
Who came second?
Where did Flight 2023 land?
Who won the 2020 election?
Who won the 2016 election in Ohio?
Who will host the 2024 Olympics?
Who won the 2022 World Cup?
Who sang at Eurovision 2023?
Who won in 2024 Olympics?
Who won the May 2024 election?
What did the January 6 committee find?
What did the January 6, 2021, committee find?
Who still uses Windows 2000?
Who has COVID-19?
Who paid 1,200?
Who paid $2023?
Were there 2000 in 2000 villages?
What is said of 9/11?
Where is the Fourth of July parade?
Who won world war 2?
What opened 50 years ago today?
Who slept for two weeks?
Who left within 24 hours?
Who came to a three-day summit?
Who came two days later?
What was decided before the summit?
Who resigned after the vote?
What differs between May and Johnson?
Who shopped on Black Friday?
Who writes for The Sunday Times?
Who was on Saturday Night Live?
Who writes for USA Today?
What is March Madness?
What happens every Friday?
What happens each 3 May?
What is closed on Mondays?
What was her last week in office like?
Who rules since the 1990s?
Who leads the class of 2024?
Who broke a leg after a fall?
When did Kabul fall?
What caused the Arab Spring?
Who scored in the second half?
Who scored in the third quarter?
Which bridge fell on 8/9/2025?
Who sang on 31 April?
Who sang on 30.02.2025?
What happened at 20.25?
What did it cost over 10 years ago?
"""

YET_TO_COME = """
What opens tomorrow?
What opens next week?
What opens next Friday?
What opens in the next three days?
What opens later this month?
What opens this weekend?
What opens this autumn?
What opens in 2030?
What opens in May 2026?
What opens on 21 August 2025?
What opens after today?
What will open on Friday?
Will the museum open in May?
When does the museum open in May?
What is scheduled for 3 May?
Who must leave by 2050?
Who rules until 2026?
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


@pytest.mark.parametrize(
    ("question", "first", "last", "words"), [*DAYS, *PARTS_OF_YEARS, *RELATIVE, *RANGES, *SEVERAL]
)
def test_says_a_time(question: str, first: str, last: str, words: str) -> None:
    found = find_time_range(question, TODAY)
    assert found is not None
    assert (found.first, found.last) == (day(first), day(last))
    said = question[found.span.start : found.span.end]
    assert said == words or (not words and said)


@pytest.mark.parametrize("question", [*lines(NO_TIMES), *lines(YET_TO_COME)])
def test_says_no_time(question: str) -> None:
    assert find_time_range(question, TODAY) is None


@pytest.mark.parametrize(
    ("question", "today", "first", "last"),
    [
        ("Who won on Sunday?", date(2025, 8, 18), "2025-08-17", "2025-08-17"),
        ("Who won this Friday?", date(2025, 8, 23), "2025-08-22", "2025-08-22"),
        ("Who won this weekend?", date(2025, 8, 23), "2025-08-23", "2025-08-24"),
        ("Who won last weekend?", date(2025, 8, 24), "2025-08-16", "2025-08-17"),
        ("Who won last month?", date(2025, 1, 31), "2024-12-01", "2024-12-31"),
        ("Who won a month ago?", date(2025, 1, 31), "2024-12-01", "2024-12-31"),
        ("Who won last May?", date(2025, 5, 20), "2024-05-01", "2024-05-31"),
        ("How cold was it this winter?", date(2025, 1, 5), "2024-12-01", "2025-02-28"),
        ("Who won on 29 February?", date(1903, 3, 1), "1896-02-29", "1896-02-29"),
        ("Who won on 31 December?", date.max, "9999-12-31", "9999-12-31"),
        ("Who won today?", date.min, "0001-01-01", "0001-01-01"),
    ],
)
def test_the_day_of_asking_counts(question: str, today: date, first: str, last: str) -> None:
    found = find_time_range(question, today)
    assert found is not None
    assert (found.first, found.last) == (day(first), day(last))


def test_beyond_the_first_year_there_is_nothing() -> None:
    for words in ("yesterday", "on 3 May", "last winter", "a week ago", "last year"):
        assert find_time_range(f"Who won {words}?", date.min) is None


_WORDS = """
    in on the since before after until between and from to of last this next past early end May march Aug.
    spring winter Monday Sunday week weekend month year day days ago two 3 31 12th 2024 2025 0000 2025-08-18
    13/8/2025 31.12.9999 Q3 half first quarter today yesterday night who won ? , - – 's will ſ İ
"""


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join), st.dates()
)
@example("since the", date.min)
@example("in auguſt, on frİday", TODAY)
def test_any_text_on_any_day_gives_a_range_or_nothing(text: str, today: date) -> None:
    found = find_time_range(text, today)
    assert found == find_time_range(text, today)
    if found is None:
        return
    assert isinstance(found, TimeRange)
    assert found.first or found.last
    assert not (found.first and found.first > today)
    assert not (found.first and found.last and found.first > found.last)
    assert 0 <= found.span.start < found.span.end <= len(text)


@given(st.dates(date(1970, 1, 1), date(2099, 12, 31)), st.integers(0, 1000))
def test_a_day_is_found_however_it_is_written(when: date, later: int) -> None:
    today = when + timedelta(later)
    for written in (
        when.isoformat(),
        f"{when.day}.{when.month}.{when.year}",
        f"{when:%B} {when.day}, {when.year}",
        f"{when.day} {when:%b} {when.year}",
    ):
        found = find_time_range(f"Who won on {written}?", today)
        assert found == TimeRange(when, when, Span(8, 11 + len(written)))


def test_the_letters_case_and_typography_dont_matter() -> None:
    for question, *_ in [*DAYS, *PARTS_OF_YEARS, *RELATIVE, *RANGES]:
        plain = find_time_range(question, TODAY)
        assert plain is not None
        for other in (question.lower(), question.upper()):
            if "Okafor" not in question:  # A name after a month is known by its capital.
                assert find_time_range(other, TODAY) == plain


@pytest.mark.parametrize("text", ["on Monday ", "in May ", "from 3 to ", "between May and ", "may ", "in   "])
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    find_time_range(text * (4000 // len(text)), TODAY)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("question", "published", "held"),
    [
        ("Who sang in May?", "2025-05-01", True),
        ("Who sang in May?", "2025-05", True),
        ("Who sang in May?", "2025-06-07T10:00:00Z", True),
        ("Who sang in May?", "2025-06-08", False),
        ("Who sang in May?", "2025-04-30", False),
        ("Who sang in May?", "2025", False),
        ("Who sang in May?", "--05-12", True),
        ("Who sang in May?", "--08-12", False),
        ("Who sang in May?", "", False),
        ("Who sang on 28 February?", "--02-29", False),
        ("Who sang since 1 May?", "2025-07-01", True),
        ("Who sang since 1 May?", "2025-04-01", False),
    ],
)
def test_an_article_is_of_a_time_where_that_is_sure(question: str, published: str, held: bool) -> None:
    found = find_time_range(question, TODAY)
    assert found is not None
    assert found.holds(Published(published)) is held


@given(st.dates(date(2020, 1, 1), TODAY))
def test_an_article_of_the_day_itself_is_of_its_time(day: date) -> None:
    found = find_time_range(f"Who sang on {day.isoformat()}?", TODAY)
    assert found is not None
    assert found.holds(Published(day.isoformat()))
    assert not found.holds(Published((day - timedelta(days=1)).isoformat()))
