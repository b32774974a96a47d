"""Online, reading only: from a question to an answer made of quotes, or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.answer import Answer, Question, Quote, Reason, Refusal

if TYPE_CHECKING:
    from retrieval.answerer import Answerer

__all__ = ["Answer", "Answerer", "Question", "Quote", "Reason", "Refusal"]


def __getattr__(name: str) -> object:
    # The answerer imports models' libraries for half a second, which whoever shows answers needn't wait for.
    if name == "Answerer":
        from retrieval.answerer import Answerer  # noqa: PLC0415

        return Answerer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
