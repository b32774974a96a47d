"""The commands that keep what is indexed: back to the snapshot before, out, in, and aside."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.text import Text

from config.settings import load_settings
from index.build.backup import back_up
from index.build.errors import BuildError
from index.build.import_articles import import_articles
from index.build.lock import build_lock
from index.build.publish import roll_back
from index.cli.console import interruptible, nothing_changed, open_console
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
    wait = settings.index.lock_wait_seconds
    console = open_console()

    def waiting(who: str) -> None:
        console.print(Text(f"{who} is at work; waiting for it to end."))

    with interruptible(nothing_changed), build_lock(folder, wait, waiting):
        name = roll_back(folder)
    console.print(f"Snapshot {name} is live. The next `clippings index` makes it what the sources give.")


def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; without it, to standard output.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Write every article with its history as a line of JSON."""
    count = 0

    def kept() -> str:
        return f"{count:,} articles are in {file}." if file else nothing_changed()

    with interruptible(kept), open_live(data or load_settings().data) as snapshot:
        try:
            with _opened(file) as out:
                for count, article in enumerate(export_articles(snapshot.store), start=1):  # noqa: B007
                    out.write(article.model_dump_json() + "\n")
        except BrokenPipeError as error:
            # Whoever read it, `head` perhaps, has enough; nothing of it waits to be written at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from error
        except OSError as error:
            where = file or "The standard output"
            raise BuildError(f"{where} can't be written: {error.strerror}. Name another file.") from error
    if file:
        open_console().print(Text(f"{count:,} articles are written to {file}."))


@contextmanager
def _opened(file: Path | None) -> Iterator[TextIO]:
    """Open a file to write, or the standard output; JSON is UTF-8 wherever it goes."""
    if file:
        with file.open("w", encoding="utf-8") as out:
            yield out
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    yield sys.stdout
    sys.stdout.flush()


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `clippings export` wrote.")],
    data: DataFolder = None,
) -> None:
    """Add the articles of an export to the index, with their history; what it holds stays."""
    settings = load_settings()
    check_readable(file)
    with interruptible(nothing_changed), Screen(open_console(stderr=True)) as progress:
        report = import_articles(file, data or settings.data, settings.index, progress)
    console = open_console()
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
    with interruptible(nothing_changed):
        size = back_up(data or settings.data, file, settings.index.lock_wait_seconds)
    open_console().print(
        Text(f"{size:,} bytes are written to {file}. To restore, unpack it into an empty data folder.")
    )
