"""Two answers that both fit: another event of the same kind, or outlets that disagree."""

from __future__ import annotations

import re

from retrieval.kinds import HEDGE, Kind
from retrieval.windows import Searched, Window, new_things

# Kinds that a pattern finds surely; names need a reader.
SURE_KINDS = frozenset({Kind.DURATION, Kind.MONEY, Kind.SHARE})

# A window further below the first one doesn't fit as well, whatever stands around it.
_WEAKER = 1.5
# Shares of a question's words this close are the same.
_AS_WELL = 0.02
_HEDGE = re.compile(HEDGE)


def are_rivals(searched: Searched, first: Window, other: Window) -> bool:
    """Does another window fit the question as well as the first one, and say something else?

    first: the window of the best quote.
    Returns: True where the question asks for a length of time, an amount or a share, both windows give
        some but none the same, and what stands around the other fits the question no worse.
    """
    fits = other.around >= first.around - _AS_WELL and other.score >= first.score - _WEAKER
    if searched.kind not in SURE_KINDS or not fits:
        return False
    said, also_said = _figures(searched, first), _figures(searched, other)
    return bool(said and also_said) and not said & also_said


def _figures(searched: Searched, window: Window) -> set[str]:
    """The things of the kind asked for, so written that "nearly 40-minute" is "about 40 minutes"."""
    text = window.article.text
    things = (text[span.start : span.end].lower() for span in new_things(searched, text, window.span))
    return {_HEDGE.sub("", thing).replace("-", " ").rstrip("s") for thing in things}
