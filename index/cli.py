"""The command that builds an index."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Self

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from config.settings import load_settings
from index.build import BuildReport, Progress, build
from index.sources import Source, load_sources, read_source

DataFolder = Annotated[
    Path | None, typer.Option(help="Where the index lives.", show_default="data", metavar="DIR")
]

# Between two lines of progress as JSON.
_JSON_SECONDS = 0.3
# Skipped items named on the screen; the count is always given.
_SKIPPED_SHOWN = 20


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files and folders of articles.", show_default=False),
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            help="List of sources to read when no PATH is given.",
            show_default="config/sources.toml",
            metavar="FILE",
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Where the index lives.", show_default="data", metavar="DIR")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Build everything anew, reuse nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was skipped.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print progress and report as JSON lines.")] = False,
) -> None:
    """Build the index from articles. It then holds exactly these; what is unchanged is not encoded again."""
    settings = load_settings()
    console = Console()
    given = [Source(path=path) for path in paths] if paths else load_sources(sources or settings.sources)
    items = (item for source in given for item in read_source(source, settings.index.max_article_bytes))
    with _JsonLines() if as_json else _Screen(Console(stderr=True)) as progress:
        report = build(
            items, data or settings.data, settings.index, full=full, dry_run=dry_run, progress=progress
        )
    if as_json:
        print(json.dumps({"report": asdict(report)}), flush=True)
    else:
        print_report(report, console, dry_run=dry_run)
    if strict and report.skipped:
        raise typer.Exit(1)


def print_report(report: BuildReport, console: Console, *, dry_run: bool = False) -> None:
    """Print what a build did, or would do, as a table with every skipped item's reason below."""
    table = Table(title="What would change" if dry_run else "Index", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name in ("new", "changed", "gone", "unchanged"):
        table.add_row(f"articles {name}", f"{getattr(report, name):,}")
    table.add_row("skipped", f"{len(report.skipped):,}", style="yellow" if report.skipped else None)
    if not dry_run:
        table.add_row("passages", f"{report.passages:,}")
        table.add_row("passages encoded now", f"{report.encoded:,}")
    table.add_row("seconds", f"{report.seconds:.1f}")
    console.print(table)
    for skipped in report.skipped[:_SKIPPED_SHOWN]:
        console.print(Text.assemble(("skipped ", "yellow"), f"{skipped.where}: {skipped.reason}"))
    if len(report.skipped) > _SKIPPED_SHOWN:
        console.print(f"… and {len(report.skipped) - _SKIPPED_SHOWN:,} more.")
    if report.skipped:
        console.print(f"{len(report.skipped):,} warning{'s' if len(report.skipped) > 1 else ''}.")
    if dry_run:
        console.print("Nothing was written (--dry-run).")
    elif report.is_new:
        console.print(f"Generation {report.generation} is live.")
    else:
        console.print(f"Nothing has changed; generation {report.generation} stays live.")


class _Rate(ProgressColumn):
    """Passages a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "", style="cyan")


class _Screen(Progress):
    """Shows the progress of a build: articles read, then passages encoded with rate and time left."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._reading = self._bars.add_task("reading articles", total=None)
        self._encoding = self._bars.add_task("encoding passages", total=None, visible=False)

    def __enter__(self) -> _Screen:
        self._bars.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bars.stop()

    def read(self, where: str) -> None:  # noqa: ARG002 - a count is enough on the screen
        self._bars.advance(self._reading)

    def encoding(self, total: int) -> None:
        self._bars.stop_task(self._reading)
        self._bars.reset(self._encoding, total=total, visible=True)

    def encoded(self, count: int) -> None:
        self._bars.advance(self._encoding, count)

    def waiting(self, holder: str) -> None:
        self._bars.console.print(f"{holder} is at work; waiting for it to end.")


class _JsonLines(Progress):
    """Prints how far a build is as JSON lines, a few a second at most, for a program to read."""

    def __init__(self) -> None:
        self._counts = {"read": 0, "encoded": 0, "of": 0}
        self._printed = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._print()

    def read(self, where: str) -> None:  # noqa: ARG002 - a count is enough
        self._count("read", 1)

    def encoding(self, total: int) -> None:
        self._count("of", total)

    def encoded(self, count: int) -> None:
        self._count("encoded", count)

    def waiting(self, holder: str) -> None:
        print(json.dumps({"waiting": holder}), flush=True)

    def _count(self, name: str, count: int) -> None:
        self._counts[name] += count
        if time.monotonic() - self._printed >= _JSON_SECONDS:
            self._print()

    def _print(self) -> None:
        self._printed = time.monotonic()
        print(json.dumps(self._counts), flush=True)
