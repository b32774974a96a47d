"""Show what a build did: on a terminal, or as a line of JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from index.build.report import BuildReport
from index.cli.console import print_rows

_COUNTS = ("new", "changed", "gone", "retracted", "unchanged")
# Named where there are any, and what they are called.
_OTHERS = {
    "moved": "taken over from another source or file",
    "mended": "mended",
    "damaged": "damaged",
    "also_listed": "also listed",
}
_WARNINGS = ("mended", "damaged")
# Skipped items, and articles that would change, named on the screen; the count is always given.
_SHOWN = 20


def print_report(report: BuildReport, console: Console, *, dry_run: bool = False) -> None:
    """Print what a build did, or would do, as a table with every skipped item's reason below."""
    title = "What would change" if dry_run else "Index"
    print_rows(console, [_row(*figure) for figure in _figures(report, dry_run=dry_run)], title=title)
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
    else:
        console.print(_outcome(report))


def _figures(report: BuildReport, *, dry_run: bool) -> Iterator[tuple[str, str, bool]]:
    """Give each figure's name, itself, and whether it is a warning."""
    for name in _COUNTS:
        yield f"articles {name}", f"{getattr(report, name):,}", False
    for name, what in _OTHERS.items():
        if count := getattr(report, name):
            yield f"articles {what}", f"{count:,}", name in _WARNINGS
    yield "skipped", f"{len(report.skipped):,}", bool(report.skipped)
    if not dry_run:
        yield "passages", f"{report.passages:,}", False
        yield "passages encoded now", f"{report.encoded:,}", False
        if report.vectors and report.vectors.probes:
            yield f"recall@20 by {report.vectors.probes} cells", f"{report.vectors.recall:.3f}", False
    yield "seconds", f"{report.seconds:.1f}", False


def _row(name: str, figure: str, is_warning: bool) -> tuple[Text, Text]:
    style = "yellow" if is_warning else ""
    return Text(name, style=style), Text(figure, style=style, justify="right")


def summary(report: BuildReport) -> str:
    """Say what became of articles and which snapshot is live, in two sentences."""
    if not report.is_new:
        return _outcome(report)
    counts = [f"{getattr(report, name):,} {name}" for name in _COUNTS]
    counts += [f"{count:,} {what}" for name, what in _OTHERS.items() if (count := getattr(report, name))]
    return f"{', '.join(counts)}. {_outcome(report)}"


def _outcome(report: BuildReport) -> str:
    if report.is_new:
        return f"Snapshot {report.snapshot} is live."
    return f"Nothing has changed; snapshot {report.snapshot} stays live."


def print_json(report: BuildReport) -> None:
    """Print what a build did as a line of JSON."""
    print(json.dumps({"report": report.as_json()}), flush=True)
