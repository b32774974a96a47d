"""The commands, which never leave anyone without a word."""

from __future__ import annotations

from discord import app_commands

from bot.discord.base import BaseClient, Interaction, private_texts, send_error_reply


class Tree(app_commands.CommandTree[BaseClient]):
    """Finds the command that someone used."""

    async def interaction_check(self, interaction: Interaction) -> bool:
        """Let everything through, noting that someone waits."""
        interaction.client.note_reply(interaction)
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Tell what went wrong before the command itself began."""
        await send_error_reply(interaction, error, await private_texts(interaction))
