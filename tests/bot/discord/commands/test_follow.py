"""Who may have what told, where, and who may stop it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from config.settings import AnswerSettings
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.database.opening import as_another_program
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.feed import FERRY, Feed, article
from tests.bot.discord.rendered import effects
from tests.bot.discord.test_following import FIRST, PATIENCE, SETTINGS, told, until_told


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with what was there before."""
    return Feed(tmp_path)


@pytest.fixture
async def bot(feed: Feed, start_bot: StartBot) -> AsyncIterator[None]:
    """The real bot over the feed."""
    live = LiveAnswerer(feed.data, AnswerSettings())
    async with start_bot(live, SETTINGS):
        yield
    live.close()


def bytes_of(folder: Path) -> bytes:
    """Read all files of the bot's database."""
    return b"".join(file.read_bytes() for file in folder.glob("bot.sqlite*"))


async def until_left(folder: Path, topics: list[str]) -> None:
    """Wait until only some topics are followed."""
    with as_another_program(folder / "bot.sqlite") as file:
        async with asyncio.timeout(PATIENCE):
            while [text for (text,) in file.execute("SELECT text FROM follow")] != topics:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_one_thing_is_to_be_named(discord: LoopbackDiscord, bot: None) -> None:
    ada = discord.person("ada")
    assert "one of the three" in (await discord.answer(ada, "follow")).text
    both = await discord.answer(ada, "follow", topic=FERRY, outlet="Aren Herald")
    assert "one of the three" in both.text
    assert "no word in that" in (await discord.answer(ada, "follow", topic="?!")).text
    unknown = await discord.answer(ada, "follow", outlet="Aren Harald")
    assert "Did you mean **Aren Herald**" in unknown.text
    assert "You follow nothing" in (await discord.answer(ada, "following")).text


async def test_what_no_article_can_be_about_is_not_followed(discord: LoopbackDiscord, bot: None) -> None:
    """Whoever follows it would wait for ever."""
    for number, nothing in enumerate(("🔥", "the", "a", "news", "the latest news", "who")):
        person = discord.person(f"person-{number}")
        for kind in ("topic", "question"):
            assert "no word in that" in (await discord.answer(person, "follow", **{kind: nothing})).text
        assert "You follow nothing" in (await discord.answer(person, "following")).text


async def test_members_are_told_by_direct_message_and_cant_have_a_channel_told(
    discord: LoopbackDiscord, bot: None
) -> None:
    ada = discord.person("ada")
    refused = await discord.answer(ada, "follow", topic=FERRY, where="here")
    assert "Manage Messages" in refused.text
    assert (await discord.answer(ada, "follow", topic=FERRY)).is_ephemeral
    (welcome,) = told(discord, discord.world.direct_channel(ada))
    assert "new articles about “Lake Aren ferry”" in welcome.text
    assert "followed here already" in (await discord.answer(ada, "follow", topic="lake aren FERRY")).text
    stopped = await discord.click(welcome, "Stop", ada).followup()
    assert "I tell no more about “Lake Aren ferry”" in stopped.text
    assert welcome.buttons() == []


