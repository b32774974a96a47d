"""Held-out questions: what answers a third of them isn't indexed, and no article is in both halves."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.held_out import FAMILIES, HeldOutQuestion, holds, write_held_out
from training.material import MEASURED_ONLY, OPEN, is_held_out


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reading data in which each article answers one question; NewsQA's have no titles."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "reading" / "more").mkdir(parents=True)
    for family in FAMILIES:
        with gzip.open(folder / "reading" / (OPEN | MEASURED_ONLY)[family], "wt", encoding="utf-8") as file:
            for number in range(300):
                context = f"{family} {number}: the mayor of place {number} was Karin Holm {number}."
                answer = f"Karin Holm {number}"
                row = {
                    "title": "" if family == "newsqa" else f"{family} place {number}",
                    "question": f"Who was the mayor of place {number} of {family}?",
                    "context": context,
                    "answers": [{"text": answer, "start": context.index(answer)}],
                }
                file.write(json.dumps(row) + "\n")
    return folder


@pytest.fixture(scope="module")
def gathered(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[HeldOutQuestion]]:
    folder = tmp_path_factory.mktemp("held")
    return folder, write_held_out(shared, folder)


def test_only_what_is_answerable_is_indexed(gathered: tuple[Path, list[HeldOutQuestion]]) -> None:
    folder, questions = gathered
    texts = [json.loads(line)["text"] for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    for question in questions:
        name = question.question.removeprefix("Who was the mayor of ").split(" of ")[0]
        own = f"{question.family} {name.removeprefix('place ')}: "
        assert any(text.startswith(own) for text in texts) is question.answerable
    share = sum(question.answerable for question in questions) / len(questions)
    assert 0.55 < share < 0.8


def test_all_of_it_is_held_out(gathered: tuple[Path, list[HeldOutQuestion]]) -> None:
    for line in (gathered[0] / "articles.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        family = row["text"].split()[0]
        assert is_held_out(family, row["title"] or "", row["text"])


def test_no_article_is_in_both_halves(gathered: tuple[Path, list[HeldOutQuestion]]) -> None:
    folder, questions = gathered
    fitting, measuring = ({q.article for q in questions if q.fitting is half} for half in (True, False))
    assert fitting and measuring and not fitting & measuring
    asked = [json.loads(line)["id"] for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]
    assert asked == [question.id for question in questions if not question.fitting]


@pytest.mark.parametrize(
    ("text", "answers", "there"),
    [
        ("It was the Lindvik ferry.", ("Lindvik ferry",), True),
        ("It was the Lindvik ferry.", ("Tarbo", "lindvik"), True),
        ("It was the Lindvik ferry.", ("vik",), False),
        ("It was the Lindvik ferry.", ("the",), False),
    ],
)
def test_an_answer_stands_in_a_text(text: str, answers: tuple[str, ...], there: bool) -> None:
    assert holds(text, answers) is there
