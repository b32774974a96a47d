"""Answers as JSON, for ``ask --json`` and ``ask --batch``."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from index.article import Article
from retrieval.answer import Answer, Question, Quote, Refusal


class ArticleRecord(BaseModel):
    """An article, without its text; null where something isn't known.

    is_beginning: is its text only the beginning of what was published?
    """

    article_id: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    is_beginning: bool = False


class QuoteRecord(ArticleRecord):
    """A quote: start, end and highlights are characters of the article's text.

    speaker: whose words these are, where they aren't the article's own and don't say so themselves.
    """

    text: str
    start: int
    end: int
    highlights: list[tuple[int, int]]
    also: list[ArticleRecord] = []
    speaker: str | None = None


class EarlierRecord(ArticleRecord):
    """A figure that an earlier report gave."""

    text: str


class AnswerRecord(BaseModel):
    """An answer or, with ``refused``, why there is none.

    sureness: the confidence in a word, as people are told. short_chance: of the short answer to be right.
    """

    question: str
    refused: bool
    confidence: float
    sureness: str | None = None
    short_answer: str | None = None
    short_chance: float | None = None
    differing: str | None = None
    earlier: list[EarlierRecord] = []
    read_as: str | None = None
    quotes: list[QuoteRecord] = []
    reason: str | None = None
    nearest: list[ArticleRecord] = []


class BatchQuestion(BaseModel):
    """A line of a batch; fields other than these are ignored, gold answers above all.

    earlier: what the same person asked before, oldest first.
    """

    id: str | int
    question: str
    asked_on: date | None = None
    earlier: tuple[str, ...] = ()

    def as_asked(self) -> Question:
        """Put the question as of its day, after those that the same person asked before."""
        return Question(self.question, as_of=self.asked_on, earlier=self.earlier)


class BatchAnswer(AnswerRecord):
    """A line of a batch's answers."""

    id: str | int
    latency_ms: float


def answer_record(answer: Answer | Refusal) -> AnswerRecord:
    """Convert an answer or a refusal into what JSON has of it."""
    if isinstance(answer, Refusal):
        return AnswerRecord(
            question=answer.question.text,
            refused=True,
            confidence=round(answer.confidence, 4),
            read_as=answer.read_as,
            reason=answer.reason,
            nearest=[ArticleRecord(**article_fields(article)) for article in answer.nearest],
        )
    return AnswerRecord(
        question=answer.question.text,
        refused=False,
        confidence=round(answer.confidence, 4),
        sureness=answer.sureness,
        short_answer=answer.short_answer.dated_text if answer.short_answer else None,
        short_chance=round(answer.short_answer.chance, 4) if answer.short_answer else None,
        differing=answer.differing,
        earlier=[
            EarlierRecord(**article_fields(figure.article), text=figure.text) for figure in answer.earlier
        ],
        read_as=answer.read_as,
        quotes=[quote_record(quote) for quote in answer.quotes],
    )


def quote_record(quote: Quote) -> QuoteRecord:
    """Convert a quote into what JSON has of it."""
    return QuoteRecord(
        **article_fields(quote.article),
        text=quote.text,
        start=quote.span.start,
        end=quote.span.end,
        highlights=[(span.start, span.end) for span in quote.highlights],
        also=[ArticleRecord(**article_fields(article)) for article in quote.also],
        speaker=quote.speaker_name,
    )


def article_fields(article: Article) -> dict[str, Any]:
    """Collect the fields of an ``ArticleRecord``."""
    return {
        "article_id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.iso or None,
        "is_beginning": article.is_beginning,
    }
