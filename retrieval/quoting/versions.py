"""Which of several reports of one event is the newest, where a figure grows or a day is moved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import Span
from retrieval.answer import EarlierFigure
from retrieval.question.answer_type import AnswerType
from retrieval.question.query import Query
from retrieval.quoting.posts import post_age
from retrieval.quoting.quantities import Quantity, read_quantity
from retrieval.quoting.statement import MOVED, is_correction
from retrieval.quoting.windows import Window

# Tolls and counts that later reports raise or mend.
_GROWS = re.compile(
    r"\b(?:kill|die[ds]?\b|dead\b|deaths?\b|toll|injur|hurt\b|wound|missing\b|victim|casualt|bodies|surviv|rescued"
    r"|drown|perish|fatal|unaccounted|trapped|infect|cases\b|arrest|detain|evacuat|displaced|homeless|destroyed"
    r"|(?:brought|pulled|dug|got|carried)\s(?:up|out)\b|freed\b|saved\b|recovered\b|still\b|so far\b"
    r"|by now\b)",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    r"\b(?:at first|first reports?|initially|originally|on the first day)\b", re.IGNORECASE
)
# Who is something now may be another one since somebody left.
_ASKS_WHO_IS = re.compile(
    r"\A\W*who(?:['’]?s| is) (?:now |currently )?(?:the|an?|in|its|their|our|\w+['’]s)\b", re.IGNORECASE
)
_LEAVES = re.compile(
    r"\b(?:resign(?:s|ed|ing)|step(?:s|ped|ping) down|quits?|sacked|dismissed|ousted|removed|suspended)\b",
    re.IGNORECASE,
)
# A later report may fit the question so much less, in points of score: it tells of the toll in other words.
_WEAKER = 4.0
# So much less where it gives a total.
_TOTAL = re.compile(
    r"\b(?:toll|total|in all|all told|final (?:number|count|figure)|so far|stands at"
    r"|bring(?:s|ing)\b[^.]{1,60}\bto)\b",
    re.IGNORECASE,
)
_TOTAL_WEAKER = 6.0
# Later ones are of another event of the same kind.
_MOST_DAYS = 90
_MOST_EARLIER = 3


def find_wanted(query: Query, windows: Sequence[Window]) -> Window:
    """Find the window with the newest of what the best one tells, where that changes with time.

    windows: best first; at least one.
    Returns: the best one, unless a count is asked for that grows with time, or a day that may be moved, and
        other articles, within three months of its own, give one for the same names; of these the latest, or
        the first one where the question asks for what was said at first. The same holds for the posts of a
        live page. A correction of the best one comes before it.
    """
    changes = _changes(query)
    corrected = next((window for window in windows if _corrects(window, windows[0])), None)
    if corrected:
        return corrected
    if changes is None:
        return _since_somebody_left(query, windows)
    way = -1 if _AT_FIRST.search(query.text) else 1
    # Without a name, other articles may tell of anything.
    wanted = _of_wanted_article(windows, changes, way) if query.name_weights else windows[0]
    return _of_wanted_post(wanted, windows, way)


def _since_somebody_left(query: Query, windows: Sequence[Window]) -> Window:
    """Find the latest window that tells who is something, where the best one tells that somebody left."""
    first = windows[0]
    day = first.article.published.first_day
    if day is None or not _ASKS_WHO_IS.match(query.text) or not _has_word_of(_LEAVES, first):
        return first
    later = {
        window: published
        for window in windows
        if (published := window.article.published.first_day) is not None
        and published > day
        and window.signals.names >= first.signals.names
        and window.context_coverage >= first.context_coverage
        and window.score >= first.score - _WEAKER
        and not _has_word_of(_LEAVES, window)
    }
    # Of one day the best window, which stands before the others.
    return max(later, key=later.__getitem__, default=first)


def _corrects(window: Window, first: Window) -> bool:
    """Tell whether a window is of a note that corrects what another one tells."""
    day, other = window.article.published.first_day, first.article.published.first_day
    text = first.article.text
    if is_correction(text) or not is_correction(window.article.text) or day is None or other is None:
        return False
    return (
        window.article.outlet == first.article.outlet
        and 0 <= (day - other).days <= _MOST_DAYS
        and window.signals.names >= first.signals.names
        and window.score >= first.score - _WEAKER
    )


def _of_wanted_article(windows: Sequence[Window], changes: re.Pattern[str], way: int) -> Window:
    """Find the window of the latest article, or with way -1 of the earliest."""
    first = windows[0]
    day = first.article.published.first_day
    if day is None:
        return first
    wanted, farthest = first, 0
    for window in windows:
        published = window.article.published.first_day
        if published is None:
            continue
        later = way * (published - day).days
        if farthest < later <= _MOST_DAYS and _tells_of_the_same(first, window, changes):
            wanted, farthest = window, later
    return wanted


def _of_wanted_post(wanted: Window, windows: Sequence[Window], way: int) -> Window:
    """Find the window of the newest post, where the article is a live page, or with way -1 of the oldest."""
    article = wanted.article
    ages = {
        window: age
        for window in windows
        if window.article.id == article.id
        and window.matches
        and window.signals.names >= wanted.signals.names
        and window.score >= wanted.score - (_TOTAL_WEAKER if _has_word_of(_GROWS, window) else _WEAKER)
        and (age := post_age(article.text, window.span.start)) is not None
    }
    # Of one post the best window, which stands before the others.
    return min(ages, key=lambda window: way * ages[window], default=wanted)


def tells_in_other_words(query: Query, window: Window) -> bool:
    """Tell whether a post of a live page has no word for what changes: its figure may be of anything."""
    text = window.article.text
    is_post = _changes(query) is _GROWS and post_age(text, window.span.start) is not None
    return is_post and not _has_word_of(_GROWS, window)


def _has_word_of(changes: re.Pattern[str], window: Window) -> bool:
    return changes.search(window.article.text, window.span.start, window.span.end) is not None


def find_earlier(query: Query, newest: Window, windows: Sequence[Window]) -> tuple[EarlierFigure, ...]:
    """Find the figures that earlier reports gave for what the newest one gives a figure for.

    newest: what is quoted first. windows: best first.
    Returns: other figures than the newest, each once, the latest first; at most three, of articles that
        appeared before its own by at most three months.
    """
    day, last = newest.article.published.first_day, _figure(newest)
    is_asked = bool(query.name_weights) and _changes(query) is _GROWS and not _AT_FIRST.search(query.text)
    if day is None or last is None or not is_asked:
        return ()
    known = [_quantity(newest, last)]
    found: list[EarlierFigure] = []
    for window in windows:
        published, span = window.article.published.first_day, _figure(window)
        if (
            published is not None
            and span is not None
            and 0 < (day - published).days <= _MOST_DAYS
            and _tells_of_the_same(newest, window, _GROWS)
            and not any(_quantity(window, span).equals(other) for other in known)
        ):
            known.append(_quantity(window, span))
            found.append(EarlierFigure(window.article, span))
    latest = sorted(found, key=lambda each: str(each.article.published.first_day), reverse=True)
    return tuple(latest[:_MOST_EARLIER])


def _changes(query: Query) -> re.Pattern[str] | None:
    """Choose the words by which a later report changes what is asked for; None where nothing does."""
    if query.answer_type is AnswerType.NUMBER and _GROWS.search(query.text):
        return _GROWS
    return MOVED if query.answer_type is AnswerType.DATE else None


def _tells_of_the_same(first: Window, window: Window, changes: re.Pattern[str]) -> bool:
    """Tell whether a window gives what changes, for the names that another one has."""
    if not window.matches or window.signals.names < first.signals.names:
        return False
    text = window.article.text[window.span.start : window.span.end]
    weaker = _TOTAL_WEAKER if _TOTAL.search(text) else _WEAKER
    return window.score >= first.score - weaker and changes.search(text) is not None


def _figure(window: Window) -> Span | None:
    """Find the one figure of a window: what the reader takes for the answer, or the only one there is."""
    answer = window.best_answer
    matches = [match for match in window.matches if answer is None or match.touches(answer.span)]
    return matches[0] if len(matches) == 1 else None


def _quantity(window: Window, span: Span) -> Quantity:
    return read_quantity(AnswerType.NUMBER, window.article.text[span.start : span.end])
