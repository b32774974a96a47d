"""What is said of a build."""

from __future__ import annotations

import re
from pathlib import Path

from rich.console import Console

from config.settings import Settings
from index.build.indexer import Indexer
from index.cli.report_view import print_report, summary
from index.sources.source_list import Files
from tests.index.parsers.parsing import written

NOTE = '{"id": "7", "title": "Weirs", "text": "The weir of Tollmore was opened on 3 June, the mayor said."}'


def test_articles_that_come_from_another_place_now_are_told(tmp_path: Path) -> None:
    file = written(tmp_path / "notes" / "a.jsonl", NOTE)
    said, shown = [], Console(record=True, width=200)
    with Indexer(Settings(), tmp_path / "data") as indexer:
        for place in (file, file, file.parent):
            report = indexer.build([Files(path=place)])
            said.append(summary(report))
    print_report(report, shown)
    assert said == [
        "1 new, 0 changed, 0 gone, 0 retracted, 0 unchanged. Snapshot 000001 is live.",
        "Nothing has changed; snapshot 000001 stays live.",
        "0 new, 0 changed, 0 gone, 0 retracted, 1 unchanged, 1 taken over from another source or file."
        " Snapshot 000002 is live.",
    ]
    assert re.search(r"articles taken over from another source or file +│ +1 ", shown.export_text())
