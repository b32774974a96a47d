"""The form that asks what is wrong with an answer."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.database.votes import Problem
from bot.discord.base import handled
from bot.texts import Texts

_LONGEST_COMMENT = 500
# How long it may stay open.
_OPEN_SECONDS = 900


class ProblemForm(ui.Modal):
    """Asks what is wrong with an answer; the vote stands already, whether or not it is filled in."""

    def __init__(self, answer_id: str, texts: Texts) -> None:
        """Make the form.

        answer_id: of the answer that was voted on.
        """
        super().__init__(title=texts("vote-title"), custom_id=f"problem:{answer_id}", timeout=_OPEN_SECONDS)
        self.answer_id = answer_id
        options = [discord.SelectOption(label=texts(f"problem-{one}"), value=one) for one in Problem]
        self.problem: ui.Select[Any] = ui.Select(custom_id="problem", options=options)
        self.comment: ui.TextInput[Any] = ui.TextInput(
            custom_id="comment",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=_LONGEST_COMMENT,
        )
        self.add_item(ui.Label(text=texts("vote-problem"), component=self.problem))
        self.add_item(ui.Label(text=texts("vote-comment"), component=self.comment))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Keep what was filled in."""
        async with handled(interaction) as context:
            context.charge_light_request()
            services = context.services
            voter_hash = services.database.hashed(context.asker.user_id)
            problem = Problem(self.problem.values[0])
            services.votes.explain_soon(self.answer_id, voter_hash, problem, self.comment.value)
            await interaction.response.send_message(context.texts("vote-bad"), ephemeral=True)
