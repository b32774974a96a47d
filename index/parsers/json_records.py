"""Articles in .json and .jsonl: one object an article, as many programs write it."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from index.parsers.encoding import in_utf8, open_bytes, read_bytes, shown
from index.parsers.field_markup import ToText, read_markup
from index.parsers.items import LazyItem, Skipped, UnusableError, unusable_item
from index.parsers.json_values import load_value, values_in
from index.parsers.metadata import ArticleMetadata
from index.parsers.record_lists import find_records
from index.parsers.records import Record, read_records

_CHUNK = 1 << 16
# Where one object may end and the next begin on the same line.
_JOINT = re.compile(rb"\}[\s\x1e]*\{")


def read_lines(
    path: Path, key: str, defaults: ArticleMetadata, most: int, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read a .jsonl file, line by line; neither the file nor a line that is too long is held whole.

    key: names the file, for the ids of articles that have no URL.
    defaults: what is known of every article in it.
    most: the bytes that a line may have.
    to_text: reads the HTML that is in a field.
    """
    with suppress(UnusableError):
        # Whatever it is called, it may be one list, or have its objects over several lines.
        with _opened(path) as file:
            data = _bytes(path, most) if _is_whole(file, most) else b""
        if data and (records := _if_valid(data, shown(path))):
            yield from read_records(lambda: records, key, defaults, to_text)
            return
    yield from read_records(partial(_lines_of_file, path, most), key, defaults, to_text)


def read_json(
    path: Path, key: str, defaults: ArticleMetadata, most: int, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read a .json file: one object, a list of them, an object with such a list, or an object on each line.

    The parameters are those of ``read_lines``; most counts the whole file, unless each line has an object.
    """
    name = shown(path)
    try:
        with _opened(path) as file:
            is_lines = _has_lines(file, most)
        data = b"" if is_lines else _bytes(path, most)
    except UnusableError as error:
        yield unusable_item(name, error)
        return
    if is_lines:
        yield from read_records(partial(_lines_of_file, path, most), key, defaults, to_text)
    else:
        yield from read_json_bytes(data, name, key, defaults, to_text)


def read_line_bytes(
    data: bytes, name: str, key: str, defaults: ArticleMetadata, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read what stands in a .jsonl file that is in memory; name: what it is called."""
    data = in_utf8(io.BytesIO(data)).read()
    whole = _if_valid(data, name) if _is_whole(io.BytesIO(data), len(data)) else []
    return read_records(lambda: whole or _lines_in(data, name), key, defaults, to_text)


def read_json_bytes(
    data: bytes, name: str, key: str, defaults: ArticleMetadata, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read what stands in a .json file that is in memory; name: what it is called."""
    data = in_utf8(io.BytesIO(data)).read()
    has_lines = _has_lines(io.BytesIO(data), len(data))
    records = list(_lines_in(data, name) if has_lines else _records_of_values(data, name))
    return read_records(lambda: records, key, defaults, to_text)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file as ``open_bytes`` does; one of two bytes a character comes out in UTF-8."""
    with open_bytes(path) as file:
        yield in_utf8(file)


def _bytes(path: Path, most: int) -> bytes:
    return in_utf8(io.BytesIO(read_bytes(path, most))).read()


def _if_valid(data: bytes, name: str) -> list[Record | Skipped]:
    """Give what is in the values that a file holds where all of them are valid, and some are records."""
    try:
        are_valid = any(isinstance(value, dict | list) for value in list(values_in(data)))
    except UnusableError:
        return []
    return list(_records_of_values(data, name)) if are_valid else []


def _lines_in(data: bytes, name: str) -> Iterator[Record]:
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            yield from _records_of_line(line, f"{name}:{number}")


def _lines_of_file(path: Path, most: int) -> Iterator[Record | Skipped]:
    number = 0
    name = shown(path)
    try:
        with _opened(path) as file:
            while line := file.readline(most + 1):
                number += 1
                where = f"{name}:{number}"
                if len(line) > most and not line.endswith(b"\n"):
                    _pass_over_line(file)
                    yield Skipped(where, f"the line is longer than {most:,} bytes (index.max_article_bytes)")
                elif not line.isspace():
                    yield from _records_of_line(line.rstrip(b"\r\n"), where)
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
        return second.lstrip().startswith(b"{") and isinstance(load_value(first), dict)
    except UnusableError:
        return False


def _is_whole(file: BinaryIO, most: int) -> bool:
    """Tell whether a file of lines may be one of values instead that go over several lines, or one list."""
    lines = iter(partial(file.readline, most + 1), b"")
    first = next((line.removeprefix(codecs.BOM_UTF8).strip() for line in lines if not line.isspace()), b"")
    if not first.startswith((b"{", b"[")):
        return False
    try:
        return not isinstance(load_value(first), dict)
    except UnusableError:
        return True


def _records_of_line(line: bytes, where: str) -> Iterator[Record]:
    """Give the object on a line, or the objects where no line ends stand between them."""
    values: list[object] = []
    if _JOINT.search(line):
        with suppress(UnusableError):
            values = list(values_in(line))
    if len(values) > 1:
        for number, value in enumerate(values, start=1):
            yield _record(value, f"{where}, object {number}")
    else:
        yield Record(where, line, partial(load_value, line))


def _records_of_values(data: bytes, name: str) -> Iterator[Record | Skipped]:
    """Give the articles in the values that a file holds; where one isn't valid, those before it."""
    values: list[object] = []
    why = None
    try:
        values.extend(values_in(data))
    except UnusableError as error:
        why = str(error)
    for number, value in enumerate(values, start=1):
        yield from _records(value, name if len(values) == 1 else f"{name}, object {number}")
    if why:
        yield Skipped(name, why)


def _records(content: object, name: str) -> Iterator[Record | Skipped]:
    """Give the articles in a value."""
    items = find_records(content)
    if items == []:
        yield Skipped(name, "its list of articles is empty")
    wheres = [name] if items is None else [f"{name}, item {number + 1}" for number in range(len(items))]
    for where, item in zip(wheres, [content] if items is None else items, strict=True):
        try:
            yield _record(item, where)
        except RecursionError:
            yield Skipped(where, "its JSON is nested too deeply")


def _record(item: object, where: str) -> Record:
    return Record(where, json.dumps(item).encode(), partial(_given, item))


def _given(item: object) -> object:
    return item
