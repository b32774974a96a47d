"""What the bot says unasked, and of events, over articles of our own invention: for pictures of it."""

from __future__ import annotations

import asyncio
import copy
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.discord.client import run_bot
from config.settings import AnswerSettings, DiscordSettings, Settings
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.server import LoopbackDiscord, loopback_discord
from retrieval.live import LiveAnswerer
from tests.bot.discord.feed import FERRY, Feed, article, yesterday

_PATIENCE_SECONDS = 60.0
_AGROUND = article(
    "ferry",
    "Ferry on Lake Aren runs aground",
    "The Lake Aren ferry ran aground near Morwick in the morning mist. 12 people were injured, the harbour"
    " master said. The ferry carried 140 passengers.\n\nFishermen brought them ashore in small boats.",
    day=yesterday(),
)
_MENDED = replace(_AGROUND, text=_AGROUND.text.replace("12 people", "26 people"))
_LATER = article(
    "hurt",
    "Ferry on Lake Aren ran aground: more are hurt",
    "The Lake Aren ferry that ran aground near Morwick in the morning mist is still stuck. 31 people were"
    " injured, the harbour master said in the evening. The ferry carried 140 passengers.\n\nIts owner, the"
    " Aren Line, wants to run two smaller boats until summer.",
    "Tessel Mail",
)
_OTHER = article(
    "bakery",
    "Bakery of Tessel burns down",
    "The bakery in Tessel burned down in the night to Monday. Nobody was in it, the fire brigade said.",
    "Corrow Courier",
)


async def told_messages() -> dict[str, Message]:
    """Collect what is told of a ferry that runs aground, by the name of the picture."""
    with tempfile.TemporaryDirectory() as folder:
        feed = Feed(Path(folder))
        live = LiveAnswerer(feed.data, AnswerSettings())
        async with loopback_discord() as discord:
            settings = Settings(
                DISCORD_TOKEN=discord.world.token,  # type: ignore[call-arg]  # the setting's name outside
                data=feed.data,
                discord=DiscordSettings(cooldown_seconds=0, reload_seconds=0.05),
            )
            running = asyncio.create_task(run_bot(live, settings))
            await discord.connected()
            sent = await _collect(discord, feed)
            running.cancel()
            await asyncio.wait({running})
        live.close()
    return sent


async def _collect(discord: LoopbackDiscord, feed: Feed) -> dict[str, Message]:
    mod, sent = discord.person("mod", moderator=True), dict[str, Message]()
    for what in ({"topic": FERRY}, {"question": "Who owns the Lake Aren ferry?"}, {"outlet": "Tessel Mail"}):
        sent["followed"] = await discord.answer(mod, "follow", **what)
    await feed.publish(_AGROUND)
    await _until(lambda: bool(_told(discord)))
    (clipping,) = _told(discord)
    sent["clipping"] = copy.copy(clipping)
    await feed.publish(_MENDED, _OTHER)
    await _until(lambda: clipping.edits > 0)
    sent["clipping-corrected"] = copy.copy(clipping)
    await feed.publish(_LATER)
    await _until(lambda: "31" in clipping.content)
    sent["clipping-later"] = copy.copy(clipping)
    sent["following"] = await discord.answer(mod, "following")
    sent["digest"] = await discord.answer(mod, "digest show")
    for command in ("timeline", "coverage"):
        sent[command] = await _with_picture(discord, mod, command)
    return sent


async def _with_picture(discord: LoopbackDiscord, who: User, command: str) -> Message:
    message = await discord.answer(who, command, event=f"{FERRY} ran aground")
    await _until(lambda: bool(message.attached))
    return message


def _told(discord: LoopbackDiscord) -> list[Message]:
    """List what the bot said unasked."""
    said = discord.history(discord.world.channel)
    return [one for one in said if one.author is discord.world.bot and one.interaction is None]


async def _until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
