"""The log of who changes what: settings of servers, and whatever only the maintainer may do."""

from __future__ import annotations

import json
import logging
from typing import Any

import discord

from bot.database.database import Database

_log = logging.getLogger(__name__)

# The commands that change something for others, and the ids of what they show to be pressed or chosen.
_COMMANDS = {"setup", "admin"}
_LONGEST = 300


def log_change(interaction: discord.Interaction[Any], database: Database) -> None:
    """Log a command, list or button by which the bot is changed; who it was, as a code alone.

    database: makes the code, the same that stands beside questions.
    """
    data: Any = interaction.data or {}
    what = str(data.get("name") or data.get("custom_id") or "")
    if what.partition(":")[0] not in _COMMANDS:
        return
    chosen = data.get("options") or data.get("values") or []
    _log.info(
        "change: %s in server %s by %s: %s",
        what,
        interaction.guild_id,
        database.hashed(interaction.user.id),
        json.dumps(chosen, ensure_ascii=True)[:_LONGEST],
        extra={"audit": True},
    )
