"""Answers and refusals as the terminal shows them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import pytest
import typer
from rich.console import Console
from rich.text import Text

from bot.cli.terminal import show, show_quotes
from index.cli.console import interruptible, open_console, print_json, print_rows
from retrieval.answer import LIKELY, SURE, Answer, Differing, Question, Reason, Refusal
from tests.bot.evaluation.sample_cases import answer, quote

LONG = "The harbour of Venn opened on Friday, as it had been planned for years. " * 9
Piped: TypeAlias = Callable[[Callable[[], None]], str]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Do something; what a pipe got of it that takes ASCII only comes back."""

    def do(something: Callable[[], None]) -> str:
        pipe = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
        with monkeypatch.context() as patch:
            patch.delenv("FORCE_COLOR", raising=False)
            patch.setattr(sys, "stdout", pipe)
            something()
        pipe.seek(0)
        return pipe.read()

    return do


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
    assert said.startswith("The reports disagree. Likely among these: “Nine.”")


def test_a_refusal_names_the_nearest_articles_as_such() -> None:
    refusal = Refusal(Question("Who?"), Reason.NOT_FOUND, (quote("It rained.").article,))
    assert shown(refusal).startswith(
        "The articles don't answer this. Nearest articles, which don't answer it: — The Harbour Post"
    )


def test_into_a_pipe_lines_go_as_they_are(piped: Piped) -> None:
    """Not broken at any width, nothing behind them, and no character that stops it."""
    given = answer(quote(f"{LONG}\nIt rained."))
    lines = piped(lambda: show(given, open_console())).split("\n")
    assert f"  ?{LONG}" in lines
    assert "  It rained.?" in lines
    assert "  ? The Harbour Post ? 1 March 2024 ? Harbour opens ? https://news.example/0" in lines


def test_a_table_into_a_pipe_has_tabs(piped: Piped) -> None:
    rows = [[Text(LONG), Text("1\n2")]]
    assert (
        piped(lambda: print_rows(open_console(), rows, ("name", "count")))
        == f"name\tcount\n{LONG.strip()}\t1 2\n"
    )


def test_json_is_the_same_in_every_encoding(piped: Piped) -> None:
    written = piped(lambda: print_json('{"outlet": "Küstenbote 📰"}'))
    assert json.loads(written) == {"outlet": "Küstenbote 📰"}


def test_quotes_are_numbered_where_they_are_asked_for_by_number() -> None:
    console = Console(file=io.StringIO(), width=100)
    show_quotes([quote("It opened."), quote("It rained.", number=1)], console, first_number=4)
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    assert "4. “It opened.”" in said
    assert "5. “It rained.”" in said


def test_an_interruption_says_what_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, interruptible(lambda: "Two answers are kept."):
        raise KeyboardInterrupt
    assert ended.value.exit_code == 130
    assert capsys.readouterr().err.strip() == "Stopped. Two answers are kept."


def test_a_beginning_is_named_so_and_a_name_has_its_domain() -> None:
    whole = quote("It opened on Friday.")
    part = replace(whole, article=replace(whole.article, is_beginning=True, is_outlet_given=False))
    assert (
        "— The Harbour Post (news.example) · 1 March 2024 · Harbour opens · only the beginning · "
        in shown(answer(part))
    )
