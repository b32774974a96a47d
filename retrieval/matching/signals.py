"""What speaks for an article being about a topic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from retrieval.matching.new_article import LEAD, NewArticle
from retrieval.matching.topic import Topic, TopicWord

# A word that stands twice in 400 words stands there half as often as can be.
_HALF, _PER_WORDS = 2.0, 400
# Words from one to another that stand side by side in the topic and belong together in the article, too.
_NEAR = 3


class TopicSignals(NamedTuple):
    """What speaks for an article, or what each of that counts.

    title, lead: share of the topic's words in the title, and in that or the first passages.
    often: how often the article has the topic's words. weakest: the one that it has least often.
    near: share of neighbours of the topic that stand near each other in the article.
    opening: cosine of the topic to the nearer of the first passages.
    """

    title: float = 0.0
    lead: float = 0.0
    often: float = 0.0
    weakest: float = 0.0
    near: float = 0.0
    opening: float = 0.0


Found = Sequence[tuple[TopicWord, Sequence[int]]]


def find_words(topic: Topic, article: NewArticle) -> Found:
    """Find where an article has the words of a topic: each with its places."""
    return [(word, article.places_of(word.keys(article.language))) for word in topic.words]


def lacks_name(topic: Topic, article: NewArticle) -> bool:
    """Tell whether an article lacks a name without which none is about the topic."""
    return any(word.is_needed and not article.places_of(word.keys(article.language)) for word in topic.words)


def openings(topics: Sequence[Topic], article: NewArticle) -> list[float]:
    """Compute how near an article begins to each topic: the cosine of the nearer of its first passages."""
    if not topics:
        return []
    nearest: list[float] = (
        (np.stack([topic.vector for topic in topics]) @ article.vectors[:LEAD].T).max(axis=1).tolist()
    )
    return nearest


def signals_of(topic: Topic, article: NewArticle, opening: float) -> TopicSignals | None:
    """Collect what speaks for an article being about a topic.

    opening: see ``openings``.
    Returns: None where it lacks a name without which no article is about it.
    """
    if lacks_name(topic, article):
        return None
    found = find_words(topic, article)
    rates = [how_often(len(places), article.size) for _, places in found]
    return TopicSignals(
        title=sum(word.weight for word, places in found if places and places[0] < article.title_words),
        lead=sum(word.weight for word, places in found if places and places[0] < article.lead_words),
        often=sum(word.weight * rate for (word, _), rate in zip(found, rates, strict=True)),
        weakest=min(rates),
        near=_near(found),
        opening=opening,
    )


def how_often(count: int, size: int) -> float:
    """Rate how often a word stands in an article of so many words: 0 for never, up to 1."""
    return count / (count + _HALF * math.sqrt(max(0.5, size / _PER_WORDS)))


def _near(found: Found) -> float:
    """Compute the share of the topic's neighbours that are near in the article; 1 where it has none."""
    pairs = near = 0.0
    for (left, places), (right, after) in pairwise(found):
        weight = left.weight + right.weight
        pairs += weight
        if places and after and _distance(places, after) <= _NEAR:
            near += weight
    return near / pairs if pairs else 1.0


def _distance(places: Sequence[int], others: Sequence[int]) -> int:
    """Find the fewest words from one word to another, by their places."""
    one, other = np.asarray(places), np.asarray(others)
    at = np.searchsorted(other, one)
    ahead, behind = other[np.minimum(at, len(other) - 1)], other[np.maximum(at - 1, 0)]
    return int(np.minimum(np.abs(ahead - one), np.abs(behind - one)).min())
