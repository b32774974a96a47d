"""Which windows become quotes, how they are cut, what is marked in them, and who else carries them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.article import Article, Published, Span
from retrieval.answer import Quote
from retrieval.question.answer_type import AnswerType
from retrieval.quoting.conflicts import Conflicts
from retrieval.quoting.quotes import ChosenWindow, choose_windows, make_quotes
from retrieval.quoting.windows import Window
from tests.retrieval.passages import answer, query, window

DURATION = AnswerType.DURATION
ASKED = query("Why was the harbour closed?")
ICE = "Ice closed the harbour on Monday morning."
SNOW = "Boats waited in deep snow off the coast all week."
WIND = "Winds from the north blew hard at the pier."
CALLS = ["The first call took 40 minutes.", "Another talk lasted two hours."]


def choose(windows: Sequence[Window], most: int = 3) -> list[ChosenWindow]:
    """Choose from windows, best first, each with its article's sentences at hand."""
    sentences = {one.passage.article_number: one.passage.sentences for one in windows}
    conflicts = Conflicts()
    fitting = conflicts.without_overruled(windows)
    return choose_windows(ASKED, fitting, most, sentences.__getitem__, conflicts)


def chosen_texts(windows: Sequence[Window], most: int = 3) -> list[str]:
    return [one.window.article.text[one.span.start : one.span.end] for one in choose(windows, most)]


def from_articles(*scored: tuple[str, float]) -> list[Window]:
    """Windows with these scores, each from an article of its own."""
    return [window(text, score=score, number=number) for number, (text, score) in enumerate(scored)]


@pytest.mark.parametrize(
    ("scored", "chosen"),
    [
        ([], []),
        ([(ICE, 5), (SNOW, 4.9), (WIND, 4.8)], [ICE, SNOW, WIND]),
        ([(ICE, 5), (SNOW, 2.7), (WIND, 2.6)], [ICE, SNOW]),
        ([(ICE, 5), (ICE.replace("Monday", "Tuesday"), 4.9), (WIND, 4.8)], [ICE, WIND]),
        ([(ICE, 5), (SNOW, 4.9), (SNOW.replace("all", "this"), 4.8), (WIND, 4.7)], [ICE, SNOW, WIND]),
    ],
    ids=["nothing", "three that differ", "too weak", "the same again", "the same as the second again"],
)
def test_windows_that_add_something_are_chosen(scored: list[tuple[str, float]], chosen: list[str]) -> None:
    assert chosen_texts(from_articles(*scored)) == chosen


@pytest.mark.parametrize(("most", "count"), [(0, 0), (1, 1), (2, 2), (9, 3)])
def test_no_more_than_asked_for(most: int, count: int) -> None:
    assert len(choose(from_articles((ICE, 5), (SNOW, 4.9), (WIND, 4.8)), most)) == count


@pytest.mark.parametrize(("lead", "second"), [(0.9, WIND), (1.1, SNOW)])
def test_another_article_comes_before_a_little_better_window_of_the_same(lead: float, second: str) -> None:
    text = f"{ICE} {SNOW}"
    windows = [
        window(text, score=5, sentences=(0, 0)),
        window(text, score=3.8 + lead, sentences=(1, 1)),
        window(WIND, score=3.8, number=2),
    ]
    assert chosen_texts(windows, 2) == [ICE, second]


def test_no_sentence_is_shown_twice() -> None:
    text = f"{ICE} {SNOW} {WIND}"
    windows = [
        window(text, score=5, sentences=(0, 1)),
        window(text, score=4.9, sentences=(1, 2)),
        window(text, score=4.8, sentences=(2, 2)),
    ]
    assert chosen_texts(windows) == [f"{ICE} {SNOW}", WIND]


SPOKEN = "“The ice is thick. It stays until May,” said Ada Miller."


def test_a_window_is_widened_until_it_breaks_off_nobodys_words() -> None:
    of = window(SPOKEN, score=5, sentences=(0, 0))
    [found] = choose([of])
    assert found.window is of and found.span == Span(0, len(SPOKEN))


@pytest.mark.parametrize(("score", "first"), [(4.4, "broken"), (4.6, "whole")])
def test_a_window_that_cant_be_made_whole_must_be_clearly_better(score: float, first: str) -> None:
    broken = (
        "“The ice is thick. " + "It stays and stays and stays and stays. " * 10 + "No end,” said Ada Miller."
    )
    windows = [window(broken, score=5, sentences=(0, 0)), window(WIND, score=score, number=2)]
    assert chosen_texts(windows)[0] == {"broken": "“The ice is thick.", "whole": WIND}[first]


def test_matches_of_a_widened_window_are_those_of_all_of_it() -> None:
    text = "“It took two hours. The rest took 40 minutes,” said Ada Miller."
    of = window(text, answer_type=DURATION, sentences=(0, 0))
    asked = query("How long was the call?")
    [found] = choose_windows(asked, [of], 1, lambda _: of.passage.sentences, Conflicts())
    assert [text[m.start : m.end] for m in of.matches] == ["two hours"]
    assert [text[m.start : m.end] for m in found.matches] == ["two hours", "40 minutes"]


