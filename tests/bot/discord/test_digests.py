"""Digests: set, sent when they are due, each once, and ended."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.discord import digests
from bot.discord.client import DATABASE
from bot.texts import texts_for
from config.settings import AnswerSettings
from index.article import Article, Published
from loopback.model.components import buttons_in
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.retrieval.digest.fortnight import BRIDGE, FLOOD, FLOOD_WIRE, TEACHERS, index_articles

EN = texts_for("en")
BERLIN = {"at": "08:00", "zone": "Europe/Berlin"}
_PATIENCE_SECONDS = 60.0


def today(article: Article) -> Article:
    """An article as if it were of today."""
    return replace(article, published=Published(datetime.now(UTC).date().isoformat()))


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveAnswerer]:
    """An index of today's news."""
    data = tmp_path_factory.mktemp("news")
    index_articles(data, *map(today, (FLOOD, FLOOD_WIRE, BRIDGE, TEACHERS)))
    opened = LiveAnswerer(data, AnswerSettings())
    yield opened
    opened.close()


class Digests:
    """The digests of a running bot, as its database has them."""

    def __init__(self, discord: LoopbackDiscord, path: Path) -> None:
        """Look into a file."""
        self.discord, self.path = discord, path

    def change(self, statement: str, *values: object) -> None:
        """Change what is stored, as time or a kill would have."""
        with closing(sqlite3.connect(self.path, timeout=10)) as database, database:
            database.execute(statement, values)

    def row(self) -> dict[str, object] | None:
        """The only digest that there is; None where there is none."""
        with closing(sqlite3.connect(self.path, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            row = database.execute("SELECT * FROM digest").fetchone()
            return dict(row) if row else None

    def are_due(self, ago: timedelta = timedelta(seconds=1)) -> None:
        """Let the time come."""
        due = (datetime.now(UTC) - ago).isoformat(timespec="microseconds")
        self.change("UPDATE digest SET next_at = ?", due)

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait for something that nobody tells of."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not happened():  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def sent(self, channel: Channel, count: int = 1) -> Message:
        """Wait until so many digests are in a channel; returns the newest."""
        await self.until(lambda: len(self.in_channel(channel)) >= count and self.is_done())
        await self.discord.at_rest()
        found = self.in_channel(channel)
        assert len(found) == count
        return found[-1]

    def in_channel(self, channel: Channel) -> list[Message]:
        """The digests in a channel, oldest first."""
        return [one for one in self.discord.history(channel) if "stories ·" in one.text]

    def is_done(self) -> bool:
        """Whether none is under way, or due."""
        row = self.row()
        return row is None or (row["nonce"] is None and str(row["next_at"]) > datetime.now(UTC).isoformat())


@pytest.fixture
def kept(discord: LoopbackDiscord, tmp_path: Path) -> Digests:
    """What the bot keeps."""
    return Digests(discord, tmp_path / DATABASE)


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot look often whether one is due."""
    monkeypatch.setattr(digests, "_EVERY_SECONDS", 0.1)
    monkeypatch.setattr(digests, "_FIRST_PAUSE", timedelta(0))


@pytest.fixture
async def bot(news: LiveAnswerer, start_bot: StartBot) -> AsyncIterator[None]:
    """The bot over today's news."""
    async with start_bot(news):
        yield


async def set_here(discord: LoopbackDiscord, **options: object) -> Message:
    """What a moderator sees who sets a daily digest in the channel."""
    mod = discord.person("mod", moderator=True)
    return await discord.answer(mod, "digest daily", **{**BERLIN, **options})


@pytest.mark.usefixtures("bot")
async def test_a_moderator_sets_a_digest_for_the_channel_and_it_comes(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    now = datetime.now(UTC) - timedelta(minutes=1)
    said = await set_here(discord, at=f"{now:%H:%M}", zone="utc")
    assert said.is_ephemeral
    assert f"daily at {now:%H:%M} (UTC) · here" in said.text
    kept.are_due()
    digest = await kept.sent(discord.world.channel)
    assert digest.sole_reader is None
    assert digest.text.startswith("**The day's stories · ")
    assert len(digest.text) <= 2000
    first = digest.text.split("\n")[1]
    assert first.startswith("**[") and ".example/02/" in first
    assert "> " in digest.text
    assert "Venn Herald" in digest.text and "Northern Wire" in digest.text


@pytest.mark.usefixtures("bot")
async def test_stories_that_were_told_arent_told_again(discord: LoopbackDiscord, kept: Digests) -> None:
    await set_here(discord)
    kept.are_due()
    await kept.sent(discord.world.channel)
    kept.are_due()
    again = await kept.sent(discord.world.channel, 2)
    assert "Nothing new since" in again.text
    assert "> " not in again.text


@pytest.mark.usefixtures("bot")
async def test_a_silent_digest_says_nothing_when_nothing_happened(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    await set_here(discord, silent=True, topics="volcanoes of Iceland")
    kept.are_due()
    await kept.until(kept.is_done)
    await discord.at_rest()
    assert not kept.in_channel(discord.world.channel)


@pytest.mark.usefixtures("bot")
async def test_members_get_their_own_in_direct_messages(discord: LoopbackDiscord, kept: Digests) -> None:
    ada = discord.person("ada")
    said = await discord.answer(ada, "digest weekly", day=0, at="7 pm", zone="New York")
    assert "every Monday at 19:00 (America/New_York) · direct messages" in said.text
    kept.are_due()
    digest = await kept.sent(discord.world.direct_channel(ada))
    assert digest.text.startswith("**The week's stories · ")
    assert not kept.in_channel(discord.world.channel)


@pytest.mark.usefixtures("bot")
async def test_members_cant_set_one_for_a_channel(discord: LoopbackDiscord, kept: Digests) -> None:
    told = await discord.answer(discord.person("ada"), "digest daily", where="here", **BERLIN)
    assert told.text == EN("digest-only-moderators")
    assert kept.row() is None


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"at": "25:00"}, "is no time of day"),
        ({"at": "noonish"}, "is no time of day"),
        ({"zone": "Europe/Berlinn"}, "Did you mean **Europe\\/Berlin**"),
        ({"zone": "xyzzy"}, "I know no time zone"),
        ({"outlets": "Venn Heralt"}, "Venn Herald"),
        ({"topics": ",".join("abcdefghijkl")}, "Name no more than 10"),
    ],
)
async def test_what_cant_be_read_is_said(
    discord: LoopbackDiscord, kept: Digests, typed: dict[str, str], words: str
) -> None:
    assert words in (await set_here(discord, **typed)).text
    assert kept.row() is None


