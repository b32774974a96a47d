"""How high a message is on a phone: what doesn't fit its screen is scrolled past, buttons first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from rich.cells import cell_len

from bot.texts import Markdown

# A phone of 360 × 640 points, less the line that says who writes and the row of buttons.
ROOM = 555
# What a screen gives to lines of text; one is so high, and holds so many Latin letters.
_LINE, _SMALL_LINE = 21, 17
_LETTERS, _SMALL_LETTERS = 43, 54

_TARGET = re.compile(r"\]\(<[^>]*>\)")
# A command that can be clicked shows its name alone.
_COMMAND = re.compile(r"<(/[^:<>]+):\d+>")
_MARKS = re.compile(r"\\(?=.)|\*\*|<t:\d+(?=:)")


def height(blocks: Iterable[Markdown]) -> int:
    """Estimate how high blocks of text are on a phone, in points.

    blocks: Discord markdown.
    Returns: a little more than Discord's own client takes.
    """
    return sum(_line_height(line) for block in blocks for line in block.split("\n"))


def _line_height(line: str) -> int:
    is_small = line.startswith("-# ")
    letters, high = (_SMALL_LETTERS, _SMALL_LINE) if is_small else (_LETTERS, _LINE)
    plain = _COMMAND.sub(r"\1", _TARGET.sub("", line.removeprefix("-# ").removeprefix("> ")))
    shown = _MARKS.sub("", plain)
    return max(1, math.ceil(cell_len(shown) / letters)) * high
