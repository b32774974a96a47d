"""Commands that show what is indexed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discord import app_commands
from rapidfuzz import fuzz

from bot.discord.base import Interaction, handled
from bot.discord.commands.autocomplete import first_days_like, titles_like
from bot.discord.commands.everywhere import everywhere
from bot.discord.commands.localised import localised_options
from bot.discord.views.article import article_view
from bot.discord.views.sources import LONGEST_FILTER, Listing, sources_view
from bot.service.errors import UserError
from bot.service.typed_days import read_day
from bot.texts.commands import named
from retrieval.browse import Headline, Opening
from retrieval.live import Live

# Titles that have all the words typed: so many are compared, and so many shown beside the likest.
_MOST_LOOKED_AT, _MOST_OTHERS = 25, 4


@everywhere
@app_commands.command(name=named("command-sources"), description=named("command-sources-about"))
@localised_options("sources", "outlet", "since")
@app_commands.autocomplete(since=first_days_like)
async def sources(
    interaction: Interaction,
    outlet: app_commands.Range[str, 1, LONGEST_FILTER] | None = None,
    since: str | None = None,
) -> None:
    """List the outlets."""
    async with handled(interaction) as context:
        context.charge_light_request()
        listing = Listing(0, outlet.strip() if outlet else "", read_day("since", since, context.asker.locale))
        await interaction.response.defer(thinking=True, ephemeral=True)
        overview = await context.services.overview.get()
        await interaction.edit_original_response(view=sources_view(context.texts, overview, listing))


@everywhere
@app_commands.command(name=named("command-article"), description=named("command-article-about"))
@localised_options("article", "title")
@app_commands.autocomplete(title=titles_like)
async def article(interaction: Interaction, title: app_commands.Range[str, 1, 100]) -> None:
    """Show one article. title: the id of the article, as its choice has it, or words of its title."""
    async with handled(interaction) as context:
        context.charge_light_request()
        job = context.services.look_up(lambda index: _find(index, title))
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = await job
        if found is None:
            raise UserError("article-unknown")
        view = article_view(context.texts, found.opening, found.others)
        await interaction.edit_original_response(view=view)


@dataclass(frozen=True)
class _Found:
    """Holds the article that was meant, and the titles of others that have the words typed."""

    opening: Opening
    others: Sequence[Headline] = ()


def _find(index: Live, typed: str) -> _Found | None:
    """Find an article by its id, or by words of its title: the one whose title is most like them."""
    if opening := index.opening(typed):
        return _Found(opening)
    headlines = index.headlines(typed, _MOST_LOOKED_AT)
    likest = sorted(headlines, key=lambda one: -fuzz.ratio(typed.casefold(), one.title.casefold()))
    for number, headline in enumerate(likest):
        if opening := index.opening(headline.id):
            return _Found(opening, likest[number + 1 : number + 1 + _MOST_OTHERS])
    return None
