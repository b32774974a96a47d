"""Chooses the quotes of an answer and marks the words that matter in them."""

from __future__ import annotations

from dataclasses import dataclass

from config.settings import AnswerSettings
from retrieval.answer import Quote, Span
from retrieval.rivals import are_rivals
from retrieval.terms import words
from retrieval.windows import Searched, Window, new_things

# Two windows that share more of their words than this say the same.
_ALIKE = 0.7
# A window this much weaker than the first shows a reader more words and hardly ever the answer: on the
# tuning questions .706 at 137 words with this limit, .710 at 156 without.
_WEAKER = 1.0
# A second window of an article must be this much better than the first of another one.
_SAME_ARTICLE = 1.0


@dataclass(frozen=True)
class Chosen:
    """A quote and the window that it was cut from."""

    quote: Quote
    window: Window


def choose_quotes(searched: Searched, windows: list[Window], settings: AnswerSettings) -> list[Chosen]:
    """Choose the best windows that each add something.

    windows: best first.
    Returns: at most ``settings.quotes`` quotes, best first: from different articles where those are
        about as good, none that says again what another one says.
    """
    chosen: list[Window] = []
    while len(chosen) < settings.quotes:
        articles = {window.article.id for window in chosen}
        adding = [window for window in windows if _adds(searched, window, chosen)]
        if not adding:
            break
        chosen.append(max(adding, key=lambda w: w.score - _SAME_ARTICLE * (w.article.id in articles)))
    return [Chosen(_quote(searched, window), window) for window in chosen]


def _adds(searched: Searched, window: Window, chosen: list[Window]) -> bool:
    """Does a window show something that is worth reading after those chosen?"""
    if not chosen:
        return True
    first = chosen[0]
    if any(_overlap(window, other) or _alike(window, other) for other in chosen):
        return False
    if first.has_kind and not window.has_kind:
        return False
    return window.score >= first.score - _WEAKER or are_rivals(searched, first, window)


def _overlap(one: Window, other: Window) -> bool:
    return (
        one.article.id == other.article.id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def _alike(one: Window, other: Window) -> bool:
    """Does the shorter of two windows say little that the other doesn't?"""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) > _ALIKE * shorter


def _quote(searched: Searched, window: Window) -> Quote:
    text, span = window.article.text, window.span
    marks = new_things(searched, text, span) or _question_words(searched, text, span)
    return Quote(window.article, span, text[span.start : span.end], tuple(_merged(text, marks)), window.score)


def _question_words(searched: Searched, text: str, span: Span) -> list[Span]:
    return [
        Span(word.start, word.end)
        for word in words(text, span.start, span.end)
        if word.stem in searched.weights
    ]


def _merged(text: str, marks: list[Span]) -> list[Span]:
    """Marks with nothing but a blank or a hyphen between them become one."""
    merged: list[Span] = []
    for mark in marks:
        if merged and text[merged[-1].end : mark.start] in {"", " ", "-", "’", "'"}:
            merged[-1] = Span(merged[-1].start, mark.end)
        else:
            merged.append(mark)
    return merged
