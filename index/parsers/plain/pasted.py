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
_SENTENCE = re.compile(r"(?:[^\W\d_]{4,}[.!…]|[。！？])['\"”’)\]」』]*$")
# Outlets put these below all their articles: they name none.
_OF_OUTLET = re.compile(
    r"about|account|app|contact|donat|follow|impressum|log-?in|member|newsletter|policy|privacy|regist|sign-?up"
    r"|subscri|support|terms",
    re.IGNORECASE,
)


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
        if url and _may_be_of_article(url):
            return canonical_url(url), lines[:number] + lines[number + 1 :]
    return None, lines


def _may_be_of_article(url: str) -> bool:
    """Tell whether an address may be that of one article, by its path, rather than of a part of its site."""
    parts = urlsplit(url)
    names = [name for name in parts.path.split("/") if name]
    is_own = len(names) > 1 or bool(parts.query) or any(map("-_.0123456789".__contains__, "".join(names)))
    return is_own and not any(map(_OF_OUTLET.match, names))


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
