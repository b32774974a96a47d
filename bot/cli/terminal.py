"""Show answers and refusals in a terminal, or in whatever is in its place."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.links import article_link, quote_link
from bot.texts import ENGLISH, texts_for
from bot.texts.outlets import outlet_name
from bot.texts.titles import short_title
from bot.texts.verdicts import differing_text, refusal_text, sureness_text
from index.article import Article
from retrieval.answer import Answer, Quote, Refusal

_INDENT = (0, 0, 0, 2)


def print_indented(console: Console, text: Text) -> None:
    """Print a text a little to the right, without spaces behind it where no terminal shows it."""
    if not console.soft_wrap:
        console.print(Padding(text, _INDENT))
        return
    for line in text.split("\n", allow_blank=True):
        console.print(Text(" " * _INDENT[-1]).append(line) if line else "")


def show(answer: Answer | Refusal, console: Console, *, first_number: int | None = None) -> None:
    """Print an answer with its quotes, or why there is none.

    first_number: of the first quote, where quotes are numbered.
    """
    texts = texts_for(ENGLISH)
    if answer.read_as:
        console.print(Text(texts.plain("read-as", question=answer.read_as) + "\n", style="dim"))
    if isinstance(answer, Refusal):
        _show_refusal(answer, console)
        return
    if answer.differing:
        console.print(Text(differing_text(answer.differing), style="bold"))
        console.print()
    if opening := _opening(answer):
        console.print(opening)
        console.print()
    show_quotes(answer.quotes, console, first_number=first_number)


def show_quotes(quotes: Sequence[Quote], console: Console, *, first_number: int | None = None) -> None:
    """Print quotes, each with its source; first_number: of the first one, where they are numbered."""
    verbatim = [quote for quote in quotes if quote.is_verbatim]  # promise 1, checked where it is shown
    for place, quote in enumerate(verbatim):
        if place:
            console.print()
        _show_quote(quote, console, "" if first_number is None else f"{first_number + place}. ")


def source_line(article: Article, link: str | None) -> Text:
    """Write where a quote is from, or which article is meant; link: where its address leads."""
    texts = texts_for(ENGLISH)
    line = Text("— ", style="dim")
    line.append(outlet_name(article) or texts("outlet-unknown"))
    line.append(f" · {article.published} · ")
    line.append(f"{short_title(article)} · ")
    if article.is_beginning:
        line.append(f"{texts('only-beginning')} · ")
    if link is None or article.url is None:
        line.append(texts("no-link"))
    else:
        line.append(article.url, style=Style(link=link))
    return line


def _opening(answer: Answer) -> Text:
    """Write the line above the quotes: how sure the answer is, and the short answer; empty without both."""
    parts = [Text(sureness_text(texts_for(ENGLISH), answer))]
    if answer.short_answer and answer.short_answer.is_likely:
        parts.append(Text(answer.short_answer.dated_text, style="bold green"))
        if answer.earlier:
            parts.append(_times(answer))
    return Text(" ").join(part for part in parts if part)


def _times(answer: Answer) -> Text:
    """Write of which day a figure is, and what earlier reports gave."""
    earlier = ", ".join(f"{figure.text} · {figure.article.published}" for figure in answer.earlier)
    day = str(answer.quotes[0].article.published)
    return Text(texts_for(ENGLISH).plain("newest-figure", newest="", day=day, earlier=earlier).strip())


def _show_quote(quote: Quote, console: Console, number: str) -> None:
    text = Text(number, style="dim").append(Text("“"))
    for piece, marked in quote.pieces():
        text.append(Text(piece.replace("\n\n", "\n"), style="bold yellow" if marked else ""))
    text.append(Text("”"))
    print_indented(console, text)
    line = source_line(quote.article, quote_link(quote))
    if quote.speaker_name:
        line = Text(f"{texts_for(ENGLISH).plain('words-of', speaker=quote.speaker_name)} ").append(line)
    print_indented(console, line)
    if quote.also:
        outlets = ", ".join(outlet_name(article) or "" for article in quote.also)
        print_indented(console, Text(texts_for(ENGLISH).plain("also-in", outlets=outlets), style="dim"))


def _show_refusal(refusal: Refusal, console: Console) -> None:
    console.print(Text(refusal_text(refusal), style="bold"))
    if refusal.nearest:
        console.print(texts_for(ENGLISH)("terminal-nearest"), style="dim")
        for article in refusal.nearest:
            print_indented(console, source_line(article, article_link(article)))
