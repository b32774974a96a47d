"""Chooses the sentences of an article that show what matters of it for a topic."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index.article import Span
from retrieval.answer import Quote
from retrieval.matching.new_article import LEAD, NewArticle
from retrieval.matching.signals import find_words
from retrieval.matching.topic import Topic
from retrieval.quoting.attribution import make_whole
from retrieval.quoting.voices import find_voice
from retrieval.quoting.windows import MOST_WORDS

# What it counts that a sentence stands in the nearer one of the first passages, in the other one, and that it
# is so short that it says little; the share of the topic's words in it counts 1.
_NEARER, _EARLY = 0.25, 0.2
_FEW_WORDS, _SHORT = 7, -0.3
# Sentences that are tried until one can be shown whole.
_TRIED = 12


def quote_topic(topic: Topic, article: NewArticle) -> Quote:
    """Quote the sentence that has most of a topic, widened so that it breaks off no statement."""
    sentences = _sentences_of(article)
    starts = [sentence.start for sentence in sentences]
    nearer = int((article.vectors[:LEAD] @ topic.vector).argmax())
    scores: dict[int, float] = defaultdict(float)
    at = 0
    for passage, stored in enumerate(article.passages[:LEAD]):
        for _ in stored.sentences:
            scores[at] = _NEARER if passage == nearer else _EARLY
            at += 1
    marks: list[Span] = []
    for word, places in find_words(topic, article):
        spans = [article.spans[place] for place in places if place >= article.title_words]
        marks += spans
        for sentence in {bisect_right(starts, span.start) - 1 for span in spans} - {-1}:
            scores[sentence] += word.weight
    text = article.article.text
    for at in scores:
        if len(text[sentences[at].start : sentences[at].end].split()) < _FEW_WORDS:
            scores[at] += _SHORT
    best = sorted(scores, key=lambda at: (-scores[at], at))
    return _quote(article, sentences, best[:_TRIED], marks)


def quote_opening(article: NewArticle) -> Quote:
    """Quote how an article begins."""
    return _quote(article, _sentences_of(article), [0], [])


def _sentences_of(article: NewArticle) -> list[Span]:
    return [sentence for passage in article.passages for sentence in passage.sentences]


def _quote(
    article: NewArticle, sentences: Sequence[Span], best: Sequence[int], marks: Iterable[Span]
) -> Quote:
    """Quote the best sentence that can be shown whole, or where none can the best one as it is.

    best: places of sentences, best first. marks: the words of the topic.
    """
    text = article.article.text
    span = sentences[best[0]]
    for at in best:
        if run := make_whole(text, sentences, at, at, MOST_WORDS):
            span = Span(sentences[run[0]].start, sentences[run[1]].end)
            break
    inside = sorted(mark for mark in marks if span.start <= mark.start and mark.end <= span.end)
    voice = find_voice(text, span)
    return Quote(
        article.article,
        span,
        text[span.start : span.end],
        tuple(_merged(text, inside)),
        speaker=voice.name if voice else None,
    )


def _merged(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Join words with nothing but a blank or a hyphen between them."""
    joined: Span | None = None
    for span in spans:
        if joined and text[joined.end : span.start] in {"", " ", "-", "’", "'"}:
            joined = Span(joined.start, max(joined.end, span.end))
            continue
        if joined:
            yield joined
        joined = span
    if joined:
        yield joined
