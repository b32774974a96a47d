"""A chat: one question after another, and commands that begin with a slash."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeAlias

import pytest
from rich.console import Console

from bot.cli.chat import chat_with
from retrieval.answerer import Answerer

QUESTION = "How long was the call during the White House meeting?"
Talk: TypeAlias = Callable[..., str]


@pytest.fixture
def talk(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Type some lines; what is said to them comes back."""

    def type_lines(*lines: str) -> str:
        typed = iter(lines if lines[-1] == "/quit" else [*lines, ""])
        console = Console(file=io.StringIO(), width=200)
        monkeypatch.setattr(console, "input", lambda prompt: next(typed))
        chat_with(answerer, console)
        assert next(typed, None) is None
        assert isinstance(console.file, io.StringIO)
        return console.file.getvalue()

    return type_lines


def test_a_chat_remembers_what_was_asked_and_ends_with_an_empty_line(talk: Talk) -> None:
    said = talk("thanks", QUESTION, "Who made it?")
    assert "articles. Ask what happened" in said
    assert "40 minutes" in said or "40-minute" in said
    assert "Read as: " in said


def test_quit_leaves(talk: Talk) -> None:
    """What is typed next isn't read; the lines must all be read, and no more are asked for."""
    assert talk("/since 2030-01-01", "/quit").endswith("since 2030-01-01.\n\n")


def test_quotes_have_numbers_and_context(talk: Talk) -> None:
    """Further quotes go on counting; the context holds more than the quote."""
    said = talk(QUESTION, "/more", "/context 1", "/context 99", "/context x")
    assert "1. “" in said
    assert "4. “" in said
    assert "There is no quote 99: the last answer has 1 to" in said
    assert "There is no quote x" in said
    quoted = talk(QUESTION)
    context = talk(QUESTION, "/context")[len(quoted.rstrip()) :]
    assert "— " in context
    first = quoted.split("1. “")[1].split("”")[0].strip()
    assert " ".join(first.split()) in " ".join(context.split())
    assert len(context.split("— ")[0]) > len(first)


def test_limits_hold_from_then_on_and_can_be_lifted(talk: Talk) -> None:
    assert "From now on only articles published since 2030-01-01." in talk("/since 2030-01-01")
    assert "No indexed article was published since 2030-01-01" in talk("/since 2030-01-01", QUESTION)
    assert "No indexed article was published until 2001-01-01" in talk("/until 2001-01-01", QUESTION)
    lifted = talk("/since 2030-01-01", "/since", QUESTION)
    assert "From now on all articles." in lifted
    assert "1. “" in lifted


def test_limits_that_make_no_sense_change_nothing(talk: Talk, answerer: Answerer) -> None:
    outlet = next(one.outlet for one in answerer.snapshot.store.outlets() if one.outlet)
    said = talk("/since soon", "/outlet No Such Post", f"/outlet {outlet[1:]}", QUESTION)
    assert "soon is no day. Write it as year-month-day" in said
    assert "No article of No Such Post is indexed. `clippings sources`" in said
    assert f"Did you mean {outlet}" in said
    assert "1. “" in said
    assert "Nothing was changed" in talk("/since 2025-02-01", "/until 2025-01-01")
    assert f"by {outlet}." in talk(f"/outlet {outlet.upper()}")


def test_help_lists_every_command_and_others_are_said_to_be_unknown(talk: Talk) -> None:
    said = talk("/help", "/nonsense 3", "/more", "/context")
    for name in ("/since DATE", "/until DATE", "/outlet NAME", "/more", "/context N", "/help", "/quit"):
        assert name in said
    assert "There is no /nonsense. /help lists what there is." in said
    assert "Nothing was asked yet." in said
    assert "There is no quote 1: there are none." in said
