"""Votes on answers as questions that ``clippings eval`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from bot.database.answers import GivenAnswer
from bot.database.votes import Problem, Vote


def feedback_lines(voted: Iterable[tuple[GivenAnswer, Sequence[Vote]]]) -> list[str]:
    """Write a JSON line for each answer that has votes.

    What people found good is known to be right: its short answer, where it had one, is what has to be on
    screen again. What they found wrong has no known answer; it is listed for someone to fill it in.
    """
    return [json.dumps(_record(given, votes), ensure_ascii=False) + "\n" for given, votes in voted]


def _record(given: GivenAnswer, votes: Sequence[Vote]) -> dict[str, object]:
    good = sum(vote.good for vote in votes)
    approved = good > len(votes) - good
    problems = {problem: sum(vote.problem is problem for vote in votes) for problem in Problem}
    return {
        "id": given.id,
        "question": given.question.text,
        "asked_on": given.asked_at.date().isoformat(),
        "earlier": list(given.question.earlier),
        "answers": [given.short_answer] if approved and given.short_answer else [],
        "answer_in_articles": True if approved and not given.refused else None,
        "refused": given.refused,
        "good": good,
        "bad": len(votes) - good,
        "problems": {problem.value: count for problem, count in problems.items() if count},
        "comments": [vote.comment for vote in votes if vote.comment],
    }
