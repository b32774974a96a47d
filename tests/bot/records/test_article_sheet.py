"""What is known of one article."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bot.records.answer_records import ArticleRecord
from bot.records.article_sheet import AmbiguousIdError, UnknownArticleError, article_sheet
from index.article import article_id
from index.snapshot.snapshot import open_live
from tests.conftest import build_from


def test_an_article_is_found_by_its_id_and_its_address(example_data: Path) -> None:
    with open_live(example_data) as snapshot:
        article = next(iter(snapshot.store.articles(snapshot.store.numbers()).values()))
        by_id, by_url = article_sheet(snapshot, article.id), article_sheet(snapshot, str(article.url))
    assert by_id == by_url
    assert by_id.text == article.text
    assert ArticleRecord(**by_id.model_dump()).title == article.title
    assert set(by_id.model_dump()) == {
        *("article_id", "title", "outlet", "authors", "url", "published", "modified", "language"),
        *("source", "copy_of", "carried_by", "text", "history", "is_beginning"),
    }


def test_an_article_that_never_was_is_one_sentence(example_data: Path) -> None:
    with open_live(example_data) as snapshot, pytest.raises(UnknownArticleError, match="0123456789abcdef"):
        article_sheet(snapshot, "0123456789abcdef")


def test_the_start_of_an_id_is_enough_where_it_fits_one_article(tmp_path: Path) -> None:
    """Where it fits several, they are listed; less than four characters could be a slip."""
    boats = _alike_and_another("https://boats.example/")
    for number, url in enumerate(boats):
        front = f"---\ntitle: Boat {number}\nurl: {url}\n---\n"
        (tmp_path / f"{number}.md").write_text(f"{front}Boat {number} came into the harbour on Monday.\n")
    one, twin, other = map(article_id, boats)
    with open_live(build_from(tmp_path, tmp_path / "data")) as snapshot:
        assert article_sheet(snapshot, other[:4].upper()).article_id == other
        assert article_sheet(snapshot, one[:15]).article_id == one
        with pytest.raises(AmbiguousIdError) as ambiguous:
            article_sheet(snapshot, one[:4])
        with pytest.raises(UnknownArticleError, match="at least 4 characters"):
            article_sheet(snapshot, other[:3])
    listed = str(ambiguous.value)
    assert f"{one}  Boat 0" in listed
    assert f"{twin}  Boat 1" in listed
    assert other not in listed


def _alike_and_another(site: str) -> tuple[str, str, str]:
    """Find two addresses whose ids begin alike, and one whose id begins otherwise."""
    beginnings: dict[str, str] = {}
    for number in itertools.count():
        url = f"{site}{number}"
        first = beginnings.setdefault(article_id(url)[:4], url)
        if first != url:
            other = next(one for one in beginnings.values() if one != first)
            return first, url, other
    raise AssertionError
