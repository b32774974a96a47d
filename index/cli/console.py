"""Print for whoever reads: people at a terminal, or a program behind a pipe."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_INTERRUPTED = 130


def open_console(*, stderr: bool = False) -> Console:
    """Make a console that never fails over a character.

    stderr: for what is no result.
    Returns: one that breaks lines at a terminal's width; elsewhere lines stay as they are.
    """
    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    console = Console(stderr=stderr)
    console.soft_wrap = not console.is_terminal
    return console


def print_json(text: str) -> None:
    """Print JSON; what the encoding of the output lacks is written as JSON escapes it."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)
    print(text)


def print_rows(
    console: Console, rows: Sequence[Sequence[Text]], head: Sequence[str] = (), *, title: str | None = None
) -> None:
    """Print a table: drawn in a terminal, elsewhere with tabs between its columns.

    head: what the columns are called; none: the first column says what the second one is.
    title: stands above it where it is drawn.
    """
    if console.soft_wrap:
        for row in (head, *rows) if head else rows:
            print(*(" ".join(str(cell).split()) for cell in row), sep="\t", file=console.file)
        return
    table = Table(*head, show_header=bool(head), title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    console.print(table)


@contextmanager
def interruptible(kept: Callable[[], str]) -> Iterator[None]:
    """End with one sentence and exit code 130 at Ctrl-C.

    kept: says what is kept of what was done.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        open_console(stderr=True).print(Text(f"\nStopped. {kept()}"))
        raise typer.Exit(_INTERRUPTED) from error


def nothing_changed() -> str:
    """Say what is kept of a command that only reads."""
    return "Nothing was changed."
