"""Two answers that both fit: another event of the same kind, or outlets that disagree."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from retrieval.answer import Differing
from retrieval.quoting.statement import is_correction
from retrieval.quoting.windows import Window

# A window further below the first one doesn't fit as well, whatever stands around it.
_WEAKER = 2.0
# Shares of a question's words this close are the same; this far apart, one tells of another event.
_AS_WELL, _CLEARLY = 0.02, 0.1
# Reports of one event are dated within so many days of each other.
_SAME_EVENT_DAYS = 3


class Relation(Enum):
    """How another window stands to a better one.

    COMPATIBLE: it says the same, gives no quantity, or fits the question less.
    CONFLICTING: it fits the question as well and gives another quantity.
    OVERRULING: it gives another quantity, and has clearly more of the question's words around it:
    "during the White House meeting" tells two calls apart, though both say how long they were.
    """

    COMPATIBLE = auto()
    CONFLICTING = auto()
    OVERRULING = auto()


class Conflicts:
    """Tells which windows of one answer conflict; each pair is compared once."""

    def __init__(self) -> None:
        """Begin with no pair compared."""
        self._relations: dict[tuple[Window, Window], Relation] = {}

    def relation(self, first: Window, other: Window) -> Relation:
        """Compare another window with the one of the best quote."""
        pair = first, other
        if pair not in self._relations:
            self._relations[pair] = _compare(first, other)
        return self._relations[pair]

    def conflict(self, first: Window, other: Window) -> bool:
        """Tell whether another window fits as well as the first one, and says something else."""
        return self.relation(first, other) is not Relation.COMPATIBLE

    def without_overruled(self, windows: Sequence[Window]) -> Sequence[Window]:
        """List windows from the best one of the event that is asked about.

        windows: best first.
        Returns: all of them, unless another overrules the first: those from that one on.
        """
        overruling = (
            at
            for at, window in enumerate(windows)
            if self.relation(windows[0], window) is Relation.OVERRULING
        )
        return windows[next(overruling, 0) :]

    def find_difference(self, shown: Sequence[Window]) -> Differing | None:
        """Tell how the first two windows shown differ, if they conflict.

        Returns: FIGURES if both are dated, and dated close together: reports of one event; else EVENTS.
        """
        if len(shown) < 2 or not self.conflict(*shown[:2]):
            return None
        first, other = shown[:2]
        day, other_day = first.article.published.first_day, other.article.published.first_day
        if day and other_day and abs((day - other_day).days) <= _SAME_EVENT_DAYS:
            return Differing.FIGURES
        return Differing.EVENTS


def _compare(first: Window, other: Window) -> Relation:
    if other.score < first.score - _WEAKER or other.context_coverage < first.context_coverage - _AS_WELL:
        return Relation.COMPATIBLE
    # Somebody else's, or of somewhere else.
    if other.signals.names < first.signals.names or not _quantities_differ(first, other):
        return Relation.COMPATIBLE
    if is_correction(_text(first)) or is_correction(_text(other)):
        return Relation.COMPATIBLE
    clearly = other.context_coverage > first.context_coverage + _CLEARLY
    if clearly:
        return Relation.OVERRULING
    # One article's two figures are of two things, not of two reports.
    return Relation.COMPATIBLE if first.article.id == other.article.id else Relation.CONFLICTING


def _text(window: Window) -> str:
    return window.article.text[window.span.start : window.span.end]


def _quantities_differ(first: Window, other: Window) -> bool:
    """Tell whether both windows give quantities, and none the same."""
    if not first.quantities or not other.quantities:
        return False
    return not any(one.equals(another) for one in first.quantities for another in other.quantities)
