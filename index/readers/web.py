"""Articles in saved web pages."""

from __future__ import annotations

import re

from index.readers.dates import parse_published
from index.readers.details import Details, clean_authors, clean_language, clean_line, clean_url
from index.readers.files import decode
from index.readers.found import UnusableError

_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


def read_page(data: bytes) -> tuple[str, Details]:
    """Read a saved web page.

    data: the page's bytes, in any encoding that it declares.
    Returns: the text of its article, and what its metadata tells.
    Raises: UnusableError where there is no article in the page.
    """
    # Imported here: it takes half a second, which only those pay who index pages.
    from trafilatura import bare_extraction  # noqa: PLC0415

    source = decode(data)
    try:
        page = bare_extraction(
            source,
            include_comments=False,
            with_metadata=True,
            # Anything more extensive guesses at a date that the page doesn't give.
            date_extraction_params={"extensive_search": False},
        )
    except Exception as error:  # the parsers below fail on broken pages in ways that they don't document
        raise UnusableError(f"the page can't be parsed: {type(error).__name__}") from error
    if page is None or isinstance(page, dict) or not page.text:
        raise UnusableError("there is no article text in the page")
    language = _LANGUAGE.search(source)
    details = Details(
        title=clean_line(page.title),
        url=clean_url(page.url),
        outlet=clean_line(page.sitename),
        authors=clean_authors(page.author),
        published=parse_published(page.date),
        language=clean_language(language[1]) if language else None,
    )
    first, _, rest = page.text.partition("\n")
    return (rest if clean_line(first) == details.title else page.text), details
