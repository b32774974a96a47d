"""What people typed, as a question."""

from __future__ import annotations

import re
from datetime import date

from bot.discord.errors import MisunderstoodError
from retrieval.answer import Question

NO_DATE = "I can't read the date in “{option}”. Please write it as year-month-day, such as 2024-03-31."
BACKWARDS = "“since” ({since}) is after “until” ({until}). Please swap them."
TOO_LONG = "Please ask in at most {most} characters; that was {length}."
NO_QUESTION = "What would you like to know? Write your question after my name, or use /ask."

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
# Mentions, custom emoji, timestamps and the like: no words of a question.
_MARKUP = re.compile(r"<(?:@[!&]?|#|/[^<>]*:|a?:\w+:|t:-?|id:)[^<>\s]*>")


def asked(
    text: str, longest: int, *, since: str | None = None, until: str | None = None, outlet: str | None = None
) -> Question:
    """A question from what someone typed.

    text: the question.
    longest: the most characters that it may have.
    since, until: first and last day of publication, as typed.
    outlet: an outlet's name, as typed.
    Returns: the question.
    Raises: MisunderstoodError, with a text for the person who asked.
    """
    text = text.strip()
    if not text:
        raise MisunderstoodError(NO_QUESTION)
    if len(text) > longest:
        raise MisunderstoodError(TOO_LONG.format(most=longest, length=len(text)))
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise MisunderstoodError(BACKWARDS.format(since=first, until=last))
    outlet = outlet.strip() if outlet else None
    return Question(text, since=first, until=last, outlet=outlet or None, today=date.today())


def without_markup(content: str) -> str:
    """The words of a message.

    content: a message as Discord gives it.
    Returns: the same without mentions, custom emoji and timestamps.
    """
    return " ".join(_MARKUP.sub(" ", content).split())


def _day(option: str, typed: str | None) -> date | None:
    if typed is None or not typed.strip():
        return None
    if not _DAY.fullmatch(typed.strip()):
        raise MisunderstoodError(NO_DATE.format(option=option))
    year, month, day = map(int, typed.strip().split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        raise MisunderstoodError(NO_DATE.format(option=option)) from None
