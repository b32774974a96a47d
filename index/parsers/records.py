"""Records of articles, a JSON object or a row of a table each: from what stands in one to an article."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from index.article import Article
from index.parsers.field_markup import ToText, plain_text
from index.parsers.fingerprints import Fingerprints
from index.parsers.items import LazyItem, ParsedArticle, Skipped, UnusableError
from index.parsers.metadata import FEWEST_WORDS_OF_BEGINNING, ArticleMetadata, clean_line, make_article
from index.parsers.plain.headline import same_title
from index.parsers.record_fields import (
    Fields,
    changed_and_taken,
    description_of,
    metadata_of,
    text_of,
    unwrapped,
    url_of,
)
from index.parsers.urls import canonical_url, may_name_part
from index.parsers.versions import Version

# Services that sell the rest give the beginning of a text, and say so behind it.
_CUT_OFF = re.compile(r"(?:…|\.{3})?\s*\[\+?\d{1,9} (?:more )?char(?:acter)?s\]\s*\Z")
_LONGEST_TAIL = 100
_LONGEST_WORD = 40
# An address with a fragment, be its slashes escaped as JSON may.
_FRAGMENT = re.compile(rb"https?:\\?/\\?/[^\s\"'<>#]{1,2000}#[^\s\"'<>]")


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in a file.

    where: as people call it. data: all that it is made of. load: makes an object of it, or raises
    UnusableError.
    """

    where: str
    data: bytes
    load: Callable[[], object]


def read_records(
    read: Callable[[], Iterable[Record | Skipped]], key: str, defaults: ArticleMetadata, to_text: ToText
) -> Iterator[LazyItem | Skipped]:
    """Make articles of the records of one file.

    read: reads the file from its beginning.
    key: names the file, for the ids of articles that have no URL.
    defaults: what is known of every article in it.
    to_text: reads the HTML that is in a field.
    """
    prints, prints_of_parts = Fingerprints(key, defaults), Fingerprints(key, defaults, "part")
    parts = _parts_of_pages(read())
    for record in read():
        if isinstance(record, Skipped):
            yield record
            continue
        url = parts.get(hash(record.data))
        yield LazyItem(
            record.where,
            (prints_of_parts if url else prints).of(record.data),
            partial(_make, record, url, key, defaults, to_text),
            version=partial(_version, record, url, key),
            size=len(record.data),
        )


def _parts_of_pages(records: Iterable[Record | Skipped]) -> dict[int, str]:
    """Find the records that are parts of one page, as the posts of a live blog are: texts of their own.

    Returns: by the hash of each, its address with the fragment that tells it from the others.
    """
    pages = defaultdict[str, dict[int, str]](dict)
    texts = defaultdict[str, set[int]](set)
    for record in records:
        if isinstance(record, Record) and _FRAGMENT.search(record.data):
            fields = _loaded(record)
            url = url_of(Fields(fields)) if fields else None
            if fields and url and may_name_part(url):
                page = canonical_url(url)
                pages[page][hash(record.data)] = canonical_url(url, with_fragment=True)
                texts[page].add(hash(text_of(fields)))
    apart = [page for page, urls in pages.items() if len(texts[page]) > 1 and len(set(urls.values())) > 1]
    return {record: url for page in apart for record, url in pages[page].items()}


def _version(record: Record, part: str | None, key: str) -> Version | None:
    """Tell which version of its article a record is; None where nothing names the article."""
    loaded = _loaded(record)
    if loaded is None:
        return None
    fields = Fields(loaded)
    url, own = url_of(fields), clean_line(loaded.get("id"))
    name: object = part or (canonical_url(url) if url else own and (key, own))
    changed, taken = changed_and_taken(fields)
    if not name:
        return None
    is_described = text_of(loaded) is None
    return Version(hash(name), hash(record.data), changed, taken, is_described=is_described)


def _loaded(record: Record) -> dict[str, Any] | None:
    """Load a record; None where it can't be used."""
    try:
        loaded = record.load()
    except UnusableError:
        return None
    return unwrapped(loaded) if isinstance(loaded, dict) else None


def _make(
    record: Record, part: str | None, key: str, defaults: ArticleMetadata, to_text: ToText
) -> ParsedArticle | Skipped:
    try:
        return ParsedArticle(record.where, _article(record.load(), part, key, defaults, to_text))
    except UnusableError as error:
        return Skipped(record.where, str(error))


def _article(
    record: object, part: str | None, key: str, defaults: ArticleMetadata, to_text: ToText
) -> Article:
    if not isinstance(record, dict):
        raise UnusableError("it is no JSON object")
    record = unwrapped(record)
    own = metadata_of(record)
    given = text_of(record)
    if given is None:
        given, own = _described(record, own), replace(own, is_beginning=True)
    own = replace(own, url=part or own.url)
    whole, read = plain_text(given, own, to_text)
    metadata = read.over(defaults)
    text = _without_note(whole)
    if text != whole:
        metadata = replace(metadata, is_beginning=True)
    text = _without_title(text, metadata.title)
    return make_article(text, metadata, key if metadata.url else _key(record, given, metadata, key))


def _described(record: dict[str, Any], metadata: ArticleMetadata) -> str:
    """Take what is said of an article in place of its text, as of an entry of a feed.

    Raises: UnusableError where it is too little, or nothing says that the record is one of an article.
    """
    said = description_of(record) if metadata.url and metadata.title else None
    if said is None or len(said.split()) < FEWEST_WORDS_OF_BEGINNING:
        raise UnusableError("it has no text (looked for text, body, content, articleBody and the like)")
    return said


def _without_note(text: str) -> str:
    """Take the note off a text that says how much more there was, and the word that is cut before it."""
    note = _CUT_OFF.search(text, max(0, len(text) - _LONGEST_TAIL))
    if not note:
        return text
    text = text[: note.start()]
    whole, space, word = text.rpartition(" ")
    is_cut = space and text[-1].isalnum() and len(word) <= _LONGEST_WORD
    return f"{whole if is_cut else text.rstrip()}…"


def _without_title(text: str, title: str | None) -> str:
    """Take the title off a text that begins with it."""
    first, _, rest = text.lstrip().partition("\n")
    # Most first lines are paragraphs, which needn't be looked at.
    return rest if title and len(first) <= 2 * len(title) and same_title(first.strip(), title) else text


def _key(record: dict[str, Any], text: str, metadata: ArticleMetadata, key: str) -> str:
    """Name an article without a URL: by its own id, else by what it says, wherever it stands."""
    if own := clean_line(record.get("id")):
        return f"{key}#{own}"
    said = json.dumps([metadata.title, metadata.published.iso, text])
    return hashlib.sha256(said.encode()).hexdigest()
