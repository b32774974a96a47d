"""Tells the day that "tomorrow" or "on Tuesday" means in an article, as far as its date tells."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from index.article import Precision, Published
from retrieval.question.vocabulary import WEEKDAY, WEEKDAYS

_PARTS = r"(?:morning|afternoon|evening|night)"
_SAID = re.compile(
    r"\W*(?:(?:on|late|early|the|of|in)\s)*"
    rf"(?:(?P<near>today|tonight|this {_PARTS}|yesterday|last night|tomorrow)(?:\s{_PARTS})?"
    rf"|(?P<way>last|next|this|coming)?\s?(?P<weekday>{WEEKDAY})(?:\s{_PARTS})?)\W*",
    re.IGNORECASE,
)
_NEAR = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) (?:due|to|set|expected|scheduled|likely)|due|plans?|planned"
    r"|scheduled|starts|begins|opens|takes place|until|from|ahead)\b",
    re.IGNORECASE,
)
# At these hours, in UTC, it is the same day nearly everywhere that people write.
_SAME_DAY_HOURS = range(8, 16)


def find_day(words: str, sentence: str, published: Published) -> date | None:
    """Find the day that words mean in a sentence of an article.

    words: such as "on Tuesday", "tomorrow morning". sentence: tells whether it looks ahead.
    Returns: the day; None where the words aren't of that kind, or the date of the article doesn't tell.
    """
    said, day = _SAID.fullmatch(words), published.first_day
    if not said or day is None or published.precision not in (Precision.MOMENT, Precision.DAY):
        return None
    if said["near"]:
        return day + timedelta(_NEAR.get(said["near"].lower(), 0)) if _is_local(published) else None
    ahead = (WEEKDAYS.index(said["weekday"][:3].lower()) - day.weekday()) % 7
    way = (said["way"] or "").lower()
    if way == "last":
        return day + timedelta(ahead - 7)
    if way in {"next", "coming"} or _AHEAD.search(sentence):
        return day + timedelta(ahead or 7 * (way == "next"))
    return day + timedelta(ahead - 7 if ahead else 0)


def _is_local(published: Published) -> bool:
    """Tell whether the day of publication is that of who wrote, wherever that was."""
    if published.precision is Precision.DAY:
        return True
    return datetime.fromisoformat(published.iso).hour in _SAME_DAY_HOURS
