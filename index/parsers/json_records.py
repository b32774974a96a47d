"""Articles in .json and .jsonl: one object an article, as many programs write it."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from index.parsers.encoding import open_bytes, read_bytes, shown
from index.parsers.field_markup import ToText, read_markup
from index.parsers.items import LazyItem, Skipped, UnusableError, unusable_item
from index.parsers.metadata import ArticleMetadata
from index.parsers.record_fields import list_in, text_of
from index.parsers.records import Record, read_records

_CHUNK = 1 << 16


def read_lines(
    path: Path, key: str, defaults: ArticleMetadata, most: int, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read a .jsonl file, line by line; neither the file nor a line that is too long is held whole.

    key: names the file, for the ids of articles that have no URL.
    defaults: what is known of every article in it.
    most: the bytes that a line may have.
    to_text: reads the HTML that is in a field.
    """
    return read_records(partial(_lines_of_file, path, most), key, defaults, to_text)


def read_json(
    path: Path, key: str, defaults: ArticleMetadata, most: int, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read a .json file: one object, a list of them, an object with such a list, or an object on each line.

    The parameters are those of ``read_lines``; most counts the whole file, unless each line has an object.
    """
    name = shown(path)
    try:
        with open_bytes(path) as file:
            is_lines = _has_lines(file, most)
        data = b"" if is_lines else read_bytes(path, most)
    except UnusableError as error:
        yield unusable_item(name, error)
        return
    if is_lines:
        yield from read_lines(path, key, defaults, most, to_text)
    else:
        yield from read_json_bytes(data, name, key, defaults, to_text)


def read_line_bytes(
    data: bytes, name: str, key: str, defaults: ArticleMetadata, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read what stands in a .jsonl file that is in memory; name: what it is called."""
    lines = [
        Record(f"{name}:{number}", line, partial(_load, line))
        for number, line in enumerate(data.splitlines(), start=1)
        if line.strip()
    ]
    return read_records(lambda: lines, key, defaults, to_text)


def read_json_bytes(
    data: bytes, name: str, key: str, defaults: ArticleMetadata, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read what stands in a .json file that is in memory; name: what it is called."""
    if _has_lines(io.BytesIO(data), len(data)):
        return read_line_bytes(data, name, key, defaults, to_text)
    try:
        records = list(_records(_load(data), name))
    except UnusableError as error:
        records = [Skipped(name, str(error))]
    return read_records(lambda: records, key, defaults, to_text)


def _lines_of_file(path: Path, most: int) -> Iterator[Record | Skipped]:
    number = 0
    name = shown(path)
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
                    yield Record(where, line, partial(_load, line))
    except UnusableError as error:
        yield unusable_item(f"{name}:{number + 1}" if number else name, error)
        return
    if not number:
        yield Skipped(name, "the file is empty")


def _pass_over_line(file: BinaryIO) -> None:
    while (chunk := file.readline(_CHUNK)) and not chunk.endswith(b"\n"):
        pass


def _has_lines(file: BinaryIO, most: int) -> bool:
    """Tell whether a file has an object on each line, and more than one, whatever it is called."""
    first = file.readline(most + 1).removeprefix(codecs.BOM_UTF8).strip()
    if not (first.startswith(b"{") and first.endswith(b"}")):
        return False
    second = next((line for line in iter(partial(file.readline, _CHUNK), b"") if line.strip()), b"")
    try:
        return second.lstrip().startswith(b"{") and isinstance(_load(first), dict)
    except UnusableError:
        return False


def _load(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnusableError(f"it is not UTF-8 (byte {error.start + 1:,})") from error
    except json.JSONDecodeError as error:
        line = f"line {error.lineno:,}, " if b"\n" in data.strip() else ""
        raise UnusableError(f"it is not valid JSON from its {line}character {error.colno:,} on") from error
    except ValueError as error:
        raise UnusableError(f"it is not valid JSON: {error}") from error
    except RecursionError as error:
        raise UnusableError("its JSON is nested too deeply") from error


def _records(content: object, name: str) -> Iterator[Record | Skipped]:
    """Give the articles in what stands in a file."""
    items = _items(content)
    if items == []:
        yield Skipped(name, "its list of articles is empty")
    wheres = [name] if items is None else [f"{name}, item {number + 1}" for number in range(len(items))]
    for where, item in zip(wheres, [content] if items is None else items, strict=True):
        try:
            data = json.dumps(item).encode()
        except RecursionError:
            yield Skipped(where, "its JSON is nested too deeply")
        else:
            yield Record(where, data, partial(_given, item))


def _items(content: object) -> list[Any] | None:
    if isinstance(content, list):
        return content
    if not isinstance(content, dict) or text_of(content) is not None:
        return None
    if isinstance(graph := content.get("@graph"), list):
        # JSON-LD lists all that an article is about beside it.
        return [item for item in graph if isinstance(item, dict) and text_of(item)] or graph
    return list_in(content)


def _given(item: object) -> object:
    return item
