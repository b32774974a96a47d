"""An answer or a refusal as the text blocks of one Discord message.

A message is a Components v2 layout, each block a text of its own, because
- its text may hold 4,000 characters (plain content: 2,000), which three quotes with links can need;
- it takes a phone's whole width, where an embed's frame narrows quotes that are indented already;
- links in it grow no previews, and unlike an embed it shows without the right to embed links and
  to people who turned embeds off.
Short notes (try again later, which date can't be read) are plain content, which shows everywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import discord
from discord import ui

from bot.discord.views.markdown import block_quote, bold, masked_link, one_line
from bot.links import LONGEST_LINK, article_link, quote_link
from bot.texts import Texts
from bot.texts.outlets import outlet_name
from bot.texts.titles import short_title
from bot.texts.verdicts import DIFFERING, sureness_text
from index.article import Article, Precision, Published
from retrieval.answer import Answer, Question, Quote, Reason, Refusal
from retrieval.question.script import is_unread

_log = logging.getLogger(__name__)

# Discord's limit on all text of a layout.
LONGEST_MESSAGE = 4000
# Room kept for the note that quotes are left out.
_NOTE_ROOM = 150

LONGEST_NAME = 80
_LONGEST_ECHO = 200
# What is longer isn't short: its quote shows it anyhow.
_LONGEST_FIGURE = 60
_LONGEST_SHORT_ANSWER = 200

_MOST_NEAREST = 3
_MOST_OUTLETS = 5
_NO_ANSWER = {
    Reason.EMPTY_QUESTION: "no-answer-empty",
    Reason.UNKNOWN_OUTLET: "no-answer-outlet",
    Reason.NO_ARTICLES: "no-answer-articles",
    Reason.NOT_FOUND: "no-answer-found",
}


def layout(blocks: Iterable[str]) -> ui.LayoutView:
    """Make a message of text blocks.

    blocks: Discord markdown; at most 4,000 characters in all.
    Returns: a view for discord.py to send.
    """
    view = ui.LayoutView(timeout=None)
    for block in blocks:
        view.add_item(ui.TextDisplay(block))
    return view


def reply_blocks(texts: Texts, result: Answer | Refusal, *, echo: bool = False) -> list[str]:
    """Write the message for what a question got back.

    texts: in the language of whoever reads it.
    result: the answer or refusal.
    echo: put the question above, for where Discord doesn't show it.
    Returns: the blocks of one message.
    """
    if isinstance(result, Refusal):
        return refusal_blocks(texts, result)
    head = [small(texts("asked", question=one_line(result.question.text, _LONGEST_ECHO)))] if echo else []
    if result.read_as:
        head.append(small(texts("read-as", question=one_line(result.read_as, _LONGEST_ECHO))))
    return answer_blocks(texts, result, head)


def answer_blocks(texts: Texts, answer: Answer, head: Sequence[str] = ()) -> list[str]:
    """Write the message for an answer: how sure it is, short answer, each quote with outlet, date and link.

    texts: in the language of whoever reads it.
    answer: the answer; each quote is checked again against its article, one that fails is dropped.
    head: blocks above it.
    Returns: the blocks of one message; a refusal's where no quote is left.
    """
    quotes = [quote for quote in answer.quotes if _checked(quote)]
    if not quotes:
        return refusal_blocks(texts, Refusal(answer.question, Reason.NOT_FOUND))
    if answer.differing:
        head = [*head, f"**{texts(DIFFERING[answer.differing])}**"]
    sure, short = sureness_text(texts, answer.sureness), _short_answer(texts, answer)
    room = LONGEST_MESSAGE - _NOTE_ROOM - size([*head, sure, short])
    shown, blocks = _fitting(texts, quotes, room)
    if not shown:
        note, first = texts("too-long-to-quote"), quotes[0]
        origin = source(texts, first.article, quote_link(first), titled=True, room=room - size([note]))
        blocks = [note, small(origin)]
        return [sure, *blocks] if sure else blocks
    if answer.short_answer and answer.quotes[answer.short_answer.quote] not in shown:
        short = ""
    opening = [f"{sure} {short}".strip()] if sure or short else []
    return [*head, *opening, *blocks, *_left_out(texts, len(quotes) - len(shown))]


def quotes_blocks(texts: Texts, head: str, quotes: Sequence[Quote]) -> list[str]:
    """Write further quotes under a heading, without a short answer.

    quotes: as in ``answer_blocks``.
    Returns: the blocks of one message; as many quotes as fit.
    """
    checked = [quote for quote in quotes if _checked(quote)]
    shown, blocks = _fitting(texts, checked, LONGEST_MESSAGE - _NOTE_ROOM - size([head]))
    return [head, *blocks, *_left_out(texts, len(checked) - len(shown))]


def refusal_blocks(texts: Texts, refusal: Refusal) -> list[str]:
    """Write the message for a refusal: why, what was looked for, and the nearest articles as such.

    texts: in the language of whoever reads it.
    refusal: the refusal.
    Returns: the blocks of one message.
    """
    blocks = [f"**{texts(_no_answer(refusal))}**"]
    if refusal.reason is not Reason.EMPTY_QUESTION:
        question = one_line(refusal.read_as or refusal.question.text, _LONGEST_ECHO)
        blocks.append(" · ".join([texts("looked-for", question=question), *_limits(texts, refusal.question)]))
    if refusal.nearest:
        head = f"**{texts('nearest')}**"
        lines = _nearest(texts, refusal.nearest[:_MOST_NEAREST], LONGEST_MESSAGE - size([*blocks, head]))
        blocks.append("\n".join([head, *lines]))
    return blocks


def source(
    texts: Texts, article: Article, link: str | None, *, titled: bool = False, room: int = LONGEST_MESSAGE
) -> str:
    """Write outlet, date and link of an article, and whether only its beginning is there.

    titled: its title before them. room: characters that it may have; words stand for a link that is longer.
    """
    title = [one_line(short_title(article), LONGEST_MESSAGE)] if titled else []
    outlet = one_line(outlet_name(article) or "", LONGEST_NAME) or texts("outlet-unknown")
    part = [texts("only-beginning")] if article.is_beginning else []
    known = " · ".join([*title, outlet, day(texts, article.published), *part])
    whole = f"{known} · {_link(texts, link)}"
    return whole if size([whole]) <= room else f"{known} · {texts('link-too-long')}"


def day(texts: Texts, published: Published) -> str:
    """Write a date as far as it is known; a moment as a timestamp, which shows in the reader's own time."""
    if published.precision is Precision.MOMENT:
        moment = datetime.fromisoformat(published.iso)
        if moment.year >= 1970:
            return discord.utils.format_dt(moment, "D")
    return texts.day(published)


