"""What a new snapshot has that the one before hadn't, for those who follow something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from index.snapshot.history import Change, ChangeKind
from index.snapshot.snapshot import Snapshot
from retrieval.answer import Answer, Differing, Question, Quote, Sureness
from retrieval.answerer import Answerer
from retrieval.matching.followed import Followed
from retrieval.matching.matcher import Due, Matcher
from retrieval.otherwise import FigureChange, changed_figure

# What was published longer before it was indexed is no news; nor is what has no date.
_NEWS = timedelta(days=3)


@dataclass(frozen=True)
class News:
    """Names articles by their ids.

    until: the moment up to which these are all. added: those that are new, in the order in which they came.
    corrected, retracted: what became of others. mended: the figures that corrections changed, by article.
    """

    until: str
    added: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    mended: Mapping[str, FigureChange] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What an article has of what is followed.

    followed: its id. said: the few words that answer a question, where there are such.
    story: the ids of the articles of its story, its own among them.
    """

    followed: str
    quote: Quote
    said: str
    story: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """What was found in some articles. due: the questions that they may answer, to be asked one by one."""

    found: tuple[Found, ...] = ()
    due: tuple[Due, ...] = ()


def find_news(snapshot: Snapshot, since: str | None) -> News:
    """List what has come or changed since a moment.

    since: as ``News.until`` had it; None: nothing has, it begins now. So it does where nothing is left
        of what was there: that is another index.
    """
    until = snapshot.manifest.created.astimezone(UTC).isoformat(timespec="microseconds")
    if since is None:
        return News(until)
    store = snapshot.store
    began = datetime.fromisoformat(since)
    # Days first: of the many articles that a new source may bring, few are news.
    days = {number: first for number, _, first, _ in store.article_days()}
    seen = date.fromisoformat(until[:10])
    came = store.added_since(began)
    if len(came) == snapshot.manifest.articles:
        # Another index is in its place; that is no news.
        came = []
    numbers = [one for one in came if _is_news(days.get(one), seen)]
    fresh = store.articles(numbers)
    added = [fresh[one].id for one in numbers if one in fresh]
    changes = store.changes_since(began)
    corrections = [one for one in changes if one.kind is ChangeKind.CORRECTED]
    return News(
        until,
        tuple(added),
        tuple({one.article_id: None for one in corrections}),
        tuple({one.article_id: None for one in changes if one.kind is ChangeKind.RETRACTED}),
        _mended(snapshot, corrections),
    )


def published_since(snapshot: Snapshot, first: date) -> tuple[str, ...]:
    """List the articles that were published on a day or later, the earliest first, by their ids."""
    days = {number: day for number, _, day, _ in snapshot.store.article_days() if day}
    numbers = [one for one, day in days.items() if date.fromisoformat(day) >= first]
    found = snapshot.store.articles(numbers)
    return tuple(found[one].id for one in sorted(numbers, key=lambda one: (days[one], one)) if one in found)


def _mended(snapshot: Snapshot, corrections: Sequence[Change]) -> dict[str, FigureChange]:
    """Find the figures that corrections changed; of several of one article, by the first of them."""
    found: dict[str, FigureChange] = {}
    for change in reversed(corrections):
        number = snapshot.store.number_of(change.article_id)
        if number is not None and change.text is not None:
            now = snapshot.store.articles([number])[number]
            if (figure := changed_figure(replace(now, text=change.text), now)) is not None:
                found[change.article_id] = figure
    return found


def look(answerer: Answerer, matcher: Matcher, followed: Sequence[Followed], ids: Iterable[str]) -> Looked:
    """Find what some articles have of what is followed; questions are only listed.

    ids: of the articles; those that aren't indexed any more are left out.
    """
    matcher.set_followed(followed)
    numbers = (answerer.snapshot.store.number_of(one) for one in ids)
    matches, due = matcher.look(answerer.snapshot, [one for one in numbers if one is not None])
    stories = _stories(answerer, {one.quote.article.id for one in matches})
    found = [Found(one.followed, one.quote, "", stories[one.quote.article.id]) for one in matches]
    return Looked(tuple(found), tuple(due))


def ask_due(answerer: Answerer, due: Due, ids: Iterable[str], today: date) -> tuple[Found, ...]:
    """Ask a question that some articles may answer.

    ids: of the articles. today: the day of asking.
    Returns: what one of them answers, for each who follows the question; nothing where that isn't sure. Where
        reports disagree, one of them that is among these articles counts.
    """
    answer = answerer.answer(Question(due.text, today=today))
    if not isinstance(answer, Answer) or answer.sureness is not Sureness.SURE:
        return ()
    new = set(ids)
    quotes = answer.quotes[: 2 if answer.differing is Differing.FIGURES else 1]
    quote = next((one for one in quotes if one.article.id in new), None)
    if quote is None:
        return ()
    story = _stories(answerer, {quote.article.id})[quote.article.id]
    return tuple(Found(one, quote, _said(answer, quote), story) for one in due.ids)


def _said(answer: Answer, quote: Quote) -> str:
    """Tell the few words of a quote that answer; none where there are no such."""
    if answer.differing is not None and len(quote.highlights) == 1:
        mark = quote.highlights[0]
        return quote.article.text[mark.start : mark.end]
    short = answer.short_answer
    return short.dated_text if short and short.is_likely and short.quote == 0 else ""


def _is_news(published: str | None, seen: date) -> bool:
    return published is not None and seen - date.fromisoformat(published) <= _NEWS


def _stories(answerer: Answerer, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Name the articles of the stories of some articles; one that is in none is a story of its own."""
    store = answerer.snapshot.store
    found: dict[str, tuple[str, ...]] = {}
    for one in ids:
        number = store.number_of(one)
        story = None if number is None else answerer.stories.of(number)
        members = store.articles(list(story.articles)) if story else {}
        found[one] = tuple(dict.fromkeys([one, *(member.id for member in members.values())]))
    return found
