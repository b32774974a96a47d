"""Bodies made up from the table of facts: for each fact some that keep it just so and some that break it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from loopback.checks.kinds import (
    LANGUAGES,
    AnyOf,
    Bool,
    Either,
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


@dataclass(frozen=True)
class Example:
    """A value that is right or wrong by one fact.

    fact: the table and its field.
    """

    value: Any
    is_right: bool
    fact: str


class Examples:
    """Examples of what requests take, each table gone through once."""

    def __init__(self) -> None:
        """Begin with no table seen."""
        self._seen: set[str] = set()

    def of(self, kind: Kind, fact: str) -> Iterator[Example]:
        """Make up values of a kind.

        fact: what they are about, unless they hold facts of their own.
        """
        match kind:
            case Table():
                yield from self._of_table(kind)
            case AnyOf() | Either():
                yield Example({"type": 99}, False, fact)
                for table in kind.tables:
                    # What breaks one table may be just what another one wants.
                    examples = self._of_table(table)
                    yield from (
                        one for one in examples if one.is_right or any(kind.violations(one.value, ""))
                    )
            case ListOf():
                yield from (Example(value, right, fact) for value, right in _of_list(kind))
                for example in self.of(kind.item, fact):
                    yield Example([example.value], example.is_right, example.fact)
            case _:
                yield from (Example(value, right, fact) for value, right in _of_simple(kind))

    def of_request(self, body: Kind) -> list[Example]:
        """Make up bodies of a request."""
        # Its own table is gone through even where another request has the same.
        self._seen -= {body.name} if isinstance(body, Table) else set()
        return [*self.of(body, "body")]

    def _of_table(self, table: Table) -> Iterator[Example]:
        if table.name in self._seen:
            return
        self._seen.add(table.name)
        yield Example(least(table), True, table.name)
        yield Example("nothing", False, table.name)
        for name, field in table.fields.items():
            fact, rest = f"{table.name}.{name}", {k: v for k, v in least(table).items() if k != name}
            if name != "type":
                yield Example(rest, not field.is_required, fact)
                yield Example({**rest, name: None}, not field.is_required, fact)
            for example in self.of(field.kind, fact):
                # An object of another type is another object.
                if name != "type" or example.is_right:
                    yield Example({**rest, name: example.value}, example.is_right, example.fact)


def least(kind: Kind) -> Any:
    """Make up the smallest value of a kind."""
    match kind:
        case Table():
            return {name: least(field.kind) for name, field in kind.fields.items() if field.is_required}
        case AnyOf() | Either():
            return least(kind.tables[0])
        case ListOf():
            return [least(kind.item)] * (kind.counts.least or 0)
        case _:
            return next(value for value, is_right in _of_simple(kind) if is_right)


def _of_list(kind: ListOf) -> Iterator[tuple[Any, bool]]:
    item = least(kind.item)
    items = (str(number) if isinstance(kind.item, Id) else item for number in count(1))
    for number, is_right in _around(kind.counts):
        yield [next(items) for _ in range(number)], is_right
    yield "nothing", False
    if kind.is_set:
        yield [item, item], False


def _of_simple(kind: Kind) -> Iterator[tuple[Any, bool]]:
    match kind:
        case Text():
            yield from (("x" * number, is_right) for number, is_right in _around(kind.lengths))
            yield 5, False
        case Translations():
            yield from (({"de": text}, is_right) for text, is_right in _of_simple(kind.text))
            languages = [f"l{number}" for number in range(LANGUAGES + 1)]
            yield dict.fromkeys(languages[1:], "x"), True
            yield dict.fromkeys(languages, "x"), False
            yield "nothing", False
        case Number():
            yield from _around(kind.range)
            yield from ((1.5, not kind.is_whole), ("1", False), (True, False))
        case OneOf():
            yield from ((value, True) for value in kind.values)
            yield from (("nobody", False), (99, False), (True, False))
        case Bool():
            yield from ((True, True), (False, True), ("yes", False), (1, False))
        case Id():
            yield from (("0", True), ("80351110224678912", True), ("x", False), ("01", False), ("", False))


def _around(range_: Range) -> Iterator[tuple[int, bool]]:
    """Numbers just inside a range and just outside of it."""
    for end, outside in ((range_.least, -1), (range_.most, 1)):
        if end is not None:
            yield end, True
            if end + outside >= 0 or end < 0:
                yield end + outside, False
