"""Outlets by the names that people type."""

from __future__ import annotations

from rapidfuzz import fuzz, process, utils

from retrieval.browse import Overview

# How alike a name has to be to what was typed, of 100, and how many such names are told.
_ALIKE, _MOST_ALIKE = 70.0, 3


def indexed_outlet(typed: str, overview: Overview) -> str | None:
    """Find the outlet of a name, upper and lower case alike.

    Returns: its name as it is indexed; None where there is none.
    """
    wanted = typed.strip().casefold()
    names = (one.outlet for one in overview.outlets if one.outlet)
    return next((name for name in names if name.casefold() == wanted), None)


def outlets_alike(typed: str, overview: Overview) -> list[str]:
    """List the few indexed outlets whose names are most like what was typed, the likest first."""
    names = [one.outlet for one in overview.outlets if one.outlet]
    found = process.extract(
        typed,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=_MOST_ALIKE,
    )
    return [name for name, _, _ in found]
