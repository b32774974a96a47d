"""What the maintainer does in the home server."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.questions import EvalQuestion
from bot.records.batch import read_questions
from config.settings import DiscordSettings
from index.sources.overview import SourceOverview
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE
from tests.conftest import EXAMPLES


@pytest.fixture
async def owner(discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot) -> AsyncIterator[User]:
    """Whoever runs the bot, which has its home in the server."""
    discord.world.owner = discord.person("owner", moderator=True)
    home = int(discord.world.guild_id)
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, home_server=home)):
        yield discord.world.owner


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
    assert "https://a.example/feed can’t be read: it answers 503" in shown.text
    assert "3 more sources can’t be read." in shown.text and "https://f.example" not in shown.text


async def test_nobody_else_is_let_in(discord: LoopbackDiscord, owner: User) -> None:
    told = await admin(discord, discord.person("eve", moderator=True), "status")
    assert told.text == "Only the people who run me can do this."


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
    owner: User,
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
    shown = await discord.answer(owner, "admin rebuild", force=True)
    ended = lambda: shown.text.startswith(("Done in", "The rebuild failed"))  # noqa: E731
    await discord.world.wait_for(ended, 90, "the end of the rebuild")
    assert re.match(r"Done in [\d.]+ s: \d+ new articles", shown.text)
    assert (tmp_path / "CURRENT").read_text() != before
