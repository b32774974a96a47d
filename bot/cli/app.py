"""The command line: ``clippings``."""

from __future__ import annotations

import logging
import re
import sys
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.text import Text
from typer import Abort, TyperException

from bot.cli.lazy_group import LazyCommand, LazyGroup, load
from config.errors import ClippingsError

_NO_DAY = re.compile(r"Invalid value for '?([^':]+)'?: .*?'([^']*)' does not match the formats?", re.DOTALL)
_NO_NUMBER = re.compile(r"Invalid value for '?([^':]+)'?: .*?valid (?:number|integer)", re.DOTALL)


class Commands(LazyGroup):
    """All commands, in the order of the list; each summary is the first line of the command's docstring."""

    lazy_commands = (
        LazyCommand(
            "index",
            "index.cli.index_commands:index",
            "Make the index hold exactly what the sources give: fetch what is new, encode what has changed.",
        ),
        LazyCommand(
            "watch",
            "index.cli.index_commands:watch",
            "Keep the index up to date: look at each source when it is due, until Ctrl-C.",
        ),
        LazyCommand(
            "add",
            "index.cli.source_commands:add",
            "Add a source to the list, after a look at what it is.",
        ),
        LazyCommand(
            "remove",
            "index.cli.source_commands:remove",
            "Remove a source from the list; its articles leave with the next index.",
        ),
        LazyCommand(
            "rollback",
            "index.cli.archive_commands:rollback",
            "Make the snapshot before the live one live again.",
        ),
        LazyCommand(
            "export",
            "index.cli.archive_commands:export",
            "Write every article with its history as a line of JSON.",
        ),
        LazyCommand(
            "import",
            "index.cli.archive_commands:import_",
            "Add the articles of an export to the index, with their history; what it holds stays.",
        ),
        LazyCommand(
            "backup",
            "index.cli.archive_commands:backup",
            "Copy the live snapshot and all databases into a tar file, while everything runs.",
        ),
        LazyCommand("ask", "bot.cli.ask:ask", "Answer a question, or with --batch a file of questions."),
        LazyCommand(
            "eval",
            "bot.cli.evaluate:evaluate_questions",
            "Measure the answers to questions whose answers are known; a page with plots has the details.",
        ),
        LazyCommand("chat", "bot.cli.chat:chat", "Ask one question after another."),
        LazyCommand(
            "timeline",
            "bot.cli.telling:timeline",
            "Tell what happened, step by step: dated quotes in order.",
        ),
        LazyCommand(
            "coverage",
            "bot.cli.telling:coverage",
            "Tell who reported an event: outlets, days, what only one has, figures that differ.",
        ),
        LazyCommand(
            "digest",
            "bot.cli.digest:digest",
            "Tell what happened in some days: the largest stories, each with a sentence and its outlets.",
        ),
        LazyCommand(
            "follow",
            "bot.cli.follow:follow",
            "Tell what is new of topics, questions and outlets as soon as it is indexed, until Ctrl-C.",
        ),
        LazyCommand("article", "bot.cli.article:article", "Show one indexed article, or what became of it."),
        LazyCommand("status", "bot.cli.status:status", "Show the live snapshot in figures."),
        LazyCommand(
            "verify",
            "bot.cli.status:verify",
            "Check every file, count and offset of the live snapshot; exit 1 if anything is wrong.",
        ),
        LazyCommand(
            "run", "bot.cli.run:run", "Run the Discord bot; its token is read from DISCORD_TOKEN or .env."
        ),
        LazyCommand(
            "start",
            "bot.cli.start:start",
            "Index the configured sources if nothing is indexed, then run the bot, or chat without a token.",
        ),
        LazyCommand("sources", "bot.cli.sources:app", "List what is indexed, or check where it comes from."),
    )


app = typer.Typer(
    cls=Commands,
    help="Asks an index of news articles what happened, and answers with word-for-word quotes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(version("clippings"))
        raise typer.Exit


@app.callback()
def _take_options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Take what stands before the command."""


def main() -> None:
    """Run the command line; what a person can mend is one sentence and exit code 2."""
    _set_up_warnings()
    try:
        sys.exit(app(prog_name="clippings", standalone_mode=False))
    except ClippingsError as error:
        _say_error(str(error))
    except TyperException as error:
        _say_error(in_words(error.format_message()))
    except Abort:
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def in_words(message: str) -> str:
    """Say what Typer finds wrong with a command's options in words for people; message: as it says it."""
    if found := _NO_DAY.search(message):
        return f"{found[1]} {found[2]!r} is no day of the calendar. Write it as 2026-03-09."
    if found := _NO_NUMBER.search(message):
        kind = "a whole number" if "integer" in message else "a number"
        return f"{found[1]} must be {kind}."
    return message


def _set_up_warnings() -> None:
    """Print warnings where errors go, in whole lines where no terminal is."""
    handler = (
        RichHandler(console=Console(stderr=True), show_time=False, show_path=False)
        if sys.stderr.isatty()
        else logging.StreamHandler()
    )
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])


def _say_error(message: str) -> None:
    load("index.cli.console:open_console")(stderr=True).print(Text.assemble(("error: ", "bold red"), message))
    sys.exit(2)
