"""What the maintainer does from Discord: look, reload, rebuild, fetch feedback."""

from __future__ import annotations

import asyncio
import io
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord import app_commands

from bot.discord.base import Interaction, handled
from bot.discord.commands.localised import localised_options
from bot.discord.index_process import index_command, index_process
from bot.discord.tasks import source_overview
from bot.discord.views.markdown import one_line
from bot.discord.views.render import layout
from bot.monitoring.metrics import Summary
from bot.records.feedback import feedback_lines
from bot.service.errors import UserError
from bot.texts import Texts
from bot.texts.commands import named
from config.errors import ClippingsError
from config.settings import Settings

_log = logging.getLogger(__name__)

_MOST_REFUSED = 15
_LONGEST_QUESTION = 120
# Sources that fail are named, so many of them, and why.
_MOST_TROUBLE, _LONGEST_TROUBLE = 5, 150
# Discord takes five edits of a message in five seconds.
_EDIT_SECONDS = 3.0
# An interaction can be edited for fifteen minutes; a longer rebuild is told in a message of its own.
_EDITABLE_SECONDS = 14 * 60.0


class Admin(app_commands.Group):
    """Groups the commands for the owners of the bot alone."""

    def __init__(self, owner_ids: frozenset[int]) -> None:
        """Make the group.

        owner_ids: who may use it.
        """
        super().__init__(
            name=named("command-admin"),
            description=named("command-admin-about"),
            default_permissions=discord.Permissions(administrator=True),
        )
        self._owner_ids = owner_ids
        self._rebuilding = asyncio.Lock()

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Let owners through.

        Raises: UserError for anyone else.
        """
        if interaction.user.id not in self._owner_ids:
            raise UserError("admin-forbidden")
        return True

    @app_commands.command(name=named("command-admin-status"), description=named("command-admin-status-about"))
    async def status(self, interaction: Interaction) -> None:
        """Show how the bot is."""
        async with handled(interaction) as context:
            texts, services, client = context.texts, context.services, interaction.client
            await interaction.response.defer(thinking=True, ephemeral=True)
            # Past the queue: how full that is, is what this tells.
            overview = await asyncio.to_thread(services.index.overview)
            summary = services.metrics.summary()
            shards = ", ".join(f"{number}: {seconds * 1000:.0f} ms" for number, seconds in client.latencies)
            lines = [
                texts("admin-generation", name=overview.snapshot, when=_when(overview.created)),
                texts("admin-articles", articles=overview.articles, passages=overview.passages),
                *_figures(texts, summary),
                texts("admin-queue", waiting=summary.waiting, most=services.settings.discord.queue),
                texts("admin-shards", shards=shards, servers=len(client.guilds)),
                *await _trouble(texts, services.settings),
                texts("admin-uptime", since=_when(datetime.now(UTC) - timedelta(seconds=summary.uptime))),
            ]
            blocks = [f"**{texts('admin-status-head')}**", "\n".join(f"- {line}" for line in lines)]
            await interaction.edit_original_response(view=layout(blocks))

    @app_commands.command(name=named("command-admin-reload"), description=named("command-admin-reload-about"))
    async def reload(self, interaction: Interaction) -> None:
        """Look for a new snapshot at once."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            swapped = await context.services.snapshot.take_new()
            key = "admin-reloaded" if swapped else "admin-nothing-new"
            await interaction.edit_original_response(content=context.texts(key))

    @app_commands.command(
        name=named("command-admin-rebuild"), description=named("command-admin-rebuild-about")
    )
    async def rebuild(self, interaction: Interaction) -> None:
        """Index the configured sources again, in a process of its own."""
        async with handled(interaction) as context:
            if self._rebuilding.locked():
                raise UserError("admin-rebuilding")
            async with self._rebuilding:
                await interaction.response.defer(thinking=True, ephemeral=True)
                begun = time.monotonic()
                ended = await _show_progress(interaction, context.texts, context.services.settings)
                await context.services.snapshot.take_new()
                if time.monotonic() - begun < _EDITABLE_SECONDS:
                    await interaction.edit_original_response(content=ended)
                else:
                    await interaction.user.send(ended)

    @app_commands.command(
        name=named("command-admin-feedback"), description=named("command-admin-feedback-about")
    )
    async def feedback(self, interaction: Interaction) -> None:
        """Send all votes as a file."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            lines = feedback_lines(await context.services.votes.export())
            if not lines:
                await interaction.edit_original_response(content=context.texts("admin-no-feedback"))
                return
            name = f"feedback-{datetime.now(UTC):%Y-%m-%d}.jsonl"
            await interaction.edit_original_response(
                content=context.texts("admin-feedback", count=len(lines)),
                attachments=[discord.File(io.BytesIO("".join(lines).encode()), name)],
            )

    @app_commands.command(
        name=named("command-admin-refused"), description=named("command-admin-refused-about")
    )
    @localised_options("admin-refused", "days")
    async def refused(self, interaction: Interaction, days: app_commands.Range[int, 1, 365] = 7) -> None:
        """List what was asked most and not answered: what to index next."""
        async with handled(interaction) as context:
            since = datetime.now(UTC) - timedelta(days=days)
            found = await context.services.votes.most_refused(since, _MOST_REFUSED)
            lines = [f"- {count} × {one_line(text, _LONGEST_QUESTION)}" for text, count in found]
            blocks = [
                f"**{context.texts('admin-refused-head', days=days)}**",
                "\n".join(lines) or context.texts("admin-none-refused"),
            ]
            await interaction.response.send_message(view=layout(blocks), ephemeral=True)


async def _trouble(texts: Texts, settings: Settings) -> list[str]:
    """Name the sources that can't be read now, the first few of them."""
    try:
        sources = await asyncio.to_thread(source_overview, settings)
    except ClippingsError as error:
        return [one_line(str(error), _LONGEST_TROUBLE)]
    failing = [source for source in sources if source.problem]
    lines = [
        texts(
            "admin-source-fails", source=source.location, why=one_line(source.problem or "", _LONGEST_TROUBLE)
        )
        for source in failing[:_MOST_TROUBLE]
    ]
    more = len(failing) - len(lines)
    return [*lines, texts("admin-sources-fail", count=more)] if more else lines


