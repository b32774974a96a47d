"""What an answer or a refusal says in Discord.

Answers and refusals are plain content, because
- it is what a phone shows when it tells of a message, what a reply shows of the one before, and what a search
  finds; of a layout (Components v2) all of them show nothing (discord-api-docs#7854);
- unlike an embed it shows without the right to embed links and to people who turned embeds off, and takes a
  phone's whole width;
- its 2,000 characters hold more than fits the screen of a phone: what isn't shown stands behind a button.
Lists, help and settings, which only whoever called them sees and nobody is told of, are layouts: these hold
4,000 characters.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from discord import ui

from bot.discord.views import phone
from bot.discord.views.markdown import block_quote, bold, dotted, item, joined, name, one_line, small, strong
from bot.discord.views.origin import (
    LONGEST_MESSAGE,
    LONGEST_NAME,
    day,
    linked_outlet,
    outlet,
    source,
)
from bot.discord.views.origin import size as size_of
from bot.links import article_link, quote_link
from bot.texts import Markdown, Texts
from bot.texts.verdicts import DIFFERING, languages_text, sureness_text
from index.article import Article
from retrieval.answer import Answer, Question, Quote, Reason, Refusal
from retrieval.question.script import is_unread

_log = logging.getLogger(__name__)

# Discord's limit on plain content.
LONGEST_CONTENT = 2000

LONGEST_ECHO = 200
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


@dataclass(frozen=True)
class Written:
    """Holds the text of a message. shown: how many of the quotes given stand in it, the first ones."""

    blocks: list[Markdown]
    shown: int = 0

    @property
    def content(self) -> Markdown:
        """The text as the content of a message."""
        return joined("\n", self.blocks)


def layout(blocks: Iterable[Markdown]) -> ui.LayoutView:
    """Make a message of text blocks.

    blocks: at most 4,000 characters in all.
    Returns: a view for discord.py to send.
    """
    view = ui.LayoutView(timeout=None)
    for block in blocks:
        view.add_item(ui.TextDisplay(block))
    return view


def reply_blocks(
    texts: Texts, result: Answer | Refusal, *, echo: bool = False, above: Sequence[Markdown] = ()
) -> Written:
    """Write what a question got back.

    texts: in the language of whoever reads it.
    result: the answer or refusal.
    echo: put the question above, for where Discord doesn't show it. above: lines before all others.
    """
    if isinstance(result, Refusal):
        return Written([*above, *refusal_blocks(texts, result)])
    head = [*above]
    if echo:
        head.append(small(texts("asked", question=one_line(result.question.text, LONGEST_ECHO))))
    if result.read_as:
        head.append(small(texts("read-as", question=one_line(result.read_as, LONGEST_ECHO))))
    return answer_blocks(texts, result, head)


def answer_blocks(texts: Texts, answer: Answer, head: Sequence[Markdown] = ()) -> Written:
    """Write an answer: how sure it is, short answer, each quote with its article.

    texts: in the language of whoever reads it.
    answer: the answer; each quote is checked again against its article, one that fails is dropped.
    head: blocks above it.
    Returns: as many quotes as fit a message and a phone; a refusal where none is left.
    """
    places, quotes = _checked_quotes(answer.quotes)
    if not quotes:
        return Written(refusal_blocks(texts, Refusal(answer.question, Reason.NOT_FOUND)))
    if answer.differing:
        head = [*head, strong(texts(DIFFERING[answer.differing]))]
    opening = joined(" ", [sureness_text(texts, answer), _short_answer(texts, answer)])
    top = [*head, opening] if opening else list(head)
    blocks = _quote_blocks(texts, quotes, top)
    if blocks:
        return Written([*top, *blocks], places[len(blocks) - 1] + 1)
    top = [*head, sureness_text(texts, answer)]
    return Written([*filter(None, top), *_too_long(texts, quotes[0], top)], places[0] + 1)


def quotes_blocks(texts: Texts, head: Markdown, quotes: Sequence[Quote]) -> Written:
    """Write quotes under a heading, without a short answer.

    quotes: as in ``answer_blocks``.
    Returns: as many as fit a message and a phone.
    """
    places, checked = _checked_quotes(quotes)
    if not checked:
        return Written([head], len(quotes))
    blocks = _quote_blocks(texts, checked, [head])
    if not blocks:
        return Written([head, *_too_long(texts, checked[0], [head])], places[0] + 1)
    return Written([head, *blocks], places[len(blocks) - 1] + 1)


def refusal_blocks(
    texts: Texts, refusal: Refusal, *, head: Markdown | None = None, above_nearest: Markdown | None = None
) -> list[Markdown]:
    """Write a refusal: why, what was looked for, and the nearest articles as such.

    texts: in the language of whoever reads it.
    refusal: the refusal. head, above_nearest: in place of what a question is told.
    Returns: the blocks of one message.
    """
    blocks = [head or strong(_no_answer(texts, refusal))]
    if refusal.reason is not Reason.EMPTY_QUESTION:
        question = one_line(refusal.read_as or refusal.question.text, LONGEST_ECHO)
        blocks.append(dotted([texts("looked-for", question=question), *_limits(texts, refusal.question)]))
    if refusal.nearest:
        blocks.append(small(above_nearest or texts("nearest")))
        blocks += _nearest(texts, refusal.nearest[:_MOST_NEAREST], LONGEST_CONTENT - _size(blocks))
    return blocks


def size(blocks: Iterable[str]) -> int:
    """Count the characters of blocks as UTF-16 does: never fewer than Discord does."""
    return sum(map(size_of, blocks))


def _size(blocks: Sequence[str]) -> int:
    """Count the characters of blocks with the newlines between and after them."""
    return size(blocks) + len(blocks)


def _quote_blocks(texts: Texts, quotes: Sequence[Quote], top: Sequence[Markdown]) -> list[Markdown]:
    """Write the first quotes, as many as fit below what stands at the top; none is ever cut.

    Where more fit for it, links lead to their articles' beginnings, which is shorter.
    """
    blocks = _first_blocks(texts, quotes, top, quote_link)
    if len(blocks) == len(quotes):
        return blocks
    shorter = _first_blocks(texts, quotes, top, lambda quote: article_link(quote.article))
    return shorter if len(shorter) > len(blocks) else blocks


def _first_blocks(
    texts: Texts, quotes: Sequence[Quote], top: Sequence[Markdown], link_to: Callable[[Quote], str | None]
) -> list[Markdown]:
    """Write the first quotes that fit. Only the first one may be higher than a phone, or lack its link."""
    blocks: list[Markdown] = []
    room, high = LONGEST_CONTENT - _size(top), phone.ROOM - phone.height(top)
    before: Article | None = None
    for quote in quotes:
        if len(quote.text) > room:  # before anything is made of it
            break
        block = quote_block(texts, quote, link_to(quote), before, room if not blocks else LONGEST_MESSAGE)
        room, high, before = room - size_of(block) - 1, high - phone.height([block]), quote.article
        if room < 0 or (blocks and high < 0):
            break
        blocks.append(block)
    return blocks


def quote_block(texts: Texts, quote: Quote, link: str | None, before: Article | None, room: int) -> Markdown:
    """Write a quote and below it where it is from.

    before: the article of the quote above. room: characters that it may have where it can be made so short.
    """
    shown = block_quote(_pieces(quote))
    speaker, also = _speaker(texts, quote), _also(texts, quote, linked_outlet)
    left = room - size_of(shown) - len("\n-# ")
    if size_of(dotted([speaker, also])) > left // 2:
        also = _also(texts, quote, lambda article: outlet(texts, article))
    left -= size_of(dotted([speaker, also])) + 3
    origin = source(texts, quote.article, link, room=left, before=before)
    return joined("\n", [shown, small(dotted([speaker, origin, also]))])


def _nearest(texts: Texts, articles: Sequence[Article], room: int) -> list[Markdown]:
    """Write a line for each of some articles; each gets its share of the room that is left."""
    lines: list[Markdown] = []
    for number, near in enumerate(articles):
        share = (room - _size(lines)) // (len(articles) - number) - len("\n-# - ")
        lines.append(item(source(texts, near, article_link(near), room=share)))
    return lines


def _no_answer(texts: Texts, refusal: Refusal) -> Markdown:
    """Say why there is no answer."""
    if refusal.reason is Reason.EMPTY_QUESTION and is_unread(refusal.question.text):
        return texts("no-answer-language")
    if refusal.reason is Reason.OTHER_LANGUAGE:
        return texts("no-answer-other-language", languages=languages_text(texts, refusal.languages))
    return texts(_NO_ANSWER[refusal.reason])


def _too_long(texts: Texts, quote: Quote, top: Sequence[Markdown]) -> list[Markdown]:
    """Say where a quote stands that no message holds."""
    said = texts("too-long-to-quote")
    room = LONGEST_CONTENT - _size([*top, said]) - len("-# ")
    return [said, small(source(texts, quote.article, quote_link(quote), room=room))]


def _checked_quotes(quotes: Sequence[Quote]) -> tuple[list[int], list[Quote]]:
    """Drop the quotes that don't stand in their articles; returns the places of those left, and them."""
    places = [place for place, quote in enumerate(quotes) if is_checked(quote)]
    return places, [quotes[place] for place in places]


