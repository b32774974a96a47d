"""Finds figures in a sentence, each with what it counts, so that those of two sentences can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.article import Span
from index.text.tokens import stem
from retrieval.question.answer_type import AnswerType, find_mentions
from retrieval.quoting.quantities import Quantity, read_quantity


class Counted(StrEnum):
    """Whom a figure counts that later reports raise or mend."""

    DEAD = "dead"
    HURT = "hurt"
    MISSING = "missing"
    RESCUED = "rescued"
    HELD = "held"
    MOVED = "moved"
    ILL = "ill"


_WORDS = {
    Counted.DEAD: r"kill\w*|die[ds]?|dead|deaths?|toll|bodies|drown\w*|perish\w*|fatal\w*|lost their lives",
    Counted.HURT: r"injur\w*|hurt|wound\w*",
    Counted.MISSING: r"missing|unaccounted|trapped",
    Counted.RESCUED: r"rescued|survivors?|survived|saved|pulled (?:alive|from|out)",
    Counted.HELD: r"arrest\w*|detain\w*|in custody",
    Counted.MOVED: r"evacuat\w*|displaced|homeless|fled",
    Counted.ILL: r"infect\w*|fell ill|sickened|hospitali[sz]ed",
}
_COUNTED = re.compile("|".join(rf"\b(?P<{kind}>{words})\b" for kind, words in _WORDS.items()), re.IGNORECASE)
# How far from a figure what it counts may stand, in characters.
_NEAR, _OWN = 60, 25
_APART = re.compile(r"[;:.!?]|\b(?:but|while|who|which|when|before|after)\b")
# "Fourteen of them", "including three children": a part of what was counted before. "Five-storey": a kind.
_PART_AFTER = re.compile(
    r"\A(?:-[a-z]|\s(?:of (?:them|whom|those|the)|more\b|(?:\w+ )?children|women|minors)\b)",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|of (?:whom|the|its|their)|another|a further)\s+(?:at least |about |some )?\Z",
    re.IGNORECASE,
)
# Words that count nothing exactly.
_NO_FIGURE = re.compile(r"\W*(?:dozens?|hundreds?|thousands?|half)\W*\Z", re.IGNORECASE)
_NEXT_WORDS = re.compile(r"\A(?:[\s-]+([a-z][\w’'-]+))(?:[\s-]+([a-z][\w’'-]+))?(?:[\s-]+([a-z][\w’'-]+))?")
# What has a form of its own, which no plain number is.
_FORMS = (AnswerType.DURATION, AnswerType.MONEY, AnswerType.SHARE)
_NO_COUNTS = (AnswerType.AGE, AnswerType.DATE)


@dataclass(frozen=True)
class Figure:
    """A figure in a text.

    span: where it stands. counts: what it is of; only figures of the same are compared.
    grows: do later reports raise or mend it?
    """

    span: Span
    counts: str
    quantity: Quantity
    grows: bool = False

    @property
    def amount(self) -> float:
        """How much it is."""
        return self.quantity.amount or 0.0


def find_figures(text: str, sentence: Span) -> list[Figure]:
    """Find the figures of a sentence, in order.

    text: of an article. sentence: where it stands in that.
    Returns: those that say plainly what they count; parts of others ("three of them") are left out.
    """
    found: list[Figure] = []
    taken = [span for form in _NO_COUNTS for span in find_mentions(form, text, sentence)]
    for form in _FORMS:
        for span in find_mentions(form, text, sentence):
            if any(map(span.touches, taken)):
                continue
            taken.append(span)
            quantity = read_quantity(form, text[span.start : span.end])
            if quantity.amount is not None:
                found.append(Figure(span, form.name.lower(), quantity))
    numbers = [
        span for span in find_mentions(AnswerType.NUMBER, text, sentence) if not any(map(span.touches, taken))
    ]
    for place, span in enumerate(numbers):
        before = numbers[place - 1] if place else None
        after = numbers[place + 1].start if place + 1 < len(numbers) else sentence.end
        if figure := _counting(text, span, sentence.start, after, before):
            found.append(figure)
    return sorted(found, key=lambda figure: figure.span)


def _counting(text: str, span: Span, start: int, end: int, before: Span | None) -> Figure | None:
    """Make a figure of a number.

    start, end: between which stands what it may count. before: the number before it in the sentence.
    """
    said = text[span.start : span.end]
    quantity = read_quantity(AnswerType.NUMBER, said)
    left = text[max(before.end if before else start, span.start - _NEAR) : span.start]
    right = text[span.end : min(end, span.end + _NEAR)]
    is_vague = _NO_FIGURE.fullmatch(said) is not None
    if quantity.amount is None or is_vague or _PART_AFTER.search(right) or _PART_BEFORE.search(left):
        return None
    # "Three dead and five badly hurt": what stands between two figures is of the first, where the second has
    # its own.
    own = _counted("", right[:_OWN]) if before else None
    kind = own or _counted(left, right)
    if kind:
        return Figure(span, kind, quantity, grows=True)
    words = _NEXT_WORDS.match(right)
    things = [word for word in (words.groups() if words else ()) if word and word.endswith("s")]
    return Figure(span, stem(things[0]), quantity) if things else None


def _counted(left: str, right: str) -> str | None:
    """Find what is counted: the nearest word for it on either side."""
    left = _APART.split(left)[-1]
    right = _APART.split(right)[0]
    nearest: tuple[int, str] | None = None
    for match in _COUNTED.finditer(right):
        nearest = (match.start(), match.lastgroup or "")
        break
    for match in _COUNTED.finditer(left):
        distance = len(left) - match.end()
        if nearest is None or distance < nearest[0]:
            nearest = (distance, match.lastgroup or "")
    return nearest[1] if nearest else None
