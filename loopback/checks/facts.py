"""The table of facts about Discord's HTTP API, read from facts.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loopback.checks.kinds import (
    AnyOf,
    Bool,
    Either,
    Field,
    Id,
    Kind,
    ListOf,
    Number,
    OneOf,
    Range,
    Table,
    Text,
    Translations,
)

_FILE = Path(__file__).with_name("facts.toml")
_RANGE = re.compile(r"(-?\d+)?\.\.(-?\d+)?")


@dataclass(frozen=True)
class Request:
    """A request with a body: its method, its path with ``*`` for ids and tokens, and what it takes."""

    method: str
    path: str
    body: Kind

    def fits(self, method: str, path: str) -> bool:
        """Tell whether a request is of this sort."""
        pattern = re.escape(self.path).replace(r"\*", "[^/]+")
        return method == self.method and re.fullmatch(pattern, path) is not None


@cache
def requests() -> tuple[Request, ...]:
    """Read all requests that the table knows."""
    facts = tomllib.loads(_FILE.read_text("utf-8"))
    tables = {name: lines for name, lines in facts.items() if name not in ("requests", "any")}
    reader = _Reader(tables, facts["any"])
    found = []
    for named, told in facts["requests"].items():
        method, path = named.split()
        found.append(Request(method, path, reader.kind(told)))
    return tuple(found)


class _Reader:
    """Reads facts as they are written down."""

    def __init__(self, tables: dict[str, dict[str, str]], unions: dict[str, list[str]]) -> None:
        """Prepare to read.

        tables: lines by name of the table. unions: names of tables by that of what they are kinds of.
        """
        self._lines, self._unions = tables, unions
        self._tables: dict[str, Table] = {}

    def kind(self, told: str) -> Kind:
        """Read what a value can be.

        told: as the table has it, without "required".
        Raises: KeyError where it names a table that isn't there.
        """
        word, _, rest = told.partition(" ")
        if word in _SIMPLE:
            return _SIMPLE[word](rest)
        if word in ("list", "set"):
            name, _, counts = rest.removeprefix("of ").partition(" ")
            return ListOf(self.kind(name), _range(counts), is_set=word == "set")
        if rest:
            return Either([self._table(name) for name in told.split(" or ")])
        if word in self._unions:
            return AnyOf(word, [self._table(name) for name in self._unions[word]])
        return self._named(word)

    def _named(self, name: str) -> Kind:
        """Read a table, or the one fact of a table that has a value rather than fields."""
        lines = self._lines[name]
        return self.kind(lines["value"]) if lines.keys() == {"value"} else self._table(name)

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            self._tables[name] = Table(
                name, {field: self._field(told) for field, told in self._all(name).items()}
            )
        return self._tables[name]

    def _all(self, name: str) -> dict[str, str]:
        """Collect the lines of a table, those of the table that it is like among them."""
        lines = dict(self._lines[name])
        like = lines.pop("like", None)
        return (self._all(like) if like else {}) | lines

    def _field(self, told: str) -> Field:
        return Field(self.kind(told.removeprefix("required ")), told.startswith("required "))


def _range(told: str) -> Range:
    if not told:
        return Range()
    found = _RANGE.fullmatch(told)
    assert found, f"{told!r} is no range"
    return Range(*(None if end is None else int(end) for end in found.groups()))


def _values(told: str) -> tuple[int | str, ...]:
    return tuple(int(one) if one.isdigit() else one for one in told.removeprefix("of ").split())


# Kinds that name no table, by their first word, made of what follows it.
_SIMPLE: dict[str, Callable[[str], Kind]] = {
    "text": lambda told: Text(_range(told)),
    "translations": lambda told: Translations(Text(_range(told))),
    "int": lambda told: Number(_range(told), is_whole=True),
    "number": lambda told: Number(_range(told), is_whole=False),
    "bool": lambda _: Bool(),
    "id": lambda _: Id(),
    "one": lambda told: OneOf(_values(told)),
}
