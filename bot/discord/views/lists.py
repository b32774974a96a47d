"""Lists that fit into a message, however long their lines are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.views.markdown import item
from bot.discord.views.render import size
from bot.texts import Markdown, Texts

# Lines that can be counted at the end: their number has so few digits.
_WIDEST_COUNT = 9_999


def fitting(texts: Texts, lines: Sequence[Markdown], room: int) -> list[Markdown]:
    """Choose the first lines, as many as fit into some characters, and count the others.

    lines: each without its newline.
    Returns: those that fit; a line on how many more there are, where some don't.
    """
    if size(lines) + len(lines) <= room:
        return list(lines)
    left = room - size([item(texts("setup-and-more", count=_WIDEST_COUNT))])
    kept: list[Markdown] = []
    for line in lines:
        left -= size([line]) + 1
        if left < 0:
            break
        kept.append(line)
    return [*kept, item(texts("setup-and-more", count=len(lines) - len(kept)))]
