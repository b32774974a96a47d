"""No pattern for answers costs more than in proportion to the text, whatever somebody prints."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest

from index.article import Article, Span
from retrieval.question.answer_type import AnswerType, find_mentions
from retrieval.quoting.attribution import make_whole
from retrieval.quoting.namesakes import is_of_namesake
from retrieval.quoting.voices import find_voice

NASTY = ["1,", "1.", "9", "two ", "two-", "hundred ", "1 million ", "$1,", "about ", "A.", "Mar. ", "1-"]


NASTY_SPEECH = [
    *(
        "'a ",
        "‘a ",
        "a’ ",
        "‘a’ ",
        '"a ',
        "“a ",
        "'",
        "’’ ",
        "– I ",
        "– I a.\n",
        "\n‘a",
        "A A ",
        "— A B ",
        "A: ",
    ),
    *(
        "A: b.\n",
        "A B C D E ",
        "— A Bc\n",
        "she wrote:\n",
        "wrote ",
        "Dear A,\n",
        "Yours\n",
        "he said ",
        ", said ",
    ),
    *("A (b", "A: B: ", "Mr. A.: "),
]


def seconds(run: Callable[[], object]) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("answer_type", AnswerType)
@pytest.mark.parametrize("piece", NASTY)
def test_four_times_the_text_costs_no_square(answer_type: AnswerType, piece: str) -> None:
    """A square would be sixteen times; the bound leaves room for a noisy machine."""

    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        return seconds(lambda: find_mentions(answer_type, text, Span(0, len(text))))

    assert cost(64_000) < 10 * cost(16_000) + 0.02


@pytest.mark.parametrize("piece", NASTY_SPEECH)
def test_four_times_the_speech_costs_no_square(piece: str) -> None:
    def cost(length: int) -> float:
        numbers = itertools.count()

        def run() -> None:
            # Each text is new, so that nothing is remembered.
            text = f"{next(numbers)} {length} {piece * (length // len(piece))}"
            find_voice(text, Span(0, 1))
            make_whole(text, [Span(0, 1)], 0, 0, 60)

        return seconds(run)

    assert cost(64_000) < 10 * cost(16_000) + 0.02


@pytest.mark.parametrize("piece", ["Aa ", "A’", "Ab-", "Dahlin Dahlin ", "Éé ", "a"])
def test_four_times_the_names_cost_no_square(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        question = f"Why did Petter Dahlin resign? {text[:300]}"
        return seconds(lambda: is_of_namesake(question, Article("1", text)))

    assert cost(64_000) < 10 * cost(16_000) + 0.02
