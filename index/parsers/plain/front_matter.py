"""Metadata that stands beside a text: front matter at its head, or a sidecar file next to it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from config.wording import say_what_toml_lacks
from index.parsers.encoding import decode, read_bytes
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.record_fields import metadata_of

# Parsing YAML is slow: what is longer is no front matter, and no sidecar.
_LONGEST_FRONT_MATTER = LONGEST_SIDECAR = 64_000
_NAMES_A_FIELD = re.compile(r"^[\w-]+[ \t]*:(?:\s|\Z)", re.MULTILINE)

_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<head>.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# Its last bracket stands on a line of its own.
_JSON = re.compile(r"(?P<head>\{[ \t]*\r?\n.*?\n\})[ \t]*(?:\r?\n){2}", re.DOTALL)
_NAMED = re.compile(r"^[ \t]*\"?[\w-]+\"?[ \t]*[=:]", re.MULTILINE)
# "Title: …", "Date: …", at the very top, without lines of dashes around them.
_FIELDS = re.compile(r"(?P<head>(?:[A-Za-z][\w -]{1,20}:[ \t]+\S[^\n]{0,500}\n){2,12})\s*\n")
# Pandoc's: title, authors and day, each behind a percent sign.
_PANDOC = re.compile(
    r"%[ \t]+(?P<title>[^\n]{1,500}(?:\n[ \t]+[^\n]{1,500})?)"
    r"(?:\n%[ \t]*(?P<authors>[^\n]{0,500})(?:\n%[ \t]*(?P<date>[^\n]{0,100}))?)?\n"
)

_PARSERS: dict[str, Callable[[str], object]] = {
    ".toml": tomllib.loads,
    ".json": json.loads,
    ".yaml": yaml.safe_load,
    ".yml": yaml.safe_load,
}


def is_sidecar(name: str) -> bool:
    """Tell whether a name is that of a sidecar: ``a.meta.toml``, ``a.meta.json``, ``a.meta.yaml``."""
    stem, _, ending = name.lower().rpartition(".")
    return stem.endswith(".meta") and f".{ending}" in _PARSERS


def split_front_matter(text: str) -> tuple[ArticleMetadata, str]:
    """Take front matter off a text.

    It is YAML between lines of dashes, TOML between lines of plus signs, JSON, "Title: …" and "Date: …" at
    the very top, or Pandoc's lines behind percent signs.

    Returns: the metadata in it, and the text below it; a text without any comes back as it is.
    Raises: UnusableError where there is front matter that can't be parsed.
    """
    handler = YAMLHandler()
    text = text.removeprefix("\ufeff")
    for opening, parse in ((_TOML, tomllib.loads), (_JSON, json.loads)):
        found = opening.match(text, 0, _LONGEST_FRONT_MATTER)
        if found and _names_in(found["head"]):
            return metadata_of(_with_tables(_parse(found["head"], parse, "its front matter"))), text[
                found.end() :
            ]
    if found := _FIELDS.match(text, 0, _LONGEST_FRONT_MATTER):
        given = metadata_of(dict(line.split(":", 1) for line in found["head"].splitlines()))
        if given.title and given.published.iso:
            return given, text[found.end() :]
    if found := _PANDOC.match(text):
        authors = [name.strip() for name in (found["authors"] or "").split(";")]
        given = metadata_of({"title": found["title"], "authors": authors, "date": found["date"]})
        return given, text[found.end() :]
    if not handler.detect(text):
        return ArticleMetadata(), text
    try:
        head, body = handler.split(text)
    except ValueError:
        return ArticleMetadata(), text
    # A line of dashes is a rule as well: without a field below it, it opens no front matter.
    if len(head) > _LONGEST_FRONT_MATTER or not _NAMES_A_FIELD.search(head):
        return ArticleMetadata(), text
    return metadata_of(_parse(head, handler.load, "its front matter")), body


def sidecar_names(name: str) -> list[str]:
    """List the names that the sidecar of an article's file may have: like it, with another ending."""
    bare = name.removesuffix(".gz")
    folder, slash, file = bare.rpartition("/")
    return [f"{folder}{slash}{file.rpartition('.')[0] or file}.meta{ending}" for ending in _PARSERS]


def read_sidecar(path: Path) -> ArticleMetadata:
    """Read the sidecar of an article's file.

    path: the article's file; its sidecar is named like it, with ``.meta.toml``, ``.meta.json``,
        ``.meta.yaml`` or ``.meta.yml`` in place of its ending.
    Returns: the metadata in the sidecar; none where there is no sidecar.
    Raises: UnusableError naming a sidecar that can't be used.
    """
    for name in sidecar_names(path.name):
        sidecar = path.with_name(name)
        if sidecar.is_file():
            return parse_sidecar(name, partial(read_bytes, sidecar, LONGEST_SIDECAR))
    return ArticleMetadata()


def parse_sidecar(name: str, read: Callable[[], bytes]) -> ArticleMetadata:
    """Parse a sidecar.

    name: its own; the ending tells what it is. read: reads it.
    Raises: UnusableError naming a sidecar that can't be used.
    """
    file = name.rpartition("/")[2]
    try:
        text = decode(read())
    except UnusableError as error:
        raise type(error)(f"its sidecar {file} can't be used: {error}") from error
    return metadata_of(_parse(text, _PARSERS[f".{file.rpartition('.')[2].lower()}"], f"its sidecar {file}"))


def _names_in(head: str) -> bool:
    return _NAMED.search(head) is not None


def _with_tables(fields: dict[str, Any]) -> dict[str, Any]:
    """Add what stands in tables of TOML, as sites of their own making have there."""
    tables = [value for value in fields.values() if isinstance(value, dict)]
    return {name: value for table in reversed([fields, *tables]) for name, value in table.items()}


def _said(error: yaml.MarkedYAMLError) -> str:
    """Say in a clause what is wrong with a text that should be YAML, and in which of its lines."""
    mark = error.problem_mark or error.context_mark
    where = f"in its line {mark.line + 1}, " if mark else ""
    return f"{where}{error.problem or error.context or 'it is no YAML'}"


def _parse(text: str, parse: Callable[[str], object], what: str) -> dict[str, Any]:
    try:
        fields = parse(text)
    except RecursionError as error:
        raise UnusableError(f"{what} can't be parsed: it is nested too deeply") from error
    except yaml.MarkedYAMLError as error:
        raise UnusableError(f"{what} can't be parsed: {_said(error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise UnusableError(f"{what} can't be parsed: {say_what_toml_lacks(error, text)}") from error
    except json.JSONDecodeError as error:
        raise UnusableError(f"{what} can't be parsed: in its line {error.lineno} it is no JSON") from error
    except Exception as error:
        # A value may say that it is a date, or bytes, and be none; what YAML makes of that is not foreseen.
        raise UnusableError(f"{what} can't be parsed: a value in it isn't what it says it is") from error
    if not isinstance(fields, dict):
        raise UnusableError(f"{what} holds no names with values")
    return fields
