"""Chooses sentences that can be quoted alone, and rates how much they tell of an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from index.article import Article, Published, Span
from index.text.tokens import words
from retrieval.answer import Quote
from retrieval.answerer import Answerer
from retrieval.question.query import Query
from retrieval.question.terms import STOP_WORDS
from retrieval.quoting.attribution import is_speech, make_whole
from retrieval.quoting.voices import find_voice
from retrieval.quoting.windows import MOST_WORDS
from retrieval.search.selection import Selection
from retrieval.telling.days import tells_of_long_ago
from retrieval.telling.figures import Figure, find_figures
from retrieval.telling.material import Material, ToldArticle, ToldSentence
from retrieval.telling.vectors import cosine, mean

# Of a sentence that is quoted alone.
_FEWEST_WORDS, _MOST_OWN_WORDS = 6, 60
# A sentence that points to what follows, or has fewer words beyond those of the question, tells nothing.
_POINTS = re.compile(r"\W*Here(?:['’]s| is| are)\b")
_FEWEST_NEW = 2
# What tells of long ago is background.
_LONG_AGO = 0.3
# The first sentences of an article tell what is new.
_LEAD, _LEAD_SENTENCES = 0.08, 3
# Sentences whose meaning is compared.
_COMPARED = 48
_ALSO = 3

Direction: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence that can be quoted, widened to a whole statement.

    span: of the whole. worth: how much it tells of the event, higher is better.
    is_background: does it tell of long ago? direction: its meaning; None where that wasn't asked for.
    """

    told: ToldSentence
    span: Span
    figures: tuple[Figure, ...]
    worth: float
    is_background: bool
    direction: Direction | None = None

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.told.article

    @property
    def day(self) -> Published:
        """The day that it tells of."""
        return self.told.day.day


def statements_of(query: Query, event: Sequence[ToldArticle]) -> list[Statement]:
    """List the sentences of an event's articles that can be quoted alone, the most telling ones first.

    Of the same words in several articles, those of the first one come first.
    """
    centre = mean(told.vector for article in event for told in article.sentences)
    of_day: dict[str, list[ToldSentence]] = {}
    for article in event:
        for told in article.sentences:
            of_day.setdefault(told.day.day.iso[:10], []).append(told)
    centres = {day: mean(told.vector for told in sentences) for day, sentences in of_day.items()}
    found = []
    for article in event:
        for told in article.sentences:
            span = _quotable(article, told) if _tells_something(query, told) else None
            if span is None:
                continue
            is_background = tells_of_long_ago(told.text, told.article.published)
            worth = (cosine(told.vector, centre) + cosine(told.vector, centres[told.day.day.iso[:10]])) / 2
            worth += _LEAD * (told.place < _LEAD_SENTENCES) - _LONG_AGO * is_background
            figures = tuple(find_figures(told.article.text, told.span))
            found.append(Statement(told, span, figures, worth, is_background))
    return sorted(
        found, key=lambda each: (-each.worth, each.article.published.iso, each.article.id, each.span)
    )


def with_directions(
    answerer: Answerer, material: Material, statements: Sequence[Statement]
) -> list[Statement]:
    """Add their meaning to the most telling statements, and how near it is to the question to their worth.

    statements: the most telling ones first; those beyond the first four dozen are left out.
    """
    kept = statements[:_COMPARED]
    if not kept:
        return []
    directions = answerer.snapshot.encoder.encode_passages([each.told.text for each in kept])
    near = directions @ material.query.vector
    return [
        Statement(
            each.told, each.span, each.figures, each.worth + float(nearness), each.is_background, direction
        )
        for each, direction, nearness in zip(kept, directions, near, strict=True)
    ]


def alike(one: Statement, other: Statement) -> float:
    """Compute how much two statements say the same, by their meaning (a cosine)."""
    if one.direction is None or other.direction is None:
        return cosine(one.told.vector, other.told.vector)
    return float(one.direction @ other.direction)


def make_quote(
    answerer: Answerer,
    selection: Selection,
    event: Sequence[ToldArticle],
    statement: Statement,
    highlights: tuple[Span, ...] = (),
) -> Quote:
    """Cut the quote of a statement, and name the other outlets that carry its words.

    selection: of the articles that count. event: its articles.
    """
    article, span = statement.article, statement.span
    text = article.text[span.start : span.end]
    others = [told.article for told in event] + answerer.copies_of(statement.told.article_number, selection)
    also: dict[str, Article] = {}
    for other in others:
        if other.outlet and other.outlet != article.outlet and text in other.text:
            also.setdefault(other.outlet, other)
    voice = find_voice(article.text, span)
    speaker = voice.name if voice else None
    return Quote(article, span, text, highlights, statement.worth, tuple(also.values())[:_ALSO], speaker)


def _tells_something(query: Query, told: ToldSentence) -> bool:
    """Tell whether a sentence has words beyond those of the question."""
    said = {word.stem for word in words(told.text) if word.text.lower() not in STOP_WORDS}
    return len(said - query.named_stems) >= _FEWEST_NEW and not _POINTS.match(told.text)


def _quotable(article: ToldArticle, told: ToldSentence) -> Span | None:
    """Widen a sentence to a whole statement; None where it says nothing alone."""
    text, count = told.article.text, len(told.text.split())
    if not _FEWEST_WORDS <= count <= _MOST_OWN_WORDS or told.text.rstrip("\"'”’» ").endswith("?"):
        return None
    if told.text[0].islower() or is_speech(text, told.span) or told.text.rstrip("\"'”’») ")[-1:] not in ".!…":
        return None
    run = make_whole(text, article.all_sentences, told.place, told.place, MOST_WORDS)
    return run and Span(article.all_sentences[run[0]].start, article.all_sentences[run[1]].end)
