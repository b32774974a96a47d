"""Articles in web pages."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.datelines import find_dateline
from index.parsers.encoding import decode
from index.parsers.items import UnusableError
from index.parsers.markup import paragraphs, parse_html
from index.parsers.metadata import ArticleMetadata
from index.parsers.page.body import Body
from index.parsers.page.closed_parts import closed_texts, shows_closed
from index.parsers.page.consent import drop_consent
from index.parsers.page.next_page import goes_on
from index.parsers.page.not_an_article import ONLY_CONSENT, check_is_article, leads_on
from index.parsers.page.page_metadata import PageMetadata, find_metadata
from index.parsers.page.tidy import tidy_lines
from index.text.language import language_of
from index.text.normalise import normalise

# No page with an article comes near these; parsing what does would take minutes.
_LARGEST = 20_000_000
_MOST_ELEMENTS = 50_000
_ELEMENT = re.compile(r"<(?:!doctype|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_OTHER_XML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(rss|feed|urlset|sitemapindex|opml|svg)\b", re.DOTALL
)
_DATELINE_WITHIN = 3
# Where the page shows less than this share of the article that its JSON-LD holds, the rest is loaded later.
_SHOWN_SHARE = 0.5


def read_page(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a web page.

    data: the page's bytes, in UTF-8 or the encoding that it declares.
    known: what is known of it already.
    Returns: the text of its article, a paragraph, heading, item of a list or row of a table on each line; and
        known together with what the page's metadata tells. Its URL is the one that it has for itself. It
        is a beginning where the page says that the rest is for those who pay, or on another page.
    Raises: UnusableError where there is no article in the page.
    """
    root = _parse(data)
    try:
        page = find_metadata(root, known)
        is_going_on = goes_on(root, known.url or page.article.url)
        raw, is_cut = _text(root, page)
        text = normalise(raw)
    except UnusableError:
        raise
    except Exception as error:
        # The parsers don't say how they fail, and a page can be anything.
        raise UnusableError(f"the page can't be parsed: {type(error).__name__}") from error
    if not page.article.published.iso:
        told = find_dateline(text.split("\n", _DATELINE_WITHIN)[:_DATELINE_WITHIN])
        page = replace(page, article=replace(page.article, published=told.published))
    metadata = replace(known.over(page.article), url=page.article.url, is_beginning=is_cut or is_going_on)
    return text, replace(metadata, language=known.language or language_of(text, page.article.language))


def _parse(data: bytes) -> HtmlElement:
    if len(data) > _LARGEST:
        raise UnusableError(f"a page of more than {_LARGEST:,} bytes holds no article")
    source = decode(data)
    if not source.strip():
        raise UnusableError("it is empty")
    if other := _OTHER_XML.match(source):
        raise UnusableError(f"it is no page: its first element is <{other[1]}>")
    if not _ELEMENT.search(source):
        raise UnusableError("it is no HTML page")
    if source.count("<") > 3 * _MOST_ELEMENTS:
        raise UnusableError(f"a page of more than {_MOST_ELEMENTS:,} elements holds no article")
    root = parse_html(source)
    if root is None:
        raise UnusableError("it is no HTML page")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise UnusableError(f"a page of more than {_MOST_ELEMENTS:,} elements holds no article")
    return root


def _text(root: HtmlElement, page: PageMetadata) -> tuple[str, bool]:
    """Find the text of the article, and tell whether its rest is closed."""
    closed = closed_texts(root, page.closed_parts)
    is_leading_on = leads_on(root)
    asks_consent = drop_consent(root)
    body = Body(root, page)
    text = body.text
    if page.body and len(text) < _SHOWN_SHARE * len(page.body):
        whole = tidy_lines(paragraphs(page.body.replace("\n", "<br>")))
        return whole, page.is_closed and whole.endswith(("…", "..."))
    if asks_consent and not text.strip():
        raise UnusableError(ONLY_CONSENT)
    check_is_article(
        root,
        page.titles,
        body.blocks,
        text,
        has_posts=body.has_posts,
        is_leading_on=is_leading_on,
    )
    return text, body.is_cut or (page.is_closed and not shows_closed(text, closed))
