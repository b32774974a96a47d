"""The command that shows one article and what became of it."""

from __future__ import annotations

import difflib
import re
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.terminal import print_indented
from bot.records.article_sheet import ArticleSheet, ChangeRecord, article_sheet
from bot.texts import ENGLISH, texts_for
from config.settings import load_settings
from index.cli.console import interruptible, nothing_changed, open_console, print_json, print_rows
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import open_live
from index.text.passages import is_bullet

_WORD_WITH_SPACE = re.compile(r"\s*\S+|\s+$")
_LINE = re.compile(r"[^\n]+")
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
        typer.Argument(
            metavar="ID",
            help="Its id, as --json gives it, or at least 4 characters of it, or its address.",
            show_default=False,
        ),
    ],
    history: Annotated[bool, typer.Option("--history", help="Show how it was changed.")] = False,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Show one indexed article, or what became of it."""
    with interruptible(nothing_changed):
        with open_live(data or load_settings().data) as snapshot:
            sheet = article_sheet(snapshot, name)
        if as_json:
            print_json(sheet.model_dump_json(indent=2))
        else:
            show_article(sheet, open_console(), history=history)


def show_article(sheet: ArticleSheet, console: Console, *, history: bool) -> None:
    """Print what is known of an article and its text, or with history what was changed, newest first."""
    known = [(name, value) for name in _ROWS if (value := getattr(sheet, name))]
    if sheet.is_beginning:
        known.append(("text", texts_for(ENGLISH)("only-beginning")))
    print_rows(console, [_row(name, value) for name, value in known])
    if sheet.text is None:
        last = sheet.history[-1]
        console.print(Text(f"No longer indexed: {last.kind} {last.seen:%Y-%m-%d}. {last.reason}".rstrip()))
    elif not history:
        _show_text(sheet.text, console)
    if history:
        _show_history(sheet.history, sheet.text, console)
    elif sheet.history:
        console.print()
        count = len(sheet.history)
        recorded = "One change is recorded" if count == 1 else f"{count} changes are recorded"
        console.print(f"{recorded}; --history shows what was changed.")


def _row(name: str, value: str | list[str]) -> list[Text]:
    shown = ", ".join(value) if isinstance(value, list) else str(value)
    return [Text(name.replace("_", " ")), Text(shown)]


def _show_text(text: str, console: Console) -> None:
    """Print a text, a blank line before each paragraph but not between the items of a list."""
    was_item = False
    for found in _LINE.finditer(text):
        is_item = is_bullet(text, found.start())
        if not (is_item and was_item):
            console.print()
        print_indented(console, Text(found.group()))
        was_item = is_item


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
    """Mark the words that went and those that came as [old → new], each with a few words around it."""
    old, new = _WORD_WITH_SPACE.findall(before), _WORD_WITH_SPACE.findall(after)
    lines = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_CONTEXT_WORDS):
        line = Text("  … ")
        for kind, old_start, old_end, new_start, new_end in group:
            went, came = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
            line.append(_on_one_line(went) if kind == "equal" else _mark(went, came))
        lines.append(line.append(" …"))
    return lines


def _mark(went: str, came: str) -> Text:
    """Write what became of some words; one side is empty where they were only left out or only added."""
    space = " " if (went or came)[:1].isspace() else ""
    before = Text(_on_one_line(went).strip(), style="red")
    after = Text(_on_one_line(came).strip(), style="green")
    parts = [part for part in (before, Text("→"), after) if part]
    return Text(f"{space}[").append(Text(" ").join(parts)).append("]")


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