def is_checked(quote: Quote) -> bool:
    """Tell whether a quote stands in its article; one that doesn't is named in the log."""
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


def _short_answer(texts: Texts, answer: Answer) -> Markdown:
    """Write the short answer; nothing where there is none, or it doesn't stand in its quote."""
    short, nothing = answer.short_answer, Markdown("")
    if answer.differing or short is None or not short.is_likely:
        return nothing
    quote = answer.quotes[short.quote]
    inside = quote.span.start <= short.span.start < short.span.end <= quote.span.end
    stands = short.text == quote.article.text[short.span.start : short.span.end]
    if not (quote.is_verbatim and inside and stands):
        _log.error("a short answer doesn't stand in its quote of article %s: dropped", quote.article.id)
        return nothing
    if len(short.text) > _LONGEST_SHORT_ANSWER:
        return nothing
    if not answer.earlier:
        meant = Markdown(f" ({day_text})") if (day_text := short.day and texts.day(short.day)) else nothing
        return Markdown(bold(short.text) + meant)
    earlier = joined(
        ", ",
        [
            dotted([one_line(figure.text, _LONGEST_FIGURE), day(texts, figure.article.published)])
            for figure in answer.earlier
        ],
    )
    newest = day(texts, quote.article.published)
    return texts("newest-figure", newest=bold(short.text), day=newest, earlier=earlier)


