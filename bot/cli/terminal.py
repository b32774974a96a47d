"""Show answers and refusals in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.links import quote_link
from bot.texts import ENGLISH, texts_for
from bot.texts.verdicts import differing_text, refusal_text, sureness_text
from index.article import Article
from retrieval.answer import Answer, Quote, Refusal

_INDENT = (0, 0, 0, 2)


def show(answer: Answer | Refusal, console: Console) -> None:
    """Print an answer with its quotes, or why there is none."""
    texts = texts_for(ENGLISH)
    if answer.read_as:
        console.print(Text(texts("read-as", question=answer.read_as) + "\n", style="dim"))
    if isinstance(answer, Refusal):
        _show_refusal(answer, console)
        return
    if answer.differing:
        console.print(Text(differing_text(answer.differing), style="bold"))
        console.print()
    if opening := _opening(answer):
        console.print(opening)
        console.print()
    verbatim = [quote for quote in answer.quotes if quote.is_verbatim]  # promise 1, checked where it is shown
    for number, quote in enumerate(verbatim):
        if number:
            console.print()
        _show_quote(quote, console)


def _opening(answer: Answer) -> Text:
    """Write the line above the quotes: how sure the answer is, and the short answer; empty without both."""
    parts = [Text(sureness_text(texts_for(ENGLISH), answer.sureness))]
    if answer.short_answer and answer.short_answer.is_likely:
        parts.append(Text(answer.short_answer.dated_text, style="bold green"))
        if answer.earlier:
            parts.append(_times(answer))
    return Text(" ").join(part for part in parts if part)


def _times(answer: Answer) -> Text:
    """Write of which day a figure is, and what earlier reports gave."""
    earlier = ", ".join(f"{figure.text} · {figure.article.published}" for figure in answer.earlier)
    day = str(answer.quotes[0].article.published)
    return Text(texts_for(ENGLISH)("newest-figure", newest="", day=day, earlier=earlier).strip())


def _show_quote(quote: Quote, console: Console) -> None:
    text = Text("“")
    for piece, marked in quote.pieces():
        text.append(piece.replace("\n\n", "\n"), style="bold yellow" if marked else "")
    text.append("”")
    console.print(Padding(text, _INDENT))
    line = _source_line(quote.article, quote_link(quote))
    if quote.speaker_name:
        line = Text(f"{texts_for(ENGLISH)('words-of', speaker=quote.speaker_name)} ").append(line)
    console.print(Padding(line, _INDENT))
    if quote.also:
        outlets = ", ".join(article.outlet or "" for article in quote.also)
        console.print(Padding(Text(texts_for(ENGLISH)("also-in", outlets=outlets), style="dim"), _INDENT))


def _source_line(article: Article, link: str | None) -> Text:
    texts = texts_for(ENGLISH)
    line = Text("— ", style="dim")
    line.append(article.outlet or texts("outlet-unknown"))
    line.append(f" · {article.published} · ")
    line.append(f"{article.label} · ")
    if link is None or article.url is None:
        line.append(texts("no-link"))
    else:
        line.append(article.url, style=Style(link=link))
    return line


def _show_refusal(refusal: Refusal, console: Console) -> None:
    console.print(Text(refusal_text(refusal), style="bold"))
    if refusal.nearest:
        console.print(texts_for(ENGLISH)("terminal-nearest"), style="dim")
        for article in refusal.nearest:
            console.print(Padding(_source_line(article, article.url), _INDENT))
