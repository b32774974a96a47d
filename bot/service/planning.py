"""Decides what is told of new articles: one post a story, which later articles of it change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

from bot.database.follows import Follow, FollowedKind, new_id
from bot.database.posts import Post, PostState, Told
from bot.service.clippings import posted_quote
from index.article import Article, Span
from index.snapshot.history import Change
from retrieval.answer import Quote
from retrieval.browse import Surroundings
from retrieval.live import Live
from retrieval.matching.followed import Followed, FollowKind
from retrieval.matching.matcher import Due
from retrieval.news import Found, Looked, News
from retrieval.otherwise import changed_figure, is_otherwise

T = TypeVar("T")

# Articles that are looked at, and topics that are parsed, in one go: about a second's work.
_ARTICLES_AT_ONCE, _TOPICS_AT_ONCE = 32, 200
# More articles of one story needn't be known to tell that the next one is of it.
_MOST_ARTICLES = 50
TOLD = TypeAdapter(Told)

# Tells whether a quote may be told where something is followed.
Wants = Callable[[Follow, Quote], Awaitable[bool]]


class LookUp(Protocol):
    """Asks the index something in another thread, a second's work at most."""

    async def __call__(self, call: Callable[[Live], T], /) -> T:
        """Ask it. call: what to ask."""


@dataclass
class Plan:
    """Gathers what a look at new articles changes.

    posts: those of each follow, as they will be. in_channel: the ids of what is followed in each channel.
    """

    posts: dict[str, list[Post]]
    in_channel: dict[int, list[str]]
    changed: dict[str, Post] = field(default_factory=dict)
    answers: dict[str, Told] = field(default_factory=dict)

    @staticmethod
    def of(follows: Iterable[Follow], posts: Iterable[Post]) -> Plan:
        """Begin with what is followed, and what was told of it, oldest first."""
        plan = Plan(defaultdict(list), defaultdict(list))
        for follow in follows:
            plan.in_channel[follow.channel_id].append(follow.id)
        for post in posts:
            plan.posts[post.follow_id].append(post)
        return plan

    def told_beside(self, follow: Follow, follows: Mapping[str, Follow]) -> list[Post]:
        """List what is told where something is, of topics and outlets: nobody gets a story twice.

        What is only planned counts as long as it isn't kept back. The follow's own posts come last.
        """
        found: list[Post] = []
        for key in self.in_channel[follow.channel_id]:
            other = follows[key]
            if key == follow.id or other.kind not in (FollowedKind.TOPIC, FollowedKind.OUTLET):
                continue
            is_held = other.is_paused or other.trouble is not None
            found += [one for one in self.posts[key] if one.state is PostState.SENT or not is_held]
        return [*found, *self.posts[follow.id]]

    def put(self, post: Post) -> None:
        """Plan a post, or change one."""
        posts = self.posts[post.follow_id]
        posts[:] = [*(one for one in posts if one.id != post.id), post]
        self.changed[post.id] = post


