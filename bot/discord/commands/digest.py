"""The commands that set a digest, show one, and end it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import discord
from babel.core import get_global
from discord import app_commands

from bot.database.digests import DigestPlan, TooManyDigestsError
from bot.database.follows import new_id
from bot.discord.base import UNREACHABLE, Interaction, InteractionContext, handled, private_texts
from bot.discord.commands.autocomplete import first_days_like
from bot.discord.commands.localised import localised_options
from bot.discord.views.digest import digest_view, may_end, write_digest
from bot.discord.views.markdown import bold, joined, moment, name, one_line, strong
from bot.discord.views.origin import LONGEST_NAME
from bot.schedule import Every, Schedule, find_zone, read_time, zones_alike, zones_like
from bot.service.digest import quoted_outlets, request_since
from bot.service.errors import UserError
from bot.service.outlets import indexed_outlet, outlets_alike
from bot.service.typed_days import read_day
from bot.texts import Markdown, Texts, texts_for
from bot.texts.commands import named
from retrieval.browse import Overview

_HERE, _PRIVATE = "here", "private"
# Outlets or topics of one digest, and the characters of all together.
_MOST_NAMES, _LONGEST_NAMES = 10, 400
_MOST_CHOICES, _LONGEST_CHOICE = 25, 100
_SEPARATOR = re.compile(r"\s*[,;\n]\s*")

_Names = app_commands.Range[str, 1, _LONGEST_NAMES]
_Typed = app_commands.Range[str, 1, 60]


async def _zones(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer time zones with the time that it is there; those where the person's language is at home first."""
    found = await asyncio.to_thread(zones_like, typed, _MOST_CHOICES)
    near = [] if typed.strip() else _zones_of(str(interaction.locale))
    now = datetime.now(UTC)
    return [
        app_commands.Choice(name=f"{zone} · {now.astimezone(ZoneInfo(zone)):%H:%M}", value=zone)
        for zone in list(dict.fromkeys([*near, *found]))[:_MOST_CHOICES]
    ]


def _zones_of(locale: str) -> list[str]:
    """List the zones of the country where a locale of Discord's is at home."""
    language, _, country = locale.partition("-")
    likely = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
    zones: list[str] = list(get_global("territory_zones").get(country or likely, ()))
    return [one for zone in zones if (one := find_zone(zone))]