def _also(texts: Texts, quote: Quote, named: Callable[[Article], Markdown]) -> Markdown:
    """Name who else carries the words of a quote."""
    outlets = joined(", ", [named(article) for article in quote.also])
    return texts("also-in", outlets=outlets) if outlets else Markdown("")


def _speaker(texts: Texts, quote: Quote) -> Markdown:
    """Name whose words a quote is that doesn't say so itself."""
    speaker = name(quote.speaker_name or "", LONGEST_NAME)
    return texts("words-of", speaker=speaker) if speaker else Markdown("")


def _limits(texts: Texts, question: Question) -> list[Markdown]:
    """Write what the question was limited to."""
    limits = []
    if question.outlet is not None:
        limits.append(texts("limit-outlet", outlet=name(question.outlet, LONGEST_NAME)))
    if question.outlets:
        named = joined(", ", [name(one, LONGEST_NAME) for one in question.outlets[:_MOST_OUTLETS]])
        left_out = len(question.outlets) - _MOST_OUTLETS
        more = texts("setup-and-more", count=left_out) if left_out > 0 else Markdown("")
        limits.append(texts("limit-server", outlets=joined(" ", [named, more])))
    if question.since is not None:
        limits.append(texts("limit-since", day=question.since))
    if question.until is not None:
        limits.append(texts("limit-until", day=question.until))
    return limits
