"""What people typed, as a question."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from bot.service.errors import MisunderstoodError
from bot.service.markup import without_markup
from bot.service.typed_days import read_day
from retrieval.answer import Question


class QuestionOptions(TypedDict, total=False):
    """Holds what may be typed besides a question.

    since, until: first and last day of publication, as typed. locale: of whoever typed them.
    outlet: an outlet's name, as typed.
    earlier: what was asked before in the same talk, oldest first.
    """

    since: str | None
    until: str | None
    locale: str
    outlet: str | None
    earlier: tuple[str, ...]


def parse_question(text: str, longest: int, **options: Unpack[QuestionOptions]) -> Question:
    """Make a question of what someone typed.

    text: the question.
    longest: the most characters that it may have.
    Returns: the question.
    Raises: MisunderstoodError, with a text for the person who asked.
    """
    text = without_markup(text)
    if not text:
        raise MisunderstoodError("question-missing")
    if len(text) > longest:
        raise MisunderstoodError("question-too-long", most=longest, length=len(text))
    locale = options.get("locale", "")
    first, last = (
        read_day("since", options.get("since"), locale),
        read_day("until", options.get("until"), locale),
    )
    if first and last and first > last:
        raise MisunderstoodError("dates-backwards", since=first, until=last)
    outlet = (options.get("outlet") or "").strip() or None
    earlier = options.get("earlier", ())
    return Question(text, since=first, until=last, outlet=outlet, today=date.today(), earlier=earlier)
