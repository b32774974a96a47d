"""Outlets as people type them."""

from __future__ import annotations

from rapidfuzz import fuzz, process, utils

from bot.discord.views.markdown import one_line
from bot.discord.views.render import LONGEST_NAME
from bot.service.errors import UserError
from retrieval.browse import Overview

# How alike a name has to be to what was typed, of 100, and how many such names are told.
_ALIKE, _MOST_ALIKE = 70.0, 3


def indexed_outlet(typed: str, overview: Overview) -> str:
    """Find the outlet of a name, upper and lower case alike.

    Returns: its name as it is indexed.
    Raises: UserError where there is none, with names that are alike.
    """
    for summary in overview.outlets:
        if summary.outlet and summary.outlet.casefold() == typed.casefold():
            return summary.outlet
    alike = outlets_alike(typed, overview)
    shown = one_line(typed, LONGEST_NAME)
    if not alike:
        raise UserError("outlet-unknown", outlet=shown)
    near = ", ".join(f"**{one_line(name, LONGEST_NAME)}**" for name in alike)
    raise UserError("outlet-misspelled", outlet=shown, near=near)


def outlets_alike(typed: str, overview: Overview) -> list[str]:
    """List the few indexed outlets whose names are most like what was typed, the likest first."""
    names = [summary.outlet for summary in overview.outlets if summary.outlet]
    found = process.extract(
        typed,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=_MOST_ALIKE,
    )
    return [name for name, _, _ in found]
