"""A report keeps its names for the programs that read it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from index.article import Published
from index.build.report import BuildReport, ChangedArticle
from index.parsers import Skipped
from index.snapshot.history import Change, ChangeKind
from index.snapshot.vectors import VectorCard


def test_a_report_has_the_names_that_it_always_had() -> None:
    report = BuildReport(
        new=1,
        skipped=[Skipped("a.pdf", "no article")],
        changed_articles=[ChangedArticle("new", "0123456789abcdef", "a.txt")],
        vectors=VectorCard(),
        snapshot="000001",
    )
    assert json.loads(json.dumps(report.as_json())) == {
        "new": 1,
        "changed": 0,
        "gone": 0,
        "retracted": 0,
        "unchanged": 0,
        "moved": 0,
        "mended": 0,
        "damaged": 0,
        "also_listed": 0,
        "skipped": [{"where": "a.pdf", "reason": "no article"}],
        "touched": [{"what": "new", "article": "0123456789abcdef", "where": "a.txt"}],
        "passages": 0,
        "encoded": 0,
        "vectors": {"kind": "Flat", "probes": 0, "recall": 1.0},
        "seconds": 0.0,
        "generation": "000001",
        "is_new": False,
    }


def test_a_change_has_the_names_that_it_always_had() -> None:
    seen = datetime(2026, 3, 10, tzinfo=UTC)
    change = Change("0123", seen, ChangeKind.RETRACTED, "gone", "A", None, None, Published("2026"), None)
    assert change.as_json() == {
        "article": "0123",
        "seen": seen,
        "kind": "retracted",
        "reason": "gone",
        "title": "A",
        "url": None,
        "outlet": None,
        "published": {"iso": "2026"},
        "text": None,
    }
