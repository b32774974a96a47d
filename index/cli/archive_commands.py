"""The commands that keep what is indexed: back to the snapshot before, out, in, and aside."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from config.settings import load_settings
from index.build.backup import back_up
from index.build.errors import BuildError
from index.build.import_articles import import_articles
from index.build.lock import build_lock
from index.build.publish import roll_back
from index.cli.options import DataFolder
from index.cli.progress_view import Screen
from index.cli.report_view import print_report
from index.snapshot.exchange import export_articles
from index.snapshot.snapshot import open_live
from index.sources.local import check_readable


def rollback(data: DataFolder = None) -> None:
    """Make the snapshot before the live one live again."""
    settings = load_settings()
    folder = data or settings.data
    with build_lock(folder, settings.index.lock_wait_seconds, lambda who: print(f"Waiting for {who}.")):
        name = roll_back(folder)
    Console().print(f"Snapshot {name} is live. The next `clippings index` makes it what the sources give.")


def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; without it, to standard output.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Write every article with its history as a line of JSON."""
    count = 0
    with open_live(data or load_settings().data) as snapshot:
        try:
            out = file.open("w", encoding="utf-8") if file else sys.stdout
            if isinstance(out, io.TextIOWrapper):
                # JSON is UTF-8 wherever it goes.
                out.reconfigure(encoding="utf-8")
        except OSError as error:
            raise BuildError(f"{file} can't be written: {error.strerror}. Name another file.") from error
        try:
            for count, article in enumerate(export_articles(snapshot.store), start=1):  # noqa: B007
                out.write(article.model_dump_json() + "\n")
        finally:
            if file:
                out.close()
    if file:
        Console().print(Text(f"{count:,} articles are written to {file}."))


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `clippings export` wrote.")],
    data: DataFolder = None,
) -> None:
    """Add the articles of an export to the index, with their history; what it holds stays."""
    settings = load_settings()
    check_readable(file)
    with Screen(Console(stderr=True)) as progress:
        report = import_articles(file, data or settings.data, settings.index, progress)
    console = Console()
    print_report(report, console)
    if report.new:
        console.print(
            "`clippings index` keeps those of sources on the web that the list names;"
            " to keep others, list the file as a source, with path."
        )


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The tar file to write.")],
    data: DataFolder = None,
) -> None:
    """Copy the live snapshot and all databases into a tar file, while everything runs."""
    settings = load_settings()
    size = back_up(data or settings.data, file, settings.index.lock_wait_seconds)
    Console().print(
        Text(f"{size:,} bytes are written to {file}. To restore, unpack it into an empty data folder.")
    )