@pytest.mark.usefixtures("bot")
async def test_zones_are_completed_by_their_cities_with_the_time_there(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada", locale="de")
    offered = await discord.choices(ada, "digest daily", "zone", "new yo")
    assert [one["value"] for one in offered] == ["America/New_York"]
    assert offered[0]["name"].startswith("America/New_York · ")
    nothing_typed = await discord.choices(ada, "digest daily", "zone", "")
    assert nothing_typed[0]["value"] == "Europe/Berlin"


@pytest.mark.usefixtures("bot")
async def test_only_chosen_outlets_and_topics_are_told_of(discord: LoopbackDiscord, kept: Digests) -> None:
    said = await set_here(discord, outlets="venn herald, Northern Wire", topics="teachers strike")
    assert "Venn Herald, Northern Wire, teachers strike" in said.text
    kept.are_due()
    digest = await kept.sent(discord.world.channel)
    assert "strike" in digest.text
    assert "Ansel" not in digest.text


@pytest.mark.usefixtures("bot")
async def test_a_channel_has_two_digests_and_a_person_three(discord: LoopbackDiscord) -> None:
    for _ in range(2):
        await set_here(discord)
    assert "This channel has 2 digests" in (await set_here(discord)).text
    ada = discord.person("ada")
    for _ in range(3):
        await discord.answer(ada, "digest daily", **BERLIN)
    assert "You have 3 digests" in (await discord.answer(ada, "digest daily", **BERLIN)).text


@pytest.mark.usefixtures("bot")
async def test_the_button_ends_it_for_moderators_alone(discord: LoopbackDiscord, kept: Digests) -> None:
    await set_here(discord)
    kept.are_due()
    digest = await kept.sent(discord.world.channel)
    ada = discord.person("ada")
    refused = await discord.click(digest, "End this digest", ada).message()
    assert refused.text == EN("digest-may-not-end")
    assert kept.row() is not None
    mod = discord.person("mod", moderator=True)
    assert (await discord.click(digest, "End this digest", mod).message()).text == EN("digest-ended")
    assert kept.row() is None


@pytest.mark.usefixtures("bot")
async def test_the_command_ends_the_only_one_or_a_chosen_one(discord: LoopbackDiscord, kept: Digests) -> None:
    mod = discord.person("mod", moderator=True)
    assert (await discord.answer(mod, "digest end")).text == EN("digest-none")
    await set_here(discord)
    await set_here(discord, at="20:00")
    assert (await discord.answer(mod, "digest end")).text == EN("digest-which")
    offered = await discord.choices(mod, "digest end", "which", "20:00")
    assert [one["name"] for one in offered] == ["daily at 20:00 (Europe/Berlin) · here"]
    assert (await discord.answer(mod, "digest end", which=offered[0]["value"])).text == EN("digest-ended")
    assert (kept.row() or {})["at"] == "08:00"
    assert (await discord.answer(discord.person("ada"), "digest end")).text == EN("digest-none")


@pytest.mark.usefixtures("bot")
async def test_show_tells_it_now_for_one_person_alone(discord: LoopbackDiscord, kept: Digests) -> None:
    shown = await discord.answer(discord.person("ada"), "digest show")
    assert shown.is_ephemeral
    assert "**Stories since " in shown.text
    assert "Ansel" in shown.text
    nothing = await discord.answer(discord.person("ada"), "digest show", topics="volcanoes of Iceland")
    assert "Nothing new since" in nothing.text
    assert "My newest articles are of" in nothing.text
    assert kept.row() is None


@pytest.mark.usefixtures("bot")
async def test_days_that_were_missed_come_once_and_say_for_which_day(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    now = datetime.now(UTC)
    earlier = now - timedelta(hours=3)
    await set_here(discord, at=f"{earlier:%H:%M}", zone="UTC")
    kept.are_due(ago=timedelta(days=4))
    digest = await kept.sent(discord.world.channel)
    assert f"at {earlier:%H:%M}, when I wasn't there" in digest.text
    await asyncio.sleep(0.5)
    assert len(kept.in_channel(discord.world.channel)) == 1


@pytest.mark.usefixtures("bot")
async def test_what_was_stored_while_the_clock_was_years_ahead_is_mended(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    await set_here(discord)
    kept.are_due(ago=-timedelta(days=2000))
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    await kept.until(lambda: str((kept.row() or {})["next_at"]) < soon)
    await discord.at_rest()
    assert not kept.in_channel(discord.world.channel)


async def test_it_is_shown_once_where_the_bot_is_killed_after_it_was_sent(
    discord: LoopbackDiscord, kept: Digests, news: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(news):
        await set_here(discord)
        kept.are_due()
        digest = await kept.sent(discord.world.channel)
    # As it was stored before Discord had said that it is there.
    (button,) = buttons_in(digest.components)
    nonce = str(button["custom_id"]).rpartition(":")[2]
    tried = datetime.now(UTC).isoformat(timespec="microseconds")
    kept.change("UPDATE digest SET nonce = ?, tried_at = ?, last_at = NULL", nonce, tried)
    kept.are_due()
    async with start_bot(news):
        await kept.until(kept.is_done)
        await discord.at_rest()
    assert len(kept.in_channel(discord.world.channel)) == 1


async def test_it_comes_where_the_bot_is_killed_before_it_was_sent(
    discord: LoopbackDiscord, kept: Digests, news: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(news):
        await set_here(discord)
    tried = datetime.now(UTC).isoformat(timespec="microseconds")
    kept.change("UPDATE digest SET nonce = ?, tried_at = ?", "aaaabbbbccccdddd", tried)
    kept.are_due()
    async with start_bot(news):
        digest = await kept.sent(discord.world.channel)
    assert "Ansel" in digest.text


@pytest.mark.usefixtures("bot")
async def test_it_comes_once_when_discord_fails_at_first(discord: LoopbackDiscord, kept: Digests) -> None:
    await set_here(discord)
    # discord.py tries five times itself.
    discord.faults.fail("POST", f"/channels/{discord.world.channel.id}/messages", status=403, times=1)
    kept.are_due()
    await kept.until(lambda: (kept.row() or {})["trouble"])
    kept.are_due()
    digest = await kept.sent(discord.world.channel)
    assert "Ansel" in digest.text
    assert (kept.row() or {})["trouble"] is None


@pytest.mark.usefixtures("bot")
async def test_where_the_bot_may_not_write_it_says_so_to_whoever_sets_it(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    discord.deny(discord.world.channel, Permission.SEND_MESSAGES)
    assert (await set_here(discord)).text == EN("digest-may-not-write")
    assert kept.row() is None


@pytest.mark.usefixtures("bot")
async def test_a_channel_that_is_deleted_takes_its_digests_along(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    channel, mod = discord.channel("news"), discord.person("mod", moderator=True)
    await discord.answer(mod, "digest daily", channel=channel, **BERLIN)
    assert kept.row() is not None
    discord.delete_channel(channel)
    await kept.until(lambda: kept.row() is None)


@pytest.mark.usefixtures("bot")
async def test_a_server_that_removes_the_bot_has_no_digests_any_more(
    discord: LoopbackDiscord, kept: Digests
) -> None:
    await set_here(discord)
    discord.remove_bot()
    await kept.until(lambda: kept.row() is None)


@pytest.mark.usefixtures("bot")
async def test_delete_what_is_mine_ends_ones_digests(discord: LoopbackDiscord, kept: Digests) -> None:
    ada = discord.person("ada")
    await discord.answer(ada, "digest daily", **BERLIN)
    privacy = await discord.answer(ada, "privacy")
    await discord.click(privacy, "Delete what is mine", ada).message()
    assert kept.row() is None


@pytest.mark.usefixtures("bot")
async def test_a_german_server_gets_it_in_german(discord: LoopbackDiscord, kept: Digests) -> None:
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "setup language", language="de")
    await set_here(discord)
    kept.are_due()
    await kept.until(lambda: any("Was geschehen ist" in one.text for one in discord.history()))


@pytest.mark.usefixtures("bot")
async def test_what_is_stored_of_a_digest_names_nobody(discord: LoopbackDiscord, kept: Digests) -> None:
    ada = discord.person("ada")
    await discord.answer(ada, "digest daily", **BERLIN)
    kept.are_due()
    await kept.sent(discord.world.direct_channel(ada))
    row = kept.row() or {}
    assert str(ada.id) not in {str(value) for value in row.values()}
    assert "Ansel" not in str(row["told"])
