"""Records of articles, a JSON object or a row of a table each: from what stands in one to an article."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from index.article import Article
from index.parsers.field_markup import ToText, plain_text
from index.parsers.fingerprints import Fingerprints
from index.parsers.items import LazyItem, ParsedArticle, Skipped, UnusableError
from index.parsers.metadata import ArticleMetadata, clean_line, make_article
from index.parsers.plain.headline import same_title
from index.parsers.record_fields import Fields, metadata_of, moments_of, text_of, unwrapped, url_of
from index.parsers.versions import Version, latest_first

# Services that sell the rest give the beginning of a text, and say so behind it.
_CUT_OFF = re.compile(r"(?:…|\.{3})?\s*\[\+?\d{1,9} (?:more )?char(?:acter)?s\]\s*\Z")
_LONGEST_TAIL = 100
_LONGEST_WORD = 40


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
    """Make articles of the records of one file; of several versions of an article the latest comes first.

    read: reads the file from its beginning.
    key: names the file, for the ids of articles that have no URL.
    defaults: what is known of every article in it.
    to_text: turns the HTML that is in a field into text.
    """
    prints = Fingerprints(key, defaults)
    for record, is_earlier in latest_first(read, version_of):
        if isinstance(record, Skipped):
            yield record
        else:
            make = partial(_make, record, key, defaults, to_text)
            yield LazyItem(record.where, prints.of(record.data), make, is_earlier=is_earlier)


def version_of(record: Record | Skipped) -> Version | None:
    """Tell which version of its article a record is; None where nothing names the article."""
    try:
        loaded = None if isinstance(record, Skipped) else record.load()
    except UnusableError:
        return None
    if isinstance(record, Skipped) or not isinstance(loaded, dict):
        return None
    loaded = unwrapped(loaded)
    fields = Fields(loaded)
    name = url_of(fields) or clean_line(loaded.get("id"))
    return Version(hash(name), hash(record.data), moments_of(fields)) if name else None


def _make(record: Record, key: str, defaults: ArticleMetadata, to_text: ToText) -> ParsedArticle | Skipped:
    try:
        return ParsedArticle(record.where, _article(record.load(), key, defaults, to_text))
    except UnusableError as error:
        return Skipped(record.where, str(error))


def _article(record: object, key: str, defaults: ArticleMetadata, to_text: ToText) -> Article:
    if not isinstance(record, dict):
        raise UnusableError("it is no JSON object")
    record = unwrapped(record)
    given = text_of(record)
    if given is None:
        raise UnusableError("it has no text (looked for text, body, content, articleBody and the like)")
    metadata = metadata_of(record).over(defaults)
    text = _without_title(_without_note(plain_text(given, to_text)), metadata.title)
    return make_article(text, metadata, key if metadata.url else _key(record, given, metadata, key))


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
