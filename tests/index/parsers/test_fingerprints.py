"""Fingerprints never change: an index made by an earlier version must know what it needn't read again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from index.article import Published
from index.parsers.fingerprints import Fingerprints
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata

FULL = ArticleMetadata(
    "A bridge opens",
    "https://example.org/a",
    "Example Wire",
    ("Ann Lee", "Jon Gray"),
    Published("2025-08-19T06:30:00Z"),
    "en",
    Published("2025-08"),
)


# Computed by the version whose parsers read articles as they are read now.
@pytest.mark.parametrize(
    ("known", "data", "fingerprint"),
    [
        (("https://example.org/a", FULL), b"A text.", "72dc27771ed906c78edd33e4ce47b596"),
        (("folder/a.txt", ".txt", FULL, NOTHING_KNOWN), b"A text.", "b291db7a9922b58f2b0d9466f4d19c58"),
        (
            ("folder/a.jsonl", ArticleMetadata(outlet="It's “so\ud800”")),
            b"{}",
            "bbd1e94e4ac41c28463a97578f27ea8e",
        ),
    ],
)
def test_fingerprints_are_those_of_earlier_versions(
    known: tuple[str | ArticleMetadata, ...], data: bytes, fingerprint: str
) -> None:
    assert Fingerprints(*known).of(data) == fingerprint


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(ArticleMetadata)])
def test_all_that_is_known_counts(field: str) -> None:
    nothing = getattr(NOTHING_KNOWN, field)
    changes: dict[str, Any] = {field: nothing if getattr(FULL, field) != nothing else True}
    other = dataclasses.replace(FULL, **changes)
    assert Fingerprints("a", FULL).of(b"A text.") != Fingerprints("a", other).of(b"A text.")
    assert Fingerprints("a", FULL).of(b"A text.") != Fingerprints("a", FULL).of(b"Another text.")
