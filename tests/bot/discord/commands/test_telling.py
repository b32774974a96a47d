"""/timeline and /coverage: an event told step by step, and who reported it."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import AnswerSettings
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import quotes_in
from tests.retrieval.telling.ferry import AGE_MENDED, ALL, EVENT, build_ferry

# Drawing takes a process of its own; here, beside others.
PATIENCE_SECONDS = 60.0


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveAnswerer]:
    """Tells of the ferry that sank."""
    opened = LiveAnswerer(build_ferry(tmp_path_factory.mktemp("ferry") / "data"), AnswerSettings())
    yield opened
    opened.close()


async def with_picture(discord: LoopbackDiscord, message: Message) -> tuple[str, bytes]:
    """Wait for the picture of a message: its name, and what is in it."""
    await discord.world.wait_for(lambda: bool(message.attached), PATIENCE_SECONDS, "the picture")
    [(name, png)] = message.attached.items()
    return name, png


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def gallery_of(message: Message) -> dict[str, str]:
    """The address and the description of the picture in a layout."""
    [gallery] = [part for part in message.components if part["type"] == 12]
    [shown] = gallery["items"]
    return {"url": shown["media"]["url"], "alt": shown["description"]}


async def test_an_event_is_told_in_dated_quotes_with_a_picture(
    discord: LoopbackDiscord, ferry: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(ferry):
        message = await discord.answer(discord.person("ada"), "timeline", event=EVENT)
        assert len(message.text) <= 4000
        texts = [" ".join(one.text.split()) for one in (*ALL, AGE_MENDED)]
        quotes = [" ".join(quote.split()) for quote in quotes_in(message)]
        assert len(quotes) >= 5
        assert all(any(quote in text for text in texts) for quote in quotes)
        assert "At least 12 → **24**" in message.text and "24 → **26**" in message.text
        assert "before: “The ferry that sank on Lake Aren on Monday was 48 years old" in message.text
        assert "Quick News has taken this article back" in message.text
        assert "#:~:text=" in message.text, "links lead to the quotes where there is room"
        name, png = await with_picture(discord, message)
        width, height = size_of(png)
        assert width <= 1200 and height <= 800
        shown = gallery_of(message)
        assert shown["url"] == f"attachment://{name}"
        assert "24 → 26" in shown["alt"] and "Lake Post" in shown["alt"]


async def test_who_reported_it_stands_side_by_side(
    discord: LoopbackDiscord, ferry: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(ferry):
        message = await discord.answer(discord.person("ada"), "coverage", event=EVENT)
        assert "8 articles of 4 outlets" in message.text
        for outlet in ("Lake Post", "Northern Wire", "Arenstad Echo", "Harbour Daily"):
            assert outlet in message.text
        assert "Odd Brekke" in message.text
        differing = message.text.partition("Figures that differ")[2]
        assert "**26**" in differing and "**24**" in differing
        await with_picture(discord, message)
        assert "Lake Post" in gallery_of(message)["alt"]


async def test_whoever_asked_takes_it_away(
    discord: LoopbackDiscord, ferry: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(ferry):
        ada = discord.person("ada")
        message = await discord.answer(ada, "timeline", event=EVENT)
        await with_picture(discord, message)
        refused = await discord.click(message, "🗑️", discord.person("bob")).message()
        assert refused.is_ephemeral and message.id in discord.world.messages
        await discord.click(message, "🗑️", ada).nothing()
        assert message.id not in discord.world.messages


async def test_what_is_private_is_seen_by_one_person_alone(
    discord: LoopbackDiscord, ferry: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(ferry):
        message = await discord.answer(discord.person("ada"), "timeline", event=EVENT, private=True)
        assert message.is_ephemeral
        await with_picture(discord, message)


async def test_what_nobody_reported_is_refused_plainly(
    discord: LoopbackDiscord, ferry: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(ferry):
        for command in ("timeline", "coverage"):
            message = await discord.answer(discord.person("ada"), command, event="Brask mine explosion")
            assert message.text.startswith("**The articles don't tell of this.**")
            assert not quotes_in(message) and not message.attached


async def test_it_is_told_in_the_language_of_who_reads_it(
    discord: LoopbackDiscord, ferry: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(ferry):
        ada = discord.person("ada", locale="de")
        message = await discord.answer(ada, "timeline", event=EVENT, private=True)
        assert "Schritt für Schritt" in message.text and "berichtet" in message.text
        await with_picture(discord, message)
        assert gallery_of(message)["alt"].startswith("Tage von links nach rechts")


async def test_where_no_picture_can_be_drawn_the_text_stays(
    discord: LoopbackDiscord,
    ferry: LiveAnswerer,
    start_bot: StartBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    async with start_bot(ferry):
        message = await discord.answer(discord.person("ada"), "timeline", event=EVENT)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while "stays without its picture" not in caplog.text:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert len(quotes_in(message)) >= 5 and not message.attached


async def test_long_quotes_leave_room_for_the_most_telling_steps_alone(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        message = await discord.answer(discord.person("ada"), "timeline", event="Trump Putin Ukraine talks")
        assert len(message.text) <= 4000
        assert "no room here" in message.text
        await with_picture(discord, message)
