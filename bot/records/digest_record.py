"""A digest as JSON, for ``digest --json``."""

from __future__ import annotations

from pydantic import BaseModel

from bot.records.answer_records import ArticleRecord, QuoteRecord, article_fields, quote_record
from retrieval.digest.digest import Digest, DigestStory


class StoryRecord(BaseModel):
    """A story: its sentence, the latest article of each outlet, and how many are of these days."""

    quote: QuoteRecord
    reports: list[ArticleRecord]
    articles: int


class DigestRecord(BaseModel):
    """A digest of some days; ``left_out`` counts further stories."""

    since: str
    until: str
    outlets: list[str]
    topics: list[str]
    stories: list[StoryRecord]
    left_out: int


def digest_record(digest: Digest) -> DigestRecord:
    """Convert a digest into what JSON has of it."""
    request = digest.request
    return DigestRecord(
        since=request.first.isoformat(),
        until=request.last.isoformat(),
        outlets=list(request.outlets),
        topics=list(request.topics),
        stories=[_story(story) for story in digest.stories],
        left_out=digest.left_out,
    )


def _story(story: DigestStory) -> StoryRecord:
    return StoryRecord(
        quote=quote_record(story.quote),
        reports=[ArticleRecord(**article_fields(article)) for article in story.reports],
        articles=story.articles,
    )
