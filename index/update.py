"""Makes a store hold exactly what the sources give."""

from __future__ import annotations

from dataclasses import replace

from config.settings import IndexSettings
from index.history import ChangeKind
from index.language import language_of
from index.passages import split_passages
from index.readers import Found, Item, Kept, Retracted, Skipped
from index.report import BuildReport, Progress, Touched
from index.writer import StoreWriter


class Update:
    """Compares what the sources give with what is indexed, and makes the store so."""

    def __init__(
        self,
        store: StoreWriter,
        settings: IndexSettings,
        report: BuildReport,
        progress: Progress,
        *,
        named: bool,
    ) -> None:
        """Compare with what a store holds, and report; named: name each article that is touched."""
        self._store, self._settings, self._report, self._progress = store, settings, report, progress
        self._named = named
        self._before = store.known()
        self._seen: dict[str, str] = {}
        self._kept: set[str] = set()
        self._retracted: dict[str, Retracted] = {}
        # Ids of the passages that are gone.
        self.removed: list[int] = []

    def take(self, item: Item) -> None:
        """Take over one thing that a source gave."""
        match item:
            case Found():
                self._progress.read(item.where)
                self._take_article(item)
            case Skipped():
                self._progress.read(item.where)
                self._report.skipped.append(item)
            case Kept():
                self._kept.add(item.source)
            case Retracted():
                self._retracted.setdefault(item.article, item)

    def end(self) -> None:
        """Drop what no source gave, and settle who is quoted for whom."""
        for article, known in self._before.items():
            if article in self._seen:
                continue
            if taken_back := self._retracted.get(article):
                self._report.retracted += 1
                self._touch("retracted", article, f"{taken_back.where}: {taken_back.reason}")
                self.removed += self._store.drop(article, ChangeKind.RETRACTED, taken_back.reason)
            elif known.source in self._kept:
                self._report.unchanged += 1
            else:
                self._report.gone += 1
                self._touch("gone", article, known.source)
                self.removed += self._store.drop(article, ChangeKind.DROPPED)
        if self._report.differs:
            self._store.settle_copies()

    def _take_article(self, item: Found) -> None:
        article, report = item.article, self._report
        if article.id in self._seen:
            # Two feeds of one outlet name the same pages; that is no news.
            if (first := self._seen[article.id]) != item.where:
                report.skipped.append(Skipped(item.where, f"the same article as {first}"))
            return
        known = self._before.get(article.id)
        is_unchanged = known is not None and known.content_hash == article.content_hash
        # Detected for what is new alone: it takes a millisecond.
        language = known.language if known and is_unchanged else language_of(article.text, article.language)
        if language and self._settings.languages and language not in self._settings.languages:
            why = f"it is in {language}, which index.languages leaves out"
            report.skipped.append(Skipped(item.where, why))
            return
        self._seen[article.id] = item.where
        if known and is_unchanged:
            report.unchanged += 1
            if known.source != item.source:
                self._store.set_source(article.id, item.source)
            return
        article = replace(article, language=language)
        passages = split_passages(article.text, self._settings.passage_words)
        if known:
            report.changed += 1
            self.removed += self._store.replace(article, item.source, passages)
        else:
            report.new += 1
            self._store.add(article, item.source, passages)
        self._touch("changed" if known else "new", article.id, item.where)

    def _touch(self, what: str, article: str, where: str) -> None:
        if self._named:
            self._report.touched.append(Touched(what, article, where))
