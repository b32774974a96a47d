"""Text that was broken into lines of one width, as in mails, made whole again."""

from __future__ import annotations

import re
from itertools import pairwise

_WIDTHS = range(40, 101)
_LISTED = re.compile(r"[-*•–—·]\s|\d+[.)]\s")
_ENDED = re.compile(r"[.!?:;]['\"”’)\]]*$")
# Of the places where a line might have been broken, at least this share goes on in lower case.
_LEAST_SHARE = 0.25


def unwrap(lines: list[str]) -> list[str]:
    """Join lines that end only because the next word wouldn't have fitted.

    lines: a text's lines, empty ones included.
    Returns: the lines, each a whole paragraph; unchanged unless the text is plainly wrapped.
    """
    width = max(map(len, lines), default=0)
    if width not in _WIDTHS:
        return lines
    breaks = [_is_break(line, after, width) for line, after in pairwise(lines)]
    going_on = sum(broken and after[0].islower() for broken, after in zip(breaks, lines[1:], strict=True))
    pairs = sum(bool(line and after) for line, after in pairwise(lines))
    if not going_on or going_on < _LEAST_SHARE * pairs:
        return lines
    joined = lines[:1]
    for broken, line in zip(breaks, lines[1:], strict=True):
        if broken:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _is_break(line: str, after: str, width: int) -> bool:
    if not line or not after or _ENDED.search(line) or _LISTED.match(after):
        return False
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
