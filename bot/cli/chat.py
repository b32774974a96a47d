"""The command that answers one question after another."""

from __future__ import annotations

from datetime import date

from rich.console import Console

from bot.cli.terminal import show
from bot.service.small_talk import small_talk
from bot.texts import ENGLISH, texts_for
from config.settings import load_settings
from index.cli.options import DataFolder
from retrieval.answer import Question
from retrieval.answerer import Answerer


def chat(data: DataFolder = None) -> None:
    """Ask one question after another."""
    settings = load_settings()
    with Answerer.open(data or settings.data, settings.answers) as answerer:
        chat_with(answerer, Console())


def chat_with(answerer: Answerer, console: Console) -> None:
    """Answer one question after another until the person leaves."""
    count = answerer.snapshot.manifest.articles
    earlier: list[str] = []
    console.print(f"{count:,} articles. Ask what happened; leave with Ctrl-D or an empty line.")
    while True:
        try:
            asked = console.input("\n[bold cyan]>[/] ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not asked:
            return
        if kind := small_talk(asked):
            console.print(texts_for(ENGLISH)(kind))
            continue
        show(answerer.answer(Question(asked, today=date.today(), earlier=tuple(earlier))), console)
        earlier.append(asked)
