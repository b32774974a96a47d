"""What the maintainer does from Discord: look, reload, rebuild, fetch feedback."""

from __future__ import annotations

import asyncio
import io
import logging
from datetime import UTC, datetime, timedelta

import discord
from discord import app_commands

from bot.discord.base import Interaction, InteractionContext, handled
from bot.discord.commands.admin_servers import AdminServers
from bot.discord.commands.admin_sources import AdminSources
from bot.discord.commands.localised import localised_options
from bot.discord.commands.owners_group import OwnersGroup
from bot.discord.rebuild import rebuild
from bot.discord.tasks import source_overview
from bot.discord.views.confirm import Confirmed, does
from bot.discord.views.lists import fitting
from bot.discord.views.markdown import item, joined, moment, one_line, strong
from bot.discord.views.origin import LONGEST_MESSAGE
from bot.discord.views.render import layout, size
from bot.monitoring.metrics import Summary
from bot.records.feedback import feedback_lines
from bot.service.errors import UserError
from bot.texts import Markdown, Texts
from bot.texts.commands import named
from config.errors import ClippingsError
from config.settings import Settings
from index.build.lock import build_lock
from index.build.publish import roll_back

_log = logging.getLogger(__name__)

_MOST_REFUSED = 15
_LONGEST_QUESTION = 120
# Sources that fail are named, so many of them, and why.
_MOST_TROUBLE, _LONGEST_TROUBLE = 5, 150
_LONGEST_REASON = 600
# How long to wait for what isn't stored yet.
_FINISH_SECONDS = 2.0


class Admin(OwnersGroup):
    """Groups the commands for the owners of the bot alone."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(
            name=named("command-admin"),
            description=named("command-admin-about"),
            default_permissions=discord.Permissions(administrator=True),
        )
        self.add_command(AdminSources())
        self.add_command(AdminServers())

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
                texts(
                    "admin-generation", name=Markdown(overview.snapshot), when=moment(overview.created, "R")
                ),
                texts("admin-articles", articles=overview.articles, passages=overview.passages),
                *_figures(texts, summary),
                texts("admin-queue", waiting=summary.waiting, most=services.settings.discord.queue),
                texts("admin-shards", shards=Markdown(shards), servers=len(client.guilds)),
                *await _trouble(texts, services.settings),
                texts(
                    "admin-uptime", since=moment(datetime.now(UTC) - timedelta(seconds=summary.uptime), "R")
                ),
            ]
            head = strong(texts("admin-status-head"))
            shown = fitting(texts, [*map(item, lines)], LONGEST_MESSAGE - size([head]))
            blocks = [head, joined("\n", shown)]
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
    async def rebuild_(self, interaction: Interaction) -> None:
        """Index the configured sources again, in a process of its own."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            await rebuild(interaction, context)

    @app_commands.command(
        name=named("command-admin-rollback"), description=named("command-admin-rollback-about")
    )
    async def rollback(self, interaction: Interaction) -> None:
        """Answer from the snapshot before the live one again."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            try:
                name = await asyncio.to_thread(_roll_back, context.services.settings)
            except ClippingsError as error:
                raise UserError("admin-says", what=one_line(str(error), _LONGEST_REASON)) from error
            await context.services.snapshot.take_new()
            await interaction.edit_original_response(
                content=context.texts("admin-rolled-back", name=Markdown(name))
            )

    @app_commands.command(
        name=named("command-admin-feedback"), description=named("command-admin-feedback-about")
    )
    async def feedback(self, interaction: Interaction) -> None:
        """Send all votes as a file."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            # Votes are stored after they are cast.
            await context.services.database.later.finish(_FINISH_SECONDS)
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
            await interaction.response.defer(thinking=True, ephemeral=True)
            await context.services.database.later.finish(_FINISH_SECONDS)
            since = datetime.now(UTC) - timedelta(days=days)
            found = await context.services.votes.most_refused(since, _MOST_REFUSED)
            lines = [
                item(joined(" × ", [Markdown(f"{count}"), one_line(text, _LONGEST_QUESTION)]))
                for text, count in found
            ]
            head = strong(context.texts("admin-refused-head", days=days))
            shown = fitting(context.texts, lines, LONGEST_MESSAGE - size([head]))
            blocks = [head, joined("\n", shown) or context.texts("admin-none-refused")]
            await interaction.edit_original_response(view=layout(blocks))


async def _trouble(texts: Texts, settings: Settings) -> list[Markdown]:
    """Name the sources that can't be read now, the first few of them."""
    try:
        sources = await asyncio.to_thread(source_overview, settings)
    except ClippingsError as error:
        return [one_line(str(error), _LONGEST_TROUBLE)]
    failing = [source for source in sources if source.problem]
    lines = [
        texts(
            "admin-source-fails",
            source=one_line(source.location, _LONGEST_TROUBLE),
            why=one_line(source.problem or "", _LONGEST_TROUBLE),
        )
        for source in failing[:_MOST_TROUBLE]
    ]
    more = len(failing) - len(lines)
    return [*lines, texts("admin-sources-fail", count=more)] if more else lines


def _figures(texts: Texts, summary: Summary) -> list[Markdown]:
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


def _roll_back(settings: Settings) -> str:
    """Make the snapshot before the live one live again; returns its name."""
    with build_lock(
        settings.data, settings.index.lock_wait_seconds, lambda who: _log.info("waiting for %s", who)
    ):
        return roll_back(settings.data)


@does(Confirmed.REBUILD)
async def _rebuild_with_drops(interaction: Interaction, context: InteractionContext, asked: str) -> None:
    """Rebuild the index, and let go what leaves; only from the snapshot, and only what, was asked about."""
    snapshot, _, agreed = asked.partition("-")
    if context.services.snapshot.name != snapshot:
        raise UserError("admin-out-of-date")
    await rebuild(interaction, context, agreed)
