"""Timelines and coverage as JSON, for ``timeline --json`` and ``coverage --json``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel

from bot.records.answer_records import ArticleRecord, EarlierRecord, QuoteRecord, article_fields, quote_record
from index.article import Article
from index.snapshot.history import Change
from retrieval.answer import Refusal
from retrieval.telling.coverage import Coverage
from retrieval.telling.timeline import Step, Timeline


class CorrectionRecord(BaseModel):
    """How a quote stood before its outlet changed it. seen: when that was noticed."""

    seen: datetime
    before: str


class StepRecord(BaseModel):
    """A step: the day, as far as it is known, and whether that is only the article's date.

    figure, before: the figure that the quote gives, and what an earlier report gave.
    """

    day: str | None
    is_publication: bool
    quote: QuoteRecord
    figure: str | None = None
    before: EarlierRecord | None = None
    corrected: CorrectionRecord | None = None
    is_correction: bool = False


class WithdrawnRecord(BaseModel):
    """An article that its outlet took back. seen: when that was noticed."""

    article_id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    seen: datetime
    reason: str


class TimelineRecord(BaseModel):
    """A timeline or, with ``refused``, why there is none; ``left_out`` counts further steps."""

    question: str
    refused: bool
    read_as: str | None = None
    events: int = 0
    steps: list[StepRecord] = []
    left_out: int = 0
    withdrawn: list[WithdrawnRecord] = []
    reason: str | None = None
    nearest: list[ArticleRecord] = []


class ReportRecord(BaseModel):
    """What one outlet reported. only: what no other outlet says."""

    outlet: str | None
    articles: list[ArticleRecord]
    only: QuoteRecord | None = None


class CoverageRecord(BaseModel):
    """Who reported an event or, with ``refused``, why there is nothing to say."""

    question: str
    refused: bool
    read_as: str | None = None
    title: str | None = None
    reports: list[ReportRecord] = []
    differing: list[list[QuoteRecord]] = []
    others: list[ArticleRecord] = []
    reason: str | None = None
    nearest: list[ArticleRecord] = []


def timeline_record(timeline: Timeline | Refusal) -> TimelineRecord:
    """Convert a timeline or a refusal into what JSON has of it."""
    if isinstance(timeline, Refusal):
        return TimelineRecord(
            question=timeline.question.text,
            refused=True,
            read_as=timeline.read_as,
            reason=timeline.reason,
            nearest=_articles(timeline.nearest),
        )
    return TimelineRecord(
        question=timeline.question.text,
        refused=False,
        read_as=timeline.read_as,
        events=timeline.events,
        steps=[_step(step) for step in timeline.steps],
        left_out=timeline.left_out,
        withdrawn=[_withdrawn(change) for change in timeline.withdrawn],
    )


def coverage_record(coverage: Coverage | Refusal) -> CoverageRecord:
    """Convert coverage or a refusal into what JSON has of it."""
    if isinstance(coverage, Refusal):
        return CoverageRecord(
            question=coverage.question.text,
            refused=True,
            read_as=coverage.read_as,
            reason=coverage.reason,
            nearest=_articles(coverage.nearest),
        )
    return CoverageRecord(
        question=coverage.question.text,
        refused=False,
        read_as=coverage.read_as,
        title=coverage.title,
        reports=[
            ReportRecord(
                outlet=report.outlet,
                articles=_articles(report.articles),
                only=quote_record(report.only) if report.only else None,
            )
            for report in coverage.reports
        ],
        differing=[[quote_record(quote) for quote in sides] for sides in coverage.differing],
        others=_articles(coverage.others),
    )


def _articles(articles: Iterable[Article]) -> list[ArticleRecord]:
    return [ArticleRecord(**article_fields(article)) for article in articles]


def _step(step: Step) -> StepRecord:
    before, corrected = step.before, step.corrected
    return StepRecord(
        day=step.day.iso or None,
        is_publication=step.is_publication,
        quote=quote_record(step.quote),
        figure=step.figure,
        before=EarlierRecord(**article_fields(before.article), text=before.text) if before else None,
        corrected=CorrectionRecord(seen=corrected.seen, before=corrected.before) if corrected else None,
        is_correction=step.is_correction,
    )


def _withdrawn(change: Change) -> WithdrawnRecord:
    return WithdrawnRecord(
        article_id=change.article_id,
        title=change.title,
        url=change.url,
        outlet=change.outlet,
        published=change.published.iso or None,
        seen=change.seen,
        reason=change.reason,
    )
