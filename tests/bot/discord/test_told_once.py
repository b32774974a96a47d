"""Whatever happens between a match and its message, people are told once: kills, outages, rate limits."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database.database import Database, Write
from bot.database.follows import Follow, FollowedKind, new_id, set_progress
from bot.discord.base import BaseClient
from bot.discord.outbox import Outbox
from bot.monitoring.metrics import Metrics
from bot.service.following import Following
from bot.service.services import Services
from config.settings import AnswerSettings, DiscordSettings, Settings
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.feed import FERRY, Feed
from tests.bot.discord.test_following import FIRST, LATER, QUESTION

# How many instants are tried at least.
INSTANTS = 50
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class KilledError(BaseException):
    """The process is gone."""


class Killer:
    """Kills at the n-th instant; without a number, it only counts them."""

    def __init__(self, at: int | None = None) -> None:
        """Let that many instants pass."""
        self.at, self.count = at, 0

    def instant(self) -> None:
        """Pass one instant. Raises: KilledError at the chosen one."""
        self.count += 1
        if self.at is not None and self.count >= self.at:
            raise KilledError


class MortalDatabase(Database):
    """A database of a process that may be killed before and after each statement."""

    killer = Killer()

    async def rows(self, statement: str, values: Iterable[Any] = ()) -> list[Any]:
        """Query, if the process lives."""
        self.killer.instant()
        return await super().rows(statement, values)

    async def change(self, statement: str, values: Iterable[Any] = ()) -> int:
        """Change something, if the process lives; it may die right after."""
        self.killer.instant()
        changed = await super().change(statement, values)
        self.killer.instant()
        return changed

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Write]:
        """Change several things; the process may die before each, and before and after the end."""
        self.killer.instant()
        async with super().transaction() as write:

            async def mortal(*given: Any) -> list[Any]:
                self.killer.instant()
                return await write(*given)

            yield mortal
            self.killer.instant()
        self.killer.instant()


@dataclass
class Life:
    """One life of the bot's process, from its start to its death."""

    services: Services
    client: BaseClient

    async def round(self, now: datetime = NOON) -> None:
        """Plan what is new, and send it."""
        await Following(self.services).plan(now)
        await Outbox(self.client).send_due(now)


@asynccontextmanager
async def life(
    discord: LoopbackDiscord, live: LiveAnswerer, folder: Path, killer: Killer | None = None
) -> AsyncIterator[Life]:
    """Live over what the process before has left: its database, and Discord."""
    settings = Settings(discord=DiscordSettings(cooldown_seconds=0), data=folder)
    database = await MortalDatabase.open(folder / "bot.sqlite")
    assert isinstance(database, MortalDatabase)
    services = Services.over(live, settings, database, Metrics())
    async with BaseClient(services) as client:
        await client.login(discord.world.token)
        request, mortal = client.http.request, killer or Killer()
        database.killer = mortal

        async def dies(*given: Any, **options: Any) -> Any:
            mortal.instant()
            answered = await request(*given, **options)
            mortal.instant()
            return answered

        client.http.request = dies  # type: ignore[method-assign]
        try:
            yield Life(services, client)
        finally:
            database.killer = Killer()
            services.queue.close()
            await database.close()


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LiveAnswerer]:
    """An index before, with the first article, and with the later one too."""
    folder = tmp_path_factory.mktemp("feeds")
    feed = Feed(folder / "before")
    found = {"before": LiveAnswerer(folder / "before", AnswerSettings())}
    for name, new in (("first", FIRST), ("later", LATER)):
        asyncio.run(feed.publish(new))
        shutil.copytree(folder / "before", folder / name)
        found[name] = LiveAnswerer(folder / name, AnswerSettings())
    return found


async def begin(
    discord: LoopbackDiscord, live: LiveAnswerer, folder: Path, **given: Any
) -> tuple[Channel, Follow]:
    """Let a channel follow a topic, in an index of before."""
    channel = discord.channel(f"news-{folder.name}")
    known: dict[str, Any] = {
        "id": new_id(),
        "kind": FollowedKind.TOPIC,
        "text": FERRY,
        "server_id": int(discord.world.guild_id),
        "channel_id": int(channel.id),
        "owner_hash": "ada",
        "language": "en",
        "created_at": NOON,
    }
    follow = Follow(**{**known, **given})
    async with life(discord, live, folder) as now:
        await now.services.follows.add(follow)
        async with now.services.database.transaction() as write:
            await set_progress(write, "added", live.news(None).until)
    return channel, follow


def said_in(discord: LoopbackDiscord, channel: Channel) -> list[Message]:
    """List the messages of a channel."""
    return [one for one in discord.world.messages.values() if one.channel is channel]


