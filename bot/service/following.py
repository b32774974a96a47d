"""Plans what people are told of new articles: one post a story, which later articles of it change."""

from __future__ import annotations

from datetime import datetime

from bot.database.database import as_json, moment
from bot.database.follows import Follow, set_last_answer, set_progress
from bot.database.posts import put
from bot.service.followers import followers
from bot.service.planning import TOLD, Plan, Planner
from bot.service.services import Services
from retrieval.answer import Quote

# How far new articles were looked at, as the database knows it.
_ADDED = "added"


class Following:
    """Looks at each new snapshot for those who follow something."""

    def __init__(self, services: Services) -> None:
        """Look at nothing yet."""
        self._services = services
        self._planner = Planner(services.look_up_later, self._is_wanted)
        # The name of the snapshot that was looked at.
        self._seen = ""

    async def plan_if_new(self, now: datetime) -> None:
        """Plan as ``plan`` does, once for each snapshot, as soon as its name is known."""
        name = self._services.snapshot.name
        if name and name != self._seen:
            await self.plan(now)
            self._seen = name

    async def plan(self, now: datetime) -> None:
        """Plan what is to be told of what came since the last time.

        All of it is stored at once with how far it got: where that is broken off, it is done again.

        now: the moment. Raises: DatabaseError; what the index raises.
        """
        services = self._services
        since = await services.follows.progress(_ADDED)
        follows = {one.id: one for one in await followers(services)}
        # Somebody may follow something before the first look, and then has what came since.
        first = min((one.created_at for one in follows.values()), default=None)
        begin = since or (moment(first) if first else None)
        news = await services.look_up_later(lambda index: index.news(begin))
        plan = Plan.of(follows.values(), await services.posts.of_follows(follows))
        await self._planner.look(news, follows, plan, now)
        if news.until != since:
            await self._store(plan, news.until)

    async def _is_wanted(self, follow: Follow, quote: Quote) -> bool:
        """Tell whether a server wants the outlet of a quote."""
        if follow.server_id is None:
            return True
        outlets = (await self._services.servers.get(follow.server_id)).outlets
        outlet = (quote.article.outlet or "").casefold()
        return not outlets or outlet in {one.casefold() for one in outlets}

    async def _store(self, plan: Plan, until: str) -> None:
        """Store a plan, and how far it goes, at once."""
        async with self._services.database.transaction() as write:
            for post in plan.changed.values():
                await put(write, post)
            for follow_id, answer in plan.answers.items():
                await set_last_answer(write, follow_id, as_json(TOLD, answer))
            await set_progress(write, _ADDED, until)
