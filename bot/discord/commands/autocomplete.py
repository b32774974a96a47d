"""What Discord offers while someone types an option."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from discord import app_commands

from bot.discord.base import Interaction, private_texts
from bot.discord.views.markdown import visible
from bot.discord.views.origin import LONGEST_NAME
from bot.service.coverage import Coverage, coverage
from bot.service.outlets import outlets_alike
from bot.service.queue import BusyError
from bot.service.typed_days import LONGEST, read_days
from bot.texts import Texts

_log = logging.getLogger(__name__)

T = TypeVar("T")

# What Discord shows at most while someone types, and the characters that a choice may have.
_MOST_CHOICES = 25
_LONGEST_CHOICE = 100


async def examples_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer questions that have an answer, as long as nothing is typed, once they are known."""
    services = interaction.client.services
    found = [] if typed.strip() else services.examples.known() or []
    return [app_commands.Choice(name=one, value=one) for one in found if len(one) <= _LONGEST_CHOICE]


async def outlets_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the indexed outlets that match what is typed so far, those with most articles first."""
    overview = await _found(interaction, interaction.client.services.overview.get)
    if overview is None:
        return []
    names = [one.outlet for one in overview.outlets if one.outlet and len(one.outlet) <= LONGEST_NAME]
    fitting = [name for name in names if typed.casefold() in name.casefold()]
    shown = fitting or [name for name in outlets_alike(typed, overview) if name in names]
    return [app_commands.Choice(name=name, value=name) for name in shown[:_MOST_CHOICES]]


async def titles_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the newest articles whose titles match what is typed so far; a choice stands for an id."""
    services = interaction.client.services
    found = await _found(
        interaction, lambda: services.look_up(lambda index: index.headlines(typed, _MOST_CHOICES))
    )
    return [app_commands.Choice(name=_choice(one.title, one.outlet), value=one.id) for one in found or []]


async def first_days_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer days from which on articles may count: what is typed as it is understood, and usual ones."""
    return await _days_like(interaction, typed, is_first=True)


async def last_days_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer days up to which articles may count: what is typed as it is understood, and usual ones."""
    return await _days_like(interaction, typed, is_first=False)


async def _days_like(
    interaction: Interaction, typed: str, *, is_first: bool
) -> list[app_commands.Choice[str]]:
    """Offer days; a choice names the time and the day that counts of it, and stands for that day."""
    overview = await _found(interaction, interaction.client.services.overview.get)
    texts, today = await private_texts(interaction), date.today()
    typed = " ".join(visible(typed).split())
    offered = [] if overview is None else list(_usual_days(texts, today, coverage(overview)))
    # What lasts until today is no other last day than today.
    offered = [(name, days) for name, days in offered if is_first or days[0] == days[1]]
    offered = [one for one in offered if typed.casefold() in one[0].casefold()]
    if understood := read_days(typed, str(interaction.locale), today):
        offered = [(typed[:LONGEST], understood), *offered]
    days = {name: days[0] if is_first else days[1] for name, days in reversed(offered)}
    return [
        app_commands.Choice(name=_day_choice(texts, name, day), value=day.isoformat())
        for name, day in reversed(days.items())
    ]


def _day_choice(texts: Texts, name: str, day: date) -> str:
    """Name a time and the day that counts of it; a day that was typed as it is written anyhow, once."""
    written = texts.day(day)
    return name if name == written else texts.plain("day-choice", name=name, day=written)[:_LONGEST_CHOICE]


def _usual_days(
    texts: Texts, today: date, covered: Coverage | None
) -> Iterable[tuple[str, tuple[date, date]]]:
    """Name times that people often want, each with its first and last day."""
    yield texts("day-today"), (today, today)
    yield texts("day-yesterday"), (today - timedelta(1), today - timedelta(1))
    yield texts("day-last-seven"), (today - timedelta(7), today)
    yield texts("day-this-month"), (today.replace(day=1), today)
    yield texts("day-this-year"), (today.replace(month=1, day=1), today)
    if covered is not None:
        yield texts("day-oldest"), (covered.first, covered.first)
        yield texts("day-newest"), (covered.last, covered.last)


async def _found(interaction: Interaction, look_up: Callable[[], Awaitable[T]]) -> T | None:
    """Ask the index for choices; None where they can't be had just now, whatever the reason."""
    services = interaction.client.services
    if not services.cooldowns.may_type(interaction.user.id):
        return None
    try:
        return await look_up()
    except BusyError:
        return None
    except Exception:  # nobody can be told: the list stays empty
        _log.exception("no choices for %s", interaction.command and interaction.command.qualified_name)
        return None


def _choice(title: str, outlet: str | None) -> str:
    """Shorten a title, with its outlet, to what a choice may have."""
    whole = f"{title} · {outlet}" if outlet else title
    return whole if len(whole) <= _LONGEST_CHOICE else f"{whole[: _LONGEST_CHOICE - 1]}…"
