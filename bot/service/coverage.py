"""Which days the indexed articles are from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retrieval.browse import Overview


@dataclass(frozen=True)
class Coverage:
    """Holds the days of the oldest and the newest article."""

    first: date
    last: date


def coverage(overview: Overview, outlet: str | None = None) -> Coverage | None:
    """Work out the days that articles are from.

    outlet: of this one alone, upper and lower case alike.
    Returns: None where no article has a date.
    """
    wanted = None if outlet is None else outlet.casefold()
    counted = [one for one in overview.outlets if wanted in (None, (one.outlet or "").casefold())]
    first = [one.first for one in counted if one.first]
    last = [one.last for one in counted if one.last]
    return Coverage(min(first), max(last)) if first and last else None
