"""Articles in saved web pages."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.article import Published
from index.readers.dates import UNKNOWN, parse_published
from index.readers.details import Details, clean_authors, clean_language, clean_line, clean_url
from index.readers.files import decode
from index.readers.found import UnusableError
from index.readers.story import same_title
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# How pages name the day they were published, in the order in which they are believed.
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_PATH_DATE = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)(?!\d)")


def read_page(data: bytes, known: Details) -> tuple[str, Details]:
    """Read a saved web page.

    data: the page's bytes, in UTF-8 or the encoding that it declares.
    known: what is known of it already.
    Returns: the text of its article, and known together with what the page's metadata tells.
    Raises: UnusableError where there is no article in the page.
    """
    text, found = _extract(decode(data))
    details = known.over(found)
    first, _, rest = normalise(text).partition("\n")
    return (rest if same_title(first, details.title) else text), details


def _extract(source: str) -> tuple[str, Details]:
    # Imported here: it takes half a second, which only those pay who index pages.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415

    # They log every page that they can't parse; the reason for skipping says it already.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        tree = load_html(source)
        if tree is None:
            raise UnusableError("it is no HTML page")
        # Read before the extraction, which prunes the tree.
        language, published = clean_language(tree.get("lang")), _published(tree)
        page = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=True)
    except UnusableError:
        raise
    except Exception as error:
        # The parsers don't say how they fail, and a page can be anything.
        raise UnusableError(f"the page can't be parsed: {type(error).__name__}") from error
    if page is None or isinstance(page, dict) or not page.text:
        raise UnusableError("there is no article text in the page")
    url = _own_url(page.url)
    return page.text, Details(
        title=clean_line(page.title),
        url=url,
        outlet=clean_line(page.sitename),
        authors=clean_authors(page.author),
        published=published if published.iso else _from_path(url),
        language=language,
    )


def _own_url(value: object) -> str | None:
    """The page's own URL; some sites name their front page as every page's."""
    url = clean_url(value)
    parts = urlsplit(url or "")
    return url if parts.path.strip("/") or parts.query else None


def _published(tree: HtmlElement) -> Published:
    """The date that the page's metadata gives; trafilatura would guess where there is none."""
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        given.setdefault(name.lower(), meta.get("content") or "")
    for name in _DATE_NAMES:
        if (date := parse_published(given.get(name))).iso:
            return date
    scripts = tree.xpath('//script[@type="application/ld+json"]/text()')
    marked = tree.xpath('//time[@itemprop="datePublished" or @pubdate]/@datetime')
    said = {date for script in scripts for date in _JSON_DATE.findall(str(script))} or set(map(str, marked))
    # A page that lists other articles gives their dates too.
    return parse_published(said.pop()) if len(said) == 1 else UNKNOWN


def _from_path(url: str | None) -> Published:
    """The day in a URL like example.org/2025/03/10/bridge."""
    found = _PATH_DATE.search(urlsplit(url or "").path)
    return parse_published("-".join(found.groups())) if found else UNKNOWN
