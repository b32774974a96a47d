"""An answer, a refusal or a page of sources as the text blocks of one Discord message.

A message is a Components v2 layout, each block a text of its own, because
- its text may hold 4,000 characters (plain content: 2,000), which three quotes with links can need;
- it takes a phone's whole width, where an embed's frame narrows quotes that are indented already;
- links in it grow no previews, and unlike an embed it shows without the right to embed links and
  to people who turned embeds off.
Short notes (try again later, which date can't be read) are plain content, which shows everywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import discord
from discord import ui

from bot.discord.markdown import block_quote, bold, masked_link, one_line
from bot.links import LONGEST_LINK, article_link, quote_link
from index.article import Article, Precision, Published
from index.store import OutletSummary
from retrieval.answer import Answer, Differing, Question, Quote, Reason, Refusal

_log = logging.getLogger(__name__)

# Discord's limit on all text of a layout.
LONGEST_MESSAGE = 4000
# Room kept for the notes that quotes are left out and how sure the answer is.
_NOTE_ROOM = 150

LONGEST_NAME = 80
_LONGEST_TITLE = 120
_LONGEST_ECHO = 200
# What is longer isn't short: its quote shows it anyhow.
_LONGEST_SHORT_ANSWER = 200
PAGE_LINES = 10

OUTLET_UNKNOWN = "outlet unknown"
DATE_UNKNOWN = "date unknown"
NO_LINK = "no link"
LINK_TOO_LONG = "link too long to show"
LINK_LABEL = "read the article"
HOW_SURE = "-# How sure: {confidence:.0%}"
LEFT_OUT_ONE = "-# One more quote is too long for this message."
LEFT_OUT_MORE = "-# {count} more quotes are too long for this message."
TOO_LONG = "What answers this is too long to quote in one message. It stands here:"
ASKED = "-# Asked: {question}"
READ_AS = "-# Read as: {question}"
ALSO = " · also in {outlets}"
DIFFERING = {
    Differing.EVENTS: "**More than one event fits.** Each is shown with its date.",
    Differing.FIGURES: "**The reports disagree.**",
}

NO_ANSWER = {
    Reason.EMPTY_QUESTION: "Ask me a question, and I'll look for it in the articles.",
    Reason.UNKNOWN_OUTLET: "I have no articles from an outlet of that name; /sources lists those I have.",
    Reason.NO_ARTICLES: "I have no articles that fit those limits.",
    Reason.NOT_FOUND: "The articles don't answer this.",
}
LOOKED_FOR = "I looked for: {question}{limits}"
NEAREST = "**Not answers,** only the articles that come closest:"
NO_SOURCES = "There are no articles yet."
SOURCES = "**Sources:** {outlets}, {articles}"
PAGE = "-# Page {page} of {pages}"


def layout(blocks: Iterable[str]) -> ui.LayoutView:
    """A message made of text blocks.

    blocks: Discord markdown; at most 4,000 characters in all.
    Returns: a view for discord.py to send.
    """
    view = ui.LayoutView(timeout=None)
    for block in blocks:
        view.add_item(ui.TextDisplay(block))
    return view


def reply_blocks(result: Answer | Refusal, *, echo: bool = False) -> list[str]:
    """The message for what a question got back.

    result: the answer or refusal.
    echo: put the question above, for where Discord doesn't show it.
    Returns: the blocks of one message.
    """
    if isinstance(result, Refusal):
        return refusal_blocks(result)
    head = [ASKED.format(question=one_line(result.question.text, _LONGEST_ECHO))] if echo else []
    if result.read_as:
        head.append(READ_AS.format(question=one_line(result.read_as, _LONGEST_ECHO)))
    return answer_blocks(result, head)


def answer_blocks(answer: Answer, head: Sequence[str] = ()) -> list[str]:
    """The message for an answer: short answer, then each quote with outlet, date and link.

    answer: the answer; each quote is checked again against its article, one that fails is dropped.
    head: blocks above it.
    Returns: the blocks of one message; a refusal's where no quote is left.
    """
    quotes = [quote for quote in answer.quotes if _checked(quote)]
    if not quotes:
        return refusal_blocks(Refusal(answer.question, Reason.NOT_FOUND))
    short = [DIFFERING[answer.differing]] if answer.differing else _short_answer(answer)
    room = LONGEST_MESSAGE - _NOTE_ROOM - _size([*head, *short])
    shown: list[Quote] = []
    blocks: list[str] = []
    for quote in quotes:
        source = _source(quote.article, quote_link(quote)) + _also(quote)
        block = f"{block_quote(_pieces(quote))}\n-# {source}"
        if _size([block]) > room:
            break  # a quote is left out rather than cut
        room -= _size([block])
        shown.append(quote)
        blocks.append(block)
    if not shown:
        return [TOO_LONG, f"-# {_source(quotes[0].article, quote_link(quotes[0]), titled=True)}"]
    if short and answer.short_answer and answer.quotes[answer.short_answer.quote] not in shown:
        short = []
    sure = HOW_SURE.format(confidence=answer.confidence)
    return [*head, *short, *blocks, *_left_out(len(quotes) - len(shown)), sure]


def refusal_blocks(refusal: Refusal) -> list[str]:
    """The message for a refusal: why, what was looked for, and the nearest articles as such.

    refusal: the refusal.
    Returns: the blocks of one message.
    """
    blocks = [f"**{NO_ANSWER[refusal.reason]}**"]
    if refusal.reason is not Reason.EMPTY_QUESTION:
        question = one_line(refusal.read_as or refusal.question.text, _LONGEST_ECHO)
        blocks.append(LOOKED_FOR.format(question=question, limits=_limits(refusal.question)))
    if refusal.nearest:
        lines = [f"- {_source(near, article_link(near), titled=True)}" for near in refusal.nearest[:3]]
        blocks.append("\n".join([NEAREST, *lines]))
    return blocks


def sources_blocks(outlets: Sequence[OutletSummary], page: int) -> list[str]:
    """A page of the list of sources.

    outlets: all of them.
    page: which, from 0; must be one of ``page_count``.
    Returns: the blocks of one message.
    """
    if not outlets:
        return [NO_SOURCES]
    articles = sum(outlet.articles for outlet in outlets)
    head = SOURCES.format(outlets=_count(len(outlets), "outlet"), articles=_count(articles, "article"))
    lines = [_outlet_line(outlet) for outlet in outlets[page * PAGE_LINES : (page + 1) * PAGE_LINES]]
    blocks = [head, "\n".join(lines)]
    if page_count(outlets) > 1:
        blocks.append(PAGE.format(page=page + 1, pages=page_count(outlets)))
    return blocks


def page_count(outlets: Sequence[OutletSummary]) -> int:
    """How many pages the list of sources has, at least one.

    outlets: all of them.
    Returns: the number of pages.
    """
    return max(1, -(-len(outlets) // PAGE_LINES))


def _checked(quote: Quote) -> bool:
    if quote.is_verbatim and quote.text.strip():
        return True
    _log.error("a quote isn't what article %s says at %s: dropped", quote.article.id, quote.span)
    return False


def _pieces(quote: Quote) -> list[tuple[str, bool]]:
    """The quote cut at its highlights, whole where those make no sense."""
    pieces = quote.pieces()
    if "".join(text for text, _ in pieces) == quote.text:
        return pieces
    _log.error("highlights of a quote of article %s don't fit it: left out", quote.article.id)
    return [(quote.text, False)]


def _short_answer(answer: Answer) -> list[str]:
    """The short answer, if there is one and it stands in its quote."""
    short = answer.short_answer
    if short is None:
        return []
    quote = answer.quotes[short.quote]
    inside = quote.span.start <= short.span.start < short.span.end <= quote.span.end
    stands = short.text == quote.article.text[short.span.start : short.span.end]
    if not (quote.is_verbatim and inside and stands):
        _log.error("a short answer doesn't stand in its quote of article %s: dropped", quote.article.id)
        return []
    line = bold(short.text)
    return [line] if line and len(short.text) <= _LONGEST_SHORT_ANSWER else []


def _source(article: Article, link: str | None, *, titled: bool = False) -> str:
    """Outlet, date and link of an article, its title before them if wanted."""
    title = [one_line(article.label, _LONGEST_TITLE)] if titled else []
    outlet = one_line(article.outlet or "", LONGEST_NAME) or OUTLET_UNKNOWN
    return " · ".join([*title, outlet, _date(article.published), _link(link)])


def _also(quote: Quote) -> str:
    """Who else carries the words of a quote."""
    outlets = ", ".join(one_line(article.outlet or "", LONGEST_NAME) for article in quote.also)
    return ALSO.format(outlets=outlets) if outlets else ""


def _date(published: Published) -> str:
    if published.precision is Precision.MOMENT:
        moment = datetime.fromisoformat(published.iso)
        if moment.year >= 1970:
            return discord.utils.format_dt(moment, "D")
    return str(published)


def _link(link: str | None) -> str:
    if link is None:
        return NO_LINK
    return masked_link(LINK_LABEL, link) if len(link) <= LONGEST_LINK else LINK_TOO_LONG


def _left_out(count: int) -> list[str]:
    if count == 0:
        return []
    return [LEFT_OUT_ONE if count == 1 else LEFT_OUT_MORE.format(count=count)]


def _limits(question: Question) -> str:
    """What the question was limited to, in words."""
    limits = ""
    if question.outlet is not None:
        limits += f" · from {one_line(question.outlet, LONGEST_NAME)}"
    if question.since is not None:
        limits += f" · since {question.since}"
    if question.until is not None:
        limits += f" · until {question.until}"
    return limits


def _outlet_line(outlet: OutletSummary) -> str:
    name = one_line(outlet.outlet or "", LONGEST_NAME) or OUTLET_UNKNOWN
    dates = " to ".join(_day(day) for day in dict.fromkeys((outlet.first, outlet.last)) if day)
    return f"- {name} · {_count(outlet.articles, 'article')} · {dates or DATE_UNKNOWN}"


def _day(day: date) -> str:
    return str(Published.at(day))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _size(blocks: Iterable[str]) -> int:
    """Characters as UTF-16 counts them: never fewer than Discord does."""
    return sum(len(block.encode("utf-16-le")) // 2 for block in blocks)
