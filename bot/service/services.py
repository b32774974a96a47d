"""What commands, buttons and messages work with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.database.answers import Answers
from bot.database.block_list import BlockList
from bot.database.database import Database
from bot.database.digests import Digests
from bot.database.errors import DatabaseError
from bot.database.follows import Follows
from bot.database.posts import Posts
from bot.database.servers import Servers, ServerSettings
from bot.database.votes import Votes
from bot.database.waiting import Waiting
from bot.monitoring.metrics import Metrics
from bot.service.asker import Asker
from bot.service.cooldowns import Cooldowns
from bot.service.live_snapshot import LiveSnapshot
from bot.service.per_snapshot import PerSnapshot
from bot.service.queue import WorkQueue
from bot.texts import Texts, texts_for
from config.settings import Settings
from retrieval.browse import Overview
from retrieval.live import Live

T = TypeVar("T")

# Questions that show people how to ask.
_EXAMPLES = 5


@dataclass(frozen=True)
class Services:
    """Holds the parts of a running bot, one of each.

    index: what answers; ask it through ``look_up``. queue: where calls on it wait.
    settings: all settings.
    servers, answers, votes, waiting, follows, posts, digests, block_list: what the database
    keeps.
    overview, examples: what is indexed, and questions that it answers.
    """

    index: Live
    queue: WorkQueue
    settings: Settings
    database: Database
    servers: Servers
    answers: Answers
    votes: Votes
    waiting: Waiting
    follows: Follows
    posts: Posts
    digests: Digests
    block_list: BlockList
    cooldowns: Cooldowns
    metrics: Metrics
    snapshot: LiveSnapshot
    overview: PerSnapshot[Overview]
    examples: PerSnapshot[list[str]]

    @classmethod
    def over(cls, index: Live, settings: Settings, database: Database, metrics: Metrics) -> Services:
        """Make all parts over an index and a database, which are closed elsewhere."""
        queue = WorkQueue(settings.discord.queue, settings.discord.workers)
        metrics.watch_queue(lambda: queue.pending)
        snapshot = LiveSnapshot(index, metrics)
        return cls(
            index=index,
            queue=queue,
            settings=settings,
            database=database,
            servers=Servers(database),
            answers=Answers(database),
            votes=Votes(database),
            waiting=Waiting(database),
            follows=Follows(database),
            posts=Posts(database),
            digests=Digests(database),
            block_list=BlockList(database),
            cooldowns=Cooldowns(),
            metrics=metrics,
            snapshot=snapshot,
            overview=PerSnapshot(lambda: queue.submit(index.overview), lambda: snapshot.name),
            examples=PerSnapshot(
                lambda: queue.submit(lambda: index.examples(_EXAMPLES)), lambda: snapshot.name
            ),
        )

    def look_up(self, call: Callable[[Live], T]) -> asyncio.Future[T]:
        """Put a call on the index into the queue; never blocks.

        call: what to ask the index; runs in another thread.
        Returns: its result, to await.
        Raises: BusyError where the queue is full.
        """
        return self.queue.submit(lambda: call(self.index))

    async def look_up_later(self, call: Callable[[Live], T]) -> T:
        """Ask the index for what nobody waits for, once nobody waits for anything else.

        call: what to ask it, a second's work at most; runs in another thread.
        """
        return await self.queue.when_idle(lambda: call(self.index))

    async def settings_of(self, asker: Asker) -> ServerSettings:
        """Read the settings of the server where someone asks; defaults in direct messages."""
        return ServerSettings() if asker.guild_id is None else await self.servers.get(asker.guild_id)

    async def texts_for(self, asker: Asker, *, private: bool) -> Texts:
        """Choose the texts for whoever reads a reply: one person, or all in a server."""
        try:
            settings = await self.settings_of(asker)
        except DatabaseError:  # whoever waits must hear of it, in whichever language
            settings = ServerSettings()
        public = settings.language or asker.guild_locale
        return texts_for((asker.locale or public) if private or asker.guild_id is None else public)
