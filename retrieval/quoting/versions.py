"""Which of several reports of one event has the newest figure, where figures grow with time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.question.answer_type import AnswerType
from retrieval.question.query import Query
from retrieval.quoting.windows import Window

# Tolls and counts that later reports raise or mend.
_CHANGES = re.compile(
    r"\b(?:kill|die[ds]?\b|dead\b|deaths?\b|toll|injur|hurt\b|wound|missing\b|victim|casualt|bodies|surviv|rescued"
    r"|infect|cases\b|arrest|detain|evacuat|displaced|homeless|destroyed|so far\b|by now\b)",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    r"\b(?:at first|first reports?|initially|originally|on the first day)\b", re.IGNORECASE
)
# A later report may fit the question so much less, in points of score: it tells of the toll in other words.
_WEAKER = 4.0
# Later ones are of another event of the same kind.
_MOST_DAYS = 90


def find_newest(query: Query, windows: Sequence[Window]) -> Window:
    """Find the window with the newest figure for what the best one gives a figure for.

    windows: best first; at least one.
    Returns: the best one, unless a count is asked for that grows with time and another article, later than it
        by at most three months, gives one for the same names; of several the latest. None of that where the
        question asks for what was said at first.
    """
    first = windows[0]
    day = first.article.published.first_day
    asks = query.answer_type is AnswerType.NUMBER and query.name_weights and _CHANGES.search(query.text)
    if not asks or day is None or _AT_FIRST.search(query.text):
        return first
    newest, newest_day = first, day
    for window in windows:
        published = window.article.published.first_day
        if (
            published is not None
            and newest_day < published
            and (published - day).days <= _MOST_DAYS
            and window.matches
            and window.score >= first.score - _WEAKER
            and window.signals.names >= first.signals.names
            and _CHANGES.search(window.article.text, window.span.start, window.span.end)
        ):
            newest, newest_day = window, published
    return newest
