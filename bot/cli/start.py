"""The command behind ``make run``: index where nothing is indexed, then the bot, a chat or an example."""

from __future__ import annotations

import sys
from datetime import date

from rich.text import Text

from bot.cli.chat import chat_with
from bot.cli.lazy_group import load
from bot.cli.terminal import show
from config.settings import load_settings
from index.cli.console import open_console
from index.cli.options import DataFolder
from index.snapshot.snapshot import NothingIndexedError, live_folder
from retrieval.answer import Question
from retrieval.answerer import Answerer

EXAMPLE_QUESTION = "How long did Trump and Putin talk on 19 May 2025?"


def start(data: DataFolder = None) -> None:
    """Index the configured sources if nothing is indexed, then run the bot, or chat without a token."""
    settings = load_settings()
    folder = data or settings.data
    console = open_console()
    # What fetches and what talks to Discord takes a second to import, which a chat needn't wait for.
    try:
        live_folder(folder)
    except NothingIndexedError:
        console.print(Text(f"Nothing is indexed in {folder} yet: building it from {settings.sources}."))
        load("index.cli.index_commands:index")(data=folder)
    if settings.discord_token:
        load("bot.cli.run:run_discord")(settings, folder)
        return
    with Answerer.open(folder, settings.answers) as answerer:
        if sys.stdin.isatty():
            chat_with(answerer, console)
        else:
            console.print(
                f"No DISCORD_TOKEN and no terminal, so here is one example.\n\n> {EXAMPLE_QUESTION}\n"
            )
            show(answerer.answer(Question(EXAMPLE_QUESTION, today=date.today())), console)