class Planner:
    """Looks through what came, and decides what it changes for those who follow something."""

    def __init__(self, look_up: LookUp, wants: Wants) -> None:
        """Look through nothing yet."""
        self._look_up, self._wants = look_up, wants
        self._parsed: set[str] = set()

    async def look(self, news: News, follows: dict[str, Follow], plan: Plan, now: datetime) -> None:
        """Decide what is told of what came.

        follows: what is followed, by its id. plan: gathers what changes. now: the moment.
        """
        if follows and (news.added or news.corrected):
            await self._look(news, follows, plan, now)
        await self._look_after(news, plan)

    async def _look_after(self, news: News, plan: Plan) -> None:
        """Have messages edited whose articles were taken back, or say something else by now."""
        corrected, retracted = set(news.corrected), set(news.retracted)
        for post in [one for posts in plan.posts.values() for one in posts]:
            if post.id in plan.changed or post.state is PostState.ENDED:
                continue
            is_gone = not retracted.isdisjoint(post.articles)
            if is_gone or (post.quote.article in corrected and not await self._stands(post)):
                plan.put(post)

    async def _stands(self, post: Post) -> bool:
        """Tell whether the quote of a post stands in its article today."""
        found = await self._surroundings(post)
        return isinstance(found, Surroundings) and found.corrected is None

    async def _look(self, news: News, follows: dict[str, Follow], plan: Plan, now: datetime) -> None:
        """Look through the news, a few articles at a time, then ask the questions that they may answer."""
        followed = [_followed(one) for one in follows.values()]
        await self._parse(followed)
        ids, due = [*news.added, *news.corrected], dict[str, Due]()
        for part in _parts(ids, _ARTICLES_AT_ONCE):
            looked = await self._look_up(_looking(followed, part))
            due |= {one.text: one for one in looked.due}
            await self._decide(looked.found, follows, plan, now, news)
        for question in due.values():
            found = await self._look_up(_asking(question, ids, now.date()))
            await self._decide(found, follows, plan, now, news)

    async def _parse(self, followed: Sequence[Followed]) -> None:
        """Have what is followed parsed that wasn't yet, a part at a time."""
        new = [one for one in followed if one.text not in self._parsed]
        known = [one for one in followed if one.text in self._parsed]
        for count in range(_TOPICS_AT_ONCE, len(new), _TOPICS_AT_ONCE):
            part = [*known, *new[:count]]
            await self._look_up(_looking(part, []))
        self._parsed = {one.text for one in followed}

    async def _decide(
        self,
        found: Iterable[Found],
        follows: dict[str, Follow],
        plan: Plan,
        now: datetime,
        news: News,
    ) -> None:
        """Plan a post for each find, or change the one that tells of the same."""
        for one in found:
            follow = follows[one.followed]
            if not await self._wants(follow, one.quote):
                continue
            is_new = one.quote.article.id in news.added
            if follow.kind in (FollowedKind.QUESTION, FollowedKind.AWAITED):
                self._decide_answer(follow, one, plan, now)
            elif (post := _same_story(plan.told_beside(follow, follows), one)) is not None:
                if (changed := await self._changed(post, one, news)) is not None:
                    plan.put(changed)
            elif is_new:
                plan.put(_new_post(follow, one, now))

    def _decide_answer(self, follow: Follow, found: Found, plan: Plan, now: datetime) -> None:
        """Plan a post for an answer that wasn't told yet, or is otherwise than the one that was told last."""
        posts = plan.posts[follow.id]
        if follow.kind is FollowedKind.AWAITED:
            if not posts:
                plan.put(_new_post(follow, found, now))
            return
        told = plan.answers.get(follow.id) or (
            TOLD.validate_json(follow.last_answer) if follow.last_answer else None
        )
        answer = Told(found.said, found.quote.article.published.iso)
        if told is not None and told.text and answer.text:
            if not is_otherwise(follow.text, told.text, answer.text):
                return
            plan.put(replace(_new_post(follow, found, now), before=(told, answer)))
        elif (post := _same_story(posts, found)) is not None:
            plan.put(replace(post, articles=_with(post.articles, found.quote.article.id)))
        else:
            plan.put(_new_post(follow, found, now))
        plan.answers[follow.id] = answer

    async def _changed(self, post: Post, found: Found, news: News) -> Post | None:
        """Change a post by what another article of its story, or its own one, says now; None: as it was."""
        article, quote = found.quote.article, posted_quote(found.quote)
        is_own = article.id == post.quote.article
        if post.state is PostState.ENDED or (article.id in post.articles and not is_own):
            return None
        # What is new was taken into the post just now, for something else that is followed there.
        if is_own and article.id not in news.corrected:
            return None
        articles = _with(post.articles, article.id)
        earlier = article if is_own else await self._quoted(post)
        figure = news.mended.get(article.id) if is_own else earlier and changed_figure(earlier, article)
        if figure and earlier:
            was = Told(figure.before, earlier.published.iso)
            told = (was, Told(figure.figure, article.published.iso))
            return replace(post, articles=articles, quote=posted_quote(figure.now), before=told)
        if not is_own:
            return replace(post, articles=articles)
        return None if quote.words == post.quote.words else replace(post, quote=quote)

    async def _quoted(self, post: Post) -> Article | None:
        """Look up the article that a post quotes, as it was then; None where it is gone."""
        found = await self._surroundings(post)
        return found.article if isinstance(found, Surroundings) else None

    async def _surroundings(self, post: Post) -> Surroundings | Change | None:
        at = post.quote
        return await self._look_up(
            lambda index: index.surroundings(at.article, Span(at.start, at.end), at.words)
        )


def _looking(followed: Sequence[Followed], ids: Sequence[str]) -> Callable[[Live], Looked]:
    return lambda index: index.look(followed, ids)


def _asking(due: Due, ids: Sequence[str], today: date) -> Callable[[Live], tuple[Found, ...]]:
    return lambda index: index.ask_due(due, ids, today)


def _followed(follow: Follow) -> Followed:
    is_question = follow.kind in (FollowedKind.QUESTION, FollowedKind.AWAITED)
    kind = FollowKind.QUESTION if is_question else FollowKind(follow.kind.value)
    return Followed(follow.id, kind, follow.text)


def _new_post(follow: Follow, found: Found, now: datetime) -> Post:
    also = [one.id for one in found.quote.also]
    articles = tuple(dict.fromkeys([found.quote.article.id, *also]))
    return Post(new_id(), follow.id, articles, posted_quote(found.quote), now)


def _same_story(posts: Sequence[Post], found: Found) -> Post | None:
    """Find the post that tells of the same story; the latest, where several do."""
    story = {*found.story, found.quote.article.id}
    return next((one for one in reversed(posts) if not story.isdisjoint(one.articles)), None)


def _with(articles: tuple[str, ...], article_id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*articles, article_id]))[-_MOST_ARTICLES:]


def _parts(ids: Sequence[str], size: int) -> Iterable[list[str]]:
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
