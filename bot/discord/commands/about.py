"""Commands that tell about the bot: how to ask, and what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands, ui

from bot.discord.base import Interaction, handled, private_texts
from bot.discord.views.render import layout
from bot.texts import Texts
from bot.texts.commands import named

_EXAMPLES = 3


@app_commands.command(name=named("command-help"), description=named("command-help-about"))
async def help_(interaction: Interaction) -> None:
    """Say how to ask."""
    async with handled(interaction) as context:
        context.charge_light_request()
        job = context.services.look_up(lambda index: index.examples(_EXAMPLES))
        await interaction.response.defer(thinking=True, ephemeral=True)
        user = interaction.client.user
        blocks = _help_blocks(context.texts, user.mention if user else "", await job)
        await interaction.edit_original_response(view=layout(blocks))


def _help_blocks(texts: Texts, mention: str, examples: Sequence[str]) -> list[str]:
    """Write the help. mention: of the bot. examples: questions that have an answer."""
    shown = "\n".join(f"- {one}" for one in examples) if examples else texts("help-nothing")
    return [
        f"**{texts('help-head')}**",
        texts("help-how", mention=mention),
        f"**{texts('help-examples')}**\n{shown}",
    ]


@app_commands.command(name=named("command-privacy"), description=named("command-privacy-about"))
async def privacy(interaction: Interaction) -> None:
    """Say what is stored, with a button to delete it."""
    async with handled(interaction) as context:
        context.charge_light_request()
        texts = context.texts
        text = texts("privacy-text", days=context.services.settings.discord.remember_days)
        view = layout([f"**{texts('privacy-head')}**", text])
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(DeleteMine(texts))
        view.add_item(row)
        await interaction.response.send_message(view=view, ephemeral=True)


class DeleteMine(ui.DynamicItem[ui.Button[Any]], template="privacy:delete"):
    """Deletes what is stored of whoever presses it."""

    def __init__(self, texts: Texts) -> None:
        """Make the button."""
        label = texts("button-delete-mine")
        super().__init__(ui.Button(label=label, custom_id="privacy:delete", style=discord.ButtonStyle.danger))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: object, /
    ) -> DeleteMine:
        """Make the button that was pressed."""
        del item, match
        return cls(await private_texts(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete, and say how much there was."""
        async with handled(interaction) as context:
            context.charge_light_request()
            services = context.services
            count = await services.answers.forget(services.database.hashed(context.asker.user_id))
            text = context.texts("privacy-deleted", count=count)
            await interaction.response.send_message(text, ephemeral=True)
