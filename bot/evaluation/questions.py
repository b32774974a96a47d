"""Questions whose answers are known."""

from __future__ import annotations

from typing import Any

from pydantic import field_validator, model_validator

from bot.records.answer_records import BatchQuestion


class EvalQuestion(BatchQuestion):
    """A line of a file for ``clippings eval``; other fields are ignored.

    answers: what has to be on screen, all of it; empty where the answer isn't known.
    answer_in_articles: can the indexed articles answer it? None: not known. A golden set may say
        ``refuse`` instead, which is the opposite.
    """

    answers: tuple[str, ...] = ()
    answer_in_articles: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_golden(cls, line: Any) -> Any:
        if isinstance(line, dict) and isinstance(line.get("refuse"), bool):
            return {"answer_in_articles": not line["refuse"]} | line
        return line

    @field_validator("answers", mode="before")
    @classmethod
    def _known(cls, answers: Any) -> Any:
        """Drop null and blank answers."""
        if not isinstance(answers, list):
            return [] if answers is None else answers
        return [answer for answer in answers if not isinstance(answer, str) or answer.strip()]

    @property
    def can_be_judged(self) -> bool:
        """Tell whether it is known what would be right: certain words, or a refusal."""
        return bool(self.answers) or self.answer_in_articles is False
