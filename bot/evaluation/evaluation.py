"""What comes of asking a file of questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.evaluation.cases import Case
from bot.evaluation.scores import Scores, measure
from bot.evaluation.thresholds import Outcome, compare
from bot.evaluation.worst import Group, worst_cases


@dataclass(frozen=True)
class Evaluation:
    """What came of all questions.

    title: which questions, asked of what, with which threshold.
    """

    title: str
    cases: tuple[Case, ...]
    threshold: float

    @cached_property
    def scores(self) -> Scores:
        """Measure all cases, once."""
        return measure(self.cases)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """Compare what other thresholds would do."""
        return compare(self.cases, self.threshold)

    @cached_property
    def worst(self) -> list[Group]:
        """Group the cases to look at first."""
        return worst_cases(self.cases)
