"""Commands that show what is indexed."""

from __future__ import annotations

from discord import app_commands

from bot.discord.base import Interaction, handled
from bot.discord.commands.autocomplete import titles_like
from bot.discord.commands.localised import localised_options
from bot.discord.views.article import article_view
from bot.discord.views.sources import LONGEST_FILTER, Listing, sources_view
from bot.service.errors import UserError
from bot.service.typed_days import read_day
from bot.texts.commands import named


@app_commands.command(name=named("command-sources"), description=named("command-sources-about"))
@localised_options("sources", "outlet", "since")
async def sources(
    interaction: Interaction,
    outlet: app_commands.Range[str, 1, LONGEST_FILTER] | None = None,
    since: str | None = None,
) -> None:
    """List the outlets."""
    async with handled(interaction) as context:
        context.charge_light_request()
        listing = Listing(0, outlet.strip() if outlet else "", read_day("since", since, context.asker.locale))
        job = context.services.look_up(lambda index: index.overview())
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(view=sources_view(context.texts, await job, listing))


@app_commands.command(name=named("command-article"), description=named("command-article-about"))
@localised_options("article", "title")
@app_commands.autocomplete(title=titles_like)
async def article(interaction: Interaction, title: app_commands.Range[str, 1, 100]) -> None:
    """Show one article. title: the id of the article, as its choice has it."""
    async with handled(interaction) as context:
        context.charge_light_request()
        job = context.services.look_up(lambda index: index.opening(title))
        await interaction.response.defer(thinking=True, ephemeral=True)
        opening = await job
        if opening is None:
            raise UserError("article-unknown")
        await interaction.edit_original_response(view=article_view(context.texts, opening))
