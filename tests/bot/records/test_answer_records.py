"""Answers as JSON."""

from __future__ import annotations

import json

import pytest

from bot.records.answer_records import BatchAnswer, answer_record
from retrieval.answer import LIKELY, SURE, Question, Reason, Refusal
from tests.bot.evaluation.sample_cases import answer, quote
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("confidence", "sureness"), [(SURE, "sure"), (LIKELY, "likely"), (0.23456789, "perhaps")]
)
def test_how_sure_an_answer_is_stands_there_as_number_and_word(confidence: float, sureness: str) -> None:
    given = answer_record(answer(quote("It opened."), confidence=confidence))
    written = json.loads(given.model_dump_json())
    assert (written["confidence"], written["sureness"]) == (round(confidence, 4), sureness)


def test_a_refusal_has_a_confidence_and_no_word_for_it() -> None:
    given = answer_record(Refusal(Question("Who?"), Reason.NOT_FOUND, confidence=0.05))
    assert (given.confidence, given.sureness) == (0.05, None)


def test_the_docs_have_every_field() -> None:
    page = (ROOT / "docs/answers.md").read_text(encoding="utf-8")
    record = answer_record(answer(quote("It opened.")))
    fields = [*BatchAnswer.model_fields, *type(record.quotes[0]).model_fields]
    assert [field for field in fields if field != "id" and f"`{field}`" not in page] == []
