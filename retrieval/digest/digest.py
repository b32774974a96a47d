"""Makes a digest: the stories of a time, the largest first, and what changed in those told before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from index.article import Article
from index.snapshot.history import Change, ChangeKind
from index.snapshot.snapshot import Snapshot
from retrieval.answer import Quote
from retrieval.digest.best_sentence import SentenceChooser
from retrieval.digest.roundups import Roundups, is_roundup_by_title
from retrieval.digest.told import ChangedFigure, ToldStory, changed_figure, remember
from retrieval.matching.followed import Followed, FollowKind
from retrieval.matching.matcher import Matcher
from retrieval.otherwise import changed_figure as mended_figure
from retrieval.search.stories import Stories, Story

# Stories that are told, and articles of one that are read for its sentence.
MOST_STORIES = 8
_READ = 12


@dataclass(frozen=True)
class DigestRequest:
    """What a digest is to be about.

    first, last: days of publication. since: only what was indexed after that moment, and what changed since;
    None: all of these days.
    outlets, topics: only articles of these outlets, about any of these topics; empty: all.
    told: stories of earlier digests; one that is as it was isn't told again.
    most: stories that are told.
    """

    first: date
    last: date
    since: datetime | None = None
    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    told: tuple[ToldStory, ...] = ()
    most: int = MOST_STORIES


@dataclass(frozen=True)
class StoryChange:
    """What changed in a story since it was told.

    outlets_before: how many had it. figure_before, figure: one that is another now.
    corrected: articles that were told and are corrected.
    """

    outlets_before: int
    figure_before: str | None = None
    figure: str | None = None
    corrected: tuple[Article, ...] = ()


@dataclass(frozen=True)
class DigestStory:
    """A story as a digest tells it.

    quote: the sentence that says most of it; its article gives the title. ids: of all its articles.
    reports: the latest article of each outlet that has it, the quoted one's first.
    articles: how many are of the digest's time. change: None where it is new.
    """

    quote: Quote
    ids: tuple[str, ...]
    reports: tuple[Article, ...]
    articles: int
    change: StoryChange | None = None


@dataclass(frozen=True)
class Digest:
    """The stories of a time.

    stories: the largest first. left_out: how many more there are. withdrawn: articles that were told and that
    their outlets took back since. newest: the last day of which any article is indexed.
    """

    request: DigestRequest
    stories: tuple[DigestStory, ...]
    left_out: int = 0
    withdrawn: tuple[Change, ...] = ()
    newest: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not self.stories and not self.withdrawn

    def remembered(self, shown: Iterable[DigestStory], at: datetime) -> tuple[ToldStory, ...]:
        """Make what the next digest has to know. shown: the stories that were told; at: when."""
        told = [ToldStory.of(story.quote, story.ids, _outlets(story.reports), at.date()) for story in shown]
        return remember(self.request.told, told, at.date())


def make_digest(snapshot: Snapshot, stories: Stories, request: DigestRequest) -> Digest:
    """Make a digest of a snapshot. stories: of that snapshot."""
    return _Making(snapshot, stories, request).made()


@dataclass(frozen=True)
class _Fresh:
    """A story with its articles that are of the digest's time, and the earlier digest that told of it."""

    story: Story
    numbers: tuple[int, ...]
    outlets: frozenset[str]
    told: ToldStory | None
    corrected: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int, date]:
        """How large it is: outlets, articles; of equal ones the later."""
        return len(self.outlets), len(self.numbers), self.story.last_day


