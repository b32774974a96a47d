"""Commands to be told of what is new: follow something, see what is followed, set how much is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
from discord import app_commands

from bot.database.follows import Follow, FollowedKind, TooManyError, new_id
from bot.discord.base import Interaction, InteractionContext, handled, is_elsewhere
from bot.discord.commands.autocomplete import outlets_like
from bot.discord.commands.everywhere import everywhere
from bot.discord.commands.localised import localised_options
from bot.discord.outbox import may_write
from bot.discord.views.clipping import followed_name, moderates
from bot.discord.views.followed import begun_view, rule_text, show_followed
from bot.discord.views.markdown import bold, channel_mention, joined, one_line, visible
from bot.discord.views.origin import LONGEST_NAME
from bot.monitoring.metrics import EntryPoint
from bot.schedule import find_zone, read_time, zones_like
from bot.service.errors import UserError
from bot.service.outlets import indexed_outlet, outlets_alike
from bot.texts import Markdown, texts_for
from bot.texts.commands import named
from retrieval.browse import Overview
from retrieval.matching.topic import says_something

_LONGEST_TOPIC, _LONGEST_QUESTION = 100, 300
_MOST_A_DAY = 100
_MOST_CHOICES = 25
_HERE, _PRIVATE = "here", "private"
_LONGEST_TYPED = 60
_BEGUN = {
    FollowedKind.TOPIC: "follow-begun-topic",
    FollowedKind.QUESTION: "follow-begun-question",
    FollowedKind.OUTLET: "follow-begun-outlet",
}


@everywhere
@app_commands.command(name=named("command-follow"), description=named("command-follow-about"))
@localised_options("follow", "topic", "question", "outlet", "where", "mention")
@app_commands.autocomplete(outlet=outlets_like)
@app_commands.choices(
    where=[app_commands.Choice(name=named(f"choice-follow-{one}"), value=one) for one in (_HERE, _PRIVATE)]
)
async def follow(
    interaction: Interaction,
    topic: app_commands.Range[str, 1, _LONGEST_TOPIC] | None = None,
    question: app_commands.Range[str, 1, _LONGEST_QUESTION] | None = None,
    outlet: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
    where: str | None = None,
    mention: discord.Role | None = None,
) -> None:
    """Begin to follow something."""
    async with handled(interaction) as context:
        context.charge_light_request()
        await interaction.client.questions.check_admission(context.asker, EntryPoint.SLASH)
        kind, text = _what(topic, question, outlet)
        is_here = _is_here(interaction, where)
        if mention is not None:
            _check_mention(interaction, mention, is_here=is_here)
        in_direct = interaction.guild_id is None and not is_elsewhere(interaction)
        await interaction.response.defer(thinking=True, ephemeral=not (is_here or in_direct))
        if kind is FollowedKind.OUTLET:
            text = _known_outlet(text, await context.services.overview.get())
        begun = await _begin(interaction, context, kind, text, is_here=is_here, role=mention)
        if is_here or in_direct:
            content, view = _begun(interaction, begun)
            await interaction.edit_original_response(content=content, view=view)
            return
        await _tell_directly(interaction, context, begun)


@everywhere
@app_commands.command(name=named("command-following"), description=named("command-following-about"))
async def following(interaction: Interaction) -> None:
    """List what is followed."""
    async with handled(interaction) as context:
        context.charge_light_request()
        await interaction.response.defer(thinking=True, ephemeral=True)
        await show_followed(interaction, context, 0)


async def zones_typed(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer time zones that match what is typed so far."""
    if not interaction.client.services.cooldowns.may_type(interaction.user.id):
        return []
    found = zones_like(typed[:_LONGEST_TYPED], _MOST_CHOICES)
    return [app_commands.Choice(name=one, value=one) for one in found]


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.command(name=named("command-follow-rules"), description=named("command-follow-rules-about"))
@localised_options("follow-rules", "most", "quiet_from", "quiet_until", "zone")
@app_commands.autocomplete(zone=zones_typed)
async def follow_rules(
    interaction: Interaction,
    most: app_commands.Range[int, 0, _MOST_A_DAY] | None = None,
    quiet_from: app_commands.Range[str, 1, _LONGEST_TYPED] | None = None,
    quiet_until: app_commands.Range[str, 1, _LONGEST_TYPED] | None = None,
    zone: app_commands.Range[str, 1, _LONGEST_TYPED] | None = None,
) -> None:
    """Set how much a channel is told, and when."""
    async with handled(interaction) as context:
        context.charge_light_request()
        if interaction.guild_id is not None and not moderates(interaction):
            raise UserError("follow-moderators-only")
        await interaction.response.defer(thinking=True, ephemeral=True)
        wanted: dict[str, Any] = {"server_id": context.asker.guild_id}
        if most is not None:
            wanted["most_a_day"] = most or None
        if quiet_from is not None or quiet_until is not None:
            wanted["quiet_from"], wanted["quiet_until"] = _hours(quiet_from, quiet_until)
        if zone is not None:
            wanted["zone"] = _known_zone(zone)
        changed = await context.services.follows.change_rule(
            context.asker.channel_id, lambda rule: replace(rule, **wanted)
        )
        await interaction.edit_original_response(content=rule_text(context.texts, changed))


