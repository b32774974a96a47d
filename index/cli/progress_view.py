"""Shows how far an index is, and what was done: on a terminal, or as JSON lines for a program."""

from __future__ import annotations

import json
import time
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from index.build.report import BuildReport
from index.progress import Progress

# Between two lines of progress as JSON.
_JSON_SECONDS = 0.3
# Skipped items, and articles that would change, named on the screen; the count is always given.
_SHOWN = 20
_LONGEST_LOCATION = 40


def print_report(report: BuildReport, console: Console, *, dry_run: bool = False) -> None:
    """Print what a build did, or would do, as a table with every skipped item's reason below."""
    table = Table(title="What would change" if dry_run else "Index", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name in ("new", "changed", "gone", "retracted", "unchanged"):
        table.add_row(f"articles {name}", f"{getattr(report, name):,}")
    table.add_row("skipped", f"{len(report.skipped):,}", style="yellow" if report.skipped else None)
    if not dry_run:
        table.add_row("passages", f"{report.passages:,}")
        table.add_row("passages encoded now", f"{report.encoded:,}")
        if report.vectors and report.vectors.probes:
            table.add_row(f"recall@20 by {report.vectors.probes} cells", f"{report.vectors.recall:.3f}")
    table.add_row("seconds", f"{report.seconds:.1f}")
    console.print(table)
    changed = [
        Text.assemble((one.what, "cyan"), f" {one.article_id} {one.where}") for one in report.changed_articles
    ]
    skipped = [Text.assemble(("skipped", "yellow"), f" {one.where}: {one.reason}") for one in report.skipped]
    for lines in (changed, skipped):
        for line in lines[:_SHOWN]:
            console.print(line)
        if len(lines) > _SHOWN:
            console.print(f"… and {len(lines) - _SHOWN:,} more; --json names all.")
    if report.skipped:
        console.print(f"{len(report.skipped):,} warning{'s' if len(report.skipped) > 1 else ''}.")
    if dry_run:
        console.print("Nothing was written (--dry-run).")
    elif report.is_new:
        console.print(f"Snapshot {report.snapshot} is live.")
    else:
        console.print(f"Nothing has changed; snapshot {report.snapshot} stays live.")


class _Rate(ProgressColumn):
    """Passages a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "", style="cyan")


class Screen(Progress):
    """Shows pages fetched of each source, articles read, passages encoded with rate and time left."""

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
        self._sources: dict[str, TaskID] = {}
        self._reading = self._bars.add_task("reading articles", total=None, visible=False)
        self._encoding = self._bars.add_task("encoding passages", total=None, visible=False)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bars.stop()

    def listed(self, location: str, pages: int) -> None:
        shown = location if len(location) <= _LONGEST_LOCATION else f"{location[: _LONGEST_LOCATION - 1]}…"
        if pages:
            self._sources[location] = self._bars.add_task(shown, total=pages)

    def fetched(self, location: str, url: str, problem: str | None) -> None:  # noqa: ARG002 - the report says it
        if location in self._sources:
            self._bars.advance(self._sources[location])

    def gathered(self, location: str, problem: str | None) -> None:  # noqa: ARG002 - the report says it
        if location in self._sources:
            self._bars.remove_task(self._sources.pop(location))

    def read(self, where: str) -> None:  # noqa: ARG002 - a count is enough on the screen
        self._bars.update(self._reading, advance=1, visible=True)

    def encoding(self, total: int) -> None:
        self._bars.stop_task(self._reading)
        self._bars.reset(self._encoding, total=total, visible=True)

    def encoded(self, count: int) -> None:
        self._bars.advance(self._encoding, count)

    def waiting(self, holder: str) -> None:
        self._bars.console.print(f"{holder} is at work; waiting for it to end.")


class JsonLines(Progress):
    """Prints how far an index is as JSON lines, a few a second at most, for a program to read."""

    def __init__(self) -> None:
        self._counts = {"fetched": 0, "listed": 0, "read": 0, "encoded": 0, "of": 0}
        self._printed = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._print()

    def listed(self, location: str, pages: int) -> None:  # noqa: ARG002 - a count is enough
        self._count("listed", pages)

    def fetched(self, location: str, url: str, problem: str | None) -> None:  # noqa: ARG002 - as above
        self._count("fetched", 1)

    def read(self, where: str) -> None:  # noqa: ARG002 - as above
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


def print_json(report: BuildReport) -> None:
    """Print what a build did as a line of JSON."""
    print(json.dumps({"report": report.as_json()}), flush=True)