async def killed_at(instant: int | None, discord: LoopbackDiscord, live: LiveAnswerer, folder: Path) -> int:
    """Live one round and be killed at an instant; returns how many instants there were."""
    killer = Killer(instant)
    with suppress(KilledError):
        async with life(discord, live, folder, killer) as doomed:
            await doomed.round()
    return killer.count


async def test_a_kill_at_any_instant_between_match_and_message_loses_nothing_and_repeats_nothing(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    """And the nonce may be long forgotten when the process is started again."""
    before, first, later = feeds["before"], feeds["first"], feeds["later"]
    tried = instant = 0
    awaited = {"kind": FollowedKind.AWAITED, "text": QUESTION}
    for phase in ("message", "edit", "answer"):
        instant, total = 0, 1
        while instant < total:
            instant += 1
            folder = tmp_path / f"{phase}-{instant}"
            channel, _ = await begin(discord, before, folder, **(awaited if phase == "answer" else {}))
            index = first
            if phase == "edit":
                await killed_at(None, discord, first, folder)
                index = later
            count = await killed_at(instant, discord, index, folder)
            # How many instants a whole round has shows where none is killed.
            total = max(total, count + (count == instant))
            if count < instant:
                break
            tried += 1
            if instant % 2:
                discord.clock.advance(3600)
            async with life(discord, index, folder) as after:
                await after.round(NOON + timedelta(hours=1))
                await after.round(NOON + timedelta(hours=1))
            (message,) = said_in(discord, channel)
            shown = {"message": "ran aground near Morwick", "edit": "12 → **26**", "answer": "**12**"}
            assert shown[phase] in message.text, (phase, instant)
    assert tried >= INSTANTS


async def test_discord_is_away_for_an_hour_and_the_message_comes_once_it_is_back(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [0.0]
    monkeypatch.setattr("bot.discord.outbox.time.monotonic", lambda: at[0])
    monkeypatch.setattr("discord.http.asyncio.sleep", _at_once(asyncio.sleep))
    channel, _ = await begin(discord, feeds["before"], tmp_path / "away")
    async with life(discord, feeds["first"], tmp_path / "away") as now:
        await Following(now.services).plan(NOON)
        outbox = Outbox(now.client)
        discord.faults.fail("POST", "/channels/*/messages", status=503, times=10_000)
        tries = []
        for second in range(0, 3600, 10):
            at[0] = float(second)
            asked = len(discord.world.requests)
            await outbox.send_due(NOON)
            tries.append(len(discord.world.requests) > asked)
        # It asks ever less often: some tries in the first minutes, then one each five.
        assert 8 < sum(tries) < 30
        assert not said_in(discord, channel)
        discord.faults.end()
        at[0] += 301.0
        await outbox.send_due(NOON)
        assert len(said_in(discord, channel)) == 1
        await outbox.send_due(NOON)
    assert len(said_in(discord, channel)) == 1


def _at_once(sleep: Callable[[float], Any]) -> Callable[..., Any]:
    """Sleep no longer than a moment."""

    async def short(seconds: float, *given: Any) -> Any:
        del seconds, given
        await sleep(0)

    return short


async def test_rate_limits_are_kept_and_the_message_comes_once(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, _ = await begin(discord, feeds["before"], tmp_path / "limits")
    discord.faults.rate_limit("POST", "/channels/*/messages", retry_after=0.2, times=3)
    async with life(discord, feeds["first"], tmp_path / "limits") as now:
        await now.round()
    assert len(said_in(discord, channel)) == 1


async def test_an_answer_of_discord_that_is_lost_makes_no_second_message(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    """The message was made, but the line broke before the bot heard of it; the nonce tells Discord."""
    channel, _ = await begin(discord, feeds["before"], tmp_path / "lost")
    async with life(discord, feeds["first"], tmp_path / "lost") as now:
        await Following(now.services).plan(NOON)
        outbox, request = Outbox(now.client), now.client.http.request

        async def breaks(*given: Any, **options: Any) -> Any:
            await request(*given, **options)
            now.client.http.request = request  # type: ignore[method-assign]
            raise OSError("the line broke")

        now.client.http.request = breaks  # type: ignore[method-assign]
        await outbox.send_due(NOON)
        await Outbox(now.client).send_due(NOON)
    assert len(said_in(discord, channel)) == 1


async def test_what_comes_before_a_new_bot_first_looks_at_the_index_is_told_to_who_followed_by_then(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    """What was there before they did isn't."""
    began = datetime.fromisoformat(feeds["before"].news(None).until)
    for index, count in (("before", 0), ("first", 1)):
        channel, _ = await begin(discord, feeds["before"], tmp_path / index, created_at=began)
        async with life(discord, feeds[index], tmp_path / index) as now:
            await now.services.database.change("DELETE FROM progress")
            await now.round()
            await now.round()
        assert len(said_in(discord, channel)) == count
