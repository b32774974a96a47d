"""The command that lists outlets, with the one that checks sources below it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typer
from rich.text import Text

from bot.cli.lazy_group import LazyCommand, LazyGroup
from bot.texts import ENGLISH, texts_for
from config.errors import ClippingsError
from config.settings import load_settings
from index.cli.console import interruptible, nothing_changed, open_console, print_json, print_rows
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import open_live
from index.snapshot.store import OutletSummary
from index.sources.overview import SourceOverview, overview
from index.sources.source_list import load_sources

_SOURCE_HEAD = ("source", "articles", "new today", "last read (UTC)", "next look", "trouble")


class SourcesGroup(LazyGroup):
    """What can be done to sources."""

    lazy_commands = (
        LazyCommand(
            "check",
            "index.cli.source_commands:check",
            "Look at each source: can it be read, what has it, what would change? Nothing is changed.",
        ),
    )


app = typer.Typer(
    cls=SourcesGroup, help="List what is indexed, or check where it comes from.", add_completion=False
)


@app.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: AsJson = False, data: DataFolder = None) -> None:
    """List what is indexed, by outlet, and how each source on the web is."""
    if context.invoked_subcommand:
        return
    settings = load_settings()
    folder = data or settings.data
    with interruptible(nothing_changed):
        with open_live(folder) as snapshot:
            outlets = snapshot.store.outlets()
        if as_json:
            rows = [asdict(outlet) for outlet in outlets]
            print_json(json.dumps(rows, default=str, ensure_ascii=False, indent=2))
        else:
            console = open_console()
            print_rows(console, [_row(one) for one in outlets], ("outlet", "articles", "first", "last"))
            if listed := [_source_row(one) for one in _listed(settings.sources, folder)]:
                console.print()
                print_rows(console, listed, _SOURCE_HEAD)


def _listed(file: Path, data: Path) -> list[SourceOverview]:
    """Look up the sources on the web; none where there is no list, or nothing was fetched here."""
    try:
        return overview(load_sources(file), data)
    except ClippingsError as error:
        open_console(stderr=True).print(Text(f"How the sources are can't be told: {error}", style="dim"))
        return []


def _source_row(source: SourceOverview) -> list[Text]:
    """Lay out a source: how many articles came of it, when it was read and will be, what is wrong."""
    often = "once" if source.failures == 1 else f"{source.failures:,} times"
    trouble = Text(f"{source.problem} (failed {often})" if source.problem else "")
    if not source.problem and source.failing_pages:
        trouble = Text(f"{source.failing_pages:,} of its pages can't be read")
    if source.paused:
        trouble = Text("paused")
    trouble.stylize("red" if source.problem and not source.paused else "yellow")
    return [
        Text(source.location),
        Text(f"{source.articles:,}", justify="right"),
        Text(f"{source.new_today:,}", justify="right"),
        Text(_minute(source.succeeded)),
        Text(_minute(source.due)),
        trouble,
    ]


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"


def _row(summary: OutletSummary) -> list[Text]:
    """Lay out an outlet: name, articles, first and last date; what isn't known is said to be unknown."""
    unknown = Text("unknown", style="dim")
    return [
        # As text: an outlet's name in square brackets is no markup.
        Text(summary.outlet) if summary.outlet else Text(texts_for(ENGLISH)("outlet-unknown"), style="dim"),
        Text(f"{summary.articles:,}", justify="right"),
        Text(summary.first.isoformat()) if summary.first else unknown,
        Text(summary.last.isoformat()) if summary.last else unknown,
    ]
