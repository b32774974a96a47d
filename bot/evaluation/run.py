"""A whole evaluation, from a file of questions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import track

from bot.evaluation.cases import Case, ask_all
from bot.evaluation.evaluation import Evaluation
from bot.evaluation.questions import EvalQuestion
from bot.records.batch import QuestionsError, read_questions
from config.extras import require_extra
from config.settings import AnswerSettings
from index.snapshot.snapshot import Snapshot


def evaluate(questions: Path, snapshot: Snapshot, settings: AnswerSettings) -> Evaluation:
    """Ask every question of a file, with a progress bar.

    Raises: QuestionsError naming the first line that is no question, or that there is none.
    """
    asked = read_questions(questions, EvalQuestion)
    if not asked:
        raise QuestionsError(f"{questions} holds no question. Give one as JSON on each line.")
    answering: Iterable[Case] = track(
        ask_all(asked, snapshot, settings),
        "answering",
        total=len(asked),
        console=Console(stderr=True),
        transient=True,
    )
    manifest = snapshot.manifest
    title = (
        f"{questions.name}: {len(asked):,} questions, {manifest.articles:,} articles"
        f" (snapshot {snapshot.name}), threshold {settings.threshold:.2f}"
    )
    return Evaluation(title, tuple(answering), settings.threshold)


def check_report(path: Path) -> None:
    """Check before minutes of answering that a report can be made; an older one stays as it is.

    path: where it would go.
    Raises: MissingExtraError without the libraries that draw it; QuestionsError if it can't be written there.
    """
    require_extra("eval", "The report page", "jinja2")
    existed = path.exists()
    _write(path, "", "a")
    if not existed:
        path.unlink()


def write_report(evaluation: Evaluation, path: Path) -> None:
    """Write the report as one page of HTML.

    Raises: QuestionsError if it can't be written.
    """
    # matplotlib takes a second to import, and an installation may lack jinja2; only a report needs them.
    from bot.evaluation.report import as_html  # noqa: PLC0415

    _write(path, as_html(evaluation), "w")


def _write(path: Path, page: str, mode: Literal["a", "w"]) -> None:
    try:
        with path.open(mode, encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise QuestionsError(f"{path} can't be written: {error.strerror}. Name another --report.") from error
