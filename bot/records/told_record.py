"""What is told of a story as JSON, for ``follow --json`` and webhooks."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from bot.database.posts import Told
from bot.follow.rounds import Telling
from bot.links import quote_link
from bot.records.answer_records import ArticleRecord, QuoteRecord, article_fields, quote_record


class FollowedRecord(BaseModel):
    """What is followed, which made it come."""

    kind: str
    text: str


class ToldRecord(BaseModel):
    """A figure or an answer as it was told, and when its article was published."""

    text: str
    published: str | None


class WithdrawnRecord(BaseModel):
    """An article that was taken back or left the index."""

    article_id: str
    title: str | None
    outlet: str | None
    kind: str
    seen: datetime


class TellingRecord(BaseModel):
    """Something that is told; docs/following.md says what each key means."""

    id: str
    event: str
    story: str
    because: FollowedRecord
    quote: QuoteRecord | None
    link: str | None
    before: ToldRecord | None
    now: ToldRecord | None
    corrected: datetime | None
    others: list[ArticleRecord]
    articles: list[ArticleRecord]
    withdrawn: list[WithdrawnRecord]


def telling_record(telling: Telling) -> TellingRecord:
    """Convert what is told into what JSON has of it."""
    clipping, event = telling.clipping, telling.event
    # Of what was taken back no figure is left, either.
    before, now = (clipping.quote and clipping.post.before) or (None, None)
    return TellingRecord(
        id=event.id,
        event=event.kind.value,
        story=event.story,
        because=FollowedRecord(kind=telling.follow.kind.value, text=telling.follow.text),
        quote=quote_record(clipping.quote) if clipping.quote else None,
        link=quote_link(clipping.quote) if clipping.quote else None,
        before=_told(before),
        now=_told(now),
        corrected=clipping.corrected,
        others=[ArticleRecord(**article_fields(one)) for one in clipping.others],
        articles=[ArticleRecord(**article_fields(one)) for one in telling.articles],
        withdrawn=[
            WithdrawnRecord(
                article_id=one.article_id,
                title=one.title,
                outlet=one.outlet,
                kind=one.kind.value,
                seen=one.seen,
            )
            for one in telling.withdrawn
        ],
    )


def _told(told: Told | None) -> ToldRecord | None:
    return ToldRecord(text=told.text, published=told.published or None) if told else None
