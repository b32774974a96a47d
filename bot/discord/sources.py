"""The list of sources, with buttons to leaf through it.

A button's id holds the page that it leads to, so it still works after a restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.discord.errors import apologise
from bot.discord.render import layout, page_count, sources_blocks
from index.store import OutletSummary

if TYPE_CHECKING:
    from bot.discord.client import ClippingsClient

BACK = "Back"
NEXT = "Next"


def sources_view(outlets: Sequence[OutletSummary], page: int) -> ui.LayoutView:
    """One page of the list of sources.

    outlets: all of them.
    page: which, from 0; the last one where there are fewer.
    Returns: a view for discord.py to send.
    """
    last = page_count(outlets) - 1
    page = min(page, last)
    view = layout(sources_blocks(outlets, page))
    if last > 0:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(PageButton(BACK, max(page - 1, 0), disabled=page == 0))
        row.add_item(PageButton(NEXT, min(page + 1, last), disabled=page == last))
        view.add_item(row)
    return view


class PageButton(ui.DynamicItem[ui.Button[Any]], template=r"sources:(?P<label>\w+):(?P<page>\d{1,6})"):
    """A button that leads to another page of the list of sources."""

    def __init__(self, label: str, page: int, *, disabled: bool = False) -> None:
        """Make the button.

        label: its text.
        page: where it leads, from 0.
        disabled: is there no such page?
        """
        # The label is part of the id: both buttons may lead to the same page, ids may not repeat.
        custom_id = f"sources:{label}:{page}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(match["label"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one that is there."""
        client: ClippingsClient = interaction.client
        client.note_reply()
        try:
            await interaction.response.defer()
            outlets = await client.worker.submit(client.live.outlets)
            await interaction.edit_original_response(view=sources_view(outlets, self.page))
        except Exception as error:  # whatever it is, the person must hear of it
            await apologise(interaction, error)
