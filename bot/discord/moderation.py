"""What moderators set for a server: who may, how it is stored, and what becomes of it when channels go."""

from __future__ import annotations

import logging

import discord

from bot.database.errors import DatabaseError
from bot.database.servers import ServerSettings
from bot.discord.base import UNREACHABLE, BaseClient, Interaction
from bot.service.errors import UserError

_log = logging.getLogger(__name__)


def moderated_guild(interaction: Interaction) -> discord.Guild:
    """Check that someone may change the settings of the server where they are.

    Returns: the server.
    Raises: UserError where they may not, or aren't in a server that the bot is in.
    """
    if not interaction.permissions.manage_guild:
        raise UserError("setup-forbidden")
    if interaction.guild is None or not interaction.is_guild_integration():
        raise UserError("setup-only-in-servers")
    return interaction.guild


async def settings_to_change(interaction: Interaction) -> ServerSettings:
    """Read the settings of the server that a moderator changes.

    Raises: UserError as ``moderated_guild`` does.
    """
    return await interaction.client.services.servers.get(moderated_guild(interaction).id)


async def save_settings(interaction: Interaction, settings: ServerSettings) -> None:
    """Store what a moderator has set; the one way in which people change settings.

    Raises: UserError as ``moderated_guild`` does; DatabaseError where they can't be stored.
    """
    await interaction.client.services.servers.put(moderated_guild(interaction).id, settings)


async def forget_deleted(client: BaseClient, guild_id: int, deleted: frozenset[int]) -> None:
    """Take channels or roles that were deleted out of a server's settings, so that they lock nobody out.

    Where that can't be stored just now, it is later: nobody else would do it.
    """
    try:
        await _forget_deleted(client, guild_id, deleted)
    except DatabaseError:
        client.services.database.later.add(lambda: _forget_deleted(client, guild_id, deleted))


async def _forget_deleted(client: BaseClient, guild_id: int, deleted: frozenset[int]) -> None:
    servers = client.services.servers
    settings = await servers.get(guild_id)
    kept = settings.without(deleted)
    if kept != settings:
        _log.info("settings of server %s named what was deleted: %s", guild_id, sorted(deleted))
        await servers.put(guild_id, kept)


async def forget_vanished(client: BaseClient, guild: discord.Guild) -> None:
    """Take out of a server's settings what was deleted while the bot was away."""
    settings = await client.services.servers.get(guild.id)
    deleted = {one for one in settings.allowed_roles if guild.get_role(one) is None}
    for channel_id in settings.named_channels:
        if guild.get_channel_or_thread(channel_id) is None and await _is_deleted(guild, channel_id):
            deleted.add(channel_id)
    await forget_deleted(client, guild.id, frozenset(deleted))


async def _is_deleted(guild: discord.Guild, channel_id: int) -> bool:
    """Ask Discord whether a channel is gone: the bot doesn't see archived threads either."""
    try:
        await guild.fetch_channel(channel_id)
    except discord.NotFound:
        return True
    except (*UNREACHABLE, discord.InvalidData):
        return False
    return False
