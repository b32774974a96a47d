"""Shows a quote with the heading above it where that says more: the day of an entry, what a list is of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from index.article import Span
from index.text.tokens import stems
from retrieval.question.query import Query
from retrieval.question.vocabulary import MONTH

_LINE = re.compile(r"[^\n]+")
# "14 March 2019", "March 14", "09:40", "9.40 pm"
_TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH} \d{{1,4}}|\d{{1,2}}[:.]\d\d|(?:19|20)\d\d)\b"
)
_MOST_LINES, _MOST_WORDS = 2, 16


def with_heading(query: Query, text: str, sentences: Sequence[Span], span: Span) -> Span:
    """Widen a quote to the heading right above it, if that says when, or has a word of the question more.

    text: the whole text of the article. sentences: all of it, in order; what stands between two is a heading.
    span: of the quote, from the beginning of a sentence.
    Returns: the span, from the beginning of the heading where it is taken along.
    """
    at = bisect_left(sentences, span.start, key=attrgetter("start"))
    above = sentences[at - 1].end if at > 0 else 0
    lines = [
        match for match in _LINE.finditer(text, above, span.start) if any(map(str.isalnum, match.group()))
    ]
    if not lines or len(lines) > _MOST_LINES:
        return span
    heading = text[lines[0].start() : lines[-1].end()]
    if len(heading.split()) > _MOST_WORDS:
        return span
    new = query.term_weights.keys() & set(stems(heading)) - set(stems(text, span.start, span.end))
    return Span(lines[0].start(), span.end) if new or _TIME.search(heading) else span
