"""What people typed, as a question."""

from __future__ import annotations

import re
from datetime import date
from typing import TypedDict, Unpack

from bot.service.errors import MisunderstoodError
from bot.service.typed_days import read_day
from retrieval.answer import Question

# Mentions, custom emoji, timestamps and the like: no words of a question.
_MARKUP = re.compile(r"<(?:@[!&]?|#|/[^<>]*:|a?:\w+:|t:-?|id:)[^<>\s]*>")
# How questions begin, in the languages that the bot speaks.
_ASKING = re.compile(
    r"(?:who|whom|whose|what|when|where|which|why|how|did|does|do|is|are|was|were|has|have|had|can|will"
    r"|wer|wen|wem|was|wann|wo|woher|wohin|welche[rsnm]?|warum|wieso|wie|hat|haben|ist|sind|war|waren"
    r"|qui|que|quoi|quand|où|quel(?:le)?s?|pourquoi|comment|combien|est-ce)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


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
    text = text.strip()
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


def without_markup(content: str) -> str:
    """Strip a message down to its words.

    content: a message as Discord gives it.
    Returns: the same without mentions, custom emoji and timestamps.
    """
    return " ".join(_MARKUP.sub(" ", content).split())


def is_question(text: str) -> bool:
    """Tell whether a message that isn't addressed to anyone asks something.

    text: its words.
    Returns: True where it ends in a question mark, or begins as questions do; two words ask too little.
    """
    enough = len(text.split()) >= _FEWEST_WORDS
    return enough and (text.rstrip(" )\"'”»").endswith("?") or _ASKING.match(text) is not None)
