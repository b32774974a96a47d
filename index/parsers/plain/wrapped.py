"""Lines that end only because the next word wouldn't have fitted."""

from __future__ import annotations

import re
from itertools import pairwise

from index.parsers.plain.headline import LISTED

# Ends a line whose last word goes on in the next, in the place of a hyphen; or, behind a space, its sentence.
BROKEN = "\ue002"
# A text whose longest line is so long may be broken into lines of one width; longer ones are paragraphs.
_NARROWEST, _WIDEST = 25, 140
# Narrower columns are those of papers, if they go on for so many lines, or verse.
_NARROW, _FEWEST_NARROW = 40, 4
_ENDED = re.compile(r"[.!?:;]['\"”’)\]]*\Z")
_ABBREVIATED = re.compile(
    r"\b(?:Mrs?|Ms|Messrs|Dr|Prof|Gen|Col|Capt|Maj|Lt|Sgt|Sen|Rep|Gov|Rev|Hon|St|No|vs|approx|[A-Z])\.\Z"
)
# Of the places where a line might have been broken, at least this share goes on in lower case.
_LEAST_GOING_ON = 0.25
# Letters have widths of their own: of lines that are full, nine of ten have this share of the longest.
_EVEN, _MOST_UNEVEN = 0.7, 0.1
# What goes on in lower case may stand below a shorter line.
_LEAST_LENGTH = 0.6
_HYPHEN_ENDS = re.compile(r"[^\W_][-‐]\Z")
SUSPENDED = re.compile(r"(?:and|or|und|oder|bis)\b")


def unwrap(lines: list[str]) -> list[str]:
    """Join lines that end only because the next word wouldn't have fitted, or ends on the next.

    lines: a text's lines, empty ones included.
    Returns: the lines, each a whole paragraph; unchanged unless the text is plainly wrapped.
    """
    full, width = _full(lines)
    first = next((number for number, line in enumerate(lines) if line), 0)
    joined = [[line] for line in lines[:1]]
    for number, (line, after) in enumerate(pairwise(lines)):
        # A headline may stand right above its text.
        least = width + 1 if number == first else min(full, width + 1)
        if line.endswith(BROKEN) or (full and _is_break(line, after, least, _LEAST_LENGTH * width)):
            joined[-1] += [_between(line, after), after]
        else:
            joined.append([after])
    return [join_broken("".join(pieces)) for pieces in joined]


def join_broken(text: str) -> str:
    """Put the parts of broken words together, in a text whose lines are joined by spaces."""
    return text.replace(f"{BROKEN} ", "").replace(BROKEN, "") if BROKEN in text else text


def _full(lines: list[str]) -> tuple[int, int]:
    """Find the length of a wrapped text's lines that are full, and its width.

    Returns: the length is that with the next line's first word, and 0 where the text isn't wrapped.
    """
    width = _width(lines)
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    lengths = sorted(_length(*pair) for pair in pairs if _goes_on(*pair))
    fewest = max(1 if width >= _NARROW else _FEWEST_NARROW, _LEAST_GOING_ON * len(pairs))
    if width < _NARROWEST or len(lengths) < fewest:
        return 0, width
    full = lengths[int(_MOST_UNEVEN * len(lengths))]
    if any(line.endswith(BROKEN) for line in lines):
        return min(full, int(_EVEN * width)), width
    return (full if full >= _EVEN * width else 0), width


def _width(lines: list[str]) -> int:
    """Find the width that a text may have been broken at; 0 where most of it stands in long lines."""
    lengths = [len(line) for line in lines]
    short = [length for length in lengths if length <= _WIDEST]
    return max(short, default=0) if 2 * sum(short) >= sum(lengths) else 0


def _is_break(line: str, after: str, full: float, least: float) -> bool:
    """Tell whether a line ends only for want of room.

    full: the characters, with the word that follows, of a line without room.
    least: the same of a line that goes on in lower case.
    """
    if not line or not after or LISTED.match(after):
        return False
    return _length(line, after) >= (least if _goes_on(line, after) else full) and not line.endswith(":")


def _goes_on(line: str, after: str) -> bool:
    return after[0].islower() and not _has_ended(line)


def _has_ended(line: str) -> bool:
    return _ENDED.search(line[-10:]) is not None and not _ABBREVIATED.search(line[-10:])


def _length(line: str, after: str) -> int:
    return len(line) + 1 + len(after[: _WIDEST + 1].split(maxsplit=1)[0])


def _between(line: str, after: str) -> str:
    """Tell what stands between two lines that are joined: nothing behind the hyphen of a compound."""
    return "" if _HYPHEN_ENDS.search(line[-2:]) and after[0].isalnum() and not SUSPENDED.match(after) else " "
