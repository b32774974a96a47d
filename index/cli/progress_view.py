"""Show how far an index is: on a terminal, or as JSON lines for a program."""

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
from rich.text import Text

from index.progress import Progress

# Between two lines of progress as JSON.
_JSON_SECONDS = 0.3
_LONGEST_LOCATION = 40


class _Rate(ProgressColumn):
    """Passages a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "", style="cyan")


class Screen(Progress):
    """Show pages fetched of each source, articles read, passages encoded with rate and time left."""

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
            disable=not console.is_terminal,
        )
        self._sources: dict[str, TaskID] = {}
        self._to_read = 0
        self._reading = self._bars.add_task("reading articles", total=None, visible=False)
        self._encoding = self._bars.add_task("encoding passages", total=None, visible=False)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bars.stop()

    def listed(self, location: str, pages: int) -> None:
        """Add a bar for a source's pages."""
        shown = location if len(location) <= _LONGEST_LOCATION else f"{location[: _LONGEST_LOCATION - 1]}…"
        if pages:
            self._sources[location] = self._bars.add_task(shown, total=pages)

    def fetched(self, location: str, url: str, problem: str | None) -> None:  # noqa: ARG002 - the report says it
        """Count a page of a source."""
        if location in self._sources:
            self._bars.advance(self._sources[location])

    def crawled(self, location: str, problem: str | None) -> None:  # noqa: ARG002 - the report says it
        """Take a source's bar away."""
        if location in self._sources:
            self._bars.remove_task(self._sources.pop(location))

    def reading(self, count: int) -> None:
        """Add to how many articles there are to read."""
        self._to_read += count
        self._bars.update(self._reading, total=self._to_read, visible=True)

    def read(self, where: str) -> None:  # noqa: ARG002 - a count is enough on the screen
        """Count an article."""
        self._bars.update(self._reading, advance=1, visible=True)

    def encoding(self, total: int) -> None:
        """Show how many passages are encoded."""
        self._bars.stop_task(self._reading)
        self._bars.reset(self._encoding, total=total, visible=True)

    def encoded(self, count: int) -> None:
        """Count encoded passages."""
        self._bars.advance(self._encoding, count)

    def waiting(self, holder: str) -> None:
        """Say which build is waited for."""
        self._bars.console.print(f"{holder} is at work; waiting for it to end.")


class JsonLines(Progress):
    """Print how far an index is as JSON lines, a few a second at most, for a program to read."""

    def __init__(self) -> None:
        self._counts = {"fetched": 0, "listed": 0, "to_read": 0, "read": 0, "encoded": 0, "of": 0}
        self._printed = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._print()

    def listed(self, location: str, pages: int) -> None:  # noqa: ARG002 - a count is enough
        """Count pages that will be fetched."""
        self._count("listed", pages)

    def fetched(self, location: str, url: str, problem: str | None) -> None:  # noqa: ARG002 - as above
        """Count a fetched page."""
        self._count("fetched", 1)

    def reading(self, count: int) -> None:
        """Count articles that will be read."""
        self._count("to_read", count)

    def read(self, where: str) -> None:  # noqa: ARG002 - as above
        """Count an article."""
        self._count("read", 1)

    def encoding(self, total: int) -> None:
        """Count passages that will be encoded."""
        self._count("of", total)

    def encoded(self, count: int) -> None:
        """Count encoded passages."""
        self._count("encoded", count)

    def waiting(self, holder: str) -> None:
        """Print which build is waited for."""
        print(json.dumps({"waiting": holder}), flush=True)

    def _count(self, name: str, count: int) -> None:
        self._counts[name] += count
        if time.monotonic() - self._printed >= _JSON_SECONDS:
            self._print()

    def _print(self) -> None:
        self._printed = time.monotonic()
        print(json.dumps(self._counts), flush=True)
