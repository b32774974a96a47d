"""What comes along when somebody copies an article out of its page: its address, buttons, other articles."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from index.parsers.metadata import clean_url
from index.parsers.page.boilerplate import is_furniture, labels_links
from index.parsers.urls import canonical_url

# A longer line is no button, and no title of another article.
_LONGEST_BUTTON, _LONGEST_TITLE = 60, 160
_MOST_TITLES = 30
_ADDRESS = re.compile(r"(?:[^\W\d_]{2,12}: ?)?<?(https?://[^\s<>]{1,2000})>?")
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!…]['\"”’)\]]*$")


def take_address(lines: list[str]) -> tuple[str | None, list[str]]:
    """Take the address of an article off the first or the last line of its text.

    lines: of the text, empty ones included.
    Returns: the address, and the other lines; all of them where neither line is one of a page.
    """
    filled = [number for number, line in enumerate(lines) if line]
    if len(filled) < 2:
        return None, lines
    for number in (filled[0], filled[-1]):
        found = _ADDRESS.fullmatch(lines[number].strip())
        url = clean_url(found[1]) if found else None
        if url and (urlsplit(url).path.strip("/") or urlsplit(url).query):
            return canonical_url(url), lines[:number] + lines[number + 1 :]
    return None, lines


def without_furniture(lines: list[str]) -> list[str]:
    """Leave out buttons such as "Share", and a list of other articles or topics below the text."""
    lines = lines[: _end_of_text(lines)]
    return [line for line in lines if len(line) > _LONGEST_BUTTON or not line or not is_furniture(line)]


def _end_of_text(lines: list[str]) -> int:
    """Find where the titles of other articles begin, below a line that says so: "Related"."""
    titles = 0
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number]
        if line and len(line) <= _LONGEST_BUTTON and labels_links(line):
            return number
        titles += bool(line)
        if titles > _MOST_TITLES or len(line) > _LONGEST_TITLE or _SENTENCE.search(line):
            break
    return len(lines)
