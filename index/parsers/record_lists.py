"""The records of articles in what a program exported, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from index.parsers.metadata import clean_url
from index.parsers.record_fields import (
    Fields,
    description_of,
    lists_in,
    metadata_of,
    text_of,
    unwrapped,
    url_of,
)

# Of a list so many items are looked at to tell what it is a list of.
_LOOKED_AT = 20
# How deep records may stand, and how many objects and lists are looked through for them.
_DEEPEST, _MOST = 8, 5_000
_MOSTLY = 0.5


def find_records(content: object) -> list[Any] | None:
    """Find the records of articles in what stands in a file of JSON.

    Returns: the list that they stand in, with what else is in it; those that are named by addresses or ids
        know these; None where the content is a record itself, or has no list.
    """
    if isinstance(content, dict) and text_of(content) is not None:
        return None
    if isinstance(content, list) and any(map(_has_text, content[:_LOOKED_AT])):
        return content
    if isinstance(content, dict) and isinstance(graph := content.get("@graph"), list):
        # JSON-LD lists all that an article is about beside it.
        return [item for item in graph if isinstance(item, dict) and text_of(item)] or graph
    if found := _Search().records_in(content):
        return None if found == [content] else found
    if isinstance(content, dict):
        return next(lists_in(content), None)
    return content if isinstance(content, list) else None


class _Search:
    """A search through an object, with a bound to what is looked through."""

    def __init__(self) -> None:
        self._left = _MOST

    def records_in(self, value: object, depth: int = 0) -> list[Any]:
        """Find the largest list of articles in a value; none where there is no article."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return []
        if isinstance(value, list):
            if any(map(_is_article, value[:_LOOKED_AT])):
                return value
            # The pages of an answer, each with a list of its own.
            return [record for item in value for record in self.records_in(item, depth + 1)]
        return self._in_object(value, depth) if isinstance(value, dict) else []

    def _in_object(self, value: dict[str, Any], depth: int) -> list[Any]:
        is_named = _is_article(value)
        if is_named and text_of(unwrapped(value)) is not None:
            return [value]
        for named in lists_in(value):
            if any(map(_has_text, named[:_LOOKED_AT])):
                return named
        found = _keyed(value) or max(
            (self.records_in(inner, depth + 1) for inner in value.values()), key=_share, default=[]
        )
        # What is only described may be a channel, of which the articles are further down.
        return found if found or not is_named else [value]


def _share(records: list[Any]) -> tuple[int, int]:
    """Tell how many of a list's first items are articles, and how long it is."""
    return sum(map(_is_article, records[:_LOOKED_AT])), len(records)


def _has_text(item: object) -> bool:
    return isinstance(item, dict) and (text_of(unwrapped(item)) is not None or _is_article(item))


def _is_article(item: object) -> bool:
    """Tell whether something is an object with a title or an address, and a text or what stands in for it."""
    if not isinstance(item, dict):
        return False
    record = unwrapped(item)
    known = metadata_of(record)
    if text_of(record) is not None:
        return bool(known.title or known.url)
    return bool(known.title and known.url and description_of(record))


def _keyed(value: Mapping[str, Any]) -> list[Any]:
    """List the articles that stand under their addresses or ids; none where most of it are none."""
    by_address = {key: one for key, one in value.items() if isinstance(one, dict | str) and clean_url(key)}
    if by_address and len(by_address) >= _MOSTLY * len(value):
        return [_with_address(key, one) for key, one in by_address.items()]
    inner = {key: one for key, one in value.items() if isinstance(one, dict)}
    articles = sum(map(_is_article, islice(inner.values(), _LOOKED_AT)))
    if articles < max(2, _MOSTLY * min(len(value), _LOOKED_AT)):
        return []
    # Programs that know no lists count what is in them.
    is_counted = list(inner) in ([str(n) for n in range(start, start + len(inner))] for start in (0, 1))
    return [one if is_counted else {"id": key, **one} for key, one in inner.items()]


def _with_address(url: str, one: dict[str, Any] | str) -> dict[str, Any]:
    if isinstance(one, str):
        return {"url": url, "text": one}
    return one if url_of(Fields(unwrapped(one))) else {"url": url, **one}