def test_what_conflicts_with_the_first_comes_second_and_is_shown_though_weaker() -> None:
    first, rival = (
        window(text, score=score, answer_type=DURATION, number=number)
        for number, (text, score) in enumerate(zip(CALLS, (5, 3.1), strict=True))
    )
    between = window(WIND, score=4.5, number=7)
    assert chosen_texts([first, between, rival]) == [*CALLS, WIND]


def test_what_conflicts_is_shown_though_all_but_the_figure_is_the_same_but_once() -> None:
    text = "The call between the two presidents about the harbour in Lindvik took {}."
    figures = ["40 minutes", "two hours", "two hours"]
    windows = [
        window(text.format(figure), score=5, answer_type=DURATION, number=number)
        for number, figure in enumerate(figures)
    ]
    assert chosen_texts(windows) == [text.format(figure) for figure in figures[:2]]


def test_where_another_event_is_meant_the_better_scored_one_is_not_shown() -> None:
    first, meant = (
        window(text, score=score, answer_type=DURATION, number=number, coverage=coverage)
        for number, (text, score, coverage) in enumerate(zip(CALLS, (5, 4), (0.5, 0.7), strict=True))
    )
    assert chosen_texts([first, meant]) == [CALLS[1]]


def quote(
    of: Window, *others: Window, asked: str = "Why was the harbour closed?", copies: Sequence[Article] = ()
) -> Quote:
    """The quote of a window among others."""
    choice = ChosenWindow(of, of.span, of.matches)
    [made] = make_quotes(query(asked), [choice], [of, *others], lambda _: copies)
    return made


def carrier(outlet: str | None, text: str = f"Read this: {ICE}") -> Article:
    return Article(outlet or "none", text, outlet=outlet, published=Published("2025-08-19"))


def test_a_quote_is_cut_word_for_word() -> None:
    text = f"{ICE} {SNOW} {WIND}"
    of = window(text, score=2.5, sentences=(1, 2))
    made = quote(of)
    assert made.text == f"{SNOW} {WIND}" and made.is_verbatim and made.score == 2.5
    assert made.article is of.article and made.also == ()


@pytest.mark.parametrize(
    ("asked", "text", "marked", "probability", "highlights"),
    [
        ("Why was the harbour closed?", ICE, "Ice", 0.05, ["Ice"]),
        ("Why was the harbour closed?", ICE, "Ice", 0.04, []),
        ("Who closed the harbour gate?", "Ada Miller closed the harbour gate.", "", 0.0, []),
        ("How long was the call?", "The call took two hours, not 40 minutes.", "", 0.0,
         ["two hours", "40 minutes"]),
        ("How long was the call?", "The call took two hours, not 40 minutes.", "40 minutes", 0.9,
         ["40 minutes"]),
        ("How long was the call?", "The call was long.", "", 0.0, []),
    ],
    ids=[
        "a sure answer",
        "an unsure one",
        "not every name",
        "what has the type asked for",
        "the answer among such",
        "never the words of the question",
    ],
)  # fmt: skip
def test_what_is_marked(
    asked: str, text: str, marked: str, probability: float, highlights: list[str]
) -> None:
    best = answer(text, marked, probability) if marked else None
    of = window(text, answer_type=query(asked).answer_type, best_answer=best)
    found = quote(of, asked=asked).highlights
    assert [text[span.start : span.end] for span in found] == highlights


@pytest.mark.parametrize(
    ("outlets", "also"),
    [
        (["Morning Tide"], ["Morning Tide"]),
        (["Bay Herald", None], []),
        (["B", "C", "B", "D", "E"], ["B", "C", "D"]),
    ],
    ids=["another outlet", "its own and an unknown one", "three at most, each once"],
)
def test_outlets_with_the_same_words_are_named(outlets: list[str | None], also: list[str]) -> None:
    like = [window(ICE, number=number, outlet=outlet) for number, outlet in enumerate(outlets, start=2)]
    assert [one.outlet for one in quote(window(ICE), *like).also] == also
    copies = [carrier(outlet) for outlet in outlets]
    assert [one.outlet for one in quote(window(ICE), copies=copies).also] == also


def test_windows_are_named_before_copies_and_only_what_holds_the_words() -> None:
    like, unlike = window(ICE, number=2, outlet="B"), window(SNOW, number=3, outlet="C")
    copies = [carrier("D", SNOW), carrier("E"), carrier("B")]
    made = quote(window(ICE), like, unlike, copies=copies)
    assert made.also == (like.article, copies[1])


def test_an_outlet_with_almost_the_same_words_is_not_named() -> None:
    text = "The police in Lindvik arrested {} at the harbour on Monday after a fire in a store."
    first = window(text.format("Arne Moe"))
    same = window(text.format("Arne Moe"), number=2, outlet="B")
    other = window(text.format("Arne Lie"), number=3, outlet="C")
    assert [one.outlet for one in quote(first, same, other).also] == ["B"]
