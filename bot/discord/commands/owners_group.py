"""The ground of the commands that only the owners of the bot may use."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.service.errors import UserError


class OwnersGroup(app_commands.Group):
    """A group that lets owners through; each group checks, as discord.py asks the innermost alone."""

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Let owners through.

        Raises: UserError for anyone else.
        """
        if interaction.user.id not in interaction.client.owner_ids:
            raise UserError("admin-forbidden")
        return True
