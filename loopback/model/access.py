"""Who may do what where: roles, then what a channel allows and denies."""

from __future__ import annotations

from loopback.model.guilds import Channel, Overwrite
from loopback.model.permissions import ALL, NOTHING, ORDINARY, Permission
from loopback.model.users import User


def permissions_in(user: User, channel: Channel) -> Permission:
    """Work out what a person or bot may do in a channel.

    user: who; in direct messages everyone may do what is ordinary.
    """
    guild = channel.guild
    if guild is None:
        return ORDINARY
    roles = [guild.everyone, *guild.member(user).roles]
    base = NOTHING
    for role in roles:
        base |= role.permissions
    if user.id == guild.owner.id or Permission.ADMINISTRATOR in base:
        return ALL
    overwrites = channel.governing.overwrites
    nothing = Overwrite()
    own_roles = [overwrites.get(role.id, nothing) for role in roles[1:]]
    # Discord's order: everyone, then all roles at once, then the person.
    base = _applied(base, [overwrites.get(guild.id, nothing)])
    base = _applied(base, own_roles)
    base = _applied(base, [overwrites.get(user.id, nothing)])
    return base if Permission.VIEW_CHANNEL in base else NOTHING


def may_write(user: User, channel: Channel) -> bool:
    """Tell whether someone may write in a channel."""
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    if channel.is_locked:
        needed |= Permission.MANAGE_THREADS
    return needed in permissions_in(user, channel)


def _applied(base: Permission, overwrites: list[Overwrite]) -> Permission:
    for overwrite in overwrites:
        base &= ~overwrite.deny
    for overwrite in overwrites:
        base |= overwrite.allow
    return base
