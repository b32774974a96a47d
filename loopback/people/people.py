"""All that people do in Discord, and what they get to see."""

from __future__ import annotations

from loopback.gateway.gateway import Gateway
from loopback.model.guilds import Channel
from loopback.model.users import User
from loopback.people.commands import Commands
from loopback.people.components import Components
from loopback.people.moderation import Moderation
from loopback.people.reply import PATIENCE_SECONDS
from loopback.people.rest import at_rest
from loopback.people.writing import Writing
from loopback.world import World


class People(Commands, Components, Writing, Moderation):
    """The people of the loopback Discord."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Let people in.

        world: where they are.
        gateway: how the bot hears of them.
        """
        self.world, self.gateway = world, gateway

    def person(self, name: str, *, bot: bool = False, locale: str = "en-US", moderator: bool = False) -> User:
        """Make somebody new; a moderator has the right Manage Server in the first server."""
        user = self.world.user(name, bot=bot, locale=locale)
        member = self.world.guild.member(user)
        if moderator:
            member.roles.append(self.world.guild.moderators)
        return user

    def install(self, user: User) -> None:
        """Let a person install the application for themselves, to use it everywhere."""
        self.world.installed_by.add(user.id)

    def group(self, owner: User) -> Channel:
        """Make a channel of direct messages between several people; the bot isn't in it."""
        return self.world.new_group(owner)

    async def at_rest(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the bot, one of discord.py in this process, is done with all that it was told.

        Raises: AssertionError where it still works after so long.
        """
        await at_rest(self.gateway, seconds)
