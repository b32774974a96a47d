"""Articles in .json and .jsonl: one object an article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from index.article import Article
from index.parsers.encoding import open_bytes, read_bytes, shown
from index.parsers.fingerprints import Fingerprints
from index.parsers.items import LazyItem, ParsedArticle, Skipped, UnusableError
from index.parsers.metadata import ArticleMetadata, clean_line, make_article, metadata_of

_TEXT = ("text", "body", "maintext", "articleBody")
_LISTS = ("articles", "items")
_CHUNK = 1 << 16


def read_lines(path: Path, key: str, defaults: ArticleMetadata, most: int) -> Iterator[LazyItem | Skipped]:
    """Read a .jsonl file, line by line; neither the file nor a line that is too long is held whole.

    key: names the file, for the ids of articles that have no URL.
    defaults: what is known of every article in it.
    most: the bytes that a line may have.
    """
    number = 0
    name = shown(path)
    prints = Fingerprints(key, defaults)
    try:
        with open_bytes(path) as file:
            while line := file.readline(most + 1):
                number += 1
                where = f"{name}:{number}"
                if len(line) > most and not line.endswith(b"\n"):
                    _pass_over_line(file)
                    yield Skipped(where, f"the line is longer than {most:,} bytes (index.max_article_bytes)")
                elif not line.isspace():
                    line = line.rstrip(b"\r\n")
                    yield LazyItem(where, prints.of(line), partial(_line, where, line, key, defaults))
    except UnusableError as error:
        yield Skipped(f"{name}:{number + 1}" if number else name, str(error))
        return
    if not number:
        yield Skipped(name, "the file is empty")


def read_json(
    path: Path, key: str, defaults: ArticleMetadata, most: int
) -> Iterator[ParsedArticle | Skipped]:
    """Read a .json file: one object, a list of them, or an object with a list "articles" or "items".

    The parameters are those of ``read_lines``; most counts the whole file.
    """
    name = shown(path)
    try:
        data = read_bytes(path, most)
    except UnusableError as error:
        yield Skipped(name, str(error))
        return
    yield from read_json_bytes(data, name, key, defaults)


def read_line_bytes(data: bytes, name: str, key: str, defaults: ArticleMetadata) -> Iterator[LazyItem]:
    """Read what stands in a .jsonl file that is in memory; name: what it is called."""
    prints = Fingerprints(key, defaults)
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            where = f"{name}:{number}"
            yield LazyItem(where, prints.of(line), partial(_line, where, line, key, defaults))


def read_json_bytes(
    data: bytes, name: str, key: str, defaults: ArticleMetadata
) -> Iterator[ParsedArticle | Skipped]:
    """Read what stands in a .json file that is in memory; name: what it is called."""
    try:
        content = _load(data)
    except UnusableError as error:
        yield Skipped(name, str(error))
        return
    items = _items(content)
    if items is None:
        yield _item(name, content, key, defaults)
        return
    if not items:
        yield Skipped(name, "its list of articles is empty")
    for number, item in enumerate(items, start=1):
        yield _item(f"{name}, item {number}", item, key, defaults)


def _pass_over_line(file: BinaryIO) -> None:
    while (chunk := file.readline(_CHUNK)) and not chunk.endswith(b"\n"):
        pass


def _line(where: str, line: bytes, key: str, defaults: ArticleMetadata) -> ParsedArticle | Skipped:
    try:
        return _item(where, _load(line), key, defaults)
    except UnusableError as error:
        return Skipped(where, str(error))


def _item(where: str, item: object, key: str, defaults: ArticleMetadata) -> ParsedArticle | Skipped:
    try:
        return ParsedArticle(where, _article(item, key, defaults))
    except UnusableError as error:
        return Skipped(where, str(error))


def _load(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnusableError(f"it is not UTF-8 (byte {error.start + 1:,})") from error
    except ValueError as error:
        raise UnusableError(f"it is not valid JSON: {error}") from error
    except RecursionError as error:
        raise UnusableError("its JSON is nested too deeply") from error


def _items(content: object) -> list[Any] | None:
    if isinstance(content, list):
        return content
    if isinstance(content, dict) and not any(name in content for name in _TEXT):
        return next((content[name] for name in _LISTS if isinstance(content.get(name), list)), None)
    return None


def _article(item: object, key: str, defaults: ArticleMetadata) -> Article:
    if not isinstance(item, dict):
        raise UnusableError("it is no JSON object")
    text = next((item[name] for name in _TEXT if item.get(name)), None)
    if text is None:
        raise UnusableError(f"it has no text (looked for {', '.join(_TEXT)})")
    if not isinstance(text, str):
        raise UnusableError("its text is not a string")
    metadata = metadata_of(item).over(defaults)
    return make_article(text, metadata, key if metadata.url else _key(item, text, metadata, key))


def _key(item: dict[str, Any], text: str, metadata: ArticleMetadata, key: str) -> str:
    """Name an article without a URL: by its own id, else by what it says, wherever it stands."""
    if own := clean_line(item.get("id")):
        return f"{key}#{own}"
    said = json.dumps([metadata.title, metadata.published.iso, text])
    return hashlib.sha256(said.encode()).hexdigest()
