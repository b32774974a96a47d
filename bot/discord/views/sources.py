"""The list of sources, with buttons to leaf through it.

A button's id holds the page that it leads to and what the list is limited to, so it still works after a
restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import discord
from discord import ui

from bot.discord.base import handled, private_texts
from bot.discord.views.markdown import dotted, item, joined, moment, name, small, strong
from bot.discord.views.origin import LONGEST_NAME, day
from bot.discord.views.render import layout
from bot.texts import Markdown, Texts
from index.article import Published
from index.snapshot.store import OutletSummary
from retrieval.browse import Overview

PAGE_LINES = 10
# A button's id has 100 characters; this much of it is for the name.
LONGEST_FILTER = 40


@dataclass(frozen=True)
class Listing:
    """Names a page of the list.

    page: from 0. outlet: part of the names wanted; since: with articles of that day or later.
    """

    page: int = 0
    outlet: str = ""
    since: date | None = None

    def matches(self, summary: OutletSummary) -> bool:
        """Tell whether an outlet belongs to the list."""
        named = self.outlet.casefold() in (summary.outlet or "").casefold()
        return named and (self.since is None or (summary.last is not None and summary.last >= self.since))


def sources_view(texts: Texts, overview: Overview, listing: Listing) -> ui.LayoutView:
    """Make one page of the list of sources.

    listing: which page of which; the last one where there are fewer.
    Returns: a view for discord.py to send.
    """
    matching = [outlet for outlet in overview.outlets if listing.matches(outlet)]
    last = max(0, -(-len(matching) // PAGE_LINES) - 1)
    page = min(listing.page, last)
    view = layout(_blocks(texts, overview, matching, page))
    if last > 0:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        for label, to, there in (("back", page - 1, page > 0), ("next", page + 1, page < last)):
            target = Listing(min(max(to, 0), last), listing.outlet, listing.since)
            row.add_item(PageButton(label, target, texts, disabled=not there))
        view.add_item(row)
    return view


def _blocks(texts: Texts, overview: Overview, matching: Sequence[OutletSummary], page: int) -> list[Markdown]:
    if not matching:
        return [texts("sources-no-match" if overview.outlets else "sources-none")]
    articles = sum(outlet.articles for outlet in matching)
    counted = texts("sources-head", outlets=len(matching), articles=articles)
    head = joined(" ", [strong(texts("sources-label")), counted])
    lines = [_line(texts, outlet) for outlet in matching[page * PAGE_LINES : (page + 1) * PAGE_LINES]]
    blocks = [head, joined("\n", lines)]
    if len(matching) > PAGE_LINES:
        pages = -(-len(matching) // PAGE_LINES)
        blocks.append(small(texts("page", page=page + 1, pages=pages)))
    when = moment(overview.created, "f")
    return [*blocks, small(texts("sources-refreshed", when=when))]


def _line(texts: Texts, outlet: OutletSummary) -> Markdown:
    named = name(outlet.outlet or "", LONGEST_NAME) or texts("outlet-unknown")
    days = [day(texts, Published.at(one)) for one in dict.fromkeys((outlet.first, outlet.last)) if one]
    dates = texts("sources-dates", first=days[0], last=days[1]) if len(days) == 2 else joined("", days)
    counted = texts("sources-articles", articles=outlet.articles)
    return item(dotted([named, counted, dates or texts("date-unknown")]))


class PageButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"sources:(?P<label>back|next):(?P<page>\d{1,6}):(?P<since>\d{4}-\d\d-\d\d)?:"
    r"(?P<outlet>[^\n]{0,40})",
):
    """A button that leads to another page of the list of sources."""

    def __init__(self, label: str, listing: Listing, texts: Texts, *, disabled: bool = False) -> None:
        """Make the button.

        label: "back" or "next". listing: where it leads.
        disabled: is there no such page?
        """
        # The label is part of the id: both buttons may lead to the same page, ids may not repeat.
        since = listing.since.isoformat() if listing.since else ""
        custom_id = f"sources:{label}:{listing.page}:{since}:{listing.outlet}"
        super().__init__(
            ui.Button(label=texts.plain(f"button-{label}"), custom_id=custom_id, disabled=disabled)
        )
        self.listing = listing

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        try:
            since = date.fromisoformat(match["since"]) if match["since"] else None
        except ValueError:  # an id that no button of ours has
            since = None
        listing = Listing(int(match["page"]), match["outlet"], since)
        return cls(match["label"], listing, await private_texts(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one that is there."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer()
            overview = await context.services.look_up(lambda index: index.overview())
            view = sources_view(context.texts, overview, self.listing)
            await interaction.edit_original_response(view=view)
