"""Chooses the quotes of an answer and marks the words that matter in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.article import Article, Span
from index.text.tokens import words
from retrieval.answer import Quote
from retrieval.question.answer_type import Kind
from retrieval.quoting.attribution import make_whole
from retrieval.quoting.conflicts import are_rivals, which_is_meant
from retrieval.quoting.windows import MOST_WORDS, Searched, Window, new_things
from retrieval.reading.read_passages import COPIED, alike
from retrieval.search.duplicates import ALSO

# Two windows of which one shares more of its words than this with the other say the same.
_SAME = 0.7
# A window this much weaker than the first shows a reader more words and hardly ever the answer: on the
# tuning questions more room brings 5 words and no answer.
_WEAKER = 1.3
# A second window of an article must be this much better than the first of another one.
_SAME_ARTICLE = 1.0
# A window that breaks off someone's words must be this much better than one that doesn't.
_BROKEN = 0.5
# How many of the best windows are looked at for that.
_LOOKED_AT = 5
# Below this probability the words of the question are marked in a quote, not the answer.
_SURE = 0.2

# The sentences of an article, in order.
Sentences = Callable[[int], Sequence[Span]]


@dataclass(frozen=True)
class Chosen:
    """A window and the stretch around it that is quoted, widened so that it breaks off no statement."""

    window: Window
    span: Span


def choose_windows(
    searched: Searched, windows: list[Window], most: int, sentences: Sentences
) -> list[Chosen]:
    """Choose the best windows that each add something.

    windows: best first. sentences: gives those of an article by its number.
    Returns: at most that many, best first: from different articles where those are about as
        good, none that says again what another one says; a rival of the first comes second.
    """
    if not windows:
        return []
    meant = which_is_meant(searched, windows)
    windows = [window for window in windows if window.score <= meant.score]
    chosen: list[Chosen] = []
    while len(chosen) < most:
        adding = [window for window in windows if _adds(searched, window, chosen)]
        if not adding:
            break
        chosen.append(_best(adding, chosen, sentences))
    first, rest = chosen[:1], chosen[1:]
    return first + sorted(rest, key=lambda c: not are_rivals(searched, first[0].window, c.window))


def make_quotes(searched: Searched, chosen: list[Chosen], windows: list[Window]) -> tuple[Quote, ...]:
    """Cut the quotes, mark what matters in them, and name who else carries them."""
    return tuple(
        Quote(
            choice.window.article,
            choice.span,
            choice.window.article.text[choice.span.start : choice.span.end],
            tuple(_marks(searched, choice)),
            choice.window.score,
            _also(searched, choice.window, windows),
        )
        for choice in chosen
    )


def _best(adding: list[Window], chosen: list[Chosen], sentences: Sentences) -> Chosen:
    """The best of the windows that add something, whole ones from articles not yet shown before others."""
    shown = {choice.window.article.id for choice in chosen}

    def worth(window: Window) -> float:
        return window.score - _SAME_ARTICLE * (window.article.id in shown)

    best: list[tuple[float, Chosen]] = []
    for window in sorted(adding, key=worth, reverse=True)[:_LOOKED_AT]:
        span = _whole(window, sentences(window.passage.number))
        best.append((worth(window) - _BROKEN * (span is None), Chosen(window, span or window.span)))
        if span is not None:
            break
    return max(best, key=lambda pair: pair[0])[1]


def _whole(window: Window, sentences: Sequence[Span]) -> Span | None:
    """The window widened until it breaks off no one's words; None if it would get too long."""
    span = window.span
    places = [n for n, s in enumerate(sentences) if span.start <= s.start and s.end <= span.end]
    run = make_whole(window.article.text, sentences, places[0], places[-1], MOST_WORDS)
    return run and Span(sentences[run[0]].start, sentences[run[1]].end)


def _adds(searched: Searched, window: Window, chosen: list[Chosen]) -> bool:
    """Does a window show something that is worth reading after those chosen?"""
    if not chosen:
        return True
    first = chosen[0].window
    if any(_overlap(window, other) for other in chosen):
        return False
    if are_rivals(searched, first, window):
        return not any(_same(window, other.window) for other in chosen[1:])
    return window.score >= first.score - _WEAKER and not any(_same(window, other.window) for other in chosen)


def _overlap(window: Window, other: Chosen) -> bool:
    return window.article.id == other.window.article.id and window.span.touches(other.span)


def _same(one: Window, other: Window) -> bool:
    """Does the shorter of two windows say little that the other doesn't?"""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) > _SAME * shorter


def _also(searched: Searched, window: Window, windows: list[Window]) -> tuple[Article, ...]:
    """The articles of other outlets with almost the same words, one an outlet."""
    found: dict[str, Article] = {}
    for other in windows:
        outlet = other.article.outlet
        copied = alike(window.stems, other.stems) > COPIED and not are_rivals(searched, window, other)
        if outlet and outlet != window.article.outlet and copied:
            found.setdefault(outlet, other.article)
    return tuple(found.values())[:ALSO]


def _marks(searched: Searched, choice: Chosen) -> list[Span]:
    text, claim = choice.window.article.text, choice.window.claim
    if claim and claim.probability >= _SURE:
        return [claim.span]
    # Names are everywhere; to mark them all says nothing.
    things = [] if searched.kind is Kind.NAME else new_things(searched, text, choice.span)
    return _merged(text, things or _question_words(searched, text, choice.span))


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
