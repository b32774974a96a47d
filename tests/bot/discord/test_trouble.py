"""What people see when something is slow, full, broken or new."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from pathlib import Path

import aiohttp
import pytest

from bot.discord.client import NO_TOKEN, WRONG_TOKEN, StartError, run_bot
from config.settings import DiscordSettings, Settings
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Broken, Held
from tests.bot.discord.questions import ANSWERED, quotes_in


async def test_slow_answer_is_acknowledged_in_time(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Discord waits 3 s; an answer that takes longer comes all the same, and the loop never stops for it."""
    held = Held(live)
    async with start_bot(held):
        reply = discord.slash(discord.person("ada"), "ask", question=ANSWERED)
        assert await reply.acknowledged() < 1.0
        await asyncio.to_thread(held.asked.wait, 10)
        # The loop is free while the answer is worked out: others are served.
        await discord.answer(discord.person("bob"), "privacy")
        discord.clock.advance(4.0)
        assert reply.find() is None
        held.go.set()
        assert quotes_in(await reply.message())


async def test_waiting_in_the_queue_is_acknowledged_too(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Those behind others are acknowledged at once, not when their turn comes."""
    held = Held(live)
    async with start_bot(held):
        ada = discord.person("ada")
        replies = [discord.slash(ada, "ask", question=ANSWERED) for _ in range(10)]
        took = [await reply.acknowledged() for reply in replies]
        sources = discord.slash(ada, "sources")
        took.append(await sources.acknowledged())
        held.go.set()
        assert max(took) < 2.0
        for reply in replies:
            assert quotes_in(await reply.message())
        await sources.message()


async def test_full_queue_says_when_to_try_again(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """One runs, one waits, the third is told so privately; there is room again afterwards."""
    held = Held(live)
    async with start_bot(held, DiscordSettings(cooldown_seconds=0, queue=1, workers=1)):
        ada = discord.person("ada")
        taken = [discord.slash(ada, "ask", question=ANSWERED) for _ in range(2)]
        for reply in taken:
            await reply.acknowledged()
        refused = await discord.answer(ada, "ask", question=ANSWERED)
        pattern = r"Many people are asking right now\. Please try again in \d+ s\."
        assert re.fullmatch(pattern, refused.text)
        assert refused.is_ephemeral
        mentioned = await discord.mention(ada, ANSWERED).message()
        assert re.fullmatch(pattern, mentioned.text)
        held.go.set()
        for reply in taken:
            assert quotes_in(await reply.message())
        assert quotes_in(await discord.answer(ada, "ask", question=ANSWERED))


async def test_failure_gets_an_id_that_is_in_the_log(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Commands, mentions and buttons: a short kind message, never silence."""
    ada = discord.person("ada")
    async with start_bot(live):
        listed = await discord.answer(ada, "sources")
    listed.components.append(_button("sources:next:1::"))
    async with start_bot(Broken(live)):
        replies = [
            discord.slash(ada, "ask", question=ANSWERED),
            discord.mention(ada, ANSWERED),
            discord.direct(ada, ANSWERED),
            discord.slash(ada, "sources"),
            discord.click(listed, "Next"),
        ]
        for reply in replies:
            text = (await reply.message()).text
            found = re.search(r"error ([0-9a-f]{6})", text)
            assert found, text
            assert f"error {found[1]} while" in caplog.text
            assert "broke" not in text, "what broke is for the log"


def _button(custom_id: str) -> dict[str, object]:
    return {"type": 1, "components": [{"type": 2, "style": 2, "label": "Next", "custom_id": custom_id}]}


async def test_a_channel_that_goes_before_its_answer_is_no_error(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    held = Held(live)
    async with start_bot(held):
        channel = discord.channel("brief")
        asked = discord.mention(discord.person("ada"), ANSWERED, channel=channel)
        await asyncio.to_thread(held.asked.wait, 10)
        discord.delete_channel(channel)
        held.go.set()
        await asked.nothing()
    assert not [one for one in caplog.records if one.levelname in {"WARNING", "ERROR"}]


async def test_wrong_token(discord: LoopbackDiscord, live: LiveAnswerer, tmp_path: Path) -> None:
    """One sentence; the loopback Discord never sees a gateway connection."""
    with pytest.raises(StartError, match=re.escape(WRONG_TOKEN)):
        await run_bot(live, _settings("wrong", tmp_path))
    assert not discord.gateway.is_connected


async def test_token_refused_at_the_gateway(
    discord: LoopbackDiscord, live: LiveAnswerer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same sentence where only the gateway says no."""
    monkeypatch.setattr(discord.gateway, "world", type(discord.world)(token="another"))
    with pytest.raises(StartError, match=re.escape(WRONG_TOKEN)):
        await run_bot(live, _settings(discord.world.token, tmp_path))


async def test_message_content_without_the_intent(
    discord: LoopbackDiscord, live: LiveAnswerer, tmp_path: Path
) -> None:
    """One sentence that says where to switch it on."""
    settings = _settings(discord.world.token, tmp_path)
    reading = settings.discord.model_copy(update={"message_content": True})
    with pytest.raises(StartError, match="Message Content Intent"):
        await run_bot(live, settings.model_copy(update={"discord": reading}))


async def test_figures_and_health_are_served_while_it_runs(
    discord: LoopbackDiscord, live: LiveAnswerer, tmp_path: Path, unused_tcp_port: int
) -> None:
    settings = _settings(discord.world.token, tmp_path)
    served = settings.discord.model_copy(update={"metrics_port": unused_tcp_port})
    running = asyncio.create_task(run_bot(live, settings.model_copy(update={"discord": served})))
    await discord.connected()
    await discord.mention(discord.person("ada"), ANSWERED).message()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        async with asyncio.timeout(20):
            while (await session.get("/health")).status != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
        async with session.get("/metrics") as metrics:
            text = await metrics.text()
    assert 'clippings_questions_total{outcome="answered",way="mention"} 1.0' in text
    overview = live.overview()
    assert f"clippings_articles {overview.articles}.0" in text
    assert f"clippings_passages {overview.passages}.0" in text
    running.cancel()
    await asyncio.wait({running})


@pytest.mark.parametrize("token", [None, "", "  "])
async def test_no_token(live: LiveAnswerer, token: str | None, tmp_path: Path) -> None:
    """One sentence; the command line makes it exit code 2."""
    with pytest.raises(StartError, match=re.escape(NO_TOKEN)):
        await run_bot(live, _settings(token, tmp_path))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_signal_ends_the_bot_after_its_replies(
    discord: LoopbackDiscord, live: LiveAnswerer, number: signal.Signals, tmp_path: Path
) -> None:
    """Who asked already gets an answer, then the bot leaves and nothing is left running."""
    held = Held(live)
    running = asyncio.create_task(run_bot(held, _settings(discord.world.token, tmp_path)))
    await discord.connected()
    ada = discord.person("ada")
    replies = [discord.slash(ada, "ask", question=ANSWERED), discord.mention(ada, ANSWERED)]
    await replies[0].acknowledged()
    await discord.world.wait_for(lambda: bool(discord.world.typing), 5, "typing")
    os.kill(os.getpid(), number)
    for _ in range(10):  # the signal travels through the loop
        await asyncio.sleep(0)
    assert not running.done()
    held.go.set()
    async with asyncio.timeout(10):
        await running
    for reply in replies:
        assert quotes_in(await reply.message(0.1))
    assert not discord.gateway.is_connected


def _settings(token: str | None, data: Path) -> Settings:
    return Settings(
        DISCORD_TOKEN=token,  # type: ignore[call-arg]  # the setting's name outside
        data=data,
        discord=DiscordSettings(cooldown_seconds=0),
    )
