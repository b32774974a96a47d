"""What every command, button and form does around its own work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import discord

from bot.service.asker import place_of
from bot.service.errors import apologise
from bot.texts import Texts

if TYPE_CHECKING:
    from bot.discord.client import ClippingsClient

# discord.py reads the annotations of commands when they are made; it needs no client's type there.
Interaction: TypeAlias = "discord.Interaction[ClippingsClient]"


def client_of(interaction: discord.Interaction[Any]) -> ClippingsClient:
    """The only client that has these commands and buttons."""
    client: ClippingsClient = interaction.client
    return client


@asynccontextmanager
async def handled(interaction: discord.Interaction[Any]) -> AsyncIterator[Texts]:
    """Handle a button or form: a bot that stops waits for it, and whoever used it hears of any error.

    Yields: the texts for that person.
    """
    client = client_of(interaction)
    client.note_reply()
    texts = await client.desk.texts(place_of(interaction), private=True)
    try:
        yield texts
    except Exception as error:  # whatever it is, the person must hear of it
        await apologise(interaction, error, texts)
