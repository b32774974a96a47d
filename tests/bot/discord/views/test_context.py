"""What Context shows of articles that changed or went since they were quoted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import AnswerSettings, IndexSettings
from index.article import Article
from index.build.build import build
from index.parsers import Retraction
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ask
from tests.index.sample_articles import article, found

QUESTION = "How long is the bridge in Belcliff?"
BRIDGE = article(1)


@pytest.fixture
async def told(
    discord: LoopbackDiscord, data: Path, start_bot: StartBot, request: pytest.FixtureRequest
) -> str:
    """What Context shows of an answer after something became of its article."""
    build(found(BRIDGE, article(2)), data, IndexSettings())
    live = LiveAnswerer(data, AnswerSettings())
    async with start_bot(live):
        answered = await ask(discord, question=QUESTION)
        assert "101 metres" in answered.text
        build(request.param, data, IndexSettings())
        await asyncio.to_thread(live.refresh)
        shown = await discord.click(answered, "Context").message()
    live.close()
    return shown.text


CORRECTED: Article = replace(BRIDGE, text=BRIDGE.text.replace("101 metres", "110 metres"))


@pytest.mark.parametrize("told", [found(CORRECTED, article(2))], indirect=True)
async def test_context_of_a_corrected_article_shows_what_stood_there(told: str) -> None:
    assert "101 metres" in told and "110 metres" not in told
    assert "The article was corrected after this quote" in told


@pytest.mark.parametrize(
    "told", [[*found(article(2)), Retraction("there", BRIDGE.id, "gone")]], indirect=True
)
async def test_context_of_what_was_taken_back_shows_nothing_of_it(told: str) -> None:
    assert "101 metres" not in told
    assert "Example Wire has taken this article back" in told


@pytest.mark.parametrize("told", [found(article(2))], indirect=True)
async def test_context_of_what_was_dropped_shows_nothing_of_it(told: str) -> None:
    assert "101 metres" not in told and "has left the index" in told
