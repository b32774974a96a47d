"""How sure an answer is: the estimated chance that its quotes hold what was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.article import Article
from index.text.tokens import stems
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage
from retrieval.quoting.logistic import chance, weigh
from retrieval.quoting.names import lacked_names, of_same_country
from retrieval.quoting.windows import Window
from retrieval.reading.odds import joint_log_odds, passage_log_odds
from retrieval.reading.read_passages import ReadPassage
from retrieval.search.candidates import Candidate


class ConfidenceSignals(NamedTuple):
    """What makes an answer sure, or what each of that counts.

    joint, single: logarithms of the odds that any of the passages read answers, and that the best one quoted
    does, read alone. log_probability: as in ``WindowSignals``, of the best quote. missing_names: share of the
    question's names that stand neither in the first quote nor in its title; foreign_names: that stand nowhere
    in its article; foreign_numbers: share of the question's numbers that stand neither there nor in its date.
    context, months: as in
    ``WindowSignals``, of the first quote. cosine: of the passage nearest to the question. whether: 1 where
    yes or no is asked for, as the odds of those don't fall as low.
    """

    joint: float = 0.0
    single: float = 0.0
    log_probability: float = 0.0
    missing_names: float = 0.0
    foreign_names: float = 0.0
    foreign_numbers: float = 0.0
    context: float = 0.0
    months: float = 0.0
    cosine: float = 0.0
    whether: float = 0.0


# Logistic regression on "the quotes shown hold the answer", over questions that the reader never saw, asked
# of many articles and of few, with and without the answer (docs/quality.md, training/fit_ranking.py).
BASE = -2.5
WEIGHTS = ConfidenceSignals(
    joint=0.1,
    single=0.31,
    log_probability=0.2,
    missing_names=-0.4,
    foreign_names=-2.0,
    foreign_numbers=-0.5,
    context=0.4,
    months=2.9,
    cosine=1.5,
    whether=-0.7,
)
# When it is said to be, is no number that an article must have.
_TIME_OF_DAY = re.compile(
    r"\b\d{1,2}(?::\d\d\b|(?:[.:]\d\d)?(?=\s?[ap]\.?m\b)|(?<=\bat \d\d)\.\d\d\b|(?<=\bat \d)\.\d\d\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.,])\d++(?:[.,]\d++)*+")
# Odds beyond e^8 either way say no more.
_MOST_LOG_ODDS = 8.0


def confidence(
    query: Query, candidates: Sequence[Candidate], passages: Sequence[ReadPassage], quoted: Sequence[Window]
) -> float:
    """Estimate the chance (0 to 1) that an answer is right.

    candidates: all that both searches brought. passages: those that were read. quoted: the windows of the
    quotes, the first one's first.
    """
    signals = confidence_signals(query, candidates, passages, quoted)
    if not signals.context and len(query.words) == 1:
        # "Who was driving?": nothing says that it is about that.
        return 0.0
    return chance(BASE + weigh(WEIGHTS, signals))


def confidence_signals(
    query: Query, candidates: Sequence[Candidate], passages: Sequence[ReadPassage], quoted: Sequence[Window]
) -> ConfidenceSignals:
    """Collect what makes an answer sure; parameters as for ``confidence``."""
    first = quoted[0]
    near = first.stems.union(stems(first.article.title or ""))
    near = near.union(of_same_country(near))
    return ConfidenceSignals(
        joint=_bounded(joint_log_odds(query, (passage.scores for passage in passages))),
        single=_bounded(max(passage_log_odds(query, window.passage.scores) for window in quoted)),
        log_probability=max(window.signals.log_probability for window in quoted),
        missing_names=1.0 - term_coverage(query.name_weights, near) if query.name_weights else 0.0,
        foreign_names=_foreign_names(query, first.article),
        foreign_numbers=_foreign_numbers(query, first.article),
        context=first.context_coverage,
        months=first.signals.months,
        cosine=max((candidate.cosine or 0.0 for candidate in candidates), default=0.0),
        whether=float(query.asks_whether),
    )


def _foreign_names(query: Query, article: Article) -> float:
    """Compute the share (0 to 1) of a question's names that an article doesn't have; a half counts in full.

    "Russia" is in "Russian".
    """
    share = sum(query.name_weights[word.stem] for word in lacked_names(query, article))
    return min(1.0, 2 * share)


def _foreign_numbers(query: Query, article: Article) -> float:
    """Compute the share of a question's numbers that an article doesn't have."""
    numbers = set(_NUMBER.findall(_TIME_OF_DAY.sub("", query.text)))
    if not numbers:
        return 0.0
    known = set(_NUMBER.findall(f"{article.title or ''} {article.published.iso} {article.text}"))
    return len(numbers - known) / len(numbers)


def _bounded(log_odds: float) -> float:
    return max(-_MOST_LOG_ODDS, min(_MOST_LOG_ODDS, log_odds))
