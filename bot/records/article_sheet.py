"""One article and what became of it, for ``clippings article --json``."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from bot.records.answer_records import ArticleRecord, article_fields
from bot.texts import ENGLISH, texts_for
from config.errors import ClippingsError
from index.article import article_id
from index.snapshot.history import Change
from index.snapshot.snapshot import Snapshot


class UnknownArticleError(ClippingsError):
    """No article of that id or address is or was indexed."""


class ChangeRecord(BaseModel):
    """What became of an article; text as it was before, where that is kept."""

    seen: datetime
    kind: str
    reason: str
    title: str | None
    text: str | None


class ArticleSheet(ArticleRecord):
    """All that is known of an article; text is null where it is no longer indexed.

    source: what gave it. copy_of: the id of the article that is quoted in its place. carried_by: the
    outlets of its copies.
    """

    authors: list[str] = Field(default_factory=list)
    modified: str | None = None
    language: str | None = None
    source: str | None = None
    copy_of: str | None = None
    carried_by: list[str] = Field(default_factory=list)
    text: str | None = None
    history: list[ChangeRecord] = Field(default_factory=list)


def article_sheet(snapshot: Snapshot, name: str) -> ArticleSheet:
    """Look an article up by its id or its address.

    Raises: UnknownArticleError where it neither is nor was indexed.
    """
    store = snapshot.store
    wanted = article_id(name) if "://" in name else name
    history = store.history_of(wanted)
    changes = [_change(one) for one in history]
    number = store.number_of(wanted)
    if number is None:
        if not history:
            raise UnknownArticleError(f"No article {name} is indexed, nor was. Give its id, or its address.")
        last = history[-1]
        return ArticleSheet(
            article_id=wanted,
            title=last.title,
            outlet=last.outlet,
            url=last.url,
            published=last.published.iso or None,
            history=changes,
        )
    article = store.articles([number])[number]
    copies = store.copies()
    duplicates = store.articles([copy for copy, canonical in copies.items() if canonical == number])
    canonical = copies.get(number)
    return ArticleSheet(
        **article_fields(article),
        authors=list(article.authors),
        modified=article.modified.iso or None,
        language=article.language,
        source=store.source_of(number),
        copy_of=store.articles([canonical])[canonical].id if canonical is not None else None,
        carried_by=sorted(
            {one.outlet or texts_for(ENGLISH)("outlet-unknown") for one in duplicates.values()}
        ),
        text=article.text,
        history=changes,
    )


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        seen=change.seen, kind=change.kind, reason=change.reason, title=change.title, text=change.text
    )
