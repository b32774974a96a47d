"""A button by which the maintainer confirms what can't be taken back easily.

Its id holds what is to be done and to what, so it still works after a restart; what it does is found in a
table that the commands fill. Once pressed it is gone, and what comes of it stands in place of the question.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, Self, TypeAlias

import discord
from discord import ui

from bot.discord.base import Interaction, InteractionContext, handled, private_texts
from bot.service.errors import UserError
from bot.texts import Texts


class Confirmed(StrEnum):
    """What is confirmed; the value is part of the button's id."""

    REBUILD = "rebuild"
    LEAVE = "leave"


# Does what was confirmed, to what the button's id names.
Deed: TypeAlias = Callable[[Interaction, InteractionContext, str], Awaitable[None]]
_DEEDS: dict[Confirmed, Deed] = {}


def does(what: Confirmed) -> Callable[[Deed], Deed]:
    """Make a function the one that does what is confirmed."""

    def keep(deed: Deed) -> Deed:
        _DEEDS[what] = deed
        return deed

    return keep


def confirm_view(what: Confirmed, to: str, texts: Texts) -> ui.View:
    """Make a button that confirms something.

    to: the id or name of what it is done to.
    Returns: a view for discord.py to send.
    """
    view = ui.View(timeout=None)
    view.add_item(ConfirmButton(what, to, texts))
    return view


class ConfirmButton(
    ui.DynamicItem[ui.Button[Any]], template=r"admin:(?P<what>rebuild|leave):(?P<to>[\d-]{1,20})"
):
    """A button that confirms something."""

    def __init__(self, what: Confirmed, to: str, texts: Texts) -> None:
        """Make the button. what, to: as in ``confirm_view``."""
        label = texts(f"button-confirm-{what}")
        super().__init__(
            ui.Button(label=label, custom_id=f"admin:{what}:{to}", style=discord.ButtonStyle.danger)
        )
        self.what, self.to = what, to

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        return cls(Confirmed(match["what"]), match["to"], await private_texts(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what is confirmed."""
        async with handled(interaction) as context:
            if interaction.user.id not in interaction.client.owner_ids:
                raise UserError("admin-forbidden")
            await interaction.response.edit_message(view=None)
            await _DEEDS[self.what](interaction, context, self.to)
