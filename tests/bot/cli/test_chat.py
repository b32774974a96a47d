"""A chat: one question after another."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from bot.cli.chat import chat_with
from retrieval.answerer import Answerer


def test_a_chat_remembers_what_was_asked_and_ends_with_an_empty_line(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: Iterator[str] = iter(
        ["thanks", "How long was the call during the White House meeting?", "Who made it?", ""]
    )
    console = Console(file=io.StringIO(), width=200)
    monkeypatch.setattr(console, "input", lambda prompt: next(typed))
    chat_with(answerer, console)
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    assert "articles. Ask what happened" in said
    assert "40 minutes" in said or "40-minute" in said
    assert "Read as: " in said
    assert next(typed, None) is None
