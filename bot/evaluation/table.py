"""Lay out scores as rows of a table, each with its meaning in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.scores import Scores, Share
from bot.evaluation.thresholds import Outcome

MEANINGS = {
    "on_screen": "the answer is on screen",
    "on_screen_able": "the same, of questions that the articles answer",
    "on_screen_1": "the answer is in the first quote",
    "em": "the short answer is exactly the answer",
    "f1": "words that the short answer shares with the answer",
    "refused_able": "refused though the articles answer; lower is better",
    "refused_unable": "refused where they don't; higher is better",
    "auroc": "right has more confidence than wrong; 0.5 is chance",
    "calibration_error": "confidence is off by so much; lower is better",
    "words_shown": "words in the quotes of an answer, median",
    "not_verbatim": "quotes that aren't word for word; must be 0",
    "latency_p50": "milliseconds that half of the questions take at most",
    "latency_p95": "milliseconds that 95 % of them take at most",
}
OUTCOME_HEADINGS = ("answered", "right, of these", "refused able", "refused unable")
_UNKNOWN = "–"


@dataclass(frozen=True)
class Row:
    """A figure as it is shown.

    between: where it lies 19 times in 20; empty for what isn't a share.
    """

    name: str
    value: str
    between: str
    count: str
    meaning: str


def rows(scores: Scores) -> list[Row]:
    """Lay out all scores, in the order of ``MEANINGS``."""
    return [_row(name, getattr(scores, name), meaning) for name, meaning in MEANINGS.items()]


def outcome_cells(outcome: Outcome) -> list[str]:
    """Format what a threshold would do, under ``OUTCOME_HEADINGS``."""
    shares = (outcome.answered, outcome.right, outcome.refused_able, outcome.refused_unable)
    return [_UNKNOWN if share.value is None else f"{share.value * 100:.0f} %" for share in shares]


def _row(name: str, value: Share | float | None, meaning: str) -> Row:
    if isinstance(value, Share):
        between = "" if value.low is None else f"{value.low:.2f} – {value.high:.2f}"
        return Row(name, _decimal(value.value), between, f"{value.hits:,} of {value.of:,}", meaning)
    if value is not None and name.startswith(("words", "latency")):
        return Row(name, f"{value:,.0f}", "", "", meaning)
    return Row(name, _decimal(value), "", "", meaning)


def _decimal(value: float | None) -> str:
    return _UNKNOWN if value is None else f"{value:.3f}"
