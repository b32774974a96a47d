"""Shows answers, refusals, sources and status in a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.cli.status import Status
from bot.links import quote_link
from bot.service.small_talk import small_talk
from bot.texts import ENGLISH, texts_for
from index.article import Article
from index.snapshot.store import OutletSummary
from retrieval.answer import Answer, Differing, Question, Quote, Reason, Refusal

if TYPE_CHECKING:
    from retrieval.answerer import Answerer

_INDENT = (0, 0, 0, 2)


# What is said above two quotes that both fit and don't say the same.
DIFFERING = {
    Differing.EVENTS: "More than one event fits. Each is shown with its date.",
    Differing.FIGURES: "The reports disagree.",
}


def show(answer: Answer | Refusal, console: Console) -> None:
    """Print an answer with its quotes, or why there is none."""
    if answer.read_as:
        console.print(Text(f"Read as: {answer.read_as}\n", style="dim"))
    if isinstance(answer, Refusal):
        _show_refusal(answer, console)
        return
    if answer.short_answer:
        console.print(Text(answer.short_answer.text, style="bold green"))
        console.print()
    if answer.differing:
        console.print(Text(DIFFERING[answer.differing], style="bold"))
        console.print()
    for quote in answer.quotes:
        if quote.is_verbatim:  # promise 1, checked again where it is shown
            _show_quote(quote, console)
    console.print(f"How sure: {answer.confidence:.0%}", style="dim", highlight=False)


def show_outlets(outlets: list[OutletSummary], console: Console) -> None:
    """Print what is indexed: outlet, articles, first and last date."""
    table = Table("outlet", "articles", "first", "last")
    table.columns[1].justify = "right"
    for row in outlets:
        table.add_row(
            row.outlet or Text("outlet unknown", style="dim"),
            f"{row.articles:,}",
            row.first.isoformat() if row.first else Text("unknown", style="dim"),
            row.last.isoformat() if row.last else Text("unknown", style="dim"),
        )
    console.print(table)


def show_status(status: Status, console: Console) -> None:
    """Print the live snapshot in figures."""
    table = Table(show_header=False)
    for name, value in status.model_dump().items():
        shown = f"{value:,}" if isinstance(value, int | float) else str(value)
        table.add_row(name.replace("_", " "), shown)
    console.print(table)


def chat(answerer: Answerer, console: Console) -> None:
    """Answer one question after another until the person leaves."""
    count = answerer.snapshot.manifest.articles
    earlier: list[str] = []
    console.print(f"{count:,} articles. Ask what happened; leave with Ctrl-D or an empty line.")
    while True:
        try:
            asked = console.input("\n[bold cyan]>[/] ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not asked:
            return
        if kind := small_talk(asked):
            console.print(texts_for(ENGLISH)(kind))
            continue
        show(answerer.answer(Question(asked, today=date.today(), earlier=tuple(earlier))), console)
        earlier.append(asked)


def _show_quote(quote: Quote, console: Console) -> None:
    text = Text("“")
    for piece, marked in quote.pieces():
        text.append(piece.replace("\n\n", "\n"), style="bold yellow" if marked else "")
    text.append("”")
    console.print(Padding(text, _INDENT))
    console.print(Padding(_source_line(quote.article, quote_link(quote)), _INDENT))
    if quote.also:
        outlets = ", ".join(article.outlet or "" for article in quote.also)
        console.print(Padding(Text(f"also in {outlets}", style="dim"), _INDENT))
    console.print()


def _source_line(article: Article, link: str | None) -> Text:
    line = Text("— ", style="dim")
    line.append(article.outlet or "outlet unknown")
    line.append(f" · {article.published} · ")
    line.append(f"{article.label} · ")
    if link is None or article.url is None:
        line.append("no link")
    else:
        line.append(article.url, style=Style(link=link))
    return line


def _show_refusal(refusal: Refusal, console: Console) -> None:
    console.print(Text(refusal_text(refusal), style="bold"))
    if refusal.nearest:
        console.print("Nearest articles, which don't answer it:", style="dim")
        for article in refusal.nearest:
            link = article.url if article.url else None
            console.print(Padding(_source_line(article, link), _INDENT))


def refusal_text(refusal: Refusal) -> str:
    """Why there is no answer, in a sentence."""
    match refusal.reason:
        case Reason.EMPTY_QUESTION:
            return "That holds no words to look for. Ask about an event, as you would ask a person."
        case Reason.UNKNOWN_OUTLET:
            return (
                f"No article of {refusal.question.outlet} is indexed. `clippings sources` lists the outlets."
            )
        case Reason.NO_ARTICLES:
            return f"No indexed article was published {_range(refusal.question)}."
        case Reason.NOT_FOUND:
            return "The indexed articles don't answer that."


def _range(question: Question) -> str:
    parts = []
    if question.since:
        parts.append(f"since {question.since}")
    if question.until:
        parts.append(f"until {question.until}")
    if question.as_of:
        parts.append(f"by {question.as_of}")
    if question.outlet:
        parts.append(f"by {question.outlet}")
    return ", ".join(parts)
