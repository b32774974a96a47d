"""What is held back by pauses, quiet hours and a day that has had enough comes later, in one message."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database.block_list import Blocked, BlockedKind
from bot.database.follows import (
    MOST_IN_A_CHANNEL,
    MOST_OF_A_PERSON,
    ChannelRule,
    Follow,
    FollowedKind,
    TooManyError,
    new_id,
)
from bot.database.posts import PostState, put
from bot.database.servers import ServerSettings
from config.settings import AnswerSettings
from loopback.model.guilds import Channel
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.feed import Feed, article
from tests.bot.discord.test_told_once import NOON, begin, life, said_in

# Three stories about one outlet's town, and many more for a flood.
STORIES = [
    ("Bakery of Morwick burns down", "The bakery in Morwick burned down on Sunday night. Nobody was in it."),
    ("Election of a mayor in Tessel", "Tessel elects a mayor in June. Four people want the office."),
    ("Owls return to the tower", "Barn owls returned to the old tower of Corrow, after sixty years."),
    ("Bus line seven ends", "The bus line 7 ends in autumn because few people take it, its company said."),
]


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LiveAnswerer]:
    """An index before, and one with the stories."""
    folder = tmp_path_factory.mktemp("held")
    before = Feed(folder / "before")
    shutil.copytree(before.data, folder / "after")
    after = Feed(folder / "after")
    opened = LiveAnswerer(before.data, AnswerSettings())
    stories = [article(f"story-{number}", *one) for number, one in enumerate(STORIES)]
    asyncio.run(after.publish(*stories))
    return {"before": opened, "after": LiveAnswerer(after.data, AnswerSettings())}


async def begin_outlet(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], folder: Path, **given: Any
) -> tuple[Channel, Follow]:
    """Let a channel follow the outlet of the stories."""
    return await begin(
        discord, feeds["before"], folder, kind=FollowedKind.OUTLET, text="Aren Herald", **given
    )


async def test_more_than_a_few_at_once_come_in_one_message(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, _ = await begin_outlet(discord, feeds, tmp_path / "flood")
    async with life(discord, feeds["after"], tmp_path / "flood") as now:
        await now.round()
    (message,) = said_in(discord, channel)
    assert "4 stories" in message.text
    for title, _ in STORIES:
        assert title in message.text
    assert message.buttons() == ["Stop", "🗑️"]


async def test_after_a_pause_all_comes_in_one_message(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, follow = await begin_outlet(discord, feeds, tmp_path / "pause")
    async with life(discord, feeds["after"], tmp_path / "pause") as now:
        await now.services.follows.pause(follow.id, is_paused=True)
        await now.round()
        assert not said_in(discord, channel)
        await now.services.follows.pause(follow.id, is_paused=False)
        await now.round()
        await now.round()
    (message,) = said_in(discord, channel)
    assert "4 stories" in message.text


async def test_quiet_hours_over_midnight_in_the_channels_zone(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, _ = await begin_outlet(discord, feeds, tmp_path / "quiet")
    rule = ChannelRule(int(channel.id), 1, None, "22:00", "07:30", "America/New_York")
    late = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 23:00 in New York
    async with life(discord, feeds["after"], tmp_path / "quiet") as now:
        await now.services.follows.set_rule(rule)
        for hours in (0, 3, 8.4):
            await now.round(late + timedelta(hours=hours))
            assert not said_in(discord, channel)
        await now.round(late + timedelta(hours=8.5))
    assert len(said_in(discord, channel)) == 1


async def test_a_day_that_has_had_enough(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, follow = await begin_outlet(discord, feeds, tmp_path / "most")
    async with life(discord, feeds["after"], tmp_path / "most") as now:
        await now.services.follows.set_rule(ChannelRule(int(channel.id), 1, most_a_day=1))
        await now.round()
        assert len(said_in(discord, channel)) == 1
        posts = await now.services.posts.of_follows([follow.id])
        async with now.services.database.transaction() as write:
            for number in range(2):
                later = replace(
                    posts[0],
                    id=new_id(),
                    state=PostState.PLANNED,
                    nonce=None,
                    tried_at=None,
                    message_id=None,
                    articles=(f"none-{number}",),
                )
                await put(write, later)
        await now.round(NOON + timedelta(hours=11))
        assert len(said_in(discord, channel)) == 1
        await now.round(NOON + timedelta(hours=12))
    assert len(said_in(discord, channel)) == 2
    assert "2 stories" in said_in(discord, channel)[1].text


async def test_what_a_server_doesnt_quote_isnt_told_there(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, _ = await begin_outlet(discord, feeds, tmp_path / "outlets")
    async with life(discord, feeds["after"], tmp_path / "outlets") as now:
        await now.services.servers.put(int(discord.world.guild_id), ServerSettings(outlets=("Tessel Mail",)))
        await now.round()
    assert not said_in(discord, channel)


async def test_nothing_is_told_for_people_who_are_blocked(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    async with life(discord, feeds["after"], tmp_path) as now:
        owner = now.services.database.hashed(77)
    channel, _ = await begin_outlet(discord, feeds, tmp_path, owner_hash=owner)
    async with life(discord, feeds["after"], tmp_path) as now:
        await now.services.block_list.block(Blocked(BlockedKind.USER, 77))
        await now.round()
        assert not said_in(discord, channel)


async def test_a_channel_where_the_bot_may_not_write_is_paused_and_says_why(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, follow = await begin_outlet(discord, feeds, tmp_path / "shut")
    discord.world.guild.channels[channel.id].overwrites.clear()
    discord.deny(channel, Permission.SEND_MESSAGES)
    async with life(discord, feeds["after"], tmp_path / "shut") as now:
        await now.round()
        paused = await now.services.follows.get(follow.id)
        assert paused is not None
        assert paused.trouble == "no-rights"
        asked = len(discord.world.requests)
        await now.round()
        assert len(discord.world.requests) == asked
        discord.allow(channel, Permission.SEND_MESSAGES)
        await now.services.follows.pause(follow.id, is_paused=False)
        await now.round()
    assert len(said_in(discord, channel)) == 1


async def test_no_more_than_a_limit_is_followed(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    _, follow = await begin_outlet(discord, feeds, tmp_path)
    async with life(discord, feeds["before"], tmp_path) as now:
        follows = now.services.follows
        for number in range(1, MOST_OF_A_PERSON):
            await follows.add(replace(follow, id=new_id(), text=f"Paper {number}"))
        assert (await follows.add(replace(follow, id=new_id(), text="AREN  herald"))).id == follow.id
        with pytest.raises(TooManyError) as told:
            await follows.add(replace(follow, id=new_id(), text="One more", channel_id=1))
        assert not told.value.in_channel
        for number in range(MOST_IN_A_CHANNEL - MOST_OF_A_PERSON):
            await follows.add(replace(follow, id=new_id(), text=f"Other {number}", owner_hash=f"{number}"))
        with pytest.raises(TooManyError) as told:
            await follows.add(replace(follow, id=new_id(), text="One more", owner_hash="zoe"))
        assert told.value.in_channel


async def test_a_story_that_two_topics_of_a_channel_have_comes_once(
    discord: LoopbackDiscord, feeds: dict[str, LiveAnswerer], tmp_path: Path
) -> None:
    channel, follow = await begin_outlet(discord, feeds, tmp_path / "twice")
    async with life(discord, feeds["after"], tmp_path / "twice") as now:
        for topic in ("bakery of Morwick", "Morwick bakery burned down"):
            await now.services.follows.add(replace(follow, id=new_id(), kind=FollowedKind.TOPIC, text=topic))
        await now.services.follows.end(follow.id)
        await now.round()
    (message,) = said_in(discord, channel)
    assert STORIES[0][0] in message.text