def _figures(texts: Texts, summary: Summary) -> list[str]:
    """Write the figures on questions, for people."""
    return [
        texts(
            "admin-questions",
            questions=summary.questions,
            answered=summary.answered,
            refused=summary.refused,
            errors=summary.errors,
        ),
        texts("admin-latency", p50=round(summary.p50 * 1000), p95=round(summary.p95 * 1000)),
    ]


async def _show_progress(interaction: Interaction, texts: Texts, settings: Settings) -> str:
    """Rebuild the index, and show now and then how far it is.

    Returns: how it ended, for people.
    """
    said = ""
    shown = -_EDIT_SECONDS
    begun = time.monotonic()
    async with aclosing(_rebuild(settings)) as progress:
        async for line in progress:
            now = time.monotonic() - begun
            said = _progress(texts, line)
            if said and now - shown >= _EDIT_SECONDS and now < _EDITABLE_SECONDS:
                shown = now
                await interaction.edit_original_response(content=said)
    return said


async def _rebuild(settings: Settings) -> AsyncGenerator[dict[str, Any], None]:
    """Run an index build in a process of its own.

    Yields: what it says about its progress; last its report, or how it failed.
    """
    async with index_process(index_command(settings), stderr=asyncio.subprocess.PIPE) as process:
        async for line in process.lines():
            yield line
        errors, exit_code = await process.errors(), await process.exit_code()
    if exit_code != 0:
        _log.error("the rebuild ended with exit code %s: %s", exit_code, errors)
        yield {"failed": errors.splitlines()[-1] if errors else str(exit_code)}


def _progress(texts: Texts, line: dict[str, Any]) -> str:
    """Write a line of an index build's progress, for people."""
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
