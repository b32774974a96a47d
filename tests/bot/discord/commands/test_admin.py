"""What the maintainer does in the home server."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.questions import EvalQuestion
from bot.records.batch import read_questions
from bot.texts import texts_for
from config.settings import AnswerSettings, DiscordSettings
from index.sources.overview import SourceOverview
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE
from tests.conftest import EXAMPLES, build_from
from tests.web.feeds import rss
from tests.web.server import web_server_in_thread


@asynccontextmanager
async def home(discord: LoopbackDiscord, start_bot: StartBot, index: LiveAnswerer) -> AsyncIterator[User]:
    """Run the bot, which has its home in the server; whoever runs it."""
    discord.world.owner = discord.person("owner", moderator=True)
    home_server = int(discord.world.guild_id)
    async with start_bot(index, DiscordSettings(cooldown_seconds=0, home_server=home_server)):
        yield discord.world.owner


@pytest.fixture
async def owner(discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot) -> AsyncIterator[User]:
    """Whoever runs the bot, which has its home in the server."""
    async with home(discord, start_bot, live) as owner:
        yield owner


async def admin(discord: LoopbackDiscord, owner: User, part: str, **options: Any) -> Message:
    """What the owner sees after /admin."""
    return await discord.answer(owner, f"admin {part}", force=True, **options)


async def test_status_shows_index_questions_and_shards(discord: LoopbackDiscord, owner: User) -> None:
    ada = discord.person("ada")
    for question in (ANSWERED, NOT_IN_THERE):
        await discord.answer(ada, "ask", question=question)
    shown = await admin(discord, owner, "status")
    assert shown.is_ephemeral
    assert "Questions since the start: 2, of these 1 answered, 1 refused, 0 failed" in shown.text
    assert re.search(r"Index: \d{6}, made <t:\d+:R>", shown.text)
    assert "Shards: 0:" in shown.text


async def test_status_names_the_sources_that_fail(
    discord: LoopbackDiscord, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = [
        SourceOverview(f"https://{name}.example/feed", 3, 0, None, None, 2, "it answers 503", 0)
        for name in "abcdefgh"
    ]
    monkeypatch.setattr("bot.discord.commands.admin.source_overview", lambda settings: failing)
    shown = await admin(discord, owner, "status")
    assert "https://a.example/feed can't be read: it answers 503" in plain(shown)
    assert "3 more sources can't be read." in shown.text and "https://f.example" not in plain(shown)


def parts_of(options: list[Any], before: str = "") -> Iterator[str]:
    """Name every subcommand below options."""
    for option in options:
        if option["type"] == 1:
            yield f"{before}{option['name']}"
        elif option["type"] == 2:
            yield from parts_of(option["options"], f"{option['name']} ")


async def test_nobody_else_is_let_in(discord: LoopbackDiscord, owner: User) -> None:
    """To none of the commands, whatever they are below."""
    (command,) = discord.world.guild_commands[discord.world.guild_id]
    parts = [*parts_of(command["options"])]
    assert {"status", "sources remove", "servers leave"} <= {*parts}
    address, server = {"address": "https://a.example/"}, {"server": "1"}
    needed = dict.fromkeys(("sources add", "sources pause", "sources resume", "sources remove"), address)
    needed["servers leave"] = server
    eve = discord.person("eve", moderator=True)
    for part in parts:
        told = await admin(discord, eve, part, **needed.get(part, {}))
        assert told.text == "Only the people who run me can do this.", part
    assert owner is not eve


async def test_invited_again_the_home_server_has_admin_back(
    discord: LoopbackDiscord, owner: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    # Until it is ready, a server that comes is one that was there before.
    async with asyncio.timeout(20):
        while "to invite it" not in caplog.text:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    discord.remove_bot()
    assert discord.world.guild_id not in discord.world.guild_commands
    discord.add_bot(discord.world.guild)
    there = lambda: bool(discord.world.guild_commands.get(discord.world.guild_id))  # noqa: E731
    await discord.world.wait_for(there, 10, "the commands")
    assert "How I am" in (await admin(discord, owner, "status")).text


async def test_a_home_server_that_invites_the_bot_while_it_starts_has_admin(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    elsewhere = discord.new_server("Elsewhere", with_bot=False)
    settings = DiscordSettings(cooldown_seconds=0, home_server=int(elsewhere.id))
    async with start_bot(live, settings):
        assert "no /admin" in caplog.text
        assert "to invite it" not in caplog.text, "it is ready already"
        discord.add_bot(elsewhere)
        there = lambda: bool(discord.world.guild_commands.get(elsewhere.id))  # noqa: E731
        await discord.world.wait_for(there, 10, "the commands")


@pytest.mark.usefixtures("bot")
async def test_without_a_home_server_there_is_no_admin(discord: LoopbackDiscord) -> None:
    with pytest.raises(AssertionError, match="no command"):
        discord.slash(discord.person("owner"), "admin status")


async def test_feedback_comes_as_a_file_that_eval_reads(
    discord: LoopbackDiscord, owner: User, tmp_path: Path
) -> None:
    assert (await admin(discord, owner, "feedback")).text == "Nobody has voted yet."
    message = await discord.answer(discord.person("ada"), "ask", question=ANSWERED)
    await discord.click(message, "👍").message()
    pressed = discord.click(message, "👎")
    await (await discord.submit(pressed, problem=["wrong"], comment="Not that call.")).message()
    await discord.click(message, "👍").message()
    sent = await admin(discord, owner, "feedback")
    (file,) = sent.files
    (line,) = [json.loads(line) for line in file.splitlines()]
    assert line["question"] == ANSWERED
    assert (line["good"], line["bad"]) == (2, 1)
    assert line["problems"] == {"wrong": 1}
    assert line["comments"] == ["Not that call."]
    (tmp_path / "feedback.jsonl").write_text(file)
    (question,) = read_questions(tmp_path / "feedback.jsonl", EvalQuestion)
    assert question.answer_in_articles is True


async def test_the_most_refused_questions_are_listed(discord: LoopbackDiscord, owner: User) -> None:
    assert "Nothing was refused." in (await admin(discord, owner, "refused")).text
    for text in (NOT_IN_THERE, NOT_IN_THERE.upper(), "Who won the chess cup on Mars?"):
        await discord.answer(discord.person("ada"), "ask", question=text)
    shown = await admin(discord, owner, "refused", days=1)
    assert f"2 × {NOT_IN_THERE.upper()}" in shown.text
    assert "1 × Who won the chess cup on Mars?" in shown.text


async def test_reload_says_whether_there_was_anything(discord: LoopbackDiscord, owner: User) -> None:
    assert (await admin(discord, owner, "reload")).text == "There is no new index."


async def test_rebuild_runs_an_index_process_and_shows_its_progress(
    discord: LoopbackDiscord,
    start_bot: StartBot,
    example_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An index that is there brings the exported encoder, which takes seconds to make.
    shutil.copytree(example_data, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sources.toml").write_text(f'[[source]]\npath = "{EXAMPLES}"\n[[source]]\npath = "news"\n')
    (tmp_path / "news").mkdir()
    for number in range(2):
        (tmp_path / "news" / f"{number}.txt").write_text(f"Bridge {number}\n\nIt is {number} metres long.")
    monkeypatch.setenv("CLIPPINGS_SOURCES", str(tmp_path / "sources.toml"))
    before = (tmp_path / "CURRENT").read_text()
    index = LiveAnswerer(tmp_path, AnswerSettings())
    async with home(discord, start_bot, index) as owner:
        shown = await admin(discord, owner, "rebuild")
        await ended(discord, shown)
        assert re.match(r"Done in [\d.]+ s: 2 new articles", shown.text)
        after = (tmp_path / "CURRENT").read_text()
        assert after != before
        back = await admin(discord, owner, "rollback")
        assert back.text.startswith(f"The index {before.strip()} is live again.")
        assert (tmp_path / "CURRENT").read_text() == before
    index.close()


def plain(message: Message) -> str:
    """What a message shows: without the backslashes that keep addresses and names from being markup."""
    return message.text.replace("\\", "")


async def ended(discord: LoopbackDiscord, shown: Message) -> None:
    """Wait until a message tells how a rebuild ended."""
    ends = ("Done in", "The rebuild failed", "I stopped")
    await discord.world.wait_for(lambda: shown.text.startswith(ends), 90, "the end of the rebuild")


async def test_a_rebuild_that_would_empty_the_index_asks_before(
    discord: LoopbackDiscord,
    start_bot: StartBot,
    example_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing changes until the button is pressed, by an owner, while the index is the same."""
    shutil.copytree(example_data, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sources.toml").write_text('[[source]]\npath = "only.txt"\n')
    (tmp_path / "only.txt").write_text("The pier\n\nIt is four metres wide.")
    monkeypatch.setenv("CLIPPINGS_SOURCES", str(tmp_path / "sources.toml"))
    before = (tmp_path / "CURRENT").read_text()
    index = LiveAnswerer(tmp_path, AnswerSettings())
    async with home(discord, start_bot, index) as owner:
        shown = await admin(discord, owner, "rebuild")
        await ended(discord, shown)
        assert "would leave" in shown.text
        assert (tmp_path / "CURRENT").read_text() == before
        button = shown.button("Rebuild, let them go")["custom_id"]
        pressed = await discord.click(shown, "Rebuild, let them go", user=owner).message()
        assert pressed is shown and not shown.buttons(), "what was asked is answered: nobody presses it again"
        await discord.world.wait_for(lambda: "Done in" in shown.text, 90, "the end of the rebuild")
        await discord.at_rest()
        assert not shown.buttons()
        assert (tmp_path / "CURRENT").read_text() != before
        # Another device may still show the button; the question was about another index than the live one.
        again = await discord.forge(owner, button, shown).followup()
        assert "has changed since" in again.text
    index.close()


async def test_whoever_lets_articles_go_lets_no_others_go(
    discord: LoopbackDiscord, start_bot: StartBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list breaks, and more of a source is gone, between the question and the press of its button."""
    news, listed = tmp_path / "news", tmp_path / "sources.toml"
    news.mkdir()
    for number in range(8):
        (news / f"{number}.txt").write_text(f"Pier {number}\n\nPier {number} is {number + 4} metres wide.")
    build_from(news, tmp_path)
    sources = f'[[source]]\npath = "{news}"\n'
    listed.write_text(sources)
    monkeypatch.setenv("CLIPPINGS_SOURCES", str(listed))
    before = (tmp_path / "CURRENT").read_text()
    index = LiveAnswerer(tmp_path, AnswerSettings())

    async def press(asked: Message, until: str) -> None:
        await discord.click(asked, "Rebuild, let them go", user=discord.world.owner).message()
        await discord.world.wait_for(lambda: until in asked.text, 90, f"{until!r}")
        await discord.at_rest()

    async with home(discord, start_bot, index) as owner:
        for number in range(4):
            (news / f"{number}.txt").unlink()
        asked = await admin(discord, owner, "rebuild")
        await ended(discord, asked)
        assert "4 of 8 articles would leave" in asked.text
        listed.write_text("[[source]\n")
        await press(asked, "The rebuild failed: The list of sources")
        assert not asked.buttons()
        listed.write_text(sources)
        asked = await admin(discord, owner, "rebuild")
        await ended(discord, asked)
        (news / "4.txt").unlink()
        await press(asked, "5 of 8 articles would leave")
        assert (tmp_path / "CURRENT").read_text() == before
        await press(asked, "Done in")
        assert "5 gone" in asked.text
    index.close()


SOURCES = """
# What we read.
[[source]]
feed = "https://herald.example/feed.xml"

[[source]]
path = "news"
"""


async def test_sources_are_listed_paused_resumed_and_removed(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(SOURCES)
    (tmp_path / "news").mkdir()
    monkeypatch.setenv("CLIPPINGS_SOURCES", str(file))
    async with home(discord, start_bot, live) as owner:
        listed = await admin(discord, owner, "sources list")
        assert "Sources: 2" in listed.text and "herald.example" in listed.text
        paused = await admin(discord, owner, "sources pause", address="https://herald.example/feed.xml")
        assert plain(paused) == "https://herald.example/feed.xml is paused; its articles stay."
        assert "paused = true" in file.read_text() and "# What we read." in file.read_text()
        assert "paused" in (await admin(discord, owner, "sources list")).text
        await admin(discord, owner, "sources resume", address="https://herald.example/feed.xml")
        assert "paused" not in file.read_text()
        unknown = await admin(discord, owner, "sources pause", address="https://nobody.example/")
        assert "lists no source https://nobody.example/" in plain(unknown)
        no_address = await admin(discord, owner, "sources add", address="/etc/passwd")
        assert "no web address" in no_address.text
        await admin(discord, owner, "sources remove", address="https://herald.example/feed.xml")
        assert "herald" not in file.read_text()
        told = await admin(discord, discord.person("eve", moderator=True), "sources list")
        assert told.text == "Only the people who run me can do this."


async def test_a_source_is_added_after_a_look_at_it(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(SOURCES)
    monkeypatch.setenv("CLIPPINGS_SOURCES", str(file))
    monkeypatch.setenv("CLIPPINGS_FETCH__ALLOWED_HOSTS", '["127.0.0.1"]')
    with web_server_in_thread() as site:
        site.put("/feed.xml", rss("The Quay", []), "application/rss+xml")
        async with home(discord, start_bot, live) as owner:
            added = await admin(discord, owner, "sources add", address=site.url("/feed.xml"))
            assert plain(added) == f"Added: {site.url('/feed.xml')}. The next index has it."
            assert f'feed = "{site.url("/feed.xml")}"' in file.read_text()
            twice = await admin(discord, owner, "sources add", address=site.url("/feed.xml"))
            assert "already" in twice.text
            missing = await admin(discord, owner, "sources add", address=site.url("/nothing"))
            assert missing.text.startswith("That can't be done: ")


async def test_servers_are_listed_left_and_blocked(discord: LoopbackDiscord, owner: User) -> None:
    other = discord.join_server("Quarry *Club*")
    channel = next(iter(other.channels.values()))
    ada = discord.person("ada")
    asked = f"<@{discord.world.bot.id}> {ANSWERED}"
    await discord.say(ada, asked, channel=channel).message()
    asked_once = re.compile(rf"Quarry .*Club.* · {other.id} · members: \d+ · questions: 1")
    async with asyncio.timeout(20):  # a question is stored after its answer was shown
        while not asked_once.search((listed := await admin(discord, owner, "servers list")).text):  # noqa: ASYNC110
            await asyncio.sleep(0.5)
    assert "Servers: 2" in listed.text and "Nobody." in listed.text
    blocked = await admin(discord, owner, "servers block", server=other.id)
    assert blocked.text == f"Blocked: server {other.id}"
    await discord.say(discord.person("bob"), asked, channel=channel).nothing()
    await admin(discord, owner, "servers unblock", server=other.id)
    await discord.say(discord.person("cem"), asked, channel=channel).message()
    question = await admin(discord, owner, "servers leave", server=other.id)
    assert "Shall I leave" in question.text
    left = await discord.click(question, "Leave it", user=owner).message()
    await discord.world.wait_for(lambda: left.text.startswith("I have left"), 10, "the farewell")
    assert left is question and not left.buttons()
    assert not other.has_bot
    for part, no_server in (("leave", other.id), ("block", "9" * 20), ("unblock", "²"), ("block", "quay")):
        nowhere = await admin(discord, owner, f"servers {part}", server=no_server)
        assert "in no server of that id" in nowhere.text, no_server


async def test_a_hundred_servers_with_long_names_fit_into_a_list(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Signs that mean something to Discord need twice the room."""
    for number in range(100):
        discord.join_server(f"{'[_*Quay*_]' * 9} {number}")
    async with home(discord, start_bot, live) as owner:
        await discord.world.wait_for(lambda: len(discord.offered(owner)) > 1, 40, "all commands")
        await admin(discord, owner, "servers block", server="1234567890")
        shown = await admin(discord, owner, "servers list")
        assert "Servers: 101" in shown.text and re.search(r"\n- and \d+ more\n", shown.text)
        assert "server 1234567890" in shown.text


async def test_what_a_blocked_person_is_told_stays_and_is_no_error(
    discord: LoopbackDiscord, owner: User, caplog: pytest.LogCaptureFixture
) -> None:
    """By a command and by a button of an answer from before."""
    eve = discord.person("eve")
    answer = await discord.answer(eve, "ask", question=ANSWERED)
    await admin(discord, owner, "servers block", person=eve)
    for reply in (discord.slash(eve, "sources"), discord.click(answer, "👍", eve)):
        told = await reply.message()
        await discord.at_rest()
        assert told.text == texts_for("en")("blocked-everywhere")
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


async def test_a_blocked_person_gets_silence_or_one_private_line(
    discord: LoopbackDiscord, owner: User
) -> None:
    """Also after a restart, as the list is stored; the owners can't lock themselves out."""
    eve = discord.person("eve")
    await admin(discord, owner, "servers block", person=eve)
    await discord.mention(eve, ANSWERED).nothing()
    await discord.mention(eve, "hello").nothing()
    told = await discord.answer(eve, "ask", question=ANSWERED)
    assert told.is_ephemeral and "doesn't want me to answer" in told.text
    assert f"user {eve.id}" in (await admin(discord, owner, "servers list")).text
    assert "can't be blocked" in (await admin(discord, owner, "servers block", person=owner)).text
    assert "one of both" in (await admin(discord, owner, "servers block")).text
    await admin(discord, owner, "servers unblock", person=eve)
    assert (await discord.mention(eve, ANSWERED).message()).text
