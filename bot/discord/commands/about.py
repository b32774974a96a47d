"""Commands that tell about the bot: how to ask, and what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands, ui

from bot.discord.base import BaseClient, Interaction, handled, private_texts
from bot.discord.commands.everywhere import everywhere
from bot.discord.views.markdown import dotted, item, joined, masked_link, one_line, person_mention, strong
from bot.discord.views.render import layout
from bot.texts import Markdown, Texts
from bot.texts.commands import named

_LONGEST_EXAMPLE = 200
# More don't fit a phone.
_MOST_EXAMPLES = 2


@everywhere
@app_commands.command(name=named("command-help"), description=named("command-help-about"))
async def help_(interaction: Interaction) -> None:
    """Say how to ask."""
    async with handled(interaction) as context:
        context.charge_light_request()
        await interaction.response.defer(thinking=True, ephemeral=True)
        examples = await context.services.examples.get()
        blocks = _help_blocks(context.texts, interaction.client, examples)
        await interaction.edit_original_response(view=layout(blocks))


def _help_blocks(texts: Texts, client: BaseClient, examples: Sequence[str]) -> list[Markdown]:
    """Write the help. examples: questions that have an answer."""
    mention = person_mention(client.user.id) if client.user else Markdown("")
    lines = [item(one_line(one, _LONGEST_EXAMPLE)) for one in examples[:_MOST_EXAMPLES]] or [
        texts("help-nothing")
    ]
    return [
        strong(texts("help-head")),
        texts("help-how", mention=mention, **client.command_mentions.values()),
        texts("help-sure"),
        joined("\n", [strong(texts("help-examples")), *lines]),
    ]


@everywhere
@app_commands.command(name=named("command-privacy"), description=named("command-privacy-about"))
async def privacy(interaction: Interaction) -> None:
    """Say what is stored, with a button to delete it."""
    async with handled(interaction, even_blocked=True) as context:
        context.charge_light_request()
        texts, settings = context.texts, context.services.settings.discord
        pages = [
            masked_link(texts(key), link)
            for key, link in (("privacy-page", settings.privacy_url), ("terms-page", settings.terms_url))
            if link
        ]
        text = texts("privacy-text", days=settings.remember_days)
        view = layout([strong(texts("privacy-head")), text, *([dotted(pages)] if pages else [])])
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
        async with handled(interaction, even_blocked=True) as context:
            context.charge_light_request()
            await interaction.response.defer(thinking=True, ephemeral=True)
            services = context.services
            hashed = services.database.hashed(context.asker.user_id)
            # Answers come last: with them, all that was deleted is overwritten.
            ended = await services.follows.forget(hashed) + await services.digests.forget(hashed)
            count = await services.answers.forget(hashed)
            # Who had nothing but what they followed isn't told that nothing was there.
            told = [context.texts("privacy-deleted", count=count)] if count or not ended else []
            told += [context.texts("privacy-ended", count=ended)] if ended else []
            await interaction.edit_original_response(content=joined("\n", told))
