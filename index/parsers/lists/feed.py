"""Feeds: RSS, Atom and JSON Feed, and the pages that name them."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import feedparser

from index.article import Published
from index.parsers.dates import UNKNOWN, parse_zoned
from index.parsers.encoding import decode
from index.parsers.items import UnusableError
from index.parsers.markup import decode_xml, find_markup, paragraphs, parse_html, unescape_text, web_link
from index.parsers.metadata import ArticleMetadata, clean_authors, clean_language, clean_line, clean_url
from index.parsers.urls import canonical_url, may_name_part
from index.text.normalise import normalise

# A text of so many words may be the whole article; most summaries are shorter.
_FULL_WORDS = 150
# Of the posts on one page each may be as short as this.
_POST_WORDS = 25
_ENDING = 200
_LONGEST_NAME = 200
_LONGEST_GUID = 1000
_CUT_SHORT = re.compile(
    r"(?:…|\.\.\.|\b(?:read (?:more|on|the (?:full|rest).{0,40})|continue reading.{0,80}"
    r"|full (?:article|story)|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo"
    r"|continua a leggere))[\W\d_]*\Z",
    re.IGNORECASE,
)
# What WordPress puts below every text of a feed.
_FEED_FOOTER = re.compile(r"\n+The post .{1,300} appeared first on .{1,200}\Z")
_MAIL_AND_NAME = re.compile(r"\S+@\S+ \((?P<name>.+)\)|(?P<outer>[^@]+?)[ (<]+\S+@\S+")
_MARKUP = ("text/html", "application/xhtml+xml")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_DAMAGED = "\ufffd"

_HEAD = 64_000
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>(?:\s|<!--[^>]*-->)*\Z", re.IGNORECASE)
# Behind its end programs that keep feeds write when they did so.
_TAIL = 4_000
_JSON_FEED = "://jsonfeed.org/version/1"
_PAGE = re.compile(r"<(?:html|head|body|title|meta|article|main|div|p|h1)[\s>]", re.IGNORECASE)
_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/xml",
    "text/xml",
)


class ContentKind(StrEnum):
    """What something on the web is, by what is in it."""

    FEED = "feed"
    SITEMAP = "sitemap"
    OPML = "opml"
    PAGE = "page"
    OTHER = "other"


_KINDS = {
    "rss": ContentKind.FEED,
    "feed": ContentKind.FEED,
    "rdf": ContentKind.FEED,
    "urlset": ContentKind.SITEMAP,
    "sitemapindex": ContentKind.SITEMAP,
    "opml": ContentKind.OPML,
    "html": ContentKind.PAGE,
}


_NO_FEED = defaultdict(
    lambda: "it is no feed",
    {
        ContentKind.PAGE: "it is a page, no feed",
        ContentKind.SITEMAP: "it is a sitemap, no feed",
        ContentKind.OPML: "it is a list of feeds, no feed",
    },
)


@dataclass(frozen=True)
class FeedEntry:
    """An article as a feed lists it.

    text: what the feed has of it. is_full: is that the whole article, rather than a summary?
    guid: what the feed knows it by, whatever becomes of its address; empty where that is nothing more.
    has_left: is it one of before, which the feed doesn't list any more?
    """

    url: str
    metadata: ArticleMetadata
    text: str
    is_full: bool
    guid: str = ""
    has_left: bool = False

    @property
    def needs_page(self) -> bool:
        """Whether its page is to be asked for: for the article, or whether the article is still there."""
        return self.has_left or not self.is_full


@dataclass(frozen=True)
class Feed:
    """What a feed holds; skipped: why entries of it can't be used. is_whole: doesn't it break off?"""

    title: str | None
    language: str | None
    entries: tuple[FeedEntry, ...]
    skipped: tuple[str, ...]
    is_whole: bool = True


def kind_of(data: bytes, _known: ArticleMetadata) -> ContentKind:
    """Tell what something is by its content; what servers say of it is often wrong."""
    return _kind(decode_xml(data))


def find_feeds(data: bytes, known: ArticleMetadata) -> tuple[str, ...]:
    """Find the feeds that a page names.

    data: the page's bytes. known: its url.
    Returns: their addresses, in the order of the page.
    Raises: UnusableError where the bytes are no text.
    """
    tree = parse_html(decode(data))
    if tree is None:
        return ()
    base = web_link(known.url, next(iter(tree.xpath("//base/@href")), None)) or known.url
    found = []
    for link in tree.iter("link"):
        is_alternate = "alternate" in (link.get("rel") or "").lower().split()
        if is_alternate and (link.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES:
            found.append(web_link(base, link.get("href")))
    return tuple(dict.fromkeys(url for url in found if url))


def read_feed(data: bytes, known: ArticleMetadata) -> Feed:
    """Read a feed.

    data: its bytes, in the encoding that it declares.
    known: its url, for links that are relative to it.
    Returns: its articles, each once; of a damaged feed those that can be read.
    Raises: UnusableError where it is no feed.
    """
    text = decode_xml(data)
    is_json = text.lstrip()[:1] == "{"
    title, language, found = _read_json(text, known) if is_json else _read_xml(text, known)
    entries: dict[str, FeedEntry] = {}
    for entry in found:
        if entry.url:
            entries.setdefault(entry.url, entry)
    skipped = [f"{_named(entry)} has no link to a page" for entry in found if not entry.url]
    return Feed(title, language, tuple(entries.values()), tuple(skipped), is_json or _ends(text))


def _kind(text: str) -> ContentKind:
    head = text[:_HEAD].strip()
    if head[:1] == "{" and _JSON_FEED in head:
        return ContentKind.FEED
    at = 0
    while found := _PROLOG.match(head, at):
        at = found.end()
    root = _ROOT.match(head, at)
    if root and (kind := _KINDS.get(root[1].lower())):
        return kind
    words = head.split()
    if words and all(word.startswith(("http://", "https://")) for word in words):
        return ContentKind.SITEMAP
    return ContentKind.PAGE if _PAGE.search(head) else ContentKind.OTHER


def _posts_apart(entries: Sequence[FeedEntry]) -> list[FeedEntry]:
    """Tell the posts of one page, each with a text of its own, apart by the fragments of their addresses."""
    texts = defaultdict[str | None, set[str]](set)
    for entry in entries:
        if _is_post(entry):
            texts[entry.metadata.url].add(entry.text)
    return [
        _with_fragment(entry) if _is_post(entry) and len(texts[entry.metadata.url]) > 1 else entry
        for entry in entries
    ]


def _is_post(entry: FeedEntry) -> bool:
    """Tell whether an entry may be a part of its page, of which it has the text."""
    return (
        may_name_part(entry.url)
        and len(entry.text.split()) >= _POST_WORDS
        and not _CUT_SHORT.search(entry.text[-_ENDING:])
    )


def _with_fragment(entry: FeedEntry) -> FeedEntry:
    # Its page is nothing to fetch in its place: the other posts stand there too.
    url = canonical_url(entry.url, with_fragment=True)
    return replace(entry, metadata=replace(entry.metadata, url=url), is_full=True)


def _named(entry: FeedEntry) -> str:
    return f"the entry “{entry.metadata.title}”" if entry.metadata.title else "an entry without a title"


# RSS and Atom.


def _read_xml(text: str, known: ArticleMetadata) -> tuple[str | None, str | None, list[FeedEntry]]:
    kind = _kind(text)
    if kind in (ContentKind.SITEMAP, ContentKind.OPML) or not text.strip():
        raise UnusableError(_NO_FEED[kind] if text.strip() else "it is empty")
    try:
        read = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers=_HEADERS,
            # All markup is turned into plain text here, so it may be what it likes.
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        # It doesn't say how it fails, and a feed can be anything.
        raise UnusableError(f"the feed can't be parsed: {type(error).__name__}") from error
    if not read.version and kind is not ContentKind.FEED:
        raise UnusableError(_NO_FEED[kind])
    is_atom = (read.version or "").startswith("atom")
    entries = _posts_apart([_xml_entry(entry, known, is_atom=is_atom) for entry in read.entries])
    if entries and not _ends(text):
        # It breaks off; so may the text of its last article.
        entries[-1] = replace(entries[-1], is_full=False)
    return _title(read.feed), clean_language(read.feed.get("language")), entries


def _ends(text: str) -> bool:
    return _END.search(text[-_TAIL:]) is not None


def _xml_entry(entry: Any, known: ArticleMetadata, *, is_atom: bool) -> FeedEntry:
    url = _link(entry, known)
    published = _date(entry, "published")
    if not published.iso:
        published = _date(entry, "created")
    updated = _date(entry, "updated")
    if not published.iso and not is_atom:
        # The only date of RSS 1.0; Atom means a change by it.
        published, updated = updated, UNKNOWN
    metadata = ArticleMetadata(
        title=_title(entry),
        url=url and canonical_url(url),
        outlet=_title(entry.get("source") or {}),
        authors=_authors(entry.get("authors") or ()),
        published=published,
        language=clean_language((entry.get("title_detail") or {}).get("language")),
        modified=_later(updated, published),
    )
    contents = [_plain(content) for content in entry.get("content") or ()]
    text = max(contents, key=len, default="")
    if text:
        return FeedEntry(url or "", metadata, text, _is_full(text), _guid(entry.get("id"), url))
    summary = entry.get("summary_detail") or {"value": entry.get("summary"), "type": _MARKUP[0]}
    return FeedEntry(url or "", metadata, _plain(summary), is_full=False, guid=_guid(entry.get("id"), url))


def _guid(value: object, url: str | None) -> str:
    return value if isinstance(value, str) and value != url and len(value) <= _LONGEST_GUID else ""


def _link(entry: Any, known: ArticleMetadata) -> str | None:
    # Feedburner's links count clicks, and lead on to this.
    if url := clean_url(unescape_text(entry.get("feedburner_origlink") or "")):
        return url
    link = unescape_text(entry.get("link") or "")
    if not link and "link" in entry:
        # An empty one hides from the parser that the name is the link.
        return clean_url(entry.get("id"))
    # A name that the feed has for an entry is its link only if it looks like one.
    return clean_url(link) if entry.get("guidislink") else web_link(known.url, link)


def _date(entry: Any, name: str) -> Published:
    # Its dictionaries answer with other dates where there is none of this name.
    return parse_zoned(dict.get(entry, name))


def _later(modified: Published, published: Published) -> Published:
    """Return when something was modified; feeds say it was when published where it never was."""
    return UNKNOWN if published.iso.startswith(modified.iso) else modified


def _authors(people: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    names = [_person(person.get("name")) for person in people]
    return clean_authors(names[0] if len(names) == 1 else names)


def _person(name: object) -> str:
    """Take the name out of "letters@example.org (Ann Lee)"; empty where there is an address only."""
    if not isinstance(name, str) or _DAMAGED in name or len(name) > _LONGEST_NAME:
        return ""
    name = unescape_text(name)
    found = _MAIL_AND_NAME.fullmatch(name.strip())
    if found:
        return found["name"] or found["outer"]
    return "" if "@" in name else name


def _title(something: Mapping[str, Any]) -> str | None:
    detail = something.get("title_detail") or {"value": something.get("title"), "type": "text/plain"}
    return clean_line(" ".join(_plain(detail).split())) or None


def _plain(content: Mapping[str, Any]) -> str:
    """Turn text or markup into plain text; none where bytes of it are damaged."""
    value, kind = content.get("value"), content.get("type")
    if not isinstance(value, str) or _DAMAGED in value or kind not in (*_MARKUP, "text/plain"):
        return ""
    # Many programs escape what is escaped already, or call their markup plain text.
    markup = find_markup(value) or (value if kind in _MARKUP else "")
    return _FEED_FOOTER.sub("", normalise(unescape_text(paragraphs(markup) if markup else value)))


def _is_full(text: str) -> bool:
    return len(text.split()) >= _FULL_WORDS and not _CUT_SHORT.search(text[-_ENDING:])


# JSON Feed.


def _read_json(text: str, known: ArticleMetadata) -> tuple[str | None, str | None, list[FeedEntry]]:
    try:
        feed = json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno:,}, " if "\n" in text.strip() else ""
        raise UnusableError(f"it is not valid JSON from its {line}character {error.colno:,} on") from error
    except ValueError as error:
        raise UnusableError(f"it is not valid JSON: {error}") from error
    except RecursionError as error:
        raise UnusableError("its JSON is nested too deeply") from error
    version, items = feed.get("version"), feed.get("items")
    if not isinstance(version, str) or _JSON_FEED not in version or not isinstance(items, list):
        raise UnusableError("it is no feed")
    entries = [_json_entry(item, known) for item in items if isinstance(item, dict)]
    title = _title({"title": feed.get("title")})
    return title, clean_language(feed.get("language")), _posts_apart(entries)


def _json_entry(item: Mapping[str, Any], known: ArticleMetadata) -> FeedEntry:
    given = (item.get(name) for name in ("url", "external_url"))
    urls = (web_link(known.url, link) for link in given if isinstance(link, str) and link)
    url = next((url for url in urls if url), None) or clean_url(item.get("id"))
    published, modified = (parse_zoned(item.get(f"date_{name}")) for name in ("published", "modified"))
    people = item.get("authors")
    if not isinstance(people, list):
        people = [item.get("author")]  # as version 1 has it
    metadata = ArticleMetadata(
        title=_title({"title": item.get("title")}) or clean_line(item.get("title")),
        url=url and canonical_url(url),
        authors=_authors(person for person in people if isinstance(person, dict)),
        published=published,
        language=clean_language(item.get("language")),
        modified=_later(modified, published),
    )
    markup = {"value": item.get("content_html"), "type": "text/html"}
    plain = {"value": item.get("content_text"), "type": "text/plain"}
    text = _plain(markup) or _plain(plain)
    if text:
        return FeedEntry(url or "", metadata, text, _is_full(text), _guid(item.get("id"), url))
    summary = _plain({**plain, "value": item.get("summary")})
    return FeedEntry(url or "", metadata, summary, is_full=False, guid=_guid(item.get("id"), url))
