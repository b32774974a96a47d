"""Find the cases to look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.cases import Case


@dataclass(frozen=True)
class Group:
    """Cases that fail in the same way, worst first."""

    title: str
    cases: tuple[Case, ...]


def worst_cases(cases: Sequence[Case]) -> list[Group]:
    """Group what went wrong, and what may be wrong in the file of questions."""
    surest = sorted(cases, key=lambda case: -case.confidence)
    answered = [case for case in surest if not case.refused]
    refused = [case for case in surest if case.refused and case.question.answer_in_articles]
    # A refusal that held the answer back is the threshold's fault: it says most about how to set it.
    refused.sort(key=lambda case: not case.right_if_shown)
    return [
        Group("Confident and wrong", tuple(case for case in answered if case.right is False)),
        Group("Refused, though the articles answer", tuple(refused)),
        Group("Right, but only in the third quote", tuple(case for case in answered if case.found_at == 3)),
        Group(
            "Right, though the questions say that the articles don't answer",
            tuple(case for case in answered if case.right and case.question.answer_in_articles is False),
        ),
    ]
