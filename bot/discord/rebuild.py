"""Rebuilds the index from Discord: in a process of its own, with its progress in a message."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from bot.discord.base import Interaction, InteractionContext
from bot.discord.index_process import index_command, index_process
from bot.discord.views.confirm import Confirmed, confirm_view
from bot.discord.views.markdown import one_line
from bot.service.errors import UserError
from bot.texts import Texts
from config.settings import Settings

_log = logging.getLogger(__name__)

# Discord takes five edits of a message in five seconds.
_EDIT_SECONDS = 3.0
# An interaction can be edited for fifteen minutes; a longer rebuild is told in a message of its own.
_EDITABLE_SECONDS = 14 * 60.0
_LONGEST_REASON = 600


@dataclass(frozen=True)
class _Ended:
    """Holds how a rebuild ended, for people. would_drop: why it stopped, where somebody is to be asked."""

    text: str
    would_drop: str = ""

    @property
    def asked(self) -> str:
        """Tell apart what somebody is asked about: 8 digits, the same for the same articles of sources."""
        return str(int(hashlib.sha256(self.would_drop.encode()).hexdigest(), 16) % 10**8).zfill(8)


async def rebuild(interaction: Interaction, context: InteractionContext, agreed: str = "") -> None:
    """Rebuild the index in reply to an interaction that has been acknowledged.

    Where many articles would leave, it stops, and a button asks.

    agreed: what a button has asked about before: if just that would leave, it may.
    Raises: UserError where a rebuild is under way.
    """
    rebuilding = interaction.client.rebuilding
    if rebuilding.locked():
        raise UserError("admin-rebuilding")
    async with rebuilding:
        begun = time.monotonic()
        ended = await _show_progress(interaction, context.texts, context.services.settings, drop=False)
        # The sources may have changed since, or broken: nobody has agreed to more than was asked about.
        if ended.would_drop and ended.asked == agreed:
            ended = await _show_progress(interaction, context.texts, context.services.settings, drop=True)
        await context.services.snapshot.take_new()
        view = None
        if ended.would_drop:
            view = confirm_view(
                Confirmed.REBUILD, f"{context.services.snapshot.name}-{ended.asked}", context.texts
            )
        if time.monotonic() - begun < _EDITABLE_SECONDS:
            await interaction.edit_original_response(content=ended.text, view=view)
        else:
            await interaction.user.send(ended.text)


async def _show_progress(interaction: Interaction, texts: Texts, settings: Settings, *, drop: bool) -> _Ended:
    """Rebuild the index, and show now and then how far it is.

    Returns: how it ended.
    """
    ended = _Ended("")
    shown = -_EDIT_SECONDS
    begun = time.monotonic()
    async with aclosing(_rebuild(settings, drop=drop)) as progress:
        async for line in progress:
            now = time.monotonic() - begun
            if ended.would_drop:
                continue  # that it failed for this is no news
            ended = _Ended(_progress(texts, line), would_drop=line.get("would_drop", ""))
            if not ended.would_drop and now - shown >= _EDIT_SECONDS and now < _EDITABLE_SECONDS:
                shown = now
                await interaction.edit_original_response(content=ended.text)
    return ended


async def _rebuild(settings: Settings, *, drop: bool) -> AsyncGenerator[dict[str, Any], None]:
    """Run an index build in a process of its own.

    Yields: what it says about its progress; last its report, or how it failed.
    """
    command = index_command(settings, drop=drop)
    async with index_process(command, stderr=asyncio.subprocess.PIPE) as process:
        asks = False
        async for line in process.lines():
            asks = asks or "would_drop" in line
            yield line
        errors, exit_code = await process.errors(), await process.exit_code()
    if exit_code != 0:
        # What stops to ask has not failed.
        level = logging.INFO if asks else logging.ERROR
        _log.log(level, "the rebuild ended with exit code %s: %s", exit_code, errors)
        yield {"failed": errors.splitlines()[-1].removeprefix("error: ") if errors else str(exit_code)}


def _progress(texts: Texts, line: dict[str, Any]) -> str:
    """Write a line of an index build's progress, for people."""
    if "would_drop" in line:
        return texts("admin-would-drop", why=one_line(line["would_drop"], _LONGEST_REASON))
    if "failed" in line:
        return texts("admin-failed", why=one_line(line["failed"], _LONGEST_REASON))
    if "waiting" in line:
        return texts("admin-waiting")
    if report := line.get("report"):
        counts = {name: report[name] for name in ("new", "changed", "unchanged")}
        counts["gone"] = report["gone"] + report["retracted"]
        return texts(
            "admin-rebuilt", **counts, skipped=len(report["skipped"]), seconds=round(report["seconds"], 1)
        )
    if line["fetched"] < line["listed"]:
        return texts("admin-fetching", fetched=line["fetched"], listed=line["listed"])
    return texts("admin-progress", read=line["read"], encoded=line["encoded"], of=line["of"])
