"""The commands that build an index and keep it up to date."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from config.settings import load_settings
from index.build.build import BuildOptions
from index.build.drops import DropError, OnManyDrops
from index.build.indexer import Indexer, StoppedError
from index.build.report import BuildReport
from index.build.watch import Watch
from index.cli.console import interruptible, open_console
from index.cli.options import DataFolder, SourceList
from index.cli.progress_view import JsonLines, Screen
from index.cli.report_view import print_json, print_report, summary
from index.progress import Progress
from index.sources.local import check_readable
from index.sources.source_list import Files, Source, load_sources


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Files and folders, in place of the list of sources.", show_default=False
        ),
    ] = None,
    sources: SourceList = None,
    data: DataFolder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Build everything anew, reuse nothing.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Drop articles without asking, however many.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was skipped.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print progress and report as JSON lines.")] = False,
) -> None:
    """Make the index hold exactly what the sources give: fetch what is new, encode what has changed."""
    settings = load_settings()
    for path in paths or []:
        check_readable(path)
    given: list[Source] = [Files(path=path) for path in paths or []]
    given = given or load_sources(sources or settings.sources)
    options = BuildOptions(full, dry_run, OnManyDrops.DROP if drop else OnManyDrops.STOP)
    progress = JsonLines() if as_json else Screen(open_console(stderr=True))
    with interruptible(_kept), Indexer(settings, data or settings.data, progress) as indexer:
        try:
            with progress:
                indexer.fetch(given)
                report = indexer.build(given, options)
        except StoppedError as error:
            open_console(stderr=True).print("Stopped. What was fetched is kept; run it again to go on.")
            raise typer.Exit(130) from error
        except DropError as error:
            if as_json:
                print(json.dumps({"would_drop": error.summary}), flush=True)
            # The bars are off the screen: they would be drawn over the question.
            if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            if not _agrees(error):
                raise typer.Exit(2) from error
            with progress:
                report = indexer.build(given, replace(options, many_drops=OnManyDrops.DROP))
    if as_json:
        print_json(report)
    else:
        print_report(report, open_console(), dry_run=dry_run)
    if strict and report.skipped:
        raise typer.Exit(1)


def _kept() -> str:
    return "The index is as it was; what was fetched is kept."


def _agrees(error: DropError) -> bool:
    """Ask whoever sits at a terminal whether so much shall be dropped."""
    open_console(stderr=True).print(Text(str(error)))
    return typer.confirm("Drop them?", err=True)


def watch(
    sources: SourceList = None,
    data: DataFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what happens as JSON lines.")] = False,
) -> None:
    """Keep the index up to date: look at each source when it is due, until Ctrl-C."""
    settings = load_settings()
    console = open_console()

    def say(what: str) -> None:
        console.print(Text(f"{datetime.now():%H:%M:%S}  {what}"))

    def built(report: BuildReport) -> None:
        if as_json:
            print_json(report)
            return
        for skipped in report.skipped:
            say(f"skipped {skipped.where}: {skipped.reason}")
        say(summary(report))

    def failed(problem: str) -> None:
        if as_json:
            print(json.dumps({"failed": problem}), flush=True)
        else:
            say(problem)

    file = sources or settings.sources
    if not as_json:
        say(f"Watching the sources of {file}; Ctrl-C ends it.")
    watching = Watch(file, settings, data or settings.data, built=built, failed=failed, progress=Progress())
    asyncio.run(watching.run())
