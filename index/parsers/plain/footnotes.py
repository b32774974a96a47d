"""Footnotes in Markdown: "a word[^1]", and "[^1]: what is said of it" elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"\[\^(?P<name>[^\]\s]{1,40})\]"
_NOTE = re.compile(rf" {{0,3}}{_NAME}:(?=\s|$)")
_MARK = re.compile(rf"{_NAME}(?!:)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_INDENTED = ("    ", "\t")


def without_footnotes(source: str) -> str:
    """Leave out of a text in Markdown its footnotes, and the marks that lead to them.

    source: the text. What only looks like a mark, as no note belongs to it, stays, and so does code.
    """
    if "[^" not in source:
        return source
    lines = source.split("\n")
    notes = dict(_notes(lines))
    names = set(notes.values())
    return "\n".join(
        _MARK.sub(lambda mark: "" if mark["name"] in names else mark[0], line) if is_prose else line
        for number, (line, is_prose) in enumerate(zip(lines, _prose(lines), strict=True))
        if number not in notes
    )


def _notes(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Give the number of each line that belongs to a note, and the note's name."""
    name, is_below_blank = "", False
    for number, (line, is_prose) in enumerate(zip(lines, _prose(lines), strict=True)):
        is_blank = not line.strip()
        if is_prose and (found := _NOTE.match(line)):
            name = found["name"]
        elif is_below_blank and not is_blank and not line.startswith(_INDENTED):
            # A paragraph of a note is indented; a line that goes on with one needn't be.
            name = ""
        if name and not is_blank:
            yield number, name
        is_below_blank = is_blank


def _prose(lines: list[str]) -> Iterator[bool]:
    """Tell of each line whether it is none of a block of code."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        yield not (fence or found)
        if found:
            fence = "" if fence == found[1] else fence or found[1]
