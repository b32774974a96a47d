"""Articles in .txt."""

from __future__ import annotations

import re
from itertools import pairwise

from index.parsers.encoding import decode
from index.parsers.metadata import ArticleMetadata
from index.parsers.plain.front_matter import split_front_matter
from index.parsers.plain.headline import LISTED, find_dateline, find_title, same_title, take_byline
from index.text.normalise import normalise

# A text whose longest line is so long may be broken into lines of one width, as in mails.
_WIDTHS = range(40, 101)
_ENDED = re.compile(r"[.!?:;]['\"”’)\]]*$")
# Of the places where a line might have been broken, at least this share goes on in lower case.
_LEAST_GOING_ON = 0.25


def read_plain(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a text file, with or without front matter.

    data: the file's bytes.
    known: what is known of it already.
    Returns: the text without its title line and its byline, and known together with what was found.
    Raises: UnusableError where the bytes are no text or the front matter is broken.
    """
    given, text = split_front_matter(decode(data))
    known = known.over(given)
    lines = unwrap(normalise(text).split("\n"))
    title = None if known.title else find_title([line for line in lines if line])
    if title or same_title(lines[0], known.title):
        lines = lines[1:]
    authors, lines = take_byline(lines)
    found = find_dateline([line for line in lines if line])
    return "\n".join(lines), known.over(ArticleMetadata(title=title, authors=authors)).over(found)


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
    if not going_on or going_on < _LEAST_GOING_ON * pairs:
        return lines
    joined = lines[:1]
    for broken, line in zip(breaks, lines[1:], strict=True):
        if broken:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _is_break(line: str, after: str, width: int) -> bool:
    if not line or not after or _ENDED.search(line) or LISTED.match(after):
        return False
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
