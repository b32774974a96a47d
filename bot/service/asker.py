"""Who asks, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord


@dataclass(frozen=True)
class Place:
    """Who asks, and where.

    channel: its id; parent: of the channel that a thread belongs to, else the same.
    server: None in direct messages. roles: of the person there.
    locale: the person's, empty where not known. server_locale: the server's.
    """

    user: int
    channel: int
    parent: int
    server: int | None
    roles: frozenset[int] = frozenset()
    locale: str = ""
    server_locale: str = ""


def place_of(interaction: discord.Interaction[Any]) -> Place:
    """Who uses a command, button or form, and where."""
    channel = interaction.channel_id or 0
    return Place(
        user=interaction.user.id,
        channel=channel,
        parent=_parent(interaction.channel) or channel,
        server=interaction.guild_id,
        roles=_roles(interaction.user),
        locale=str(interaction.locale),
        server_locale=str(interaction.guild_locale or ""),
    )


def place_of_message(message: discord.Message) -> Place:
    """Who wrote a message, and where; what language they read isn't known."""
    return Place(
        user=message.author.id,
        channel=message.channel.id,
        parent=_parent(message.channel) or message.channel.id,
        server=message.guild.id if message.guild else None,
        roles=_roles(message.author),
        server_locale=str(message.guild.preferred_locale) if message.guild else "",
    )


def _parent(channel: object) -> int | None:
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def _roles(user: discord.User | discord.Member) -> frozenset[int]:
    """The ids of someone's roles; the one that everyone has is the server's own id."""
    return frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()
