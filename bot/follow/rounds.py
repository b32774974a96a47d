"""Looks at each new snapshot for what is wanted, and tells it, at least once each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.database.follows import Follow, new_id
from bot.database.posts import Post, PostState
from bot.follow.progress import Event, EventKind, Progress, ProgressFile
from bot.service.clippings import Clipping, look_up_clipping
from bot.service.planning import TOLD, Plan, Planner
from index.article import Article, Span
from index.snapshot.history import Change
from retrieval.answer import Quote
from retrieval.live import Live, LiveAnswerer
from retrieval.news import News

T = TypeVar("T")

# A story is kept up to date for so long after it was first told.
_KEPT = timedelta(days=30)
_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Telling:
    """Holds what is told at a time.

    articles: those that it is about, which are indexed. withdrawn: what became of those that are not.
    """

    event: Event
    follow: Follow
    clipping: Clipping
    articles: tuple[Article, ...]
    withdrawn: tuple[Change, ...]


Tell = Callable[[Telling], Awaitable[None]]


class Rounds:
    """Goes on from a file of progress, one new snapshot after another."""

    def __init__(
        self, live: LiveAnswerer, follows: Iterable[Follow], file: ProgressFile, since: date | None
    ) -> None:
        """Read how far it is.

        since: the day from which on what is indexed already is told, too, once.
        Raises: ClippingsError where the progress can't be read.
        """
        self._live, self._file = live, file
        self._progress = file.read()
        self._since = since.isoformat() if since else None
        self._planner = Planner(self._look_up, _wants)
        answers = {key: TOLD.dump_json(answer).decode() for key, answer in self._progress.answers.items()}
        self._follows = {one.id: replace(one, last_answer=answers.get(one.id)) for one in follows}

    @property
    def is_first(self) -> bool:
        """Tell whether nothing was looked at yet, and nothing that is there is wanted."""
        return self._progress.until is None and self._since is None

    async def look(self, now: datetime) -> None:
        """Look at what came since the last time, and note what is to be told of it.

        Raises: ClippingsError where that can't be kept; then it is looked at again.
        """
        news = await self._news()
        before = {one.id: one for one in self._progress.stories if now - one.planned_at < _KEPT}
        plan = Plan.of(
            self._follows.values(), (one for one in before.values() if one.follow_id in self._follows)
        )
        await self._planner.look(news, self._follows, plan, now)
        waiting = {(one.story, one.kind): one for one in self._progress.waiting}
        for event in _events(plan.changed.values(), before, news, self._progress.changes):
            # What is still to be told tells of its story as it is then.
            if (event.story, EventKind.NEW) not in waiting:
                same = waiting.get((event.story, event.kind), event)
                articles = tuple(dict.fromkeys([*same.articles, *event.articles]))
                waiting[event.story, event.kind] = replace(same, articles=articles)
        stories = before | {one.id: replace(one, state=PostState.SENT) for one in plan.changed.values()}
        answers = self._progress.answers | plan.answers
        for key, answer in plan.answers.items():
            self._follows[key] = replace(self._follows[key], last_answer=TOLD.dump_json(answer).decode())
        changes = (
            *((EventKind.CORRECTED, one) for one in news.corrected),
            *((EventKind.WITHDRAWN, one) for one in news.retracted),
        )
        told = tuple(stories.values())
        since = self._since or self._progress.since
        self._keep(Progress(news.until, since, told, answers, tuple(waiting.values()), changes))

    async def tell(self, tell: Tell) -> None:
        """Tell all that waits, oldest first; what was told is noted at once.

        tell: tells it. Whatever it raises is raised; what was to be told goes on waiting.
        """
        for event in self._progress.waiting:
            telling = await self._look_up(partial(self._telling, event=event))
            stories = self._progress.stories
            if telling is not None:
                await tell(telling)
            elif event.kind is EventKind.NEW:
                # Nobody heard of it: another article begins it anew.
                stories = tuple(one for one in stories if one.id != event.story)
            waiting = tuple(one for one in self._progress.waiting if one.id != event.id)
            self._keep(replace(self._progress, stories=stories, waiting=waiting))

    async def _news(self) -> News:
        """List what came since the last time; with a day that wasn't asked for yet, all since then."""
        news = await self._look_up(lambda index: index.news(self._progress.until))
        if self._since is None or self._since == self._progress.since:
            return news
        first = date.fromisoformat(self._since)
        published = await asyncio.to_thread(self._live.published_since, first)
        return replace(news, added=tuple(dict.fromkeys([*published, *news.added])))

    async def _look_up(self, call: Callable[[Live], T], /) -> T:
        return await asyncio.to_thread(call, self._live)

    def _telling(self, index: Live, event: Event) -> Telling | None:
        """Look up what is told; None where there is nothing any more, or it isn't wanted any more."""
        story = next((one for one in self._progress.stories if one.id == event.story), None)
        follow = self._follows.get(story.follow_id) if story else None
        if story is None or follow is None:
            return None
        clipping = look_up_clipping(index, story)
        quote = clipping.quote
        is_gone = quote is None and not clipping.others and event.kind is EventKind.NEW
        if is_gone or (quote and not quote.is_verbatim):
            return None
        openings = {one: index.opening(one) for one in event.articles}
        became = [index.surroundings(one, _NOWHERE, "") for one, opening in openings.items() if not opening]
        return Telling(
            event,
            follow,
            clipping,
            tuple(one.article for one in openings.values() if one),
            tuple(one for one in became if isinstance(one, Change)),
        )

    def _keep(self, progress: Progress) -> None:
        self._file.write(progress)
        self._progress = progress


def _events(
    changed: Iterable[Post],
    before: Mapping[str, Post],
    news: News,
    known: Collection[tuple[EventKind, str]],
) -> Iterator[Event]:
    """Tell what is new of each story that changed.

    before: the stories as they were, by their ids. known: what became of articles as the last look saw it.
    """
    for post in changed:
        old = before.get(post.id)
        own = (post.quote.article,)
        fresh = tuple(one for one in post.articles if old is None or one not in old.articles)
        is_known = (EventKind.CORRECTED, post.quote.article) in known
        if post.before is not None and (old is None or post.before != old.before):
            yield Event(new_id(), EventKind.CHANGED, post.id, own)
        elif old is None:
            yield Event(new_id(), EventKind.NEW, post.id, own)
        elif fresh:
            yield Event(new_id(), EventKind.ALSO, post.id, fresh)
        elif post.quote.article in news.corrected and (post.quote != old.quote or not is_known):
            yield Event(new_id(), EventKind.CORRECTED, post.id, own)
        gone = tuple(
            one for one in post.articles if one in news.retracted and (EventKind.WITHDRAWN, one) not in known
        )
        if gone:
            yield Event(new_id(), EventKind.WITHDRAWN, post.id, gone)


async def _wants(_follow: Follow, _quote: Quote) -> bool:
    """Want everything: no server leaves an outlet out here."""
    return True
