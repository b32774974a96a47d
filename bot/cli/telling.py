"""The commands that tell an event step by step, and who reported it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.ask import day_option
from bot.cli.terminal import print_indented, show_quotes, source_line
from bot.links import article_link
from bot.pictures.coverage import draw_coverage
from bot.pictures.plan import Picture
from bot.pictures.timeline import draw_timeline
from bot.records.telling_records import coverage_record, timeline_record
from bot.texts import ENGLISH, texts_for
from bot.texts.verdicts import refusal_text
from config.errors import ClippingsError
from config.settings import load_settings
from index.article import Published
from index.cli.console import interruptible, nothing_changed, open_console, print_json
from index.cli.options import AsJson, DataFolder
from retrieval.answer import Question, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.telling.coverage import Coverage, OutletReport, find_coverage
from retrieval.telling.timeline import Step, Timeline, find_timeline

T = TypeVar("T")

Event: TypeAlias = Annotated[
    str, typer.Argument(help="The event or topic, in quotes.", metavar="EVENT", show_default=False)
]
AsOf: TypeAlias = Annotated[datetime | None, day_option("As of that day; later articles don't count.")]
Since: TypeAlias = Annotated[datetime | None, day_option("Only articles of that day or later.")]
Until: TypeAlias = Annotated[datetime | None, day_option("Only articles of that day or earlier.")]
PictureFile: TypeAlias = Annotated[
    Path | None, typer.Option(help="Draw it, too, as PNG.", metavar="FILE", show_default=False)
]


def timeline(
    event: Event,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    picture: PictureFile = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Tell what happened, step by step: dated quotes in order.

    The day is that of which the quote tells; after "reported" it is only that of the article.
    """
    asked = _question(event, as_of, since, until)
    with interruptible(nothing_changed):
        found = _find(find_timeline, asked, data)
        if as_json:
            print_json(timeline_record(found).model_dump_json(indent=2))
        elif isinstance(found, Refusal):
            _show_refusal(found, open_console())
        else:
            show_timeline(found, open_console())
        if picture and isinstance(found, Timeline):
            _write(draw_timeline(found, texts_for(ENGLISH)), picture)


def coverage(
    event: Event,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    picture: PictureFile = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Tell who reported an event: outlets, days, what only one has, figures that differ."""
    asked = _question(event, as_of, since, until)
    with interruptible(nothing_changed):
        found = _find(find_coverage, asked, data)
        if as_json:
            print_json(coverage_record(found).model_dump_json(indent=2))
        elif isinstance(found, Refusal):
            _show_refusal(found, open_console())
        else:
            show_coverage(found, open_console())
        if picture and isinstance(found, Coverage):
            _write(draw_coverage(found, texts_for(ENGLISH)), picture)


def show_timeline(timeline: Timeline, console: Console) -> None:
    """Print a timeline, each step with its day and its quote."""
    texts = texts_for(ENGLISH)
    if timeline.read_as:
        console.print(Text(texts.plain("read-as", question=timeline.read_as) + "\n", style="dim"))
    if timeline.events > 1:
        console.print(Text(texts.plain("timeline-events") + "\n"))
    steps = [step for step in timeline.steps if step.quote.is_verbatim]
    for number, step in enumerate(steps, start=1):
        if number > 1:
            console.print()
        console.print(_step_head(step, number))
        show_quotes([step.quote], console)
        for note in _notes(step):
            print_indented(console, Text(note, style="italic"))
    for change in timeline.withdrawn:
        outlet = change.outlet or texts.plain("outlet-unknown")
        title = change.title or texts.plain("title-unknown")
        day = str(change.published)
        said = texts.plain("timeline-withdrawn", outlet=outlet, title=title, day=day)
        console.print(Text(f"\n{said}"))
    if timeline.left_out:
        console.print(Text("\n" + texts.plain("timeline-left-out", count=timeline.left_out), style="dim"))


def show_coverage(coverage: Coverage, console: Console) -> None:
    """Print who reported an event, and what differs."""
    texts = texts_for(ENGLISH)
    if coverage.read_as:
        console.print(Text(texts.plain("read-as", question=coverage.read_as) + "\n", style="dim"))
    console.print(Text(coverage.title, style="bold"))
    count = texts.plain("coverage-count", articles=coverage.articles, outlets=len(coverage.reports))
    console.print(Text(count))
    for report in coverage.reports:
        console.print()
        console.print(_report_head(report))
        if report.only and report.only.is_verbatim:
            print_indented(console, Text(texts.plain("coverage-only"), style="italic"))
            show_quotes([report.only], console)
    for sides in coverage.differing:
        console.print(Text("\n" + texts.plain("coverage-differing"), style="bold"))
        show_quotes(sides, console)
    if coverage.others:
        console.print(Text("\n" + texts.plain("coverage-others"), style="dim"))
        for article in coverage.others:
            print_indented(console, source_line(article, article_link(article)))


def _question(event: str, as_of: datetime | None, since: datetime | None, until: datetime | None) -> Question:
    return Question(
        event,
        as_of=as_of.date() if as_of else None,
        since=since.date() if since else None,
        until=until.date() if until else None,
        today=date.today(),
    )


def _find(find: Callable[[Answerer, Question], T], asked: Question, data: Path | None) -> T:
    settings = load_settings()
    with Answerer.open(data or settings.data, settings.answers) as answerer:
        return find(answerer, asked)


def _step_head(step: Step, number: int) -> Text:
    """Write the day of a step, and its figure."""
    texts = texts_for(ENGLISH)
    is_dated = step.is_publication and step.day != Published()
    day = texts.plain("timeline-published", day=str(step.day)) if is_dated else str(step.day)
    head = Text(f"{number}. ", style="dim").append(day, style="bold")
    if step.before and step.figure:
        head.append(f" · {step.before.text} → {step.figure}", style="bold green")
    return head


def _notes(step: Step) -> list[str]:
    """Say what was corrected."""
    texts = texts_for(ENGLISH)
    notes = []
    if step.is_correction:
        notes.append(texts.plain("timeline-correction"))
    if step.corrected:
        day = step.corrected.seen.date()
        notes.append(texts.plain("timeline-corrected", day=day, before=step.corrected.before))
    return notes


def _report_head(report: OutletReport) -> Text:
    texts = texts_for(ENGLISH)
    day = str(report.articles[0].published)
    said = texts.plain("coverage-outlet", count=len(report.articles), day=day)
    head = Text(report.outlet or texts.plain("outlet-unknown"), style="bold")
    return head.append(f" · {said}", style="not bold")


def _show_refusal(refusal: Refusal, console: Console) -> None:
    """Say why there is nothing to tell, and what comes closest."""
    texts = texts_for(ENGLISH)
    is_found = refusal.reason is not Reason.NOT_FOUND
    said = refusal_text(refusal) if is_found else texts.plain("no-telling-found")
    console.print(Text(said, style="bold"))
    if refusal.nearest:
        console.print(texts("terminal-nearest"), style="dim")
        for article in refusal.nearest:
            print_indented(console, source_line(article, article_link(article)))


def _write(picture: Picture, file: Path) -> None:
    """Write a picture, and say what it shows where errors go."""
    try:
        file.write_bytes(picture.png)
    except OSError as error:
        raise ClippingsError(f"The picture can't be written to {file}: {error.strerror}.") from error
    open_console(stderr=True).print(Text(picture.alt, style="dim"))
