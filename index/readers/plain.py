"""Articles in plain text files."""

from __future__ import annotations

import re
from dataclasses import replace

from index.readers.details import Details, clean_line
from index.readers.fields import split_front_matter
from index.readers.files import decode
from index.readers.story import find_dateline, find_title, take_byline
from index.text import normalise

# Lines that a program broke at a fixed width have this many characters, but for a paragraph's last.
_WRAPPED = range(55, 100)
_BULLET = re.compile(r"(?:[-*•–‣]|\d{1,2}[.)])\s")


def read_plain(data: bytes) -> tuple[str, Details]:
    """Read a plain text article.

    data: the file's bytes.
    Returns: its text without headline and byline, and what front matter, headline, byline and
        dateline tell.
    Raises: UnusableError where the front matter is broken or the bytes are no text.
    """
    given, body = split_front_matter(decode(data))
    lines = _unwrapped(normalise(body)).split("\n")
    title = find_title([line for line in lines if line])
    if title is not None:
        lines.remove(title)
    authors, lines = take_byline(lines)
    found = replace(find_dateline([line for line in lines if line]), title=clean_line(title), authors=authors)
    return "\n".join(lines), given.over(found)


def _unwrapped(text: str) -> str:
    """Join the lines of paragraphs that were broken at a fixed width."""
    return "\n\n".join(_joined(paragraph.split("\n")) for paragraph in text.split("\n\n"))


def _joined(lines: list[str]) -> str:
    full, last = lines[:-1], lines[-1]
    wrapped = (
        len(full) > 0
        and all(len(line) in _WRAPPED for line in full)
        and len(last) < _WRAPPED.stop
        and not any(_BULLET.match(line) for line in lines)
        # A paragraph a line ends where a sentence ends; a broken one mostly doesn't.
        and sum(line[-1] in ".!?”\"’'" for line in full) * 3 <= len(full)
    )
    return (" " if wrapped else "\n").join(lines)
