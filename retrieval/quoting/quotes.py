"""Chooses the quotes of an answer and marks the words that answer in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.article import Article, Span
from retrieval.answer import Quote
from retrieval.question.answer_type import AnswerType
from retrieval.question.query import Query
from retrieval.quoting.attribution import make_whole
from retrieval.quoting.conflicts import Conflicts
from retrieval.quoting.headings import with_heading
from retrieval.quoting.versions import find_wanted
from retrieval.quoting.voices import find_voice
from retrieval.quoting.windows import MOST_WORDS, Window

# Two windows of which one shares more of its words than this with the other say the same.
_SAME = 0.7
# A window this much weaker than the first shows a reader more words and hardly ever the answer: on the
# tuning questions more room brings 2 words and no answer.
_WEAKER = 2.3
# A second window of an article must be this much better than the first of another one.
_SAME_ARTICLE = 1.0
# A window that breaks off someone's words must be this much better than one that doesn't.
_BROKEN = 0.5
# How many of the best windows are looked at for that.
_LOOKED_AT = 5
# Below this probability what has the type of the answer is marked, not what the reader takes for it.
_SURE = 0.05
# Outlets named beside a quote that carry the same words.
_ALSO = 3

# The sentences of an article, in order, by its number.
SentencesOf = Callable[[int], Sequence[Span]]
# The articles that carry the text of an article and count for the question, by its number.
CopiesOf = Callable[[int], Sequence[Article]]


@dataclass(frozen=True, eq=False)
class ChosenWindow:
    """A window and the stretch around it that is quoted, widened so that it breaks off no statement.

    matches: what has the answer type in the whole stretch, as in ``Window``.
    """

    window: Window
    span: Span
    matches: tuple[Span, ...]


def choose_windows(
    query: Query, windows: Sequence[Window], most: int, sentences_of: SentencesOf, conflicts: Conflicts
) -> list[ChosenWindow]:
    """Choose the best windows that each add something.

    windows: best first, none of them overruled (``Conflicts``). most: how many at most.
    Returns: the chosen ones, best first: from different articles where those are about as good, none that
        says again what another one says; the newest figure first where figures grow; one that conflicts
        with the first comes second.
    """
    if not windows:
        return []
    wanted = find_wanted(query, windows)
    chosen: list[ChosenWindow] = []
    if wanted is not windows[0] and most:
        chosen = [_best(query, [wanted], [], sentences_of)]
    while len(chosen) < most:
        adding = [window for window in windows if _adds(window, chosen, conflicts)]
        if not adding:
            break
        chosen.append(_best(query, adding, chosen, sentences_of))
    first, rest = chosen[:1], chosen[1:]
    return first + sorted(rest, key=lambda c: not conflicts.conflict(first[0].window, c.window))


def make_quotes(
    query: Query,
    chosen: Sequence[ChosenWindow],
    windows: Sequence[Window],
    copies_of: CopiesOf,
) -> tuple[Quote, ...]:
    """Cut the quotes, mark what matters in them, and name who else carries them.

    windows: all that were scored, best first.
    """
    return tuple(_make_quote(query, choice, windows, copies_of) for choice in chosen)


def _make_quote(query: Query, choice: ChosenWindow, windows: Sequence[Window], copies_of: CopiesOf) -> Quote:
    window, span = choice.window, choice.span
    text = window.article.text[span.start : span.end]
    # Word for word: what is said in nearly the same words may say the contrary.
    read = {other.article.id: other.article for other in windows}
    others = [*read.values(), *copies_of(window.passage.article_number)]
    carrying = [other for other in others if text in other.text]
    also = _of_other_outlets(window.article, carrying)
    voice = find_voice(window.article.text, span)
    speaker = voice.name if voice else None
    return Quote(window.article, span, text, tuple(_highlights(query, choice)), window.score, also, speaker)


def _of_other_outlets(article: Article, others: Sequence[Article]) -> tuple[Article, ...]:
    """Choose articles of other outlets, the first of each."""
    found: dict[str, Article] = {}
    for other in others:
        if other.outlet and other.outlet != article.outlet:
            found.setdefault(other.outlet, other)
    return tuple(found.values())[:_ALSO]


def _best(
    query: Query, adding: Sequence[Window], chosen: Sequence[ChosenWindow], sentences_of: SentencesOf
) -> ChosenWindow:
    """Choose the best window that adds something, a whole one from an article not yet shown before others."""
    taken = {choice.window.article.id for choice in chosen}

    def worth(window: Window) -> float:
        return window.score - _SAME_ARTICLE * (window.article.id in taken)

    best: list[tuple[float, Window, Span]] = []
    for window in sorted(adding, key=worth, reverse=True)[:_LOOKED_AT]:
        sentences = sentences_of(window.passage.article_number)
        span = _whole(window, sentences)
        shown = with_heading(query, window.article.text, sentences, span or window.span)
        best.append((worth(window) - _BROKEN * (span is None), window, shown))
        if span is not None:
            break
    _, window, span = max(best, key=lambda found: found[0])
    matches = window.matches if span == window.span else query.find_matches(window.article.text, span)
    return ChosenWindow(window, span, matches)


def _whole(window: Window, sentences: Sequence[Span]) -> Span | None:
    """Widen a window until it breaks off no one's words; None if it would get too long."""
    span = window.span
    places = [n for n, s in enumerate(sentences) if span.start <= s.start and s.end <= span.end]
    run = make_whole(window.article.text, sentences, places[0], places[-1], MOST_WORDS)
    return run and Span(sentences[run[0]].start, sentences[run[1]].end)


def _adds(window: Window, chosen: Sequence[ChosenWindow], conflicts: Conflicts) -> bool:
    """Tell whether a window shows something that is worth reading after those chosen."""
    if not chosen:
        return True
    first = chosen[0].window
    if any(_overlap(window, other) for other in chosen):
        return False
    if conflicts.conflict(first, window):
        return not any(_say_the_same(window, other.window) for other in chosen[1:])
    return window.score >= first.score - _WEAKER and not any(
        _say_the_same(window, other.window) for other in chosen
    )


def _overlap(window: Window, other: ChosenWindow) -> bool:
    return window.article.id == other.window.article.id and window.span.touches(other.span)


def _say_the_same(one: Window, other: Window) -> bool:
    """Tell whether the shorter of two windows says little that the other doesn't."""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) > _SAME * shorter


def has_more_quotes(windows: Sequence[Window], chosen: Sequence[ChosenWindow], conflicts: Conflicts) -> bool:
    """Tell whether another window than those chosen would add something.

    windows, conflicts: as for ``choose_windows``.
    """
    return any(_adds(window, chosen, conflicts) for window in windows)


def _highlights(query: Query, choice: ChosenWindow) -> list[Span]:
    """Find the words that answer in a quote, or that may."""
    text, answer = choice.window.article.text, choice.window.best_answer
    if answer and answer.probability >= _SURE:
        return [answer.span]
    # Names are everywhere; to mark them all says nothing.
    matches = () if query.answer_type is AnswerType.NAME else choice.matches
    return _merged(text, matches)


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Merge spans with nothing but a blank or a hyphen between them."""
    merged: list[Span] = []
    for span in spans:
        if merged and text[merged[-1].end : span.start] in {"", " ", "-", "’", "'"}:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged
