"""Decides whether an article is about a topic, and whether it may answer a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from retrieval.matching.new_article import TITLE, NewArticle
from retrieval.matching.signals import TopicSignals, find_words, lacks_name, openings, signals_of
from retrieval.matching.topic import Topic
from retrieval.quoting.logistic import chance, weigh
from retrieval.quoting.namesakes import is_of_namesake

# Fitted by logistic regression on every other judged topic (benchmarks/following.py), and rounded.
WEIGHTS = TopicSignals(title=3.0, lead=1.5, often=2.0, weakest=3.0, near=0.5, opening=3.0)
_BIAS = -6.3
# A little surer than even odds: nobody asked for what is shown.
LEAST_CHANCE = 0.55
# An article that begins so near to a topic is about it, without a word of it; words in common bring near what
# isn't, so that an article with all of them must be nearer by so much.
_SAME_MEANING, _BY_WORDS = 0.5, 0.1
# Less near, nothing is about a topic whose rarest word it lacks, nor answers a question.
LEAST_COSINE = 0.45
# So much of a question stands in a passage that may answer it, or in the title above.
_MAY_ANSWER = 0.6


def topics_of(article: NewArticle, candidates: Sequence[Topic]) -> list[Topic]:
    """Choose the topics that an article is about, rather than to mention them."""
    nearness = openings(candidates, article)
    return [
        topic
        for topic, opening in zip(candidates, nearness, strict=True)
        if _is_about(article, topic, opening)
    ]


def _is_about(article: NewArticle, topic: Topic, opening: float) -> bool:
    signals = signals_of(topic, article, opening)
    if chance_of(signals) < LEAST_CHANCE:
        return False
    # Where it has all words, it has the first name as well.
    has_all = signals is not None and signals.weakest > 0
    return has_all or not is_of_namesake(topic.text, article.article)


def chance_of(signals: TopicSignals | None) -> float:
    """Estimate the chance (0 to 1) that an article is about a topic; signals: None where it lacks a name."""
    if signals is None:
        return 0.0
    if signals.opening >= _SAME_MEANING + _BY_WORDS * signals.lead:
        return 1.0
    return chance(_BIAS + weigh(WEIGHTS, signals))


def may_answer(article: NewArticle, question: Topic) -> bool:
    """Tell whether an article may answer a question, so that it is worth asking."""
    if lacks_name(question, article):
        return False
    if (article.vectors @ question.vector).max() >= LEAST_COSINE:
        return True
    held: dict[int, float] = defaultdict(float)
    for word, places in find_words(question, article):
        passages = {article.passage_at(place) for place in places}
        for passage in range(len(article.passages)) if TITLE in passages else passages:
            held[passage] += word.weight
    return max(held.values(), default=0.0) >= _MAY_ANSWER
