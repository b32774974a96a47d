"""What a digest has to know of those before it: stories that were told, and the figures that were quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.article import Span
from retrieval.answer import Quote
from retrieval.browse import fingerprint
from retrieval.question.answer_type import AnswerType
from retrieval.quoting.quantities import read_quantity
from retrieval.telling.figures import Figure, find_figures

# A story goes on for so many days; so many stories are remembered, of each so many articles.
_KEPT = timedelta(days=14)
_MOST, _MOST_ARTICLES, _MOST_OUTLETS = 100, 60, 60
# Longer figures are left out.
_LONGEST_FIGURE = 40


@dataclass(frozen=True)
class ToldFigure:
    """A figure that was quoted: what it counts, and as it was written."""

    counts: str
    text: str


@dataclass(frozen=True)
class ToldStory:
    """A story as a digest told it.

    articles: ids of its articles then. outlets: those that had it.
    quoted: id of the article that was quoted; start, end, words: where, and the quote's fingerprint.
    """

    day: date
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    quoted: str
    start: int
    end: int
    words: str
    figures: tuple[ToldFigure, ...] = ()

    @classmethod
    def of(cls, quote: Quote, articles: Sequence[str], outlets: Sequence[str], day: date) -> ToldStory:
        """Make it of what was shown."""
        # Who was quoted is known for sure; of the others the latest.
        kept = dict.fromkeys([quote.article.id, *reversed(articles)])
        return cls(
            day=day,
            articles=tuple(kept)[:_MOST_ARTICLES],
            outlets=tuple(outlets[:_MOST_OUTLETS]),
            quoted=quote.article.id,
            start=quote.span.start,
            end=quote.span.end,
            words=fingerprint(quote.text),
            figures=tuple(ToldFigure(one.counts, _text(quote, one)) for one in _figures(quote)),
        )


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that is another one now: the sentence with the new one, marked, and both as written."""

    quote: Quote
    before: str
    now: str


def remember(before: Sequence[ToldStory], told: Sequence[ToldStory], today: date) -> tuple[ToldStory, ...]:
    """Add stories that were told to those told before; those of long ago are forgotten."""
    known = {one for story in told for one in story.articles}
    kept = [one for one in before if today - one.day <= _KEPT and known.isdisjoint(one.articles)]
    return tuple([*kept, *told][-_MOST:])


def changed_figure(told: ToldStory, quotes: Sequence[Quote]) -> ChangedFigure | None:
    """Find a sentence in which a figure that was told is another one now.

    quotes: sentences of a story that may be told, the best first.
    """
    before = {figure.counts: figure for figure in told.figures}
    for quote in quotes:
        for figure in _figures(quote):
            known = before.get(figure.counts)
            if known and not figure.quantity.equals(read_quantity(AnswerType.NUMBER, known.text)):
                marked = replace(quote, highlights=(figure.span,))
                return ChangedFigure(marked, known.text, _text(quote, figure))
    return None


def _figures(quote: Quote) -> list[Figure]:
    """List the figures of a quote that grow: others of the same kind may count something else."""
    found = find_figures(quote.article.text, Span(quote.span.start, quote.span.end))
    return [one for one in found if one.grows and one.span.end - one.span.start <= _LONGEST_FIGURE]


def _text(quote: Quote, figure: Figure) -> str:
    return quote.article.text[figure.span.start : figure.span.end]
