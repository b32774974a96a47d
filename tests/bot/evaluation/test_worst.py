"""Which cases are named, and in what order."""

from __future__ import annotations

from bot.evaluation.worst import worst_cases
from tests.bot.evaluation.sample_cases import answer, case, quote

RIGHT, WRONG = quote("It opened on Friday."), quote("It rained.")


def test_each_case_stands_where_it_belongs() -> None:
    cases = [
        case(answer(WRONG, confidence=0.4), "Friday", number=1),
        case(answer(WRONG, confidence=0.9), able=False, number=2),
        case(None, "Friday", held_back=answer(WRONG, confidence=0.18), number=3),
        case(None, "Friday", held_back=answer(RIGHT, confidence=0.11), number=4),
        case(answer(WRONG, WRONG, RIGHT), "Friday", number=5),
        case(answer(WRONG, RIGHT), "Friday", number=6),
        case(answer(RIGHT), "Friday", able=False, number=7),
        case(None, able=False, number=8),
        case(answer(WRONG), able=None, number=9),
        case(None, "Friday", able=None, number=10),
    ]
    groups = [[case.question.id for case in group.cases] for group in worst_cases(cases)]
    assert groups == [[2, 1], [4, 3], [5], [7]]
