"""The slash commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import discord
from discord import app_commands

from bot.discord.errors import apologise
from bot.discord.questions import asked
from bot.discord.render import LONGEST_NAME, layout, reply_blocks
from bot.discord.sources import sources_view
from bot.manners import small_talk

if TYPE_CHECKING:
    from bot.discord.client import ClippingsClient

# discord.py reads the annotations of commands when they are made; it needs no client's type there.
Interaction: TypeAlias = "discord.Interaction[ClippingsClient]"

# The longest that the setting discord.question_characters can allow.
_MOST_CHARACTERS = 2000


class Tree(app_commands.CommandTree["ClippingsClient"]):
    """The commands, which never leave anyone without a word."""

    async def interaction_check(self, interaction: Interaction) -> bool:
        """Let everything through, noting that someone waits."""
        interaction.client.note_reply()
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Tell what went wrong."""
        await apologise(interaction, error)


@app_commands.command()
@app_commands.describe(
    question="What would you like to know?",
    since="Only articles from this day on: 2024-03-31",
    until="Only articles up to this day: 2024-03-31",
    outlet="Only this outlet, as /sources names it",
)
async def ask(
    interaction: discord.Interaction,
    question: app_commands.Range[str, 1, _MOST_CHARACTERS],
    since: str | None = None,
    until: str | None = None,
    outlet: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
) -> None:
    """Ask, and get word-for-word quotes from news articles."""
    if reply := small_talk(question):
        await interaction.response.send_message(reply)
        return
    client = _client(interaction)
    longest = client.settings.question_characters
    wanted = asked(question, longest, since=since, until=until, outlet=outlet)
    # Joining the queue takes no time, and only before a public reply has begun can "busy" be private.
    job = client.worker.submit(partial(client.live.answer, wanted))
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(view=layout(reply_blocks(await job, echo=True)))


@app_commands.command()
async def sources(interaction: discord.Interaction) -> None:
    """See which outlets I quote, and the dates their articles cover."""
    client = _client(interaction)
    job = client.worker.submit(client.live.outlets)
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(view=sources_view(await job, 0))


def _client(interaction: discord.Interaction) -> ClippingsClient:
    return interaction.client  # type: ignore[return-value]  # the only client that has these commands
