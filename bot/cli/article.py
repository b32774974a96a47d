"""The command that shows one article and what became of it."""

from __future__ import annotations

import difflib
import re
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.records.article_sheet import ArticleSheet, ChangeRecord, article_sheet
from config.settings import load_settings
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import open_live

_WORD_WITH_SPACE = re.compile(r"\s*\S+|\s+$")
# Words shown on each side of what was changed.
_CONTEXT_WORDS = 6
# What the table shows, in its order.
_ROWS = (
    "article_id",
    "title",
    "outlet",
    "authors",
    "url",
    "published",
    "modified",
    "language",
    "source",
    "copy_of",
    "carried_by",
)


def article(
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help="Its id, as --json gives it, or its address.", show_default=False),
    ],
    history: Annotated[bool, typer.Option("--history", help="Show how it was changed.")] = False,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Show one indexed article, or what became of it."""
    with open_live(data or load_settings().data) as snapshot:
        sheet = article_sheet(snapshot, name)
    if as_json:
        print(sheet.model_dump_json(indent=2))
    else:
        show_article(sheet, Console(), history=history)


def show_article(sheet: ArticleSheet, console: Console, *, history: bool) -> None:
    """Print what is known of an article, and with history how it was changed, newest change first."""
    table = Table(show_header=False)
    for name in _ROWS:
        if value := getattr(sheet, name):
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            table.add_row(name.replace("_", " "), Text(shown))
    console.print(table)
    if sheet.text is None:
        last = sheet.history[-1]
        console.print(Text(f"No longer indexed: {last.kind} {last.seen:%Y-%m-%d}. {last.reason}".rstrip()))
    if history:
        _show_history(sheet.history, sheet.text, console)
    elif sheet.history:
        console.print(f"{len(sheet.history)} changes are recorded; --history shows them.")


def _show_history(changes: list[ChangeRecord], text: str | None, console: Console) -> None:
    """Print each change with the words that it touched.

    text: the article's text as it is now; None where it is no longer indexed.
    """
    later = text
    for change in reversed(changes):
        head = f"{change.seen:%Y-%m-%d %H:%M} UTC: {change.kind} {change.reason}".rstrip()
        console.print(Text(f"\n{head}", "bold"))
        if change.text is not None and later is not None:
            for line in _differences(change.text, later):
                console.print(line)
        later = change.text or later
    if not changes:
        console.print("It hasn't changed since it was first indexed.")


def _differences(before: str, after: str) -> list[Text]:
    """Mark the words that went and those that came, each with a few around it."""
    old, new = _WORD_WITH_SPACE.findall(before), _WORD_WITH_SPACE.findall(after)
    lines = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_CONTEXT_WORDS):
        line = Text("  … ")
        for kind, old_start, old_end, new_start, new_end in group:
            if kind == "equal":
                line.append("".join(old[old_start:old_end]))
                continue
            line.append("".join(old[old_start:old_end]), style="red strike")
            line.append("".join(new[new_start:new_end]), style="green")
        line.append(" …")
        lines.append(line)
    return lines
