"""No step of reading costs more than its share for four times the text, whatever the text is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest
from yarl import URL

from index.build.near_duplicates import band_hashes, is_near_duplicate
from index.fetch.robots import read_rules
from index.parsers.csv_records import read_table_bytes
from index.parsers.items import LazyItem, UnusableError
from index.parsers.json_records import read_json_bytes, read_line_bytes
from index.parsers.lists.feed import find_feeds, kind_of, read_feed
from index.parsers.lists.opml import read_opml
from index.parsers.lists.sitemap import read_sitemap
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata
from index.parsers.page.next_page import find_next_page
from index.parsers.page.page import read_page
from index.text.language import language_of
from index.text.normalise import normalise
from index.text.passages import split_passages

_SMALL, _FACTOR = 30_000, 4
# A square would take sixteen times; this leaves room for a noisy machine, and for what is done once.
_MOST, _ROOM = 10, 0.1
_KNOWN = ArticleMetadata(url="https://news.example/a")
_PAGE = URL(f"https://news.example/{'a' * 1000}")
_BODY = "<html><body><article>{}</article></body></html>"


def _records(data: bytes, read: Callable[..., object]) -> None:
    for item in read(data, "name", "key", NOTHING_KNOWN):  # type: ignore[attr-defined]
        if isinstance(item, LazyItem):
            item.version()
            item.read()


STEPS: dict[str, Callable[[str], object]] = {
    "normalise": normalise,
    "passages": lambda text: split_passages(text, 120),
    "language": lambda text: language_of(text, None),
    "near duplicates": lambda text: (band_hashes(text), is_near_duplicate(text, text[:-9] + " or not.")),
    "page": lambda text: read_page(_BODY.format(text).encode(), _KNOWN),
    "next page": lambda text: find_next_page(_BODY.format(text).encode(), _KNOWN),
    "feeds of a page": lambda text: find_feeds(_BODY.format(text).encode(), _KNOWN),
    "kind": lambda text: kind_of(text.encode(), _KNOWN),
    "feed": lambda text: read_feed(
        f"<rss><channel><item><link>/a</link><title>A</title>{text}</item></channel></rss>".encode(), _KNOWN
    ),
    "sitemap": lambda text: read_sitemap(f"<urlset><url>{text}</url></urlset>".encode(), _KNOWN),
    "sitemap of lines": lambda text: read_sitemap(f"https://news.example/a\n{text}".encode(), _KNOWN),
    "opml": lambda text: read_opml(f"<opml><body>{text}</body></opml>".encode(), _KNOWN),
    "robots.txt": lambda text: read_rules(f"User-agent: *\n{text}".encode()).allow(_PAGE),
    "table": lambda text: _records(f"title,text,url\n{text}".encode(), read_table_bytes),
    "lines": lambda text: _records(text.encode(), read_line_bytes),
    "export": lambda text: _records(text.encode(), read_json_bytes),
    "data of a page": lambda text: read_page(
        f'<script type="application/ld+json">{{"@type": "Article", "headline": "A", {text}</script>'.encode(),
        _KNOWN,
    ),
}
PIECES = {
    "prose": "He said so. Mr. Abe (who was there) left on 3 May, at 5 p.m. “We go,” he said.\n",
    "one line": "word ",
    "one word": "word",
    "stops": ". ",
    "capitals and stops": "A.B. ",
    "brackets": "(",
    "quotation marks": "“a ",
    "headings": "A Head\n\n",
    "bullets": "- 1.\n",
    "numbers": "1,",
    "marks": "a\u0301\u0323",
    "signs": "灯台は七月に直された。",
    "paragraphs": "<p>One more paragraph of a page, with words.</p>\n",
    "open tags": "<div><b>",
    "links": '<a href="/a?b=1&page=2" rel=next>next</a>\n',
    "entities": "&amp;amp;",
    "comments": "<!--",
    "entries": "</item><item><link>/b</link><title>B</title><description>So it is.</description>",
    "addresses": "</url><url><loc>https://news.example/b</loc>",
    "lines of addresses": "https://news.example/b\n",
    "rows": "A,It was so. It is so.,https://news.example/b\n",
    "quoted rows": '"A","It ""was"" so.\n',
    "objects": '{"url": "https://news.example/b#a", "text": "It was so. It is so."}\n',
    "rules": "Disallow: /*a*ab*b$\n",
    "programs with a rule": "Disallow: /a*b\nUser-agent: Clippings\n",
    "publishers": '"publisher": {"author": [{"name": ',
    "open lists": '{"a": [',
}


def _seconds(step: Callable[[str], object], text: str) -> float:
    began = process_time()
    with suppress(UnusableError):
        step(text)
    return process_time() - began


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("step", STEPS)
def test_no_step_grows_faster_than_its_text(step: str, piece: str) -> None:
    def cost(length: int) -> float:
        return _seconds(STEPS[step], PIECES[piece] * (length // len(PIECES[piece])))

    cost(1000)
    small, large = cost(_SMALL), cost(_FACTOR * _SMALL)
    if large >= _MOST * small + _ROOM:
        # Something else on the machine may have been in the way once.
        small, large = cost(_SMALL), cost(_FACTOR * _SMALL)
    assert large < _MOST * small + _ROOM
