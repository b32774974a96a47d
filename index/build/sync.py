"""Makes a store hold exactly what the sources give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from config.settings import IndexSettings
from index.article import Article
from index.build.division import Division, Undivided, divide, read_division, write_undivided
from index.build.drops import explain, too_many
from index.build.errors import BuildError
from index.build.report import BuildReport, ChangedArticle
from index.build.side_by_side import side_by_side
from index.build.writer import Origin, StoreWriter
from index.models.onnx import cores
from index.parsers import Item, KeepSource, LazyItem, ParsedArticle, Retraction, Skipped
from index.parsers.items import UnusableError
from index.parsers.metadata import NOTHING_KNOWN
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.snapshot.history import Change, ChangeKind
from index.snapshot.store import KnownArticle
from index.text.passages import Passage


@dataclass(frozen=True)
class _Divided:
    """An article to be stored; its language was told, and its passages were cut."""

    item: ParsedArticle
    passages: list[Passage]

    @property
    def where(self) -> str:
        """Where it came from."""
        return self.item.where


class Sync:
    """Compares what the sources give with what is indexed, and makes the store so."""

    def __init__(
        self,
        store: StoreWriter,
        settings: IndexSettings,
        report: BuildReport,
        progress: Progress,
        *,
        named: bool,
        sandbox: Sandbox | None,
    ) -> None:
        """Compare with what a store holds, and report.

        named: name each article that is added, changed or dropped. sandbox: where texts are divided.
        """
        self._store, self._settings, self._report, self._progress = store, settings, report, progress
        self._named, self._sandbox = named, sandbox
        self._before = store.known()
        self._damaged = store.damaged()
        prints = ((known.fingerprint, article_id) for article_id, known in self._before.items())
        self._by_fingerprint = {fingerprint: article_id for fingerprint, article_id in prints if fingerprint}
        # Where each article was given first, and by which source.
        self._seen: dict[str, tuple[str, str]] = {}
        self._kept: set[str] = set()
        self._retracted: dict[str, Retraction] = {}
        # Ids of the passages that are gone.
        self.removed: list[int] = []

    def take_all(self, items: Iterable[Item]) -> None:
        """Take over what sources give: read on all cores, where there is a sandbox, and stored in order."""
        # What is done in this process, threads don't make faster.
        threads = self._settings.threads or cores() if self._sandbox else 1
        for prepared in side_by_side(self._prepare, items, _size, threads):
            self._take(prepared)

    def _prepare(self, item: Item) -> Item | _Divided:
        """Read an item, and divide its article, unless all of it is indexed already.

        What it looks at is the same from the first item to the last, so that threads can share it.
        """
        if isinstance(item, LazyItem) and self._indexed_as(item.fingerprint) is None:
            item = item.read()
        if not isinstance(item, ParsedArticle):
            return item
        article, known = item.article, self._before.get(item.article.id)
        if known and known.content_hash == article.content_hash and article.id not in self._damaged:
            return item
        try:
            division = self._divide(article, known)
        except UnusableError as error:
            return Skipped(item.where, str(error))
        except RuntimeError as error:
            raise BuildError(f"Articles can't be read: {error}. Nothing was changed; try again.") from error
        return _Divided(
            replace(item, article=replace(article, language=division.language)), division.passages
        )

    def _divide(self, article: Article, known: KnownArticle | None) -> Division:
        # A correction is in the language of the article.
        is_as_before = known is not None and article.language in (None, known.language)
        language = known.language if known and is_as_before else article.language
        words = self._settings.passage_words
        undivided = Undivided(article.text, language, is_as_before, words)
        if self._sandbox is None:
            return divide(undivided)
        return self._sandbox.run(read_division, write_undivided(undivided), NOTHING_KNOWN)

    def _indexed_as(self, fingerprint: str) -> str | None:
        """Return the id of the article that is indexed, undamaged, with a fingerprint."""
        article_id = self._by_fingerprint.get(fingerprint)
        return None if article_id in self._damaged else article_id

    def _take(self, item: Item | _Divided) -> None:
        """Take over one thing that a source gave."""
        if not isinstance(item, KeepSource | Retraction | Change):
            self._progress.read(item.where)
        match item:
            case _Divided():
                self._take_divided(item.item, item.passages)
            case ParsedArticle(article=article):
                origin = Origin(item.source, item.fingerprint)
                self._take_unchanged(article.id, item, origin, article)
            case LazyItem():
                article_id = self._by_fingerprint[item.fingerprint]
                self._take_unchanged(article_id, item, Origin(item.source, item.fingerprint))
            case Skipped():
                self._report.skipped.append(item)
            case KeepSource():
                self._kept.add(item.source)
            case Retraction():
                self._retracted.setdefault(item.article_id, item)
            case Change():
                self._store.take_over_change(item)

    def end(self) -> None:
        """Drop what no source gave, and settle who is quoted for whom."""
        for article_id, known in self._before.items():
            if article_id in self._seen:
                continue
            if taken_back := self._retracted.get(article_id):
                self._report.retracted += 1
                self._note_change("retracted", article_id, f"{taken_back.where}: {taken_back.reason}")
                self.removed += self._store.drop(article_id, ChangeKind.RETRACTED, taken_back.reason)
            elif known.source in self._kept:
                self._report.unchanged += 1
                self._report.damaged += article_id in self._damaged
            else:
                self._report.gone += 1
                self._note_change("gone", article_id, known.source)
                self.removed += self._store.drop(article_id, ChangeKind.DROPPED)
        if self._report.differs:
            self._store.choose_canonical()

    @property
    def kept(self) -> Collection[str]:
        """The locations of the sources whose articles stay as they are."""
        return self._kept

    def is_settled(self, article_id: str) -> bool:
        """Tell whether an article was given, or taken back."""
        return article_id in self._seen or article_id in self._retracted

    @property
    def sources(self) -> dict[str, str]:
        """The source of each article that it began with, by the article's id."""
        return {article_id: known.source for article_id, known in self._before.items()}

    def leaving(self, sources: Mapping[str, str]) -> Counter[str]:
        """Count, by source, the articles that leave, of those that are live.

        sources: the source of each of them, by the article's id.
        """
        return Counter(source for article_id, source in sources.items() if self._is_lost(article_id, source))

    def _is_lost(self, article_id: str, source: str) -> bool:
        is_kept = source in self._kept and article_id in self._before and article_id not in self._retracted
        return article_id not in self._seen and not is_kept

    def hold_back(self, listed: Collection[str]) -> None:
        """Keep the articles of sources that would lose too many, and say so.

        listed: the locations of those that count.
        """
        sources = self.sources
        indexed = Counter(sources.values())
        leaving = self.leaving({one: source for one, source in sources.items() if source in listed})
        excess = too_many(leaving, indexed)
        if not excess:
            return
        reason = f"{explain(excess, indexed)} They stay until `clippings index --drop` is run"
        self._report.skipped.append(Skipped("what is indexed", reason))
        self._kept |= excess.keys()
        self._retracted = {
            article_id: retraction
            for article_id, retraction in self._retracted.items()
            if sources.get(article_id) not in excess
        }

    def _take_divided(self, item: ParsedArticle, passages: list[Passage]) -> None:
        article, origin = item.article, Origin(item.source, item.fingerprint)
        if not self._is_wanted(article.id, item, article.language):
            return
        known, is_damaged = article.id in self._before, article.id in self._damaged
        if is_damaged:
            self._report.mended += 1
            self.removed += self._store.mend(article, origin, passages)
        elif known:
            self._report.changed += 1
            self.removed += self._store.replace(article, origin, passages)
        else:
            self._report.new += 1
            self._store.add(article, origin, passages, item.added)
        what = "mended" if is_damaged else "changed" if known else "new"
        self._note_change(what, article.id, item.where)

    def _take_unchanged(
        self, article_id: str, item: ParsedArticle | LazyItem, origin: Origin, article: Article | None = None
    ) -> None:
        """Leave an article as it is indexed; article: itself, where it was read."""
        known = self._before[article_id]
        # Its language was detected when it was new.
        if not self._is_wanted(article_id, item, known.language):
            return
        self._report.unchanged += 1
        if (known.source, known.fingerprint) != origin:
            self._report.moved += 1
            self._store.set_origin(article_id, origin, article)

    def _is_wanted(self, article_id: str, item: ParsedArticle | LazyItem, language: str | None) -> bool:
        """Tell whether an article is one to index, the first time that it is given."""
        where = item.where
        if article_id in self._seen:
            first, source = self._seen[article_id]
            if item.is_earlier:
                if isinstance(item, ParsedArticle):
                    self._store.record_earlier(item.article)
                why = f"an earlier version of {first}; the later one is used"
                self._report.skipped.append(Skipped(where, why))
            elif source != item.source:
                # Two feeds of one outlet name the same pages; that is no news.
                self._report.also_listed += 1
            elif first != where:
                self._report.skipped.append(Skipped(where, f"the same article as {first}"))
            return False
        if language and self._settings.languages and language not in self._settings.languages:
            why = f"it is in {language}, which index.languages leaves out"
            self._report.skipped.append(Skipped(where, why))
            return False
        self._seen[article_id] = where, item.source
        return True

    def _note_change(self, what: str, article_id: str, where: str) -> None:
        if self._named:
            self._report.changed_articles.append(ChangedArticle(what, article_id, where))


def _size(item: Item) -> int:
    """Count the bytes that an item holds in memory, about."""
    match item:
        case LazyItem(size=size):
            return size
        case ParsedArticle(article=article):
            return len(article.text)
        case _:
            return 0
