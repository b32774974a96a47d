"""Articles in .txt."""

from __future__ import annotations

from index.parsers.datelines import find_dateline
from index.parsers.encoding import decode
from index.parsers.metadata import ArticleMetadata
from index.parsers.plain.front_matter import split_front_matter
from index.parsers.plain.head import take_head, take_section
from index.parsers.plain.headline import find_title, same_title, take_byline
from index.parsers.plain.pasted import take_address, without_furniture
from index.parsers.plain.typeset import mend
from index.parsers.plain.wrapped import unwrap
from index.text.normalise import normalise


def read_plain(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a text file, with or without front matter.

    data: the file's bytes.
    known: what is known of it already.
    Returns: the text without its title line and what says who wrote it and when, and known together with what
        was found.
    Raises: UnusableError where the bytes are no text or the front matter is broken.
    """
    given, text = split_front_matter(decode(data))
    known = known.over(given)
    url, lines = take_address(normalise(mend(text)).split("\n"))
    lines = take_section(without_furniture(unwrap(lines)) or [""])
    title = None if known.title else find_title([line for line in lines if line])
    if title or same_title(lines[0], known.title):
        lines = lines[1:]
    head, lines = take_head(lines, known.language, title or known.title)
    authors, lines = take_byline(lines)
    found = head.over(ArticleMetadata(title=title, url=url, authors=authors))
    dateline = find_dateline([line for line in lines if line])
    return "\n".join(lines), known.over(found).over(dateline)
