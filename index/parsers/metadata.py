"""What is known of an article besides its text, and the article made of both."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from index.article import Article, Published, article_id
from index.parsers.dates import UNKNOWN
from index.parsers.items import UnusableError
from index.parsers.urls import encoded_url
from index.text.normalise import normalise, normalise_line

_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_BY = re.compile(r"^by[: ]\s*", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
# A title or an id may be a number; a longer one is neither, and slow to write out.
_LARGEST_NUMBER = 10**20
# By which a date may lie ahead: clocks and zones are wrong by a day at most.
_MOST_AHEAD = timedelta(days=2)
# What a list says of an article that can't be had is indexed in its place from so many words on.
FEWEST_WORDS_OF_BEGINNING = 25
_FEWEST_WORDS = 5
_FEWEST_LETTERS = 20


@dataclass(frozen=True)
class ArticleMetadata:
    """What is known of an article besides its text; None, (), or an empty date where it isn't.

    is_beginning, is_outlet_given: as of ``Article``.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Published = UNKNOWN
    language: str | None = None
    modified: Published = UNKNOWN
    is_beginning: bool = False
    is_outlet_given: bool = False

    def over(self, other: ArticleMetadata) -> ArticleMetadata:
        """Fill in from other what is unknown here."""
        return ArticleMetadata(
            self.title or other.title,
            self.url or other.url,
            self.outlet or other.outlet,
            self.authors or other.authors,
            self.published if self.published.iso else other.published,
            self.language or other.language,
            self.modified if self.modified.iso else other.modified,
            self.is_beginning or other.is_beginning,
            self.is_outlet_given if self.outlet else other.is_outlet_given,
        )


NOTHING_KNOWN = ArticleMetadata()


def make_article(text: str, metadata: ArticleMetadata, key: str) -> Article:
    """Make an article out of its text and what else is known.

    text: as it was read; it is normalised here.
    key: what names the article where no URL does.
    Returns: the article; without an outlet the URL's domain stands in.
    Raises: UnusableError where the text is too short to be an article.
    """
    text = normalise(text)
    if len(text.split(None, _FEWEST_WORDS)) < _FEWEST_WORDS:
        _check_letters(text)
    url = metadata.url
    return Article(
        id=article_id(url or key),
        text=text,
        title=metadata.title,
        url=url,
        outlet=metadata.outlet or (_domain(url) if url else None),
        authors=metadata.authors,
        published=metadata.published,
        language=metadata.language,
        modified=metadata.modified,
        is_beginning=metadata.is_beginning,
        is_outlet_given=metadata.is_outlet_given,
    )


def without_future(metadata: ArticleMetadata, now: float) -> ArticleMetadata:
    """Forget dates that can't be right as they are still to come.

    now: seconds since 1970.
    """
    latest = datetime.fromtimestamp(now, UTC).date() + _MOST_AHEAD
    published, modified = (
        UNKNOWN if (day := date.first_day) and day > latest else date
        for date in (metadata.published, metadata.modified)
    )
    return replace(metadata, published=published, modified=modified)


def clean_line(value: object) -> str | None:
    """Clean a title, name or outlet, to be on one line; None where the value is empty or no text."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER:
        value = str(value)
    return (normalise_line(value) or None) if isinstance(value, str) else None


def clean_url(value: object) -> str | None:
    """Clean a URL of space around it and encode that in it; None unless it is http(s) with a host."""
    if not isinstance(value, str):
        return None
    try:
        url = encoded_url(value.strip())
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    # Control characters, and spaces in a host's name, have no place there and may hide where it leads.
    return url if usable and url.isprintable() and " " not in url else None


def clean_authors(value: object) -> tuple[str, ...]:
    """Take the authors' names, each once, out of a string, a list of strings or a list of objects."""
    if isinstance(value, str):
        names: list[str | None] = list(_split_names(value))
    else:
        given = [_name(item) for item in (value if isinstance(value, list) else [value])]
        names = [clean_line(name) for name in given if isinstance(name, str)]
    # As notes of Obsidian link to them.
    names = [name.removeprefix("[[").removesuffix("]]") if name else None for name in names]
    return tuple(
        dict.fromkeys(_BY.sub("", name, count=1) if _BY.match(name) else name for name in names if name)
    )


def clean_language(value: object) -> str | None:
    """Reduce a language to its two- or three-letter code, "en" for "en-US"; None for anything else."""
    match = _LANGUAGE_TAG.fullmatch(value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def _name(value: object) -> object:
    return value.get("name") if isinstance(value, dict) else value


def _split_names(line: str) -> list[str]:
    """Split a line of names; a comma that may belong to a name ("King, Jr.") splits nothing."""
    line = normalise_line(line)
    names = [name for name in _BETWEEN_NAMES.split(line) if name]
    if all(" " in name for name in names):
        return names
    return [name for part in line.split(";") if (name := part.strip())]


def _check_letters(text: str) -> None:
    """Raise UnusableError unless the few words are of a script that puts no spaces between words."""
    if not text:
        raise UnusableError("there is no text in it")
    if sum(unicodedata.category(character) == "Lo" for character in text) < _FEWEST_LETTERS:
        raise UnusableError(f"a text of fewer than {_FEWEST_WORDS} words is no article")


def _domain(url: str) -> str | None:
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.") or None
