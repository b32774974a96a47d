"""The commands that say what the live snapshot is, and whether it is sound."""

from __future__ import annotations

from datetime import datetime

import typer
from rich.text import Text

from bot.records.status import Status, describe
from config.settings import load_settings
from index.cli.console import interruptible, nothing_changed, open_console, print_json, print_rows
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import NothingIndexedError, SnapshotError, open_live
from index.snapshot.verify import check_snapshot


def status(as_json: AsJson = False, data: DataFolder = None) -> None:
    """Show the live snapshot in figures."""
    with interruptible(nothing_changed):
        with open_live(data or load_settings().data) as snapshot:
            figures = describe(snapshot)
        if as_json:
            print_json(figures.model_dump_json(indent=2, by_alias=True))
        else:
            print_rows(open_console(), _rows(figures))


def verify(data: DataFolder = None) -> None:
    """Check every file, count and offset of the live snapshot; exit 1 if anything is wrong."""
    console = open_console()
    with interruptible(nothing_changed):
        try:
            snapshot = open_live(data or load_settings().data)
        except NothingIndexedError:
            raise
        except SnapshotError as error:
            console.print(Text(str(error), style="red"))
            raise typer.Exit(1) from error
        with snapshot:
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


def _rows(figures: Status) -> list[list[Text]]:
    """Lay out a snapshot's figures: the name of each, and itself."""
    return [
        [
            Text(name.replace("_", " ")),
            Text(f"{value:,}" if isinstance(value, int | float) else _listed(value)),
        ]
        for name, value in figures.model_dump().items()
    ]


def _listed(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return (", ".join(value) or "none") if isinstance(value, list) else str(value)
