"""What the maintainer does to the list of sources from Discord."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import discord
from discord import app_commands

from bot.discord.base import Interaction, InteractionContext, handled
from bot.discord.commands.localised import localised_options
from bot.discord.commands.owners_group import OwnersGroup
from bot.discord.tasks import source_overview
from bot.discord.views.lists import fitting
from bot.discord.views.markdown import dotted, item, joined, one_line, strong
from bot.discord.views.origin import LONGEST_MESSAGE
from bot.discord.views.render import layout, size
from bot.service.errors import UserError
from bot.texts import Markdown, Texts
from bot.texts.commands import named
from config.errors import ClippingsError
from config.settings import Settings
from index.sandbox.sandbox import Sandbox
from index.sources.detect import detect
from index.sources.edit import add_to_list, pause_in_list, remove_from_list
from index.sources.overview import SourceOverview
from index.sources.page_cache import PageCache
from index.sources.source_list import Source, load_sources

_MOST_CHOICES, _LONGEST_LOCATION, _LONGEST_TROUBLE = 25, 100, 40
_LONGEST_ADDRESS = 500

T = TypeVar("T")


class AdminSources(OwnersGroup):
    """Groups the commands on sources."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(
            name=named("command-admin-sources"), description=named("command-admin-sources-about")
        )

    @app_commands.command(
        name=named("command-admin-sources-list"), description=named("command-admin-sources-list-about")
    )
    async def list_(self, interaction: Interaction) -> None:
        """List the sources, and how each is."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            settings, texts = context.services.settings, context.texts
            sources = await _told(asyncio.to_thread(load_sources, settings.sources))
            states = {one.location: one for one in await _told(asyncio.to_thread(source_overview, settings))}
            lines = [_line(texts, one, states.get(one.location)) for one in sources]
            head = strong(texts("admin-sources-head", count=len(sources)))
            shown = joined("\n", fitting(texts, lines, LONGEST_MESSAGE - size([head])))
            await interaction.edit_original_response(view=layout([head, shown]))

    @app_commands.command(
        name=named("command-admin-sources-add"), description=named("command-admin-sources-add-about")
    )
    @localised_options("admin-sources", "address")
    async def add(
        self, interaction: Interaction, address: app_commands.Range[str, 1, _LONGEST_ADDRESS]
    ) -> None:
        """Add a source on the web, after a look at what it is."""
        async with handled(interaction) as context:
            # Files of the machine are for whoever sits at it.
            if not address.startswith(("https://", "http://")):
                raise UserError("admin-source-no-address")
            await interaction.response.defer(thinking=True, ephemeral=True)
            added = await _told(asyncio.to_thread(_add, address, context.services.settings))
            key = "admin-source-added" if added else "admin-source-listed"
            await _say(interaction, context, key, ", ".join(added) or address)

    @app_commands.command(
        name=named("command-admin-sources-pause"), description=named("command-admin-sources-pause-about")
    )
    @localised_options("admin-sources", "address")
    async def pause(self, interaction: Interaction, address: str) -> None:
        """Let a source rest."""
        await _set_paused(interaction, address, paused=True)

    @app_commands.command(
        name=named("command-admin-sources-resume"), description=named("command-admin-sources-resume-about")
    )
    @localised_options("admin-sources", "address")
    async def resume(self, interaction: Interaction, address: str) -> None:
        """Have a source looked at again."""
        await _set_paused(interaction, address, paused=False)

    @app_commands.command(
        name=named("command-admin-sources-remove"), description=named("command-admin-sources-remove-about")
    )
    @localised_options("admin-sources", "address")
    async def remove(self, interaction: Interaction, address: str) -> None:
        """Remove a source; its articles leave with the next index."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            await _told(asyncio.to_thread(_remove, address, context.services.settings))
            await _say(interaction, context, "admin-source-removed", address)

    @pause.autocomplete("address")
    @resume.autocomplete("address")
    @remove.autocomplete("address")
    async def listed_like(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the listed sources that match what is typed so far."""
        client = interaction.client
        if interaction.user.id not in client.owner_ids:
            return []
        try:
            sources = await asyncio.to_thread(load_sources, client.services.settings.sources)
        except ClippingsError:
            return []
        fitting = [one.location for one in sources if typed.casefold() in one.location.casefold()]
        short = [one for one in fitting if len(one) <= _LONGEST_LOCATION]
        return [app_commands.Choice(name=one, value=one) for one in short[:_MOST_CHOICES]]


async def _told(work: Awaitable[T]) -> T:
    """Wait for work on the list; what is wrong with it, the maintainer is told as the terminal would.

    Raises: UserError where the list can't be used, or not for that.
    """
    try:
        return await work
    except ClippingsError as error:
        raise UserError("admin-says", what=one_line(str(error), _LONGEST_ADDRESS)) from error


async def _set_paused(interaction: Interaction, address: str, *, paused: bool) -> None:
    async with handled(interaction) as context:
        await interaction.response.defer(thinking=True, ephemeral=True)
        file = context.services.settings.sources
        await _told(asyncio.to_thread(pause_in_list, file, address, paused=paused))
        key = "admin-source-paused" if paused else "admin-source-resumed"
        await _say(interaction, context, key, address)


async def _say(interaction: Interaction, context: InteractionContext, key: str, source: str) -> None:
    text = context.texts(key, source=one_line(source, _LONGEST_ADDRESS))
    await interaction.edit_original_response(content=text, allowed_mentions=discord.AllowedMentions.none())


def _add(address: str, settings: Settings) -> list[str]:
    """Add what an address stands for to the list; returns what was added."""
    with Sandbox(settings.fetch) as sandbox:
        found = asyncio.run(detect(address, settings.fetch, sandbox, settings.index.max_article_bytes))
    return add_to_list(settings.sources, found)


def _remove(location: str, settings: Settings) -> None:
    """Remove a source from the list, and from what was fetched."""
    remove_from_list(settings.sources, location)
    with PageCache(settings.data) as cache:
        cache.forget(location)


def _line(texts: Texts, source: Source, state: SourceOverview | None) -> Markdown:
    """Write a source on a line, with how it is."""
    parts = [one_line(source.location, _LONGEST_LOCATION)]
    if source.paused:
        parts.append(texts("admin-source-is-paused"))
    if state is not None:
        parts.append(texts("sources-articles", articles=state.articles))
        if state.problem and not source.paused:
            parts.append(one_line(state.problem, _LONGEST_TROUBLE))
    return item(dotted(parts))
