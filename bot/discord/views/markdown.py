"""Foreign text as Discord markdown that shows it as it is, and does nothing else.

Whatever an article holds (markdown, mentions, links, timestamps, custom emoji, control
characters), a reader sees its letters and nothing happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# All that ends a line somewhere: left in, they would end a block quote early.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Characters without a shape of their own: controls, soft hyphen, zero width, bidirectional
# overrides and isolates, interlinear marks, tags. They can hide text or show it in another order.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Joiners have a use inside some scripts and emoji: kept alone between two characters that aren't ASCII.
_STRAY_JOINERS = re.compile(
    "[\u200c\u200d]{2,}|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Applied in this order.
_CHANGES = ((_LINE_ENDS, "\n"), (_INVISIBLE, ""), (_STRAY_JOINERS, ""), (_SURROGATES, "\ufffd"))

# "/" makes links and invites, "<" mentions, timestamps, emoji and commands, "@" mentions, "[" masked
# links, "#" headings and channels; the first ":" of ":name:" makes an emoji.
_SPECIAL = re.compile(r"[\\*_~|`<>@#\[\]/]|:(?=[^\s:]+:)")
# What starts a list or small print at the head of a line ("#" and ">" are escaped everywhere).
_LINE_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")


def visible(text: str) -> str:
    """Strip a text to the characters that a reader sees.

    text: any text.
    Returns: the text without invisible and reordering characters, every line end as a newline.
    """
    for pattern, new in _CHANGES:
        text = pattern.sub(new, text)
    return text


def escape(text: str) -> str:
    """Escape a text, one line or several, so that its characters all show as they are.

    text: any text.
    Returns: Discord markdown.
    """
    return "\n".join(_escape_line_start(_escape(line)) for line in visible(text).split("\n"))


def one_line(text: str, longest: int) -> str:
    """Put a text on one line, cut where it is too long (only for what isn't quoted: titles, names).

    text: any text.
    longest: characters kept, before escaping.
    Returns: Discord markdown without a newline.
    """
    line = " ".join(visible(text).split())
    return escape(line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…")


def bold(text: str) -> str:
    """Put a text in bold on one line.

    text: any text.
    Returns: Discord markdown.
    """
    return _bold(" ".join(visible(text).split()))


def block_quote(pieces: Iterable[tuple[str, bool]]) -> str:
    """Make a text a block quote; every line of it stays inside.

    pieces: the text in order, cut into (piece, is it bold?).
    Returns: Discord markdown, each line with ``> `` before it.
    """
    return "\n".join(f"> {_line(line)}" for line in _lines(pieces))


def masked_link(label: str, url: str) -> str:
    """Put a link behind a label.

    label: what to show; our own words, no article's.
    url: where it leads, as ``bot.links`` gives it.
    Returns: Discord markdown.
    """
    return f"[{label}]({url})"


def _lines(pieces: Iterable[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """Sort the pieces into lines; neighbours of the same kind joined, so that no ``****`` arises."""
    kinds: list[bool] = []
    texts: list[str] = []
    for text, is_bold in pieces:
        texts.append(text)
        kinds += [is_bold] * len(text)
    # What is invisible is judged over the whole text: a joiner's neighbour may be in the next piece.
    whole, kinds = _visible_marked("".join(texts), kinds)
    lines: list[list[tuple[str, bool]]] = [[]]
    for character, is_bold in zip(whole, kinds, strict=True):
        if character == "\n":
            lines.append([])
        elif lines[-1] and lines[-1][-1][1] == is_bold:
            lines[-1][-1] = (lines[-1][-1][0] + character, is_bold)
        else:
            lines[-1].append((character, is_bold))
    return lines


def _visible_marked(text: str, kinds: list[bool]) -> tuple[str, list[bool]]:
    """Apply ``visible`` to a text, and keep the kinds of the characters that are left."""
    for pattern, new in _CHANGES:
        left: list[bool] = []
        at = 0
        for match in pattern.finditer(text):
            left += kinds[at : match.start()] + kinds[match.start() : match.start() + len(new)]
            at = match.end()
        kinds = left + kinds[at:]
        text = pattern.sub(new, text)
    return text, kinds


def _line(pieces: list[tuple[str, bool]]) -> str:
    line = "".join(_bold(text) if is_bold else _escape(text) for text, is_bold in pieces)
    return _escape_line_start(line)


def _bold(text: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}**{_escape(inner)}**{after}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escape_line_start(line: str) -> str:
    start = _LINE_START.match(line)
    if start is None:
        return line
    space, mark = start.groups()
    rest = line[start.end() :]
    return f"{space}{mark}\\{rest}" if mark.isdigit() else f"{space}\\{mark}{rest}"
