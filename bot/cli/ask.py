"""The command that answers a question, or a file of questions."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
import typer.models
from rich.text import Text

from bot.cli.terminal import show
from bot.records.answer_records import answer_record
from bot.records.batch import answer_batch
from bot.service.small_talk import small_talk
from bot.texts import ENGLISH, texts_for
from config.settings import AnswerSettings, load_settings
from index.cli.console import interruptible, nothing_changed, open_console, print_json
from index.cli.options import AsJson, DataFolder
from retrieval.answer import Question
from retrieval.answerer import Answerer


def day_option(meaning: str) -> typer.models.OptionInfo:
    """Make an option that takes a day; meaning: what it does, for the help."""
    option: typer.models.OptionInfo = typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help=meaning, show_default=False
    )
    return option


def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, in quotes.", metavar="QUESTION", show_default=False)
    ] = None,
    as_of: Annotated[
        datetime | None, day_option("Answer as of that day; later articles don't count.")
    ] = None,
    since: Annotated[datetime | None, day_option("Only articles of that day or later.")] = None,
    until: Annotated[datetime | None, day_option("Only articles of that day or earlier.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.", metavar="NAME")] = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            help="A file of questions instead, as JSON lines: id, question, asked_on.", metavar="FILE"
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where the answers to --batch go.", metavar="FILE")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Answer a question, or with --batch a file of questions.

    "Likely the answer": the quotes hold it about 2 times in 3.
    "Perhaps the answer": less than half the time. Neither: at least 4 times in 5.
    """
    settings = load_settings()
    if (question is None) == (batch is None) or (batch is None) != (output is None):
        raise typer.BadParameter("Give either a QUESTION, or --batch FILE with --output FILE.")
    if question and not as_json and (kind := small_talk(question)):
        open_console().print(texts_for(ENGLISH)(kind))
        return
    if batch and output:
        _answer_file(batch, output, data or settings.data, settings.answers)
        return
    asked = Question(
        question or "",
        as_of=as_of.date() if as_of else None,
        since=since.date() if since else None,
        until=until.date() if until else None,
        outlet=outlet,
        today=date.today(),
    )
    with interruptible(nothing_changed):
        with Answerer.open(data or settings.data, settings.answers) as answerer:
            answer = answerer.answer(asked)
        if as_json:
            print_json(answer_record(answer).model_dump_json(indent=2))
        else:
            show(answer, open_console())


def _answer_file(questions: Path, output: Path, data: Path, settings: AnswerSettings) -> None:
    """Answer a file of questions; at Ctrl-C the answers so far are kept."""

    def kept() -> str:
        count = output.read_bytes().count(b"\n") if output.is_file() else 0
        return f"{count:,} answers are in {output}."

    with interruptible(kept), Answerer.open(data, settings) as answerer:
        answer_batch(answerer, questions, output)
    open_console().print(Text(kept()))
