"""What is shown of an index without a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from config.settings import IndexSettings
from index.article import Article, Published
from index.build.build import build
from index.snapshot.snapshot import open_live
from retrieval.browse import example_questions
from tests.index.sample_articles import article, found


def titled(number: int, title: str | None, outlet: str | None, day: str) -> Article:
    return replace(article(number), title=title, outlet=outlet, published=Published(day))


def test_the_newest_titles_make_examples_one_of_each_outlet_first(data: Path) -> None:
    articles = [
        titled(1, "Harbour closed", "Bay Herald", "2025-08-01"),
        titled(2, "Harbour open again", "Bay Herald", "2025-08-03"),
        titled(3, "Ferry fees fall", "Morning Tide", "2025-08-02"),
        titled(4, "Long " * 18 + "title", "Evening Tide", "2025-08-04"),
        titled(5, "Short enough", "Evening Tide", "2025-07-01"),
        titled(6, None, "No Titles", "2025-08-05"),
        titled(7, "Who knows whose", None, "2025-06-01"),
    ]
    build(found(*articles), data, IndexSettings())
    with open_live(data) as snapshot:
        assert example_questions(snapshot) == [
            "What is known about “Harbour open again”?",
            "What is known about “Ferry fees fall”?",
            "What is known about “Short enough”?",
            "What is known about “Who knows whose”?",
            "What is known about “Harbour closed”?",
        ]
