"""What Discord offers while someone types an option."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from discord import app_commands

from bot.discord.base import Interaction
from bot.discord.views.render import LONGEST_NAME
from bot.service.queue import BusyError
from retrieval.live import Live

_log = logging.getLogger(__name__)

T = TypeVar("T")

# What Discord shows at most while someone types, and the characters that a choice may have.
_MOST_CHOICES = 25
_LONGEST_CHOICE = 100


async def outlets_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the indexed outlets that match what is typed so far, those with most articles first."""
    overview = await _look_up(interaction, lambda index: index.overview())
    names = [one.outlet for one in overview.outlets if one.outlet] if overview else []
    fitting = [name for name in names if len(name) <= LONGEST_NAME and typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=name, value=name) for name in fitting[:_MOST_CHOICES]]


async def titles_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the newest articles whose titles match what is typed so far; a choice stands for an id."""
    found = await _look_up(interaction, lambda index: index.headlines(typed, _MOST_CHOICES)) or []
    return [app_commands.Choice(name=_choice(one.title, one.outlet), value=one.id) for one in found]


async def _look_up(interaction: Interaction, call: Callable[[Live], T]) -> T | None:
    """Ask the index for choices; None where they can't be had just now, whatever the reason."""
    services = interaction.client.services
    if not services.cooldowns.may_type(interaction.user.id):
        return None
    try:
        return await services.look_up(call)
    except BusyError:
        return None
    except Exception:  # nobody can be told: the list stays empty
        _log.exception("no choices for %s", interaction.command and interaction.command.qualified_name)
        return None


def _choice(title: str, outlet: str | None) -> str:
    """Shorten a title, with its outlet, to what a choice may have."""
    whole = f"{title} · {outlet}" if outlet else title
    return whole if len(whole) <= _LONGEST_CHOICE else f"{whole[: _LONGEST_CHOICE - 1]}…"
