"""Tells like events apart: groups the articles on a question by when they appeared and what else they say."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.telling.material import ToldArticle
from retrieval.telling.vectors import cosine

# Reports of one event follow each other by so many days at most.
_DAYS = 21
# How alike two of them are beside the words of the question, and how much more with each day between them;
# more, too, where one is told in other words than the question's, or of a day that nobody knows.
_ALIKE, _A_DAY, _IN_OTHER_WORDS, _ALIKE_UNDATED = 0.05, 0.01, 0.15, 0.46
# An event that fits so much less than the best one is something near it.
_WORSE = 0.6
_ROUNDED = 1e-6


def group_events(articles: Sequence[ToldArticle]) -> list[list[ToldArticle]]:
    """Group articles by the event that they are about.

    Returns: the groups that fit about as well as the best one, which comes first, and have as many names of
        the question; each in order of publication, what has no known day last.
    """
    groups: list[list[ToldArticle]] = []
    for article in sorted((one for one in articles if one.is_about_it), key=in_order):
        likest = _likest(article, groups, _ALIKE)
        if likest is None:
            groups.append([article])
        else:
            likest.append(article)
    best = max((_fit(group) for group in groups), default=0.0)
    most = max((_names(group) for group in groups), default=0.0)
    groups = [group for group in groups if _fit(group) >= best - _WORSE and _names(group) >= most - _ROUNDED]
    whole = [list(group) for group in groups]
    for article in articles:
        likest = None if article.is_about_it else _likest(article, groups, _ALIKE + _IN_OTHER_WORDS)
        if likest is not None:
            whole[groups.index(likest)].append(article)
    return [sorted(group, key=in_order) for group in sorted(whole, key=_fit, reverse=True)]


def in_order(told: ToldArticle) -> tuple[bool, str, int]:
    """Make what articles are put in order of publication by."""
    day = told.article.published.first_day
    return day is None, told.article.published.iso, told.number


def _fit(group: Sequence[ToldArticle]) -> float:
    return max(article.fit for article in group)


def _names(group: Sequence[ToldArticle]) -> float:
    return max(article.names for article in group)


def _likest(
    article: ToldArticle, groups: Sequence[list[ToldArticle]], least: float
) -> list[ToldArticle] | None:
    """Find the group with the article that is most alike; None where none is of the same event."""
    rated = [(max(_alike(article, other, least) for other in group), group) for group in groups]
    likeness, likest = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return likest if likeness > 0.0 else None


def _alike(one: ToldArticle, other: ToldArticle, least: float) -> float:
    """Tell how alike two articles are; 0 where they are of two events."""
    day, other_day = one.article.published.first_day, other.article.published.first_day
    found = cosine(one.others, other.others)
    if day is None or other_day is None:
        return found if found >= _ALIKE_UNDATED else 0.0
    apart = abs((day - other_day).days)
    return found if apart <= _DAYS and found >= least + _A_DAY * apart else 0.0
