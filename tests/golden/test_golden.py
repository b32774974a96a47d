"""A golden set of questions over the examples and the seeds, with floors that may only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from retrieval.answer import Answer
from retrieval.answerer import Answerer
from retrieval.reading.squad import answer_words
from tests.conftest import SHARED

QUESTIONS = Path(__file__).with_name("questions.jsonl")

# Shares of the questions of a corpus. Reached when last measured: see docs/quality.md.
FLOORS = {
    "examples": {"shown": 0.77, "first": 0.70, "refused": 0.80, "far refused": 1.0},
    "seeds": {"shown": 0.77, "first": 0.66, "refused": 0.71, "far refused": 1.0},
}


class Golden(BaseModel):
    """A question, with what its quotes must hold or why it must be refused."""

    id: str
    corpus: str
    question: str
    refuse: bool
    answers: list[str] = []
    article: str | list[str] = []
    why: str = ""


def holds(text: str, answers: list[str]) -> bool:
    words = f" {' '.join(answer_words(text))} "
    return all(f" {' '.join(answer_words(answer))} " in words for answer in answers)


def share(verdicts: list[bool]) -> float:
    return sum(verdicts) / len(verdicts)


def goldens(corpus: str) -> list[Golden]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [golden for golden in map(Golden.model_validate_json, lines) if golden.corpus == corpus]


@pytest.mark.parametrize("corpus", FLOORS)
def test_floors(corpus: str, request: pytest.FixtureRequest) -> None:
    if corpus == "seeds" and not SHARED.is_dir():
        pytest.skip("the real articles in ../shared come with the developers' checkout only")
    answerer: Answerer = request.getfixturevalue("answerer" if corpus == "examples" else "seed_answerer")
    shown: list[bool] = []
    first: list[bool] = []
    refused: dict[str, list[bool]] = {"near": [], "far": []}
    failures: list[str] = []
    for golden in goldens(corpus):
        answer = answerer.answer(golden.question)
        texts = [quote.text for quote in answer.quotes] if isinstance(answer, Answer) else []
        if golden.refuse:
            refused["far" if golden.why.startswith("far") else "near"].append(not texts)
        else:
            shown.append(any(holds(text, golden.answers) for text in texts))
            first.append(bool(texts) and holds(texts[0], golden.answers))
        if bool(texts) == golden.refuse or not (golden.refuse or shown[-1]):
            failures.append(f"{golden.id} ({answer.confidence:.2f}): {golden.question}")
    reached = {
        "shown": share(shown),
        "first": share(first),
        "refused": share(refused["near"] + refused["far"]),
        "far refused": share(refused["far"]),
    }
    print(json.dumps(reached), *failures, sep="\n")
    below = {name: value for name, value in reached.items() if value < FLOORS[corpus][name]}
    assert not below, "\n".join(failures)


def test_the_set_is_large_and_mixed_enough() -> None:
    everything = [golden for corpus in FLOORS for golden in goldens(corpus)]
    assert len(everything) >= 219
    assert len({golden.id for golden in everything}) == len(everything)
    assert sum(golden.why.startswith("near") for golden in everything) >= 66
    assert all(bool(golden.answers) != golden.refuse for golden in everything)
