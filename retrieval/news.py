"""What a new snapshot has that the one before hadn't, for those who follow something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from index.snapshot.history import ChangeKind
from index.snapshot.snapshot import Snapshot
from retrieval.answer import Answer, Quote
from retrieval.answerer import Answerer
from retrieval.matching.followed import Followed, Match
from retrieval.matching.matcher import Due, Matcher, ask

# What was published longer before it was indexed is no news; nor is what has no date.
_NEWS = timedelta(days=3)


@dataclass(frozen=True)
class News:
    """Names articles by their ids.

    until: the moment up to which these are all. added: those that are new, in the order in which they came.
    corrected, retracted: what became of others.
    """

    until: str
    added: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What an article has of what is followed.

    followed: its id. answer: to a question. story: the ids of the articles of its story, its own among them.
    """

    followed: str
    quote: Quote
    answer: Answer | None
    story: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """What was found in some articles. due: the questions that they may answer, to be asked one by one."""

    found: tuple[Found, ...] = ()
    due: tuple[Due, ...] = ()


def find_news(snapshot: Snapshot, since: str | None) -> News:
    """List what has come or changed since a moment.

    since: as ``News.until`` had it; None: nothing has, it begins now.
    """
    until = snapshot.manifest.created.astimezone(UTC).isoformat(timespec="microseconds")
    if since is None:
        return News(until)
    store = snapshot.store
    began = datetime.fromisoformat(since)
    numbers = store.added_since(began)
    fresh = store.articles(numbers)
    seen = date.fromisoformat(until[:10])
    added = [
        fresh[one].id for one in numbers if one in fresh and _is_news(fresh[one].published.first_day, seen)
    ]
    changes = store.changes_since(began)
    return News(
        until,
        tuple(added),
        tuple({one.article_id: None for one in changes if one.kind is ChangeKind.CORRECTED}),
        tuple({one.article_id: None for one in changes if one.kind is ChangeKind.RETRACTED}),
    )


def look(answerer: Answerer, matcher: Matcher, followed: Sequence[Followed], ids: Iterable[str]) -> Looked:
    """Find what some articles have of what is followed; questions are only listed.

    ids: of the articles; those that aren't indexed any more are left out.
    """
    matcher.set_followed(followed)
    found, due = matcher.look(answerer.snapshot, _numbers(answerer, ids))
    return Looked(_with_stories(answerer, found), tuple(due))


def ask_due(answerer: Answerer, due: Due, ids: Iterable[str], today: date) -> tuple[Found, ...]:
    """Ask a question that some articles may answer.

    ids: of the articles. today: the day of asking.
    """
    return _with_stories(answerer, ask(answerer, due, _numbers(answerer, ids), today))


def _is_news(published: date | None, seen: date) -> bool:
    return published is not None and seen - published <= _NEWS


def _numbers(answerer: Answerer, ids: Iterable[str]) -> list[int]:
    numbers = (answerer.snapshot.store.number_of(one) for one in ids)
    return [number for number in numbers if number is not None]


def _with_stories(answerer: Answerer, matches: Sequence[Match]) -> tuple[Found, ...]:
    """Name the story of each match's article; one that is in none is a story of its own."""
    stories = [answerer.stories.of(one.article) for one in matches]
    members = {number for story in stories if story for number in story.articles}
    named = answerer.snapshot.store.articles(sorted(members))
    found = []
    for match, story in zip(matches, stories, strict=True):
        ids = [named[one].id for one in story.articles if one in named] if story else []
        own = match.quote.article.id
        found.append(Found(match.followed, match.quote, match.answer, tuple(dict.fromkeys([own, *ids]))))
    return tuple(found)