async def _endable(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the digests that somebody may end."""
    services = interaction.client.services
    if not services.cooldowns.may_type(interaction.user.id):
        return []
    texts = await private_texts(interaction)
    plans = await _plans_to_end(interaction)
    labels = {plan.id: _label(interaction, texts, plan) for plan in plans}
    return [
        app_commands.Choice(name=label[:_LONGEST_CHOICE], value=plan_id)
        for plan_id, label in labels.items()
        if typed.casefold() in label.casefold()
    ][:_MOST_CHOICES]


@dataclass(frozen=True)
class _Wanted:
    """What somebody typed that a digest be like."""

    every: Every
    at: str
    zone: str
    weekday: int = 0
    where: str | None = None
    outlets: str | None = None
    topics: str | None = None
    silent: bool = False


_PLACES = [
    app_commands.Choice(name=named("choice-digest-here"), value=_HERE),
    app_commands.Choice(name=named("choice-digest-private"), value=_PRIVATE),
]
_WEEKDAYS = [app_commands.Choice(name=named(f"choice-weekday-{day}"), value=day) for day in range(7)]


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class DigestGroup(app_commands.Group):
    """Groups the commands; in channels, setting and ending is for moderators."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(name=named("command-digest"), description=named("command-digest-about"))

    @app_commands.command(name=named("command-digest-daily"), description=named("command-digest-daily-about"))
    @localised_options("digest", "at", "zone", "where", "outlets", "topics", "silent")
    @app_commands.autocomplete(zone=_zones)
    @app_commands.choices(where=_PLACES)
    async def daily(  # noqa: PLR0913, PLR0917 - each is an option
        self,
        interaction: Interaction,
        at: _Typed,
        zone: _Typed,
        where: str | None = None,
        outlets: _Names | None = None,
        topics: _Names | None = None,
        silent: bool = False,
    ) -> None:
        """Set a daily digest."""
        async with handled(interaction) as context:
            wanted = _Wanted(Every.DAY, at, zone, 0, where, outlets, topics, silent)
            await _set(interaction, context, wanted)

    @app_commands.command(
        name=named("command-digest-weekly"), description=named("command-digest-weekly-about")
    )
    @localised_options("digest", "day", "at", "zone", "where", "outlets", "topics", "silent")
    @app_commands.autocomplete(zone=_zones)
    @app_commands.choices(day=_WEEKDAYS)
    @app_commands.choices(where=_PLACES)
    async def weekly(  # noqa: PLR0913, PLR0917 - each is an option
        self,
        interaction: Interaction,
        day: int,
        at: _Typed,
        zone: _Typed,
        where: str | None = None,
        outlets: _Names | None = None,
        topics: _Names | None = None,
        silent: bool = False,
    ) -> None:
        """Set a weekly digest."""
        async with handled(interaction) as context:
            wanted = _Wanted(Every.WEEK, at, zone, day, where, outlets, topics, silent)
            await _set(interaction, context, wanted)

    @app_commands.command(name=named("command-digest-show"), description=named("command-digest-show-about"))
    @localised_options("digest", "since", "outlets", "topics")
    @app_commands.autocomplete(since=first_days_like)
    async def show(
        self,
        interaction: Interaction,
        since: _Typed | None = None,
        outlets: _Names | None = None,
        topics: _Names | None = None,
    ) -> None:
        """Show a digest now, to whoever wants it alone."""
        async with handled(interaction) as context:
            context.charge_light_request()
            day = read_day("since", since, context.asker.locale) or date.today() - timedelta(days=1)
            await interaction.response.defer(thinking=True, ephemeral=True)
            await interaction.edit_original_response(content=await _shown(context, day, outlets, topics))

    @app_commands.command(name=named("command-digest-end"), description=named("command-digest-end-about"))
    @localised_options("digest", "which")
    @app_commands.autocomplete(which=_endable)
    async def end(self, interaction: Interaction, which: str | None = None) -> None:
        """End a digest."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer(thinking=True, ephemeral=True)
            plans = await _plans_to_end(interaction)
            chosen = [plan for plan in plans if which in (None, plan.id)]
            if len(chosen) != 1:
                raise UserError("digest-which" if plans else "digest-none")
            await context.services.digests.end(chosen[0].id)
            await interaction.edit_original_response(content=context.texts("digest-ended"))


async def _set(interaction: Interaction, context: InteractionContext, wanted: _Wanted) -> None:
    """Keep a digest, and say when the first one comes."""
    context.charge_light_request()
    await interaction.response.defer(thinking=True, ephemeral=True)
    schedule = await asyncio.to_thread(_schedule, wanted)
    overview = await context.services.overview.get()
    outlets = tuple(dict.fromkeys(_known_outlets(wanted.outlets, overview)))
    is_private = _is_private(interaction, wanted)
    channel_id = await _direct_channel(interaction) if is_private else interaction.channel_id or 0
    now = datetime.now(UTC)
    plan = DigestPlan(
        id=new_id(),
        server_id=None if is_private else interaction.guild_id,
        channel_id=channel_id,
        owner_hash=context.services.database.hashed(context.asker.user_id),
        language=str(interaction.locale) if is_private else str(interaction.guild_locale or ""),
        created_at=now,
        schedule=schedule,
        next_at=schedule.next_after(now),
        outlets=outlets,
        topics=_names(wanted.topics),
        is_silent=wanted.silent,
    )
    try:
        await context.services.digests.add(plan)
    except TooManyDigestsError as error:
        key = "digest-too-many-in-channel" if error.in_channel else "digest-too-many"
        raise UserError(key, most=error.most) from error
    said = _said(interaction, context.texts, plan)
    if is_private:
        await _greet(interaction, plan, said)
    await interaction.edit_original_response(content=said)


def _schedule(wanted: _Wanted) -> Schedule:
    """Read when a digest is to come.

    Raises: UserError where the time or the zone can't be read.
    """
    at = read_time(wanted.at)
    if at is None:
        raise UserError("digest-no-time", typed=one_line(wanted.at, LONGEST_NAME))
    zone = find_zone(wanted.zone)
    if zone is None:
        near = joined(", ", [bold(one) for one in zones_alike(wanted.zone)])
        typed = one_line(wanted.zone, LONGEST_NAME)
        raise UserError("digest-no-zone-near" if near else "digest-no-zone", typed=typed, near=near)
    return Schedule(wanted.every, at, zone, wanted.weekday)


def _is_private(interaction: Interaction, wanted: _Wanted) -> bool:
    """Tell whether a digest goes to a person alone: in channels it is for moderators to set one.

    Raises: UserError where somebody may not, or the bot can't write there.
    """
    is_in_server = interaction.guild is not None and interaction.is_guild_integration()
    may_set = is_in_server and interaction.permissions.manage_guild
    if wanted.where == _PRIVATE or (wanted.where is None and not may_set):
        return True
    if not may_set:
        raise UserError("digest-only-moderators")
    rights, in_thread = interaction.app_permissions, isinstance(interaction.channel, discord.Thread)
    may_write = rights.send_messages_in_threads if in_thread else rights.send_messages
    if not (may_write and rights.view_channel):
        raise UserError("digest-may-not-write")
    return False


async def _direct_channel(interaction: Interaction) -> int:
    """Find the channel of direct messages with somebody.

    Raises: UserError where there can be none.
    """
    try:
        channel = interaction.user.dm_channel or await interaction.user.create_dm()
    except UNREACHABLE as error:
        raise UserError("digest-no-direct-messages") from error
    return channel.id


async def _greet(interaction: Interaction, plan: DigestPlan, said: Markdown) -> None:
    """Say in direct messages what comes there.

    Raises: UserError where that can't be sent; then the digest isn't kept.
    """
    texts = texts_for(plan.language)
    channel = interaction.client.get_partial_messageable(plan.channel_id)
    try:
        await channel.send(said, view=digest_view(texts, plan))
    except UNREACHABLE as error:
        await interaction.client.services.digests.end(plan.id)
        raise UserError("digest-no-direct-messages") from error


def _said(interaction: Interaction, texts: Texts, plan: DigestPlan) -> Markdown:
    """Say what a digest will be like."""
    about = [*plan.outlets, *plan.topics]
    parts = [texts("digest-set", digest=Markdown(_label(interaction, texts, plan)))]
    if about:
        named_ = joined(", ", [name(one, LONGEST_NAME) for one in about])
        parts.append(texts("digest-names", names=named_))
    parts.append(texts("digest-first", moment=moment(plan.next_at, "f")))
    return joined(" ", parts)


def _label(interaction: Interaction, texts: Texts, plan: DigestPlan) -> str:
    """Name a digest: how often, when, where."""
    schedule = plan.schedule
    when = {"time": schedule.at.isoformat("minutes"), "zone": schedule.zone}
    if schedule.every is Every.DAY:
        often = texts.plain("digest-line-daily", **when)
    else:
        day = texts.plain(f"choice-weekday-{schedule.weekday}")
        often = texts.plain("digest-line-weekly", day=day, **when)
    if plan.server_id is None:
        return f"{often} · {texts.plain('choice-digest-private')}"
    if plan.channel_id == interaction.channel_id:
        return f"{often} · {texts.plain('choice-digest-here')}"
    channel = interaction.guild.get_channel_or_thread(plan.channel_id) if interaction.guild else None
    return f"{often} · #{channel.name}" if channel else often


async def _plans_to_end(interaction: Interaction) -> list[DigestPlan]:
    """List the digests that somebody may end: their private ones and, for moderators, the server's."""
    services = interaction.client.services
    plans = await services.digests.of_owner(services.database.hashed(interaction.user.id))
    if interaction.guild_id is not None:
        plans += await services.digests.in_server(interaction.guild_id)
    return [plan for plan in {one.id: one for one in plans}.values() if may_end(interaction, plan)]


async def _shown(
    context: InteractionContext, since: date, outlets: str | None, topics: str | None
) -> Markdown:
    """Write a digest of what was published since a day."""
    texts, services = context.texts, context.services
    overview = await services.overview.get()
    settings = await services.settings_of(context.asker)
    chosen = quoted_outlets(_known_outlets(outlets, overview), settings)
    request = request_since(since, chosen, _names(topics))
    digest = await services.look_up(lambda index: index.digest(request))
    written = write_digest(texts, digest, [strong(texts("digest-head-show", day=since))], since)
    if not digest.is_empty or digest.newest is None:
        return written.content
    return joined(" ", [written.content, texts("digest-newest", day=digest.newest)])


def _known_outlets(typed: str | None, overview: Overview) -> tuple[str, ...]:
    """Find outlets as they are indexed; one may have a comma in its name.

    Raises: UserError where there is none of a name.
    """
    whole = typed and indexed_outlet(typed, overview)
    if whole:
        return (whole,)
    found = []
    for one in _names(typed):
        if not (known := indexed_outlet(one, overview)):
            shown = one_line(one, LONGEST_NAME)
            near = joined(", ", [bold(other) for other in outlets_alike(one, overview)])
            if near:
                raise UserError("outlet-misspelled", outlet=shown, near=near)
            raise UserError("outlet-not-indexed", outlet=shown)
        found.append(known)
    return tuple(found)


def _names(typed: str | None) -> tuple[str, ...]:
    """Take a list apart.

    Raises: UserError where it has too many parts.
    """
    names = tuple(dict.fromkeys(filter(None, map(str.strip, _SEPARATOR.split(typed or "")))))
    if len(names) > _MOST_NAMES:
        raise UserError("digest-too-many-names", most=_MOST_NAMES)
    return names