class _Making:
    """Makes one digest."""

    def __init__(self, snapshot: Snapshot, stories: Stories, request: DigestRequest) -> None:
        self._snapshot, self._store, self._request = snapshot, snapshot.store, request
        self._stories = stories.between(request.first, request.last)
        self._copies = self._store.copies()
        rows = {row[0]: row for row in self._store.article_days()}
        self._outlets = {number: row[1] or "" for number, row in rows.items()}
        self._days = {number: row[3] for number, row in rows.items()}
        self._wanted = {outlet.casefold() for outlet in request.outlets}
        self._chooser = SentenceChooser(snapshot)
        self._roundups = Roundups(snapshot, self._stories)

    def made(self) -> Digest:
        chosen = self._chosen()
        fresh = sorted(self._fresh(chosen), key=lambda one: one.size, reverse=True)
        told: list[DigestStory] = []
        left_out = 0
        for one in fresh:
            if len(told) == self._request.most:
                # What was told before may be as it was.
                left_out += one.told is None
            elif story := self._tell(one):
                told.append(story)
        last = max((date.fromisoformat(day) for day in self._days.values() if day), default=None)
        return Digest(self._request, tuple(told), left_out, tuple(self._withdrawn()), last)

    def _chosen(self) -> set[int]:
        """Choose the articles of the time that count: of the outlets and topics, and no round-ups."""
        request = self._request
        first, last = request.first.isoformat(), request.last.isoformat()
        numbers = {number for story in self._stories for number in story.articles}
        numbers = {number for number in numbers if first <= (self._days.get(number) or "") <= last}
        if request.since is not None:
            numbers &= set(self._store.added_since(request.since))
        numbers = {number for number in numbers if self._counts(number)}
        articles = self._store.articles(sorted(numbers))
        numbers = {number for number in numbers if not is_roundup_by_title(articles[number].title)}
        return self._on_topics(numbers) if request.topics else numbers

    def _counts(self, number: int) -> bool:
        """Tell whether an article is of an outlet that counts."""
        return not self._wanted or self._outlets[number].casefold() in self._wanted

    def _on_topics(self, numbers: set[int]) -> set[int]:
        matcher = Matcher()
        matcher.set_followed([Followed(topic, FollowKind.TOPIC, topic) for topic in self._request.topics])
        found, _ = matcher.look(self._snapshot, sorted(numbers))
        return {match.article for match in found}

    def _fresh(self, chosen: set[int]) -> Iterable[_Fresh]:
        """List the stories that have anything new."""
        ids = {one.id: number for number, one in self._told_articles().items()}
        corrected = {ids[change.article_id] for change in self._changes(ChangeKind.CORRECTED, ids)}
        known = set(ids.values())
        for story in self._stories:
            # What was told isn't new, however near to that moment it came.
            numbers = tuple(number for number in story.articles if number in chosen and number not in known)
            of_story = known.intersection(story.articles)
            told = self._told_of(of_story, ids)
            mended = tuple(sorted(of_story & corrected)) if told else ()
            outlets = frozenset(self._outlets[number] for number in numbers)
            if numbers or mended:
                yield _Fresh(story, numbers, outlets, told, mended)

    def _told_articles(self) -> dict[int, Article]:
        """Fetch the articles of stories told before that are still indexed."""
        ids = {one for told in self._request.told for one in told.articles}
        numbers = [number for one in ids if (number := self._store.number_of(one)) is not None]
        return self._store.articles(numbers)

    def _told_of(self, of_story: set[int], ids: dict[str, int]) -> ToldStory | None:
        """Find the latest digest that told of a story: it shares articles with that."""
        for told in reversed(self._request.told):
            if any(ids.get(one) in of_story for one in told.articles):
                return told
        return None

    def _withdrawn(self) -> list[Change]:
        """List the articles that were told and then taken back by their outlets."""
        told = {one for story in self._request.told for one in story.articles}
        gone = {one.article_id: one for one in self._changes(ChangeKind.RETRACTED, told)}
        return [change for one, change in gone.items() if self._store.number_of(one) is None]

    def _changes(self, kind: ChangeKind, ids: Container[str]) -> Iterator[Change]:
        """List what became of some articles since the digest before."""
        since = self._request.since
        changes = self._store.changes_since(since) if since else ()
        return (one for one in changes if one.kind is kind and one.article_id in ids)

    def _tell(self, fresh: _Fresh) -> DigestStory | None:
        """Tell a story; None where it is as it was told, or no sentence of it can stand alone."""
        told = fresh.told
        own = [number for number in fresh.numbers if number not in self._copies]
        read = self._spread([*own, *fresh.corrected]) or self._spread(fresh.story.articles)
        articles = self._store.vouched_articles(read)
        quotes = self._chooser.choose(
            {number: articles[number] for number in read if self._is_on_it(number, articles)}, told
        )
        if not quotes:
            return None
        reports = self._reports(fresh.story, quotes[0].article)
        ids = tuple(article.id for article in self._store.articles(list(fresh.story.articles)).values())
        if told is None:
            return DigestStory(quotes[0], ids, reports, len(fresh.numbers))
        figure = changed_figure(told, quotes) or self._mended(fresh.corrected, articles)
        corrected = tuple(self._store.articles(list(fresh.corrected)).values())
        is_grown = len(_outlets(reports)) > len(told.outlets)
        if not (figure or corrected or is_grown or self._chooser.says_more(quotes[0], told)):
            return None
        quote = figure.quote if figure else quotes[0]
        before, now = (figure.before, figure.now) if figure else (None, None)
        change = StoryChange(len(told.outlets), before, now, corrected)
        return DigestStory(quote, ids, self._reports(fresh.story, quote.article), len(fresh.numbers), change)

    def _mended(self, corrected: Iterable[int], articles: Mapping[int, Article]) -> ChangedFigure | None:
        """Find a figure that a correction changed, whether it was quoted before or not."""
        mended = {articles[number].id: articles[number] for number in corrected if number in articles}
        for change in self._changes(ChangeKind.CORRECTED, mended):
            now = mended[change.article_id]
            before = replace(now, text=change.text) if change.text is not None else now
            if (figure := mended_figure(before, now)) is not None:
                return ChangedFigure(figure.now, figure.before, figure.figure)
        return None

    def _reports(self, story: Story, quoted: Article) -> tuple[Article, ...]:
        """Fetch the latest article of each outlet that has a story by the digest's last day."""
        last = self._request.last.isoformat()
        numbers = [number for number in story.articles if (self._days.get(number) or "") <= last]
        counts = Counter(self._outlets[number] for number in numbers if self._counts(number))
        latest = {self._outlets[number]: number for number in numbers}
        articles = self._store.articles([latest[outlet] for outlet in counts])
        others = [articles[latest[outlet]] for outlet, _ in counts.most_common()]
        return (quoted, *(one for one in others if one.outlet != quoted.outlet))

    def _is_on_it(self, number: int, articles: Mapping[int, Article]) -> bool:
        """Tell whether an article can be quoted on its story: it is no round-up."""
        return number in articles and not self._roundups.has(number, articles[number])

    def _spread(self, numbers: Sequence[int]) -> list[int]:
        """Choose the articles of a story that are read: of each outlet the newest, then the next ones."""
        turns: Counter[str] = Counter()
        ranked: list[tuple[int, int, int]] = []
        for number in sorted(set(numbers), key=lambda one: (self._days.get(one) or "", one), reverse=True):
            outlet = self._outlets[number]
            ranked.append((turns[outlet], len(ranked), number))
            turns[outlet] += 1
        return [number for _, _, number in sorted(ranked)[:_READ]]


def _outlets(reports: Iterable[Article]) -> tuple[str, ...]:
    """Name the outlets of articles, one each."""
    return tuple(one.outlet or "" for one in reports)
