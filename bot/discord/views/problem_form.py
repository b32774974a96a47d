"""The form that asks what is wrong with an answer.

Its id holds the answer's, so it can still be sent after a restart: what comes in is read as it is, whether or
not this process showed the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import discord
from discord import ui

from bot.database.votes import Problem
from bot.discord.base import Interaction, handled
from bot.service.errors import UserError
from bot.texts import Texts

_LONGEST_COMMENT = 500
_FORM = re.compile(r"problem:(?P<answer_id>[\w-]{16})")
_PROBLEM, _COMMENT = "problem", "comment"


async def show_problem_form(interaction: Interaction, answer_id: str, texts: Texts) -> None:
    """Ask what is wrong with an answer; the vote stands, whether or not the form is sent.

    answer_id: of the answer that was voted on.
    """
    form = ui.Modal(title=texts.plain("vote-title"), custom_id=f"problem:{answer_id}")
    options = [discord.SelectOption(label=texts.plain(f"problem-{one}"), value=one) for one in Problem]
    problem: ui.Select[Any] = ui.Select(custom_id=_PROBLEM, options=options)
    comment: ui.TextInput[Any] = ui.TextInput(
        custom_id=_COMMENT,
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=_LONGEST_COMMENT,
    )
    form.add_item(ui.Label(text=texts.plain("vote-problem"), component=problem))
    form.add_item(ui.Label(text=texts.plain("vote-comment"), component=comment))
    await interaction.response.send_modal(form)
    # Nothing waits for it in memory: sent soon or after a restart, it takes the same way.
    form.stop()


async def take_problem_form(interaction: Interaction) -> None:
    """Keep what was filled in, where an interaction is such a form that was sent."""
    data: Any = interaction.data or {}
    match = _FORM.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit or match is None:
        return
    async with handled(interaction) as context:
        context.charge_light_request()
        await interaction.response.defer(thinking=True, ephemeral=True)
        services = context.services
        if await services.answers.get(match["answer_id"]) is None:
            raise UserError("answer-gone")
        fields = dict(_fields(data.get("components", ())))
        problem = Problem(fields[_PROBLEM])
        voter_hash = services.database.hashed(context.asker.user_id)
        comment = fields.get(_COMMENT, "")[:_LONGEST_COMMENT]
        # The vote that opened the form may have been lost: the bot may have been killed since.
        services.votes.cast_soon(match["answer_id"], voter_hash, good=False, at=datetime.now(UTC))
        services.votes.explain_soon(match["answer_id"], voter_hash, problem, comment)
        await interaction.edit_original_response(content=context.texts("vote-bad"))


def _fields(labels: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """List the ids of a form's fields, each with what was chosen or written there."""
    for label in labels:
        field = label.get("component", {})
        values = field.get("values")
        yield field.get("custom_id", ""), str(values[0] if values else field.get("value") or "")
