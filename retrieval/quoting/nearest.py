"""Which articles are named under a refusal: those about what was asked, though they don't answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.article import Article
from index.text.tokens import stems
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage
from retrieval.quoting.names import lacks_somebody
from retrieval.reading.read_passages import ReadPassage

# The least share of a question's words, rare ones counting for more, that such a passage and its title have.
_LEAST_COVERAGE = 0.6
# Or the least cosine to the question: of one that has the question's names, and of any other.
_LEAST_COSINE_NAMED, _LEAST_COSINE = 0.25, 0.5


def find_nearest(query: Query, passages: Iterable[ReadPassage], most: int) -> tuple[Article, ...]:
    """Choose articles that are about what is asked.

    passages: those that were read, best first. most: how many at most.
    Returns: the articles of passages that have the question's names, and most of its words or its meaning.
    """
    near: dict[str, Article] = {}
    for passage in passages:
        if passage.sentences and _is_near(query, passage):
            near.setdefault(passage.article.id, passage.article)
    return tuple(near.values())[:most]


def _is_near(query: Query, passage: ReadPassage) -> bool:
    start, end = passage.sentences[0].start, passage.sentences[-1].end
    excerpt = replace(passage.article, text=passage.article.text[start:end])
    if lacks_somebody(query, excerpt):
        return False
    found = frozenset(stems(f"{excerpt.title or ''}\n{excerpt.text}"))
    is_named = term_coverage(query.name_weights, found) >= _LEAST_COVERAGE
    least_cosine = _LEAST_COSINE_NAMED if is_named else _LEAST_COSINE
    if passage.candidate.cosine is not None and passage.candidate.cosine >= least_cosine:
        return True
    return term_coverage(query.term_weights, found) >= _LEAST_COVERAGE
