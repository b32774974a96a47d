"""Answer a file of questions, for measuring."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from rich.console import Console
from rich.progress import track

from bot.records.answer_records import BatchAnswer, BatchQuestion, answer_record
from config.errors import ClippingsError
from config.wording import say_what_is_wrong
from retrieval.answerer import Answerer

Form = TypeVar("Form", bound=BatchQuestion)


class QuestionsError(ClippingsError):
    """A file of questions can't be used; the message names the line."""


def answer_batch(answerer: Answerer, questions: Path, output: Path) -> int:
    """Answer every question of a file, each as of the day it was asked.

    questions: JSON lines with ``id``, ``question`` and, if known, ``asked_on``.
    output: JSON lines, one answer each, in the same order.
    Returns: how many were answered or refused.
    Raises: QuestionsError naming the first line that is no question.
    """
    asked = read_questions(questions, BatchQuestion)
    console = Console(stderr=True)
    try:
        with output.open("w", encoding="utf-8") as lines:
            for item in track(asked, "answering", console=console, transient=True):
                started = time.perf_counter()
                answer = answerer.answer(item.as_asked())
                latency = round((time.perf_counter() - started) * 1000, 2)
                line = BatchAnswer(id=item.id, latency_ms=latency, **answer_record(answer).model_dump())
                lines.write(line.model_dump_json() + "\n")
    except OSError as error:
        raise QuestionsError(
            f"{output} can't be written: {error.strerror}. Name another --output."
        ) from error
    return len(asked)


def read_questions(path: Path, form: type[Form]) -> list[Form]:
    """Read a file of questions, one JSON object a line; blank lines don't count.

    form: what each line holds.
    Raises: QuestionsError naming the first line that doesn't.
    """
    return list(_read(path, form))


def _read(path: Path, form: type[Form]) -> Iterator[Form]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _parse(line, form, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path} can't be read: {error}. Name a file of JSON lines.") from error


def _parse(line: str, form: type[Form], where: str) -> Form:
    try:
        return form.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "the line"
        wrong = say_what_is_wrong(first, form.model_fields)
        raise QuestionsError(f"{where}: {name}: {wrong}. Correct that line.") from error
