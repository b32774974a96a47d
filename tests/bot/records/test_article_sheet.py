"""What is known of one article."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.records.answer_records import ArticleRecord
from bot.records.article_sheet import UnknownArticleError, article_sheet
from index.snapshot.snapshot import open_live


def test_an_article_is_found_by_its_id_and_its_address(example_data: Path) -> None:
    with open_live(example_data) as snapshot:
        article = next(iter(snapshot.store.articles(snapshot.store.numbers()).values()))
        by_id, by_url = article_sheet(snapshot, article.id), article_sheet(snapshot, str(article.url))
    assert by_id == by_url
    assert by_id.text == article.text
    assert ArticleRecord(**by_id.model_dump()).title == article.title
    assert set(by_id.model_dump()) == {
        *("article_id", "title", "outlet", "authors", "url", "published", "modified", "language"),
        *("source", "copy_of", "carried_by", "text", "history"),
    }


def test_an_article_that_never_was_is_one_sentence(example_data: Path) -> None:
    with open_live(example_data) as snapshot, pytest.raises(UnknownArticleError, match="0123456789abcdef"):
        article_sheet(snapshot, "0123456789abcdef")
