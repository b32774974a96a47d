"""Compare what other thresholds would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.cases import Case
from bot.evaluation.scores import Share

# Thresholds to compare with the present one, as differences to it.
_STEPS = (-0.1, -0.05, 0.0, 0.1, 0.2)


@dataclass(frozen=True)
class Outcome:
    """What the bot would do with a threshold.

    is_now: is it the present one?
    answered: of all questions that can be judged; right: of those answered.
    """

    threshold: float
    is_now: bool
    answered: Share
    right: Share
    refused_able: Share
    refused_unable: Share

    @property
    def name(self) -> str:
        """Write the threshold as it is shown."""
        return f"{self.threshold:.2f}{' (now)' if self.is_now else ''}"


def outcome(cases: Sequence[Case], threshold: float, *, is_now: bool = False) -> Outcome:
    """Work out what the bot would do with this threshold."""
    judged = [case for case in cases if case.right_if_shown is not None]
    answered = [case for case in judged if case.answered_at(threshold)]
    return Outcome(
        threshold=threshold,
        is_now=is_now,
        answered=Share.among(case.answered_at(threshold) for case in judged),
        right=Share.among(case.right_if_shown for case in answered),
        refused_able=_refused(cases, threshold, able=True),
        refused_unable=_refused(cases, threshold, able=False),
    )


def _refused(cases: Sequence[Case], threshold: float, *, able: bool) -> Share:
    asked = [case for case in cases if case.question.answer_in_articles is able]
    return Share.among(not case.answered_at(threshold) for case in asked)


def compare(cases: Sequence[Case], present: float) -> list[Outcome]:
    """Compare the present threshold with a few lower and higher ones."""
    around = [(round(present + step, 4), step == 0) for step in _STEPS]
    return [outcome(cases, at, is_now=now) for at, now in around if now or 0 < at < 1]
