"""Show what a build did: on a terminal, or as a line of JSON for a program."""

from __future__ import annotations

import json

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.build.report import BuildReport

_COUNTS = ("new", "changed", "gone", "retracted", "unchanged")
# Skipped items, and articles that would change, named on the screen; the count is always given.
_SHOWN = 20


def print_report(report: BuildReport, console: Console, *, dry_run: bool = False) -> None:
    """Print what a build did, or would do, as a table with every skipped item's reason below."""
    table = Table(title="What would change" if dry_run else "Index", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name in _COUNTS:
        table.add_row(f"articles {name}", f"{getattr(report, name):,}")
    for name in ("mended", "damaged", "also_listed"):
        if count := getattr(report, name):
            style = None if name == "also_listed" else "yellow"
            table.add_row(f"articles {name.replace('_', ' ')}", f"{count:,}", style=style)
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


def summary(report: BuildReport) -> str:
    """Count what became of articles, in one sentence."""
    return ", ".join(f"{getattr(report, name):,} {name}" for name in _COUNTS) + "."


def print_json(report: BuildReport) -> None:
    """Print what a build did as a line of JSON."""
    print(json.dumps({"report": report.as_json()}), flush=True)