def _what(topic: str | None, question: str | None, outlet: str | None) -> tuple[FollowedKind, str]:
    """Choose what is to be followed. Raises: UserError unless it is exactly one thing."""
    given = {FollowedKind.TOPIC: topic, FollowedKind.QUESTION: question, FollowedKind.OUTLET: outlet}
    chosen = [(kind, " ".join(visible(text).split())) for kind, text in given.items() if text is not None]
    if len(chosen) != 1:
        raise UserError("follow-which")
    kind, text = chosen[0]
    if not (any(map(str.isalnum, text)) if kind is FollowedKind.OUTLET else says_something(text)):
        raise UserError("follow-nothing")
    return kind, text


def _is_here(interaction: Interaction, where: str | None) -> bool:
    """Tell whether something is to be told in the channel. Raises: UserError where that isn't allowed."""
    may_choose = moderates(interaction) and not is_elsewhere(interaction)
    if where == _HERE and not may_choose:
        raise UserError("follow-moderators-only")
    return may_choose and where != _PRIVATE


def _check_mention(interaction: Interaction, role: discord.Role, *, is_here: bool) -> None:
    """Check that someone may have a role mentioned. Raises: UserError where they may not."""
    if not is_here:
        raise UserError("follow-mention-here-only")
    rights = interaction.permissions
    may_mention = role.mentionable or rights.mention_everyone or rights.manage_roles
    if role.is_default() or not may_mention:
        raise UserError("follow-mention-forbidden")


def _known_outlet(typed: str, overview: Overview) -> str:
    """Find an outlet as it is indexed. Raises: UserError where there is none of that name."""
    if found := indexed_outlet(typed, overview):
        return found
    shown = one_line(typed, LONGEST_NAME)
    near = joined(", ", [bold(one) for one in outlets_alike(typed, overview)])
    if near:
        raise UserError("outlet-misspelled", outlet=shown, near=near)
    raise UserError("outlet-not-indexed", outlet=shown)


def _known_zone(typed: str) -> str:
    found = find_zone(typed)
    if found is None:
        raise UserError("follow-zone-unknown", zone=one_line(typed, _LONGEST_TYPED))
    return found


def _hours(quiet_from: str | None, quiet_until: str | None) -> tuple[str | None, str | None]:
    """Read quiet hours; the same time twice means none. Raises: UserError where they can't be read."""
    if quiet_from is None or quiet_until is None:
        raise UserError("follow-quiet-both")
    begins, ends = read_time(quiet_from), read_time(quiet_until)
    if begins is None or ends is None:
        raise UserError("follow-time-unreadable")
    return (None, None) if begins == ends else (f"{begins:%H:%M}", f"{ends:%H:%M}")


async def _begin(
    interaction: Interaction,
    context: InteractionContext,
    kind: FollowedKind,
    text: str,
    *,
    is_here: bool,
    role: discord.Role | None,
) -> Follow:
    """Store what is followed from now on.

    Raises: UserError where it is followed already, there is too much, or the bot may not write there.
    """
    services, asker, client = context.services, context.asker, interaction.client
    if is_here and not may_write(client, asker.channel_id):
        where, check = channel_mention(asker.channel_id), client.command_mentions.mention("setup check")
        raise UserError("may-not-write", channel=where, check=check)
    texts = await services.texts_for(asker, private=not is_here)
    channel_id = asker.channel_id if is_here else await _direct_channel(interaction)
    wanted = Follow(
        id=new_id(),
        kind=kind,
        text=text,
        server_id=asker.guild_id if is_here else None,
        channel_id=channel_id,
        owner_hash=services.database.hashed(asker.user_id),
        language=texts.language,
        created_at=datetime.now(UTC),
        role_id=role.id if role else None,
    )
    try:
        stored = await services.follows.add(wanted)
    except TooManyError as error:
        key = "follow-too-many-here" if error.in_channel else "follow-too-many"
        mention = client.command_mentions.mention("following")
        raise UserError(key, most=error.most, following=mention) from error
    if stored.id != wanted.id:
        raise UserError("follow-already", what=followed_name(context.texts, stored))
    return stored


async def _direct_channel(interaction: Interaction) -> int:
    """Open the channel of direct messages with someone. Raises: UserError where Discord doesn't let us."""
    try:
        return (await interaction.user.create_dm()).id
    except discord.Forbidden as error:
        raise UserError("follow-no-direct") from error


def _begun(interaction: Interaction, begun: Follow) -> tuple[Markdown, discord.ui.View]:
    """Say what will happen from now on, and how to stop it."""
    texts = texts_for(begun.language)
    following_ = interaction.client.command_mentions.mention("following")
    said = texts(_BEGUN[begun.kind], what=followed_name(texts, begun))
    content = joined("\n", [said, texts("follow-how-to-stop", following=following_)])
    return content, begun_view(texts, begun)


async def _tell_directly(interaction: Interaction, context: InteractionContext, begun: Follow) -> None:
    """Begin in direct messages; where Discord doesn't let us write there, nothing is followed."""
    content, view = _begun(interaction, begun)
    channel = interaction.client.get_partial_messageable(begun.channel_id)
    try:
        await channel.send(content, view=view)
    except BaseException as error:
        await context.services.follows.end(begun.id)
        if isinstance(error, discord.Forbidden):
            raise UserError("follow-no-direct") from error
        raise
    await interaction.edit_original_response(content=context.texts("follow-begun-direct"))
