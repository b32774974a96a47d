"""The articles of a snapshot as lines of JSON: what ``clippings export`` writes, and ``import`` reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from index.article import Article, Published
from index.snapshot.history import Change, ChangeKind
from index.snapshot.store import StoreReader


class ExportedChange(BaseModel):
    """What became of an article: as it was before, and why it isn't so any more."""

    model_config = ConfigDict(frozen=True)

    seen: datetime
    kind: ChangeKind
    reason: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str = ""
    text: str | None = None

    @classmethod
    def of(cls, change: Change) -> Self:
        """Take over a change of the index."""
        fields = {name: value for name, value in vars(change).items() if name != "article_id"}
        return cls(**fields | {"published": change.published.iso})

    def change_of(self, article_id: str) -> Change:
        """Make the change of an article again."""
        return Change(article_id=article_id, **vars(self) | {"published": Published(self.published)})


class ExportedArticle(BaseModel):
    """A line: an article under names that ``clippings index`` reads too, its source, and its history.

    added: when it was first indexed; None where that isn't known.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    language: str | None = None
    is_beginning: bool = False
    is_outlet_given: bool = False
    listed_url: str | None = None
    text: str
    source: str = ""
    added: AwareDatetime | None = None
    history: tuple[ExportedChange, ...] = ()

    @classmethod
    def of(cls, article: Article, source: str, added: str | None, history: list[Change]) -> Self:
        """Take over an article of the index."""
        fields = vars(article) | {"published": article.published.iso, "modified": article.modified.iso}
        known = {name: value for name, value in fields.items() if name in cls.model_fields}
        moment = datetime.fromisoformat(added) if added else None
        return cls(**known, source=source, added=moment, history=tuple(map(ExportedChange.of, history)))

    def article(self) -> Article:
        """Make the article again."""
        return Article(
            self.id,
            self.text,
            self.title,
            self.url,
            self.outlet,
            self.authors,
            Published(self.published),
            self.language,
            Published(self.modified),
            self.is_beginning,
            self.is_outlet_given,
            self.listed_url,
        )


def export_articles(store: StoreReader) -> Iterator[ExportedArticle]:
    """Give every article with what became of it, in the order in which they were indexed.

    Those that aren't what was indexed any more are left out, and named in the log.
    """
    added = dict(store.added())
    for number, article in store.each_vouched(store.numbers()):
        history = store.history_of(article.id)
        yield ExportedArticle.of(article, store.source_of(number), added[article.id], history)
