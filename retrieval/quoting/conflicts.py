"""Two answers that both fit: another event of the same kind, or outlets that disagree."""

from __future__ import annotations

from retrieval.answer import Differing
from retrieval.question.answer_type import SURE_KINDS
from retrieval.quoting.quantities import same_figure
from retrieval.quoting.windows import Searched, Window, new_things

# A window further below the first one doesn't fit as well, whatever stands around it.
_WEAKER = 2.0
# Shares of a question's words this close are the same; this far apart, one tells of another event.
_AS_WELL, _CLEARLY = 0.02, 0.1
# Reports of one event are dated within so many days of each other.
_SAME_EVENT_DAYS = 3


def are_rivals(searched: Searched, first: Window, other: Window) -> bool:
    """Does another window fit the question as well as the first one, and say something else?

    first: the window of the best quote.
    Returns: True where the question asks for a length of time, an amount or a share, both windows give
        some but none the same, and what stands around the other fits the question no worse.
    """
    fits = other.around >= first.around - _AS_WELL and other.score >= first.score - _WEAKER
    return fits and _say_differently(searched, first, other)


def which_is_meant(searched: Searched, windows: list[Window]) -> Window:
    """The best window; or, where that tells of another event than the one asked about, the best of that one.

    windows: best first; at least one.
    Returns: the first window, unless one gives another figure and has clearly more of the question's words
        around it: "during the White House meeting" tells two calls apart, though both say how long they were.
    """
    first = windows[0]
    return next(
        (
            other
            for other in windows
            if other.score >= first.score - _WEAKER
            and other.around > first.around + _CLEARLY
            and _say_differently(searched, first, other)
        ),
        first,
    )


def find_difference(searched: Searched, shown: list[Window]) -> Differing | None:
    """How the first two windows shown differ, if they are rivals.

    Returns: FIGURES if both are dated, and dated close together: reports of one event; else EVENTS.
    """
    if len(shown) < 2 or not are_rivals(searched, *shown[:2]):
        return None
    first, other = shown[:2]
    day, other_day = first.article.published.first_day, other.article.published.first_day
    if day and other_day and abs((day - other_day).days) <= _SAME_EVENT_DAYS:
        return Differing.FIGURES
    return Differing.EVENTS


def _say_differently(searched: Searched, first: Window, other: Window) -> bool:
    kind = searched.kind
    if kind is None or kind not in SURE_KINDS:
        return False
    said, also_said = _figures(searched, first), _figures(searched, other)
    if not said or not also_said:
        return False
    return not any(same_figure(kind, one, another) for one in said for another in also_said)


def _figures(searched: Searched, window: Window) -> list[str]:
    """The things of the kind asked for; those that the reader takes for the answer, if it takes some."""
    text = window.article.text
    things = new_things(searched, text, window.span)
    claim = window.claim
    answering = [thing for thing in things if claim and thing.touches(claim.span)]
    return [text[thing.start : thing.end] for thing in answering or things]
