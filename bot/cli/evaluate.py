"""The command that measures answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.evaluation.console import as_json as scores_as_json
from bot.evaluation.console import show
from bot.evaluation.run import check_report, evaluate, write_report
from config.extras import MissingExtraError
from config.settings import load_settings
from index.cli.console import open_console
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import open_live


def evaluate_questions(
    questions: Annotated[
        Path,
        typer.Argument(
            metavar="QUESTIONS",
            help="JSON lines: id, question, asked_on, answers, answer_in_articles.",
            show_default=False,
        ),
    ],
    report: Annotated[
        Path | None,
        typer.Option(
            help="Where the report goes; with --json there is none unless named here.",
            metavar="FILE",
            show_default="eval-QUESTIONS.html",
        ),
    ] = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Measure the answers to questions whose answers are known; a page with plots has the details."""
    settings = load_settings()
    page = report or (None if as_json else Path(f"eval-{questions.stem}.html"))
    if page and not _can_report(page, is_asked_for=report is not None):
        page = None
    with open_live(data or settings.data) as snapshot:
        evaluation = evaluate(questions, snapshot, settings.answers)
    if as_json:
        print(scores_as_json(evaluation))
    else:
        show(evaluation, open_console())
    if page:
        write_report(evaluation, page)
        open_console(stderr=as_json).print(Text(f"\nThe report is in {page}."))


def _can_report(page: Path, *, is_asked_for: bool) -> bool:
    """Check that the page can be written; without its libraries there is none, and a sentence says so."""
    try:
        check_report(page)
    except MissingExtraError as error:
        if is_asked_for:
            raise
        open_console(stderr=True).print(Text(f"{error} There are figures only."))
        return False
    return True