def small(line: str) -> str:
    """Put a line in small print."""
    return f"-# {line}"


def size(blocks: Iterable[str]) -> int:
    """Count characters as UTF-16 does: never fewer than Discord does."""
    return sum(len(block.encode("utf-16-le")) // 2 for block in blocks)


def _fitting(texts: Texts, quotes: Sequence[Quote], room: int) -> tuple[list[Quote], list[str]]:
    """Choose the first quotes that fit into some characters, with their blocks; none is ever cut.

    Where not all do, links lead to their articles' beginnings, which is shorter.
    """
    blocks = _first_blocks(texts, quotes, room, quote_link)
    if len(blocks) < len(quotes):
        blocks = _first_blocks(texts, quotes, room, lambda quote: article_link(quote.article))
    return list(quotes[: len(blocks)]), blocks


def _first_blocks(
    texts: Texts, quotes: Sequence[Quote], room: int, link_to: Callable[[Quote], str | None]
) -> list[str]:
    """Write the blocks of the first quotes, as many as fit."""
    blocks: list[str] = []
    for quote in quotes:
        origin = _speaker(texts, quote) + source(texts, quote.article, link_to(quote)) + _also(texts, quote)
        block = f"{block_quote(_pieces(quote))}\n{small(origin)}"
        if size([*blocks, block]) > room:
            break
        blocks.append(block)
    return blocks


def _nearest(texts: Texts, articles: Sequence[Article], room: int) -> list[str]:
    """Write a line for each of some articles; each gets its share of the room that is left."""
    lines: list[str] = []
    for number, near in enumerate(articles):
        share = (room - size(lines)) // (len(articles) - number) - len("\n- ")
        lines.append(f"- {source(texts, near, article_link(near), titled=True, room=share)}")
    return lines


def _no_answer(refusal: Refusal) -> str:
    """Choose the text for why there is no answer."""
    if refusal.reason is Reason.EMPTY_QUESTION and is_unread(refusal.question.text):
        return "no-answer-language"
    return _NO_ANSWER[refusal.reason]


def _checked(quote: Quote) -> bool:
    if quote.is_verbatim and quote.text.strip():
        return True
    _log.error("a quote isn't what article %s says at %s: dropped", quote.article.id, quote.span)
    return False


def _pieces(quote: Quote) -> list[tuple[str, bool]]:
    """Cut a quote at its highlights; whole where those make no sense."""
    pieces = quote.pieces()
    if "".join(text for text, _ in pieces) == quote.text:
        return pieces
    _log.error("highlights of a quote of article %s don't fit it: left out", quote.article.id)
    return [(quote.text, False)]


def _short_answer(texts: Texts, answer: Answer) -> str:
    """Write the short answer; nothing where there is none, or it doesn't stand in its quote."""
    short = answer.short_answer
    if answer.differing or short is None or not short.is_likely:
        return ""
    quote = answer.quotes[short.quote]
    inside = quote.span.start <= short.span.start < short.span.end <= quote.span.end
    stands = short.text == quote.article.text[short.span.start : short.span.end]
    if not (quote.is_verbatim and inside and stands):
        _log.error("a short answer doesn't stand in its quote of article %s: dropped", quote.article.id)
        return ""
    if len(short.text) > _LONGEST_SHORT_ANSWER:
        return ""
    if not answer.earlier:
        return bold(short.dated_text)
    earlier = ", ".join(
        f"{one_line(figure.text, _LONGEST_FIGURE)} · {day(texts, figure.article.published)}"
        for figure in answer.earlier
    )
    newest = day(texts, quote.article.published)
    return texts("newest-figure", newest=bold(short.text), day=newest, earlier=earlier)


def _also(texts: Texts, quote: Quote) -> str:
    """Name who else carries the words of a quote."""
    outlets = ", ".join(one_line(outlet_name(article) or "", LONGEST_NAME) for article in quote.also)
    return f" · {texts('also-in', outlets=outlets)}" if outlets else ""


def _speaker(texts: Texts, quote: Quote) -> str:
    """Name whose words a quote is that doesn't say so itself."""
    name = one_line(quote.speaker_name or "", LONGEST_NAME)
    return f"{texts('words-of', speaker=name)} · " if name else ""


def _link(texts: Texts, link: str | None) -> str:
    if link is None:
        return texts("no-link")
    return (
        masked_link(texts("read-the-article"), link) if len(link) <= LONGEST_LINK else texts("link-too-long")
    )


def _left_out(texts: Texts, count: int) -> list[str]:
    return [small(texts("quotes-left-out", count=count))] if count else []


def _limits(texts: Texts, question: Question) -> list[str]:
    """Write what the question was limited to."""
    limits = []
    if question.outlet is not None:
        limits.append(texts("limit-outlet", outlet=one_line(question.outlet, LONGEST_NAME)))
    if question.outlets:
        named = ", ".join(one_line(one, LONGEST_NAME) for one in question.outlets[:_MOST_OUTLETS])
        left_out = len(question.outlets) - _MOST_OUTLETS
        more = f" {texts('setup-and-more', count=left_out)}" if left_out > 0 else ""
        limits.append(texts("limit-server", outlets=named + more))
    if question.since is not None:
        limits.append(texts("limit-since", day=question.since))
    if question.until is not None:
        limits.append(texts("limit-until", day=question.until))
    return limits
