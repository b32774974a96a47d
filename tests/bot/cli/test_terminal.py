"""Answers and refusals as the terminal shows them."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from bot.cli.terminal import show
from retrieval.answer import LIKELY, SURE, Answer, Differing, Question, Reason, Refusal
from tests.bot.evaluation.sample_cases import answer, quote


def shown(result: Answer | Refusal) -> str:
    """Print into a string, on one line."""
    console = Console(file=io.StringIO(), width=100)
    show(result, console)
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


def test_an_answer_has_its_quotes_with_outlet_date_and_link() -> None:
    given = answer(quote("It opened on Friday."), confidence=LIKELY, short="Friday")
    result = replace(given, read_as="When did it open?")
    assert shown(result) == (
        "Read as: When did it open? Likely the answer: Friday “It opened on Friday.” — The Harbour Post ·"
        " 1 March 2024 · Harbour opens · https://news.example/0"
    )


def test_how_sure_it_is_stands_above_in_words() -> None:
    """What is sure needs none; a number is nowhere."""
    for confidence, said in (
        (SURE, "“It opened.”"),
        (LIKELY, "Likely the answer: “It opened.”"),
        (0.2, "Perhaps the answer: “It opened.”"),
    ):
        given = shown(answer(quote("It opened."), confidence=confidence))
        assert given.startswith(said)
        assert "%" not in given


def test_a_quote_that_isnt_in_its_article_isnt_shown() -> None:
    said = shown(answer(quote("It opened."), quote("It never did.", verbatim=False)))
    assert "It opened." in said
    assert "It never did." not in said


def test_what_isnt_known_is_said_to_be_unknown() -> None:
    whole = quote("It opened.")
    bare = replace(whole, article=replace(whole.article, outlet=None, url=None))
    assert "— outlet unknown · 1 March 2024 · Harbour opens · no link" in shown(answer(bare))


def test_reports_that_differ_are_said_to() -> None:
    given = answer(quote("Nine."), quote("Ten.", number=1), confidence=LIKELY)
    said = shown(replace(given, differing=Differing.FIGURES))
    assert said.startswith("The reports disagree. Likely the answer: “Nine.”")


def test_a_refusal_names_the_nearest_articles_as_such() -> None:
    refusal = Refusal(Question("Who?"), Reason.NOT_FOUND, (quote("It rained.").article,))
    assert shown(refusal).startswith(
        "The articles don't answer this. Nearest articles, which don't answer it: — The Harbour Post"
    )
