"""What can go wrong while someone waits for a reply, and what they are told."""

from __future__ import annotations

import logging
import secrets

import aiohttp
import discord
from discord import app_commands

from bot.worker import BusyError
from config.errors import ClippingsError

_log = logging.getLogger(__name__)

# What a request to Discord raises where it can't be done.
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError)

BUSY = "Many people are asking right now. Please try again in {seconds} s."
BROKEN = "Sorry, something went wrong here. If it stays so, tell whoever runs me: error {id}."


class StartError(ClippingsError):
    """The bot can't start; the message says why and what to do."""


class MisunderstoodError(Exception):
    """A question can't be asked like this; the message says kindly how."""


def apology(error: Exception, doing: str) -> str:
    """What to tell the person who waits; what nobody expected is logged under an id.

    error: what was raised.
    doing: what was being done, for the log.
    Returns: a short text.
    """
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    match error:
        case BusyError(seconds=seconds):
            return BUSY.format(seconds=seconds)
        case MisunderstoodError():
            return str(error)
        case _:
            error_id = secrets.token_hex(3)
            _log.error("error %s while %s", error_id, doing, exc_info=error)
            return BROKEN.format(id=error_id)


async def apologise(interaction: discord.Interaction, error: Exception) -> None:
    """Tell the person who used a command or button what went wrong, as far as Discord lets us.

    interaction: what they did.
    error: what was raised.
    """
    name = interaction.command.qualified_name if interaction.command else interaction.type.name
    text = apology(error, f"answering {name}")
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True)
        elif interaction.type is discord.InteractionType.component:
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.edit_original_response(content=text)
    except UNREACHABLE as failure:
        _log.warning("could not tell about an error while answering %s: %s", name, failure)
