"""What changed on the disk since it was indexed isn't quoted as word for word."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.settings import AnswerSettings
from retrieval.answer import Answer
from retrieval.answerer import Answerer

QUESTION = "How long did Trump and Putin talk on 19 May 2025?"


def quoted(data: Path) -> set[str]:
    with Answerer.open(data, AnswerSettings()) as answerer:
        answer = answerer.answer(QUESTION)
    return {quote.article.id for quote in answer.quotes} if isinstance(answer, Answer) else set()


def change_articles(data: Path, condition: str) -> None:
    [path] = data.glob("**/articles.sqlite")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE article SET text = replace(text, 'two hours', 'six hours') WHERE {condition}")


def test_a_changed_article_is_not_quoted_and_named_in_the_log(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = quoted(data)
    assert before
    assert not caplog.records
    change_articles(data, "instr(text, 'two hours')")
    with Answerer.open(data, AnswerSettings()) as answerer:
        answer = answerer.answer(QUESTION)
    texts = [quote.text for quote in answer.quotes] if isinstance(answer, Answer) else []
    assert not any("six hours" in text for text in texts)
    assert any("isn't what was indexed" in record.getMessage() for record in caplog.records)


def test_where_every_article_changed_nothing_is_quoted_or_named(data: Path) -> None:
    [path] = data.glob("**/articles.sqlite")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE article SET text = replace(text, 'e', 'i')")
    with Answerer.open(data, AnswerSettings()) as answerer:
        answer = answerer.answer(QUESTION)
    assert not isinstance(answer, Answer)
    assert answer.nearest == ()
