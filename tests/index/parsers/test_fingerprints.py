"""Fingerprints never change: an index made by an earlier version must know what it needn't read again."""

from __future__ import annotations

import dataclasses

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


# Computed by the version that first wrote fingerprints into an index.
@pytest.mark.parametrize(
    ("known", "data", "fingerprint"),
    [
        (("https://example.org/a", FULL), b"A text.", "6efcc055b6e79af976cb4865a5d9fa22"),
        (("folder/a.txt", ".txt", FULL, NOTHING_KNOWN), b"A text.", "43a287b08f77ba120de57cfc603c7904"),
        (
            ("folder/a.jsonl", ArticleMetadata(outlet="It's “so\ud800”")),
            b"{}",
            "d9d3e91f7ccbb2f2a4f0b8cb2014d574",
        ),
    ],
)
def test_fingerprints_are_those_of_earlier_versions(
    known: tuple[str | ArticleMetadata, ...], data: bytes, fingerprint: str
) -> None:
    assert Fingerprints(*known).of(data) == fingerprint


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(ArticleMetadata)])
def test_all_that_is_known_counts(field: str) -> None:
    other = dataclasses.replace(FULL, **{field: getattr(NOTHING_KNOWN, field)})
    assert Fingerprints("a", FULL).of(b"A text.") != Fingerprints("a", other).of(b"A text.")
    assert Fingerprints("a", FULL).of(b"A text.") != Fingerprints("a", FULL).of(b"Another text.")