async def test_only_whoever_follows_and_moderators_stop_it(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    mod, other = discord.person("mod", moderator=True), discord.person("other", moderator=True)
    eve = discord.person("eve")
    await discord.answer(mod, "follow", outlet="Aren Herald")
    await feed.publish(FIRST)
    (message,) = await until_told(discord, 1)
    assert "because this channel follows Aren Herald" in message.text
    for button in ("Stop", "🗑️"):
        assert "Only whoever follows this" in (await discord.click(message, button, eve).followup()).text
    forged = message.button("Stop")["custom_id"]
    assert "Only whoever follows this" in (await discord.forge(eve, forged, message).followup()).text
    assert "I tell no more" in (await discord.click(message, "Stop", other).followup()).text
    await discord.click(message, "🗑️", other)
    await discord.at_rest()
    assert told(discord) == []


async def test_the_list_pauses_goes_on_and_ends(discord: LoopbackDiscord, bot: None) -> None:
    mod, other = discord.person("mod", moderator=True), discord.person("other", moderator=True)
    eve = discord.person("eve")
    for number in range(6):
        # More than a few commands of one person at once would have to wait.
        await discord.answer(mod if number % 2 else other, "follow", topic=f"Topic {number} of Morwick")
    listed = await discord.answer(mod, "following")
    assert "Page 1 of 2" in listed.text
    assert "any number of messages, at any hour" in listed.text
    await discord.click(listed, "Pause", mod)
    await discord.at_rest()
    assert "paused" in listed.text
    await discord.click(listed, "Go on", mod)
    await discord.at_rest()
    assert "paused" not in listed.text
    await discord.click(listed, "Next", mod)
    await discord.at_rest()
    assert "Topic 5" in listed.text
    await discord.click(listed, "End", mod)
    await discord.at_rest()
    assert "Topic 5" not in listed.text
    assert "Page" not in listed.text
    assert "You follow nothing" in (await discord.answer(eve, "following")).text


async def test_moderators_set_how_much_and_when(discord: LoopbackDiscord, bot: None) -> None:
    mod = discord.person("mod", moderator=True)
    discord.role("keepers", Permission.MANAGE_MESSAGES, to=mod)
    rules = {"most-a-day": 5, "quiet-from": "10 pm", "quiet-until": "7.30", "zone": "Europe/Berlin"}
    offered = await discord.choices(mod, "follow-rules", "zone", "berl")
    assert [one["value"] for one in offered] == ["Europe/Berlin"]
    shown = await discord.answer(mod, "follow-rules", **rules)
    assert "at most 5 messages a day" in shown.text
    assert "quiet from 22:00 to 07:30, Europe/Berlin" in shown.text
    unreadable = {"quiet-from": "late", "quiet-until": "7"}
    assert "can't read that time" in (await discord.answer(mod, "follow-rules", **unreadable)).text
    assert "both times" in (await discord.answer(mod, "follow-rules", **{"quiet-from": "7"})).text
    assert "no time zone" in (await discord.answer(mod, "follow-rules", zone="Atlantis")).text
    never = {"quiet-from": "7", "quiet-until": "7", "most-a-day": 0}
    assert "any number of messages, at any hour" in (await discord.answer(mod, "follow-rules", **never)).text


async def test_what_three_moderators_set_at_once_all_holds(discord: LoopbackDiscord, bot: None) -> None:
    mods = [discord.person(name, moderator=True) for name in ("ada", "bob", "eve")]
    for mod in mods:
        discord.role(f"keepers {mod.name}", Permission.MANAGE_MESSAGES, to=mod)
    changes: list[dict[str, str | int]] = [
        {"most-a-day": 5},
        {"quiet-from": "22:00", "quiet-until": "7:00"},
        {"zone": "Europe/Berlin"},
    ]
    await asyncio.gather(
        *(discord.answer(mod, "follow-rules", **one) for mod, one in zip(mods, changes, strict=True))
    )
    shown = await discord.answer(mods[0], "follow-rules")
    assert "at most 5 messages a day" in shown.text
    assert "quiet from 22:00 to 07:00, Europe/Berlin" in shown.text


async def test_a_role_is_mentioned_only_for_those_who_may(
    discord: LoopbackDiscord, feed: Feed, bot: None
) -> None:
    discord.expect("would ping <@&")
    mod = discord.person("mod", moderator=True)
    role = discord.role("ferry watchers")
    refused = await discord.answer(mod, "follow", topic=FERRY, mention=role)
    assert "may not mention that role" in refused.text
    discord.role("callers", Permission.MENTION_EVERYONE, to=mod)
    await discord.answer(mod, "follow", topic=FERRY, mention=role)
    await feed.publish(FIRST)
    (message,) = await until_told(discord, 1)
    assert message.text.startswith(f"<@&{role.id}>")
    discord.delete_role(role)


async def test_foreign_text_has_no_effect(discord: LoopbackDiscord, feed: Feed, bot: None) -> None:
    mod = discord.person("mod", moderator=True)
    topic = "**ferry** @everyone <@1> [x](https://evil.example) Lake Aren"
    begun = await discord.answer(mod, "follow", topic=topic)
    nasty = article(
        "nasty", "Lake Aren ferry @everyone **now**", FIRST.text + " @here <@&5> ||boo||", "A|B @x"
    )
    await feed.publish(nasty)
    (message,) = await until_told(discord, 1)
    for line in begun.text.split("\n")[:1] + message.text.split("\n")[-1:]:
        assert not effects(line.removeprefix("-# ")), line
    assert "@everyone" not in message.text.replace("\\@everyone", "").replace("＠everyone", "")


async def test_deleting_what_is_mine_ends_what_i_follow(
    discord: LoopbackDiscord, bot: None, tmp_path: Path
) -> None:
    ada = discord.person("ada")
    await discord.answer(ada, "follow", topic="Zyxwv harbour")
    await discord.answer(ada, "follow", topic=FERRY)
    shown = await discord.answer(ada, "privacy")
    gone = await discord.click(shown, "Delete what is mine", ada).message()
    assert "Ended: 2 things" in gone.text
    assert "You follow nothing" in (await discord.answer(ada, "following")).text
    assert b"Zyxwv" not in bytes_of(tmp_path)


async def test_what_is_followed_goes_with_its_channel_and_its_server(
    discord: LoopbackDiscord, bot: None, tmp_path: Path
) -> None:
    mod = discord.person("mod", moderator=True)
    channel = discord.channel("news")
    await discord.slash(mod, "follow", channel=channel, topic=FERRY).message()
    await discord.answer(mod, "follow", topic="Tessel apples")
    discord.delete_channel(channel)
    await until_left(tmp_path, ["Tessel apples"])
    discord.remove_bot()
    await until_left(tmp_path, [])


async def test_a_channel_that_was_shut_is_named_and_told_again_once_it_is_open(
    discord: LoopbackDiscord, feed: Feed, bot: None, tmp_path: Path
) -> None:
    mod = discord.person("mod", moderator=True)
    channel = discord.channel("news")
    await discord.slash(mod, "follow", channel=channel, topic=FERRY).message()
    discord.deny(channel, Permission.SEND_MESSAGES)
    await feed.publish(FIRST)
    with as_another_program(tmp_path / "bot.sqlite") as file:
        async with asyncio.timeout(PATIENCE):
            while not file.execute("SELECT 1 FROM follow WHERE trouble = 'no-rights'").fetchall():  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    assert f"<#{channel.id}>" in (await discord.answer(mod, "setup check")).text
    # The list of another channel names it to whoever follows.
    assert "I may not write there" in (await discord.answer(mod, "following")).text
    discord.allow(channel, Permission.SEND_MESSAGES)
    assert FIRST.title
    (message,) = await until_told(discord, 1, channel)
    assert FIRST.title in message.text
