"""What the maintainer does from Discord: look, reload, rebuild, fetch feedback."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord import app_commands

from bot.discord.base import client_of
from bot.discord.commands.ask import options
from bot.discord.views.markdown import one_line
from bot.discord.views.render import layout
from bot.records.feedback import feedback_lines
from bot.service.asker import place_of
from bot.service.errors import ToldError
from bot.texts import Texts
from bot.texts.commands import named

_log = logging.getLogger(__name__)

_MOST_REFUSED = 15
_LONGEST_QUESTION = 120
# Discord takes five edits of a message in five seconds.
_EDIT_SECONDS = 3.0
# An interaction can be edited for fifteen minutes; a longer rebuild is told in a message of its own.
_EDITABLE_SECONDS = 14 * 60.0
# The report of a rebuild is one line and names every item that was skipped.
_LONGEST_LINE = 1 << 26


class Admin(app_commands.Group):
    """The group of commands, for the owners of the bot alone."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(
            name=named("command-admin"),
            description=named("command-admin-about"),
            default_permissions=discord.Permissions(administrator=True),
        )
        self._rebuilding = asyncio.Lock()

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Let owners through.

        Raises: ToldError for anyone else.
        """
        client = client_of(interaction)
        client.note_reply()
        if interaction.user.id not in client.owners:
            raise ToldError("admin-forbidden")
        return True

    @app_commands.command(name=named("command-admin-status"), description=named("command-admin-status-about"))
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        """Show how the bot is."""
        client = client_of(interaction)
        texts = await client.desk.texts(place_of(interaction), private=True)
        await interaction.response.defer(thinking=True, ephemeral=True)
        overview = await asyncio.to_thread(client.live.overview)
        summary = client.metrics.summary()
        latencies = ", ".join(f"{number}: {seconds * 1000:.0f} ms" for number, seconds in client.latencies)
        lines = [
            texts("admin-generation", name=overview.snapshot, when=_when(overview.created)),
            texts("admin-articles", articles=overview.articles, passages=overview.passages),
            texts(
                "admin-questions",
                questions=summary.questions,
                answered=summary.answered,
                refused=summary.refused,
                errors=summary.errors,
            ),
            texts("admin-latency", p50=round(summary.p50 * 1000), p95=round(summary.p95 * 1000)),
            texts("admin-queue", waiting=summary.waiting, most=client.settings.queue),
            texts("admin-shards", shards=latencies, servers=len(client.guilds)),
            texts("admin-uptime", since=_when(datetime.now(UTC) - timedelta(seconds=summary.uptime))),
        ]
        blocks = [f"**{texts('admin-status-head')}**", "\n".join(f"- {line}" for line in lines)]
        await interaction.edit_original_response(view=layout(blocks))

    @app_commands.command(name=named("command-admin-reload"), description=named("command-admin-reload-about"))
    async def reload(self, interaction: discord.Interaction[Any]) -> None:
        """Look for a new snapshot at once."""
        client = client_of(interaction)
        texts = await client.desk.texts(place_of(interaction), private=True)
        await interaction.response.defer(thinking=True, ephemeral=True)
        swapped = await client.take_new_snapshot()
        key = "admin-reloaded" if swapped else "admin-nothing-new"
        await interaction.edit_original_response(content=texts(key))

    @app_commands.command(
        name=named("command-admin-rebuild"), description=named("command-admin-rebuild-about")
    )
    async def rebuild(self, interaction: discord.Interaction[Any]) -> None:
        """Index the configured sources again, in a process of its own."""
        client = client_of(interaction)
        texts = await client.desk.texts(place_of(interaction), private=True)
        if self._rebuilding.locked():
            raise ToldError("admin-rebuilding")
        async with self._rebuilding:
            await interaction.response.defer(thinking=True, ephemeral=True)
            ended = ""
            shown = -_EDIT_SECONDS
            begun = time.monotonic()
            async for line in _index(client.index_command):
                now = time.monotonic() - begun
                ended = _progress(texts, line)
                if ended and now - shown >= _EDIT_SECONDS and now < _EDITABLE_SECONDS:
                    shown = now
                    await interaction.edit_original_response(content=ended)
            await client.take_new_snapshot()
            if time.monotonic() - begun < _EDITABLE_SECONDS:
                await interaction.edit_original_response(content=ended)
            else:
                await interaction.user.send(ended)

    @app_commands.command(
        name=named("command-admin-feedback"), description=named("command-admin-feedback-about")
    )
    async def feedback(self, interaction: discord.Interaction[Any]) -> None:
        """Send all votes as a file."""
        client = client_of(interaction)
        texts = await client.desk.texts(place_of(interaction), private=True)
        await interaction.response.defer(thinking=True, ephemeral=True)
        lines = feedback_lines(await client.desk.votes.export())
        if not lines:
            await interaction.edit_original_response(content=texts("admin-no-feedback"))
            return
        file = discord.File(
            io.BytesIO("".join(lines).encode()), f"feedback-{datetime.now(UTC):%Y-%m-%d}.jsonl"
        )
        await interaction.edit_original_response(
            content=texts("admin-feedback", count=len(lines)), attachments=[file]
        )

    @app_commands.command(
        name=named("command-admin-refused"), description=named("command-admin-refused-about")
    )
    @options("admin-refused", "days")
    async def refused(
        self, interaction: discord.Interaction[Any], days: app_commands.Range[int, 1, 365] = 7
    ) -> None:
        """List what was asked most and not answered: what to index next."""
        client = client_of(interaction)
        texts = await client.desk.texts(place_of(interaction), private=True)
        since = datetime.now(UTC) - timedelta(days=days)
        found = await client.desk.votes.most_refused(since, _MOST_REFUSED)
        lines = [f"- {count} × {one_line(text, _LONGEST_QUESTION)}" for text, count in found]
        blocks = [
            f"**{texts('admin-refused-head', days=days)}**",
            "\n".join(lines) or texts("admin-none-refused"),
        ]
        await interaction.response.send_message(view=layout(blocks), ephemeral=True)


async def _index(command: list[str]) -> AsyncIterator[dict[str, Any]]:
    """Run an index build as a process of its own.

    Yields: what it says about its progress; last its report, or how it failed.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    assert process.stdout is not None and process.stderr is not None
    errors = asyncio.create_task(process.stderr.read())
    async for line in process.stdout:
        if line.startswith(b"{"):
            yield json.loads(line)
    said = (await errors).decode(errors="replace").strip()
    if await process.wait() != 0:
        _log.error("the rebuild ended with exit code %s: %s", process.returncode, said)
        yield {"failed": said.splitlines()[-1] if said else str(process.returncode)}


def _progress(texts: Texts, line: dict[str, Any]) -> str:
    """A line of an index build's progress, for people."""
    if "failed" in line:
        return texts("admin-failed", why=one_line(line["failed"], 300))
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


def _when(moment: datetime) -> str:
    return discord.utils.format_dt(moment, "R")
