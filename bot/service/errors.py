"""What can go wrong while someone waits for a reply, and what they are told."""

from __future__ import annotations

import logging
import secrets

import aiohttp
import discord
from discord import app_commands

from bot.service.queue import BusyError
from bot.texts import Texts
from config.errors import ClippingsError

_log = logging.getLogger(__name__)

# What a request to Discord raises where it can't be done.
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError)


class StartError(ClippingsError):
    """The bot can't start; the message says why and what to do."""


class ToldError(app_commands.AppCommandError):
    """Something can't be done, and the person who asked for it is told why.

    key: the text for them. values: what is put into it.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key, self.values = key, values


class MisunderstoodError(ToldError):
    """A question can't be asked like this."""


class CooldownError(ToldError):
    """Someone asks faster than they may."""


def apology(error: Exception, doing: str, texts: Texts) -> str:
    """What to tell the person who waits; what nobody expected is logged under an id.

    error: what was raised.
    doing: what was being done, for the log.
    texts: in that person's language.
    Returns: a short text.
    """
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    match error:
        case BusyError(seconds=seconds):
            return texts("busy", seconds=seconds)
        case ToldError(key=key, values=values):
            return texts(key, **values)
        case _:
            error_id = secrets.token_hex(3)
            _log.error("error %s while %s", error_id, doing, exc_info=error, extra={"error_id": error_id})
            return texts("broken", id=error_id)


async def apologise(interaction: discord.Interaction, error: Exception, texts: Texts) -> None:
    """Tell the person who used a command or button what went wrong, as far as Discord lets us.

    interaction: what they did.
    error: what was raised.
    texts: in their language.
    """
    name = interaction.command.qualified_name if interaction.command else interaction.type.name
    text = apology(error, f"answering {name}", texts)
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True)
        elif interaction.type is discord.InteractionType.component:
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.edit_original_response(content=text)
    except UNREACHABLE as failure:
        _log.warning("could not tell about an error while answering %s: %s", name, failure)
