"""The command line: ``clippings``."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
import typer.models
from rich.console import Console
from rich.logging import RichHandler
from rich.text import Text

from bot.cli import terminal
from bot.cli.article_sheet import article_sheet, show_article
from bot.cli.status import describe
from bot.records.answer_records import record
from bot.service.small_talk import small_talk
from bot.texts import ENGLISH, texts_for
from config.errors import ClippingsError
from config.settings import Settings, load_settings
from index.cli.index_commands import DataFolder, index, watch
from index.cli.source_commands import add, check, remove
from index.snapshot.snapshot import NothingIndexedError, live_folder, open_live
from retrieval.answer import Question

EXAMPLE_QUESTION = "How long was the call during the White House meeting?"

app = typer.Typer(
    help="Asks an index of news articles what happened, and answers with word-for-word quotes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(index)
app.command()(watch)
app.command()(add)
app.command()(remove)
sources_app = typer.Typer(help="List what is indexed, or check where it comes from.")
sources_app.command()(check)
app.add_typer(sources_app, name="sources")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _day(meaning: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help=meaning, show_default=False
    )
    return option


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, in quotes.", metavar="QUESTION", show_default=False)
    ] = None,
    as_of: Annotated[datetime | None, _day("Answer as of that day; later articles don't count.")] = None,
    since: Annotated[datetime | None, _day("Only articles of that day or later.")] = None,
    until: Annotated[datetime | None, _day("Only articles of that day or earlier.")] = None,
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
    """Answer a question, or with --batch a file of questions."""
    # What only some commands need isn't imported for the others: to import a model's libraries takes a while.
    from retrieval.answerer import Answerer  # noqa: PLC0415

    settings = load_settings()
    if (question is None) == (batch is None) or (batch is None) != (output is None):
        raise typer.BadParameter("Give either a QUESTION, or --batch FILE with --output FILE.")
    if question and not as_json and (kind := small_talk(question)):
        Console().print(texts_for(ENGLISH)(kind))
        return
    with Answerer.open(data or settings.data, settings.answers) as answerer:
        if batch and output:
            from bot.records.batch import answer_batch  # noqa: PLC0415

            count = answer_batch(answerer, batch, output)
            Console().print(f"{count:,} answers are in {output}.")
            return
        asked = Question(
            question or "",
            as_of=as_of.date() if as_of else None,
            since=since.date() if since else None,
            until=until.date() if until else None,
            outlet=outlet,
            today=date.today(),
        )
        answer = answerer.answer(asked)
    if as_json:
        print(record(answer).model_dump_json(indent=2))
    else:
        terminal.show(answer, Console())


@app.command("eval")
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
    from bot.evaluation import console as evaluation_screen  # noqa: PLC0415
    from bot.evaluation.run import check_report, evaluate, write_report  # noqa: PLC0415

    settings = load_settings()
    page = report or (None if as_json else Path(f"eval-{questions.stem}.html"))
    if page:
        check_report(page)
    with open_live(data or settings.data) as snapshot:
        evaluation = evaluate(questions, snapshot, settings.answers)
    if as_json:
        print(evaluation_screen.as_json(evaluation))
    else:
        evaluation_screen.show(evaluation, Console())
    if page:
        write_report(evaluation, page)
        Console(stderr=as_json).print(Text(f"\nThe report is in {page}."))


@app.command()
def chat(data: DataFolder = None) -> None:
    """Ask one question after another."""
    from retrieval.answerer import Answerer  # noqa: PLC0415

    settings = load_settings()
    with Answerer.open(data or settings.data, settings.answers) as answerer:
        terminal.chat(answerer, Console())


@sources_app.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: AsJson = False, data: DataFolder = None) -> None:
    """List what is indexed: outlets, number of articles, first and last date."""
    if context.invoked_subcommand:
        return
    with open_live(data or load_settings().data) as snapshot:
        outlets = snapshot.store.outlets()
    if as_json:
        rows = [asdict(outlet) for outlet in outlets]
        print(json.dumps(rows, default=str, ensure_ascii=False, indent=2))
    else:
        terminal.show_outlets(outlets, Console())


@app.command()
def article(
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help="Its id, as --json gives it, or its address.", show_default=False),
    ],
    history: Annotated[bool, typer.Option("--history", help="Show how it was changed.")] = False,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Show one indexed article, or what became of it."""
    with open_live(data or load_settings().data) as snapshot:
        sheet = article_sheet(snapshot, name)
    if as_json:
        print(sheet.model_dump_json(indent=2))
    else:
        show_article(sheet, Console(), history=history)


@app.command()
def status(as_json: AsJson = False, data: DataFolder = None) -> None:
    """Show the live snapshot in figures."""
    with open_live(data or load_settings().data) as snapshot:
        figures = describe(snapshot)
    if as_json:
        print(figures.model_dump_json(indent=2, by_alias=True))
    else:
        terminal.show_status(figures, Console())


@app.command()
def verify(data: DataFolder = None) -> None:
    """Check every file, count and offset of the live snapshot; exit 1 if anything is wrong."""
    from index.snapshot.verify import check_snapshot  # noqa: PLC0415

    console = Console()
    with open_live(data or load_settings().data) as snapshot:
        wrong = 0
        for sentence in check_snapshot(snapshot):
            wrong += 1
            console.print(Text(sentence, style="red"))
        if wrong:
            console.print(f"Snapshot {snapshot.name} is damaged. Run `clippings index --full`.")
            raise typer.Exit(1)
        manifest = snapshot.manifest
        console.print(
            f"Snapshot {snapshot.name} is sound: {len(manifest.files)} files,"
            f" {manifest.articles:,} articles, {manifest.passages:,} passages."
        )


@app.command()
def run(data: DataFolder = None) -> None:
    """Run the Discord bot; its token is read from DISCORD_TOKEN or .env."""
    _run_discord(load_settings(), data)


@app.command()
def start(data: DataFolder = None) -> None:
    """Index the configured sources if nothing is indexed, then run the bot, or chat without a token."""
    from retrieval.answerer import Answerer  # noqa: PLC0415

    settings = load_settings()
    folder = data or settings.data
    console = Console()
    try:
        live_folder(folder)
    except NothingIndexedError:
        console.print(f"Nothing is indexed in {folder} yet: building it from {settings.sources}.")
        index(data=folder)
    if settings.discord_token:
        _run_discord(settings, folder)
        return
    with Answerer.open(folder, settings.answers) as answerer:
        if sys.stdin.isatty():
            terminal.chat(answerer, console)
        else:
            console.print(
                f"No DISCORD_TOKEN and no terminal, so here is one example.\n\n> {EXAMPLE_QUESTION}\n"
            )
            terminal.show(answerer.answer(Question(EXAMPLE_QUESTION)), console)


def _run_discord(settings: Settings, data: Path | None) -> None:
    from bot.discord.client import run_bot  # noqa: PLC0415
    from bot.monitoring.logs import set_up_logging  # noqa: PLC0415
    from retrieval.live import LiveAnswerer  # noqa: PLC0415

    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    set_up_logging(settings.discord.log, [token])
    live = LiveAnswerer(data or settings.data, settings.answers, settings.index.threads)
    try:
        asyncio.run(run_bot(live, settings))
    finally:
        live.close()


def main() -> None:
    """Run the command line; what a person can mend is one sentence and exit code 2."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[RichHandler(show_time=False)])
    try:
        app()
    except ClippingsError as error:
        Console(stderr=True).print(Text.assemble(("error: ", "bold red"), str(error)))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
