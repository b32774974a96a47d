"""New snapshots, taken while the bot runs."""

from __future__ import annotations

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from config.settings import AnswerSettings, DiscordSettings, IndexSettings
from index.article import Article
from index.build.build import build
from index.parsers import ParsedArticle
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Around, taken
from tests.bot.discord.questions import ANSWERED, ask, quotes_in
from tests.index.sample_articles import article

QUESTION = "How long is the bridge in Belcliff?"


BRIDGE = article(1)


async def test_broken_snapshot_is_logged_once_and_the_old_one_goes_on(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Questions are answered while the new snapshot can't be used."""

    class CannotRefresh(Around):
        tries = 0
        enough = threading.Event()

        def refresh(self) -> bool:
            self.tries += 1
            if self.tries == 3:
                self.enough.set()
            raise RuntimeError("the new snapshot is broken")

    around = CannotRefresh(live)
    async with start_bot(around, DiscordSettings(cooldown_seconds=0, reload_seconds=0.02)):
        await asyncio.to_thread(around.enough.wait, 10)
        assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message())
    assert caplog.text.count("the old one stays") == 1


async def test_new_snapshot_is_picked_up_while_running(
    discord: LoopbackDiscord, data: Path, start_bot: StartBot
) -> None:
    """What is indexed while the bot runs is answered without a restart."""
    fresh = Article(
        id="00000000000000aa",
        text="The Zanzibar kite museum in Quillmouth opened on Tuesday with 4,711 kites. It is free.",
        title="Kite museum opens",
        outlet="Quillmouth Courier",
    )
    ada = discord.person("ada")
    question = "How many kites does the Zanzibar kite museum in Quillmouth have?"
    live = LiveAnswerer(data, AnswerSettings())
    try:
        async with start_bot(live, DiscordSettings(cooldown_seconds=0, reload_seconds=0.05)):
            before = await discord.answer(ada, "ask", question=question)
            assert not quotes_in(before)
            before_build = live.overview().snapshot
            await asyncio.to_thread(_index, fresh, data)
            await taken(live, before_build)
            after = await discord.answer(ada, "ask", question=question)
            assert "4,711 kites" in quotes_in(after)[0]
            assert "Quillmouth Courier · date unknown · no link" in after.text.replace("\xa0", " ")
    finally:
        live.close()


def _index(article: Article, data: Path) -> None:
    build([ParsedArticle("test:1", article)], data, IndexSettings())


async def test_the_bot_watches_the_sources_if_told_to(
    discord: LoopbackDiscord,
    example_data: Path,
    start_bot: StartBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(example_data, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sources.toml").write_text('[[source]]\npath = "news"\n')
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(f"{BRIDGE.title}\n\n{BRIDGE.text}")
    monkeypatch.setenv("CLIPPINGS_SOURCES", str(tmp_path / "sources.toml"))
    live = LiveAnswerer(tmp_path, AnswerSettings())
    before = live.overview().snapshot
    settings = DiscordSettings(cooldown_seconds=0, watch=True, reload_seconds=0.2)
    async with start_bot(live, settings):
        await taken(live, before)
        assert "101 metres" in (await ask(discord, question=QUESTION)).text
    live.close()
    with FileLock(tmp_path / ".watch-lock", timeout=0):
        """Nobody watches any more."""
