"""The command that lists outlets, with the one that checks sources below it."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer
from rich.text import Text

from bot.cli.lazy_group import LazyCommand, LazyGroup
from bot.cli.terminal import interruptible, nothing_changed, open_console, print_json, print_rows
from bot.texts import ENGLISH, texts_for
from config.settings import load_settings
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import open_live
from index.snapshot.store import OutletSummary


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
    """List what is indexed: outlets, number of articles, first and last date."""
    if context.invoked_subcommand:
        return
    with interruptible(nothing_changed):
        with open_live(data or load_settings().data) as snapshot:
            outlets = snapshot.store.outlets()
        if as_json:
            rows = [asdict(outlet) for outlet in outlets]
            print_json(json.dumps(rows, default=str, ensure_ascii=False, indent=2))
        else:
            console = open_console()
            print_rows(console, [_row(one) for one in outlets], ("outlet", "articles", "first", "last"))


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
