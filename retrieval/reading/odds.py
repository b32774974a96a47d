"""How likely passages answer a question at all."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from retrieval.question.query import Query
from retrieval.reading.reader import PassageScores, mean_log_odds


def passage_log_odds(query: Query, scores: PassageScores) -> float:
    """Compute the logarithm of the odds that a passage, read alone, answers.

    What asks for yes or no has no few words of a text for an answer: the passage as a whole is judged.
    """
    return scores.answers if query.asks_whether else scores.log_odds


def joint_log_odds(query: Query, passages: Iterable[PassageScores]) -> float:
    """Compute the logarithm of the odds that any of the passages read answers; there is at least one."""
    if query.asks_whether:
        return max(scores.answers for scores in passages)
    return mean_log_odds(sum((scores.total_odds for scores in passages), np.zeros(2)))
