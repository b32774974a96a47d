"""What moderators set for a server: who may, how it is stored, and what becomes of it when channels go."""

from __future__ import annotations

import logging
from collections.abc import Callable

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


async def moderated_settings(interaction: Interaction) -> ServerSettings:
    """Read the settings of the server where a moderator is.

    Raises: UserError as ``moderated_guild`` does.
    """
    return await interaction.client.services.servers.get(moderated_guild(interaction).id)


async def change_settings(
    interaction: Interaction, change: Callable[[ServerSettings], ServerSettings]
) -> ServerSettings:
    """Store what a moderator sets; the one way in which people change settings.

    change: makes the new settings of those that hold by then, as another moderator may have left them.
    Returns: the new ones.
    Raises: UserError as ``moderated_guild`` does; DatabaseError where they can't be stored.
    """
    return await interaction.client.services.servers.change(moderated_guild(interaction).id, change)


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
    named = deleted & (await servers.get(guild_id)).named
    if named:
        _log.info("settings of server %s named what was deleted: %s", guild_id, sorted(named))
        await servers.change(guild_id, lambda settings: settings.without(named))


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
