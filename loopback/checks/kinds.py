"""Kinds of values that the table of facts knows, and what is wrong with a value of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

# So many languages a translation can be in.
LANGUAGES = 34


class Kind(Protocol):
    """Something that a value can be."""

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with a value.

        value: JSON. where: it stands, for the sentence.
        Returns: a sentence for each mistake.
        """


@dataclass(frozen=True)
class Range:
    """A range of numbers, lengths or counts, open where an end is None."""

    least: int | None = None
    most: int | None = None

    def __contains__(self, number: float) -> bool:
        """Tell whether a number is in it."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    def __str__(self) -> str:
        """Write it as the table does."""
        ends = ("" if end is None else f"{end:,}" for end in (self.least, self.most))
        return "..".join(ends)


@dataclass(frozen=True)
class Text:
    """A text of some length."""

    lengths: Range

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with a text."""
        if not isinstance(value, str):
            yield f"{where}: {value!r} is no text"
        elif size(value) not in self.lengths:
            yield f"{where}: {size(value):,} characters, {self.lengths} may be"


@dataclass(frozen=True)
class Id:
    """An id: digits as a text, or, as discord.py sends them in places, the number."""

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with an id."""
        is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        is_text = isinstance(value, str) and value.isascii() and value.isdigit() and str(int(value)) == value
        if not (is_number or is_text):
            yield f"{where}: {value!r} is no id"


@dataclass(frozen=True)
class Number:
    """A number of some range, whole or any."""

    range: Range
    is_whole: bool

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with a number."""
        if isinstance(value, bool) or not isinstance(value, int if self.is_whole else (int, float)):
            yield f"{where}: {value!r} is no {'whole ' if self.is_whole else ''}number"
        elif value not in self.range:
            yield f"{where}: {value} isn't in {self.range}"


@dataclass(frozen=True)
class Bool:
    """True or false."""

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with a truth value."""
        if not isinstance(value, bool):
            yield f"{where}: {value!r} is neither true nor false"


@dataclass(frozen=True)
class OneOf:
    """One of some values."""

    values: tuple[int | str, ...]

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with a value that has to be among some."""
        if isinstance(value, bool) or value not in self.values:
            yield f"{where}: {value!r} is none of {', '.join(map(str, self.values))}"


@dataclass(frozen=True)
class Translations:
    """Texts of some length by language."""

    text: Text

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with translations."""
        if not isinstance(value, dict):
            yield f"{where}: {value!r} is no object"
            return
        if len(value) > LANGUAGES:
            yield f"{where}: {len(value)} languages, {LANGUAGES} may be"
        for language, text in value.items():
            yield from self.text.violations(text, f"{where}.{language}")


@dataclass(frozen=True)
class ListOf:
    """So many values of one kind, none of them twice where that is asked for."""

    item: Kind
    counts: Range
    is_set: bool

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with a list."""
        if not isinstance(value, list):
            yield f"{where}: {value!r} is no list"
            return
        if len(value) not in self.counts:
            yield f"{where}: {len(value)} of them, {self.counts} may be"
        if self.is_set and len({str(one) for one in value}) < len(value):
            yield f"{where}: something stands there twice"
        for number, one in enumerate(value):
            yield from self.item.violations(one, f"{where}[{number}]")


@dataclass(frozen=True)
class Field:
    """A field of an object."""

    kind: Kind
    is_required: bool


@dataclass(frozen=True, eq=False)
class Table:
    """An object with fields; one that isn't required may be null or left out."""

    name: str
    fields: Mapping[str, Field] = field(repr=False)

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with an object."""
        if not isinstance(value, dict):
            yield f"{where}: {value!r} is no object"
            return
        for name, one in self.fields.items():
            if one.is_required and value.get(name) is None:
                yield f"{where}: no {name}"
        for name, inner in value.items():
            place = f"{where}.{name}"
            if name not in self.fields:
                yield f"{place}: the table [{self.name}] in loopback/checks/facts.toml knows no such field"
            elif inner is not None:
                yield from self.fields[name].kind.violations(inner, place)


@dataclass(frozen=True, eq=False)
class AnyOf:
    """An object of one of several tables, as its type says."""

    name: str
    tables: Sequence[Table]

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with an object of several kinds."""
        told = value.get("type") if isinstance(value, dict) else None
        fitting = [one for one in self.tables if not any(one.fields["type"].kind.violations(told, ""))]
        if not fitting:
            yield f"{where}: something of type {told!r} is no {self.name}"
        for table in fitting:
            yield from table.violations(value, where)


@dataclass(frozen=True, eq=False)
class Either:
    """An object of one of several tables, whichever fits."""

    tables: Sequence[Table]

    def violations(self, value: Any, where: str) -> Iterator[str]:
        """Say what is wrong with an object that fits no table; of the table that fits best."""
        known = value.keys() if isinstance(value, dict) else ()
        strange = {
            table.name: len([name for name in known if name not in table.fields]) for table in self.tables
        }
        found = [(strange[table.name], [*table.violations(value, where)]) for table in self.tables]
        yield from min(found, key=lambda one: (bool(one[1]), one[0], len(one[1])))[1]


def size(text: str) -> int:
    """Count characters as UTF-16 does: never fewer than Discord."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
