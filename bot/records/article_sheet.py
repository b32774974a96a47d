"""One article and what became of it, for ``clippings article --json``."""

from __future__ import annotations

import re
from datetime import datetime

from pydantic import BaseModel, Field

from bot.records.answer_records import ArticleRecord, article_fields
from bot.texts import ENGLISH, texts_for
from bot.texts.titles import short_title
from config.errors import ClippingsError
from index.article import article_id
from index.snapshot.history import Change
from index.snapshot.snapshot import Snapshot
from index.snapshot.store import StoreReader

_SHORTENED_ID = re.compile(r"[0-9a-f]{4,15}")
# Candidates that are listed where the start of an id fits several.
_MOST_LISTED = 10


class UnknownArticleError(ClippingsError):
    """No article of that id or address is or was indexed."""


class AmbiguousIdError(ClippingsError):
    """The ids of several articles begin so; the message lists them."""


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
    """Look an article up by its id, the beginning of it, or its address.

    name: of an id at least 4 characters; of an article that is gone all of it, unless it was taken back.
    Raises: UnknownArticleError where it neither is nor was indexed, AmbiguousIdError where several fit.
    """
    store = snapshot.store
    wanted = article_id(name) if "://" in name else _whole_id(store, name.lower())
    history = store.history_of(wanted)
    changes = [_change(one) for one in history]
    number = store.number_of(wanted)
    if number is None:
        if not history:
            raise UnknownArticleError(
                f"No article {name} is indexed, nor was. Give its id, at least 4 characters of it, or its"
                " address."
            )
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


def _whole_id(store: StoreReader, beginning: str) -> str:
    """Complete the beginning of an id; what isn't one comes back as it is."""
    if not _SHORTENED_ID.fullmatch(beginning):
        return beginning
    known = {*store.known(), *(change.article_id for change in store.retractions())}
    fitting = sorted(one for one in known if one.startswith(beginning))
    if len(fitting) > 1:
        raise AmbiguousIdError(_listed(store, beginning, fitting))
    return fitting[0] if fitting else beginning


def _listed(store: StoreReader, beginning: str, ids: list[str]) -> str:
    """List the articles that the beginning of an id fits."""
    numbers = [number for one in ids[:_MOST_LISTED] if (number := store.number_of(one)) is not None]
    found = {article.id: short_title(article) for article in store.articles(numbers).values()}
    lines = [f"  {one}  {found.get(one, 'no longer indexed')}" for one in ids[:_MOST_LISTED]]
    more = [f"  and {len(ids) - _MOST_LISTED:,} more"] if len(ids) > _MOST_LISTED else []
    return "\n".join(
        [f"The ids of {len(ids):,} articles begin with {beginning}. Give more of one:", *lines, *more]
    )


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        seen=change.seen, kind=change.kind, reason=change.reason, title=change.title, text=change.text
    )
