"""The log of who changes what: settings of servers, and whatever only the maintainer may do."""

from __future__ import annotations

import json
import logging
from typing import Any

import discord

from bot.database.database import Database

_log = logging.getLogger(__name__)

# The commands that change something for others, and the ids of what they show to be pressed or chosen.
_SETUP, _ADMIN = "setup", "admin"
_COMMANDS = {_SETUP, _ADMIN}
_LONGEST = 300


def log_change(interaction: discord.Interaction[Any], database: Database) -> None:
    """Log a command, list or button by which the bot is changed; people in it, as codes alone.

    database: makes the codes, the same that stand beside questions.
    """
    data: Any = interaction.data or {}
    what = str(data.get("name") or data.get("custom_id") or "")
    command = what.partition(":")[0]
    if command not in _COMMANDS:
        return
    chosen = _without_people(data.get("options") or data.get("values") or [], data, database)
    _log.info(
        "%s: %s in server %s by %s: %s",
        "change" if _may(interaction, command) else "refused",
        what,
        interaction.guild_id,
        database.hashed(interaction.user.id),
        json.dumps(chosen, ensure_ascii=True)[:_LONGEST],
        extra={"audit": True},
    )


def _may(interaction: discord.Interaction[Any], command: str) -> bool:
    """Tell whether somebody may change that at all; those who only try are told no."""
    if command == _ADMIN:
        return interaction.user.id in interaction.client.owner_ids
    return interaction.permissions.manage_guild


def _without_people(chosen: Any, data: dict[str, Any], database: Database) -> Any:
    """Put codes in the place of the ids of people that were chosen."""
    people = data.get("resolved", {}).get("users", {})
    match chosen:
        case dict():
            return {key: _without_people(value, data, database) for key, value in chosen.items()}
        case list():
            return [_without_people(one, data, database) for one in chosen]
        case str() if chosen in people:
            return database.hashed(int(chosen))
    return chosen
