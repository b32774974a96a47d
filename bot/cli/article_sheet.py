"""One article and what became of it, for ``clippings article``."""

from __future__ import annotations

import difflib
import re
from datetime import datetime

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.errors import ClippingsError
from index.article import article_id
from index.snapshot.history import Change
from index.snapshot.snapshot import Snapshot

_WORD = re.compile(r"\s*\S+|\s+$")
# Words shown on each side of what was changed.
_AROUND = 6


class UnknownArticleError(ClippingsError):
    """No article of that id or address is or was indexed."""


class ChangeRecord(BaseModel):
    """What became of an article; text as it was before, where that is kept."""

    seen: datetime
    kind: str
    reason: str
    title: str | None
    text: str | None


class ArticleSheet(BaseModel):
    """All that is known of an article; text is null where it is no longer indexed.

    source: what gave it. copy_of: the id of the article that is quoted in its place. carried_by: the
    outlets of its copies.
    """

    article_id: str
    title: str | None
    outlet: str | None
    authors: list[str] = []
    url: str | None
    published: str | None
    modified: str | None = None
    language: str | None = None
    source: str | None = None
    copy_of: str | None = None
    carried_by: list[str] = []
    text: str | None = None
    history: list[ChangeRecord] = []


def article_sheet(snapshot: Snapshot, name: str) -> ArticleSheet:
    """Look an article up by its id or its address.

    Raises: UnknownArticleError where it neither is nor was indexed.
    """
    store = snapshot.store
    wanted = article_id(name) if "://" in name else name
    history = store.history_of(wanted)
    changes = [_change(one) for one in history]
    number = store.number_of(wanted)
    if number is None:
        if not history:
            raise UnknownArticleError(f"No article {name} is indexed, nor was. Give its id, or its address.")
        last = history[-1]
        return ArticleSheet(
            article_id=wanted,
            title=last.title,
            outlet=last.outlet,
            url=last.url,
            published=last.published.iso or None,
            history=changes,
        )
    article = store.articles([number])[number]
    copies = store.copies()
    carriers = store.articles([copy for copy, leader in copies.items() if leader == number])
    leader = copies.get(number)
    return ArticleSheet(
        article_id=wanted,
        title=article.title,
        outlet=article.outlet,
        authors=list(article.authors),
        url=article.url,
        published=article.published.iso or None,
        modified=article.modified.iso or None,
        language=article.language,
        source=store.source_of(number),
        copy_of=store.articles([leader])[leader].id if leader is not None else None,
        carried_by=sorted({one.outlet or "outlet unknown" for one in carriers.values()}),
        text=article.text,
        history=changes,
    )


def show_article(sheet: ArticleSheet, console: Console, *, history: bool) -> None:
    """Print what is known of an article, and with history how it was changed, newest change first."""
    table = Table(show_header=False)
    for name, value in sheet.model_dump(exclude={"text", "history"}).items():
        if value:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            table.add_row(name.replace("_", " "), Text(shown))
    console.print(table)
    if sheet.text is None:
        last = sheet.history[-1]
        console.print(Text(f"No longer indexed: {last.kind} {last.seen:%Y-%m-%d}. {last.reason}".rstrip()))
    if not history:
        if sheet.history:
            console.print(f"{len(sheet.history)} changes are recorded; --history shows them.")
        return
    later = sheet.text
    for change in reversed(sheet.history):
        head = f"{change.seen:%Y-%m-%d %H:%M} UTC: {change.kind} {change.reason}".rstrip()
        console.print(Text(f"\n{head}", "bold"))
        if change.text is not None and later is not None:
            for line in _differences(change.text, later):
                console.print(line)
        later = change.text or later
    if not sheet.history:
        console.print("It hasn't changed since it was first indexed.")


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        seen=change.seen, kind=change.kind, reason=change.reason, title=change.title, text=change.text
    )


def _differences(before: str, after: str) -> list[Text]:
    """What was changed: the words that went and those that came, each with a few around it."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    lines = []
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
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
