"""Messages about what is followed: planned, sent, and what they show; no word of any article."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from sqlite3 import Row

from pydantic import TypeAdapter

from bot.database.database import Database, Write, as_json, moment


class PostState(StrEnum):
    """How far a post is; the value is stored.

    held: kept back by a pause, quiet hours, or because the day has had enough.
    ended: its message is gone, or no longer kept up to date.
    """

    PLANNED = "planned"
    HELD = "held"
    SENT = "sent"
    ENDED = "ended"


@dataclass(frozen=True)
class PostedQuote:
    """Refers to a quote by its place, as ``QuoteRef`` does. marks: what is in bold; the names are stored."""

    article: str
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Told:
    """An answer or a figure as it was told, with the day of its article; the names are stored."""

    text: str
    published: str


@dataclass(frozen=True)
class Post:
    """Holds what is told of one story.

    articles: ids of the articles of the story that it names, that of the quote among them.
    before: what an earlier report gave for the figure in the quote; now: the figure.
    nonce: of the message that it stands in, once that may be under way; tried_at: since when.
    is_stale: shows the message something else than it should?
    """

    id: str
    follow_id: str
    articles: tuple[str, ...]
    quote: PostedQuote
    planned_at: datetime
    before: tuple[Told, Told] | None = None
    state: PostState = PostState.PLANNED
    nonce: str | None = None
    tried_at: datetime | None = None
    message_id: int | None = None
    is_stale: bool = False


_ARTICLES = TypeAdapter(tuple[str, ...])
_QUOTE = TypeAdapter(PostedQuote)
_BEFORE = TypeAdapter(tuple[Told, Told] | None)
_COLUMNS = "id, follow, articles, quote, before, state, planned_at, nonce, tried_at, message, is_stale"


class Posts:
    """Keeps what was told, for as long as it may have to be edited."""

    def __init__(self, database: Database) -> None:
        """Keep it in a database."""
        self._database = database

    async def of_follows(self, follow_ids: Collection[str]) -> list[Post]:
        """List all posts of some follows, oldest first."""
        return await self._where(
            "follow IN (SELECT value FROM json_each(?))", as_json(_ARTICLES, tuple(follow_ids))
        )

    async def due(self) -> list[Post]:
        """List what is to be sent, or to be edited, oldest first."""
        return await self._where("state IN ('planned', 'held') OR (state = 'sent' AND is_stale)")

    async def of_nonce(self, nonce: str) -> list[Post]:
        """List what stands in one message."""
        return await self._where("nonce = ?", nonce)

    async def hold(self, ids: Sequence[str]) -> None:
        """Keep posts back that aren't under way yet."""
        await self._database.change(
            "UPDATE post SET state = 'held' WHERE state = 'planned' AND nonce IS NULL"
            " AND id IN (SELECT value FROM json_each(?))",
            (as_json(_ARTICLES, tuple(ids)),),
        )

    async def begin(self, ids: Sequence[str], nonce: str, at: datetime) -> None:
        """Note that a message with some posts is going to be sent."""
        await self._database.change(
            "UPDATE post SET nonce = ?, tried_at = ? WHERE id IN (SELECT value FROM json_each(?))",
            (nonce, moment(at), as_json(_ARTICLES, tuple(ids))),
        )

    async def sent(self, nonce: str, message_id: int | None) -> None:
        """Note that a message was sent. message_id: None where it was deleted at once."""
        state = PostState.ENDED if message_id is None else PostState.SENT
        await self._database.change(
            "UPDATE post SET state = ?, message = ? WHERE nonce = ?",
            (state.value, message_id, nonce),
        )

    async def take_back(self, nonce: str) -> None:
        """Note that a message could not be sent; what was in it is held."""
        await self._database.change(
            "UPDATE post SET state = 'held', nonce = NULL, tried_at = NULL WHERE nonce = ?", (nonce,)
        )

    async def drop(self, ids: Sequence[str]) -> None:
        """Forget posts that have nothing to say."""
        await self._database.change(
            "DELETE FROM post WHERE id IN (SELECT value FROM json_each(?))",
            (as_json(_ARTICLES, tuple(ids)),),
        )

    async def edited(self, posts: Sequence[Post]) -> None:
        """Note that a message shows what it should, unless that has changed meanwhile."""
        for post in posts:
            await self._database.change(
                "UPDATE post SET is_stale = 0 WHERE id = ? AND articles = ? AND quote = ? AND before IS ?",
                (post.id, *_shown(post)),
            )

    async def end(self, nonce: str) -> None:
        """Note that a message is gone."""
        await self._database.change("UPDATE post SET state = 'ended', is_stale = 0 WHERE nonce = ?", (nonce,))

    async def messages_since(self, channel_id: int, since: datetime) -> int:
        """Count the messages that were sent in a channel since a moment."""
        rows = await self._database.rows(
            "SELECT count(DISTINCT nonce) FROM post JOIN follow ON follow.id = post.follow"
            " WHERE channel = ? AND tried_at >= ?",
            (channel_id, moment(since)),
        )
        return int(rows[0][0])

    async def drop_before(self, before: datetime) -> int:
        """Forget what was planned before a moment; returns how many posts."""
        return await self._database.change("DELETE FROM post WHERE planned_at < ?", (moment(before),))

    async def _where(self, condition: str, *values: object) -> list[Post]:
        rows = await self._database.rows(
            f"SELECT {_COLUMNS} FROM post WHERE {condition} ORDER BY planned_at, rowid",  # noqa: S608
            values,
        )
        return [_post(row) for row in rows]


async def put(write: Write, post: Post) -> None:
    """Store a post in a transaction, if it is still followed; one that is sent is edited then."""
    await write(
        f"INSERT INTO post ({_COLUMNS}) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"  # noqa: S608
        " WHERE EXISTS (SELECT 1 FROM follow WHERE id = ?) ON CONFLICT (id) DO UPDATE"
        " SET articles = excluded.articles, quote = excluded.quote, before = excluded.before,"
        " is_stale = post.nonce IS NOT NULL",
        (
            post.id,
            post.follow_id,
            *_shown(post),
            post.state.value,
            moment(post.planned_at),
            post.nonce,
            moment(post.tried_at) if post.tried_at else None,
            post.message_id,
            post.is_stale,
            post.follow_id,
        ),
    )


def _shown(post: Post) -> tuple[str, str, str | None]:
    """Write what a post shows as it is stored."""
    before = as_json(_BEFORE, post.before) if post.before else None
    return as_json(_ARTICLES, post.articles), as_json(_QUOTE, post.quote), before


def _post(row: Row) -> Post:
    return Post(
        id=row["id"],
        follow_id=row["follow"],
        articles=_ARTICLES.validate_json(row["articles"]),
        quote=_QUOTE.validate_json(row["quote"]),
        planned_at=datetime.fromisoformat(row["planned_at"]),
        before=_BEFORE.validate_json(row["before"]) if row["before"] else None,
        state=PostState(row["state"]),
        nonce=row["nonce"],
        tried_at=datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        message_id=row["message"],
        is_stale=bool(row["is_stale"]),
    )
