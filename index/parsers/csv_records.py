"""Articles in .csv and .tsv: one row an article, under a row that names the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO, TextIO

from index.parsers.encoding import decode, open_bytes, shown, wide_encoding
from index.parsers.field_markup import ToText, read_markup
from index.parsers.items import LazyItem, Skipped, UnusableError, unusable_item
from index.parsers.metadata import ArticleMetadata
from index.parsers.record_fields import names_date, text_of
from index.parsers.records import Record, read_records

# A row has a limit of its own; Python's is for the fields of all tables that the process reads.
csv.field_size_limit(2**31 - 1)

_DELIMITERS = ",;\t|"
_CHUNK = 1 << 16
_LONGEST_HEADER = 1 << 16
# Of the columns' names, where none of them is that of the text.
_MOST_SHOWN, _LONGEST_SHOWN = 12, 40
# What programs write where they know nothing.
_NOTHING = frozenset(("nan", "null", "none", "n/a", r"\n"))
# From 1990 to 2099, perhaps with the time as a fraction, of which the zone isn't known.
_COUNTED = re.compile(r"(\d{5})(?:[.,]\d{1,15})?")
_COUNTED_DAYS = range(32_874, 73_051)
_FIRST_DAY = date(1899, 12, 30)
# Stands between cells while they are decoded; decode() takes it for text.
_BETWEEN = "\x0b"


def read_table(
    path: Path, key: str, defaults: ArticleMetadata, most: int, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read a .csv or .tsv file, row by row; neither the file nor a row that is too long is held whole.

    key: names the file, for the ids of articles that have no URL.
    defaults: what is known of every article in it.
    most: the characters that a row may have.
    to_text: turns the HTML that is in a cell into text.
    """
    return read_records(partial(_rows_of_file, path, most), key, defaults, to_text)


def read_table_bytes(
    data: bytes, name: str, key: str, defaults: ArticleMetadata, to_text: ToText = read_markup
) -> Iterator[LazyItem | Skipped]:
    """Read what stands in a .csv or .tsv file that is in memory; name: what it is called."""
    return read_records(lambda: _rows(io.BytesIO(data), name, len(data)), key, defaults, to_text)


def _rows_of_file(path: Path, most: int) -> Iterator[Record | Skipped]:
    name = shown(path)
    try:
        with open_bytes(path) as file:
            yield from _rows(file, name, most)
    except UnusableError as error:
        yield unusable_item(name, error)


def _rows(file: BinaryIO, name: str, most: int) -> Iterator[Record | Skipped]:
    """Give the rows below the one that names the columns."""
    with _opened(file) as text:
        table = _Table(text, most)
        names: list[str] = []
        for number in count(1):
            where = f"{name}, row {number}"
            try:
                row = table.next_row()
                if row is None:
                    break
                if names and any(row):
                    yield Record(where, _bytes([*names, *row]), partial(_load, names, row))
                elif any(row):
                    names = _columns(row)
            except UnusableError as error:
                yield Skipped(where if names else name, str(error))
                if not names:
                    return
    if number == 2 or not names:
        yield Skipped(name, "it has no rows below its columns' names" if names else "the file is empty")


@contextmanager
def _opened(file: BinaryIO) -> Iterator[TextIO]:
    """Open a table as text; bytes that are no UTF-8 come out as surrogates."""
    encoding = wide_encoding(file.read(4))
    file.seek(0)
    errors = "replace" if encoding else "surrogateescape"
    text = io.TextIOWrapper(file, encoding or "utf-8-sig", errors, newline="")
    try:
        yield text
    finally:
        # Whoever opened the file closes it.
        text.detach()


def _columns(row: list[str]) -> list[str]:
    names = _decoded(row)
    if text_of(dict.fromkeys(names, "a")) is None:
        given = ", ".join(
            f"“{name.strip()[:_LONGEST_SHOWN]}”" for name in names[:_MOST_SHOWN] if name.strip()
        )
        more = ", …" if len(names) > _MOST_SHOWN else ""
        raise UnusableError(
            f"its first row names no column with the text: it has {given}{more}; looked for text, content,"
            " body, article text, Inhalt, texte, contenu, texto, testo, tekst and the like"
        )
    return names


def _delimiter(text: TextIO) -> str:
    """Tell what stands between the columns' names; the text is then at its beginning, or behind "sep=;"."""
    first = text.readline(_LONGEST_HEADER).rstrip()
    if len(first) == len("sep=;") and first.startswith("sep="):
        return first[-1]
    text.seek(0)
    return max(_DELIMITERS, key=first.count)


def _load(names: list[str], row: list[str]) -> dict[str, str]:
    """Put a row's cells under the columns' names."""
    cells = _decoded(row)
    if any(cells[len(names) :]):
        raise UnusableError("it has more cells than there are columns; put texts in quotation marks")
    given = ((name, cell) for name, cell in zip(names, cells, strict=False) if cell.lower() not in _NOTHING)
    return {name: _day(cell) if names_date(name) else cell for name, cell in given}


def _day(cell: str) -> str:
    """Write a day that a spreadsheet counts from the end of 1899 as people do."""
    found = _COUNTED.fullmatch(cell.strip())
    days = int(found[1]) if found else 0
    return str(_FIRST_DAY + timedelta(days=days)) if days in _COUNTED_DAYS else cell


def _decoded(row: list[str]) -> list[str]:
    """Decode the cells of a row that isn't UTF-8; spreadsheets write the encoding of their system."""
    if all(map(str.isascii, row)):
        return row
    cells = [cell.replace(_BETWEEN, " ") for cell in row]
    return decode(_bytes(cells)).split(_BETWEEN)


def _bytes(cells: list[str]) -> bytes:
    return _BETWEEN.join(cells).encode(errors="surrogateescape")


class _TooLongError(Exception):
    """A row has more characters than it may."""


class _Table:
    """The rows of a table, with a bound to what is taken for one."""

    def __init__(self, text: TextIO, most: int) -> None:
        """Begin at the first row."""
        self._text, self._most = text, most
        self._reader = csv.reader(iter(self._next_line, ""), delimiter=_delimiter(text))
        self._size = self._quotes = 0
        self._is_open = False

    def next_row(self) -> list[str] | None:
        """Read the next row; None at the end. Raises: UnusableError for one that can't be read."""
        self._size = self._quotes = 0
        try:
            row = next(self._reader, None)
        except _TooLongError as error:
            self._pass_over_row()
            reason = f"the row is longer than {self._most:,} characters (index.max_article_bytes)"
            raise UnusableError(reason) from error
        except csv.Error as error:
            raise UnusableError(f"the row can't be read: {error}") from error
        if self._is_open:
            self._is_open = False
            raise UnusableError("a quotation mark in it is never closed, so that the rest isn't read")
        return row

    def _next_line(self) -> str:
        line = self._text.readline(self._most - self._size + 1)
        # Within a row, another line is asked for only inside quotation marks.
        self._is_open = not line and self._size > 0
        self._size += len(line)
        self._quotes += line.count('"')
        if self._size > self._most:
            raise _TooLongError
        return line

    def _pass_over_row(self) -> None:
        while line := self._text.readline(_CHUNK):
            self._quotes += line.count('"')
            if line.endswith(("\n", "\r")) and self._quotes % 2 == 0:
                break
