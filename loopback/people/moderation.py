"""People run servers: they invite the bot, make channels and roles, and give permissions."""

from __future__ import annotations

from loopback.gateway.gateway import Gateway
from loopback.model.constants import GUILD_MEMBERS, GUILDS, TEXT_CHANNEL
from loopback.model.guilds import Channel, Guild, Member, Overwrite, Role
from loopback.model.permissions import NOTHING, WRITING, Permission
from loopback.model.users import User
from loopback.world import World


class Moderation:
    """Moderates servers; where none is named, the first one is meant."""

    world: World
    gateway: Gateway

    def new_server(
        self,
        name: str,
        owner: User | None = None,
        *,
        locale: str = "en-US",
        channel: str = "general",
        with_bot: bool = True,
    ) -> Guild:
        """Make a server with one text channel, as it is before the bot connects or joins.

        owner: somebody new by default. channel: what the text channel is called.
        with_bot: is the bot in it when it next logs in?
        """
        owner = owner or self.world.user(f"founder of {name}")
        return self.world.new_guild(name, owner, locale=locale, channel=channel, has_bot=with_bot)

    def join_server(self, name: str, owner: User | None = None, *, locale: str = "en-US") -> Guild:
        """Make a server that invites the bot."""
        return self.add_bot(self.new_server(name, owner, locale=locale, with_bot=False))

    def add_bot(self, guild: Guild) -> Guild:
        """Invite the bot to a server, for the first time or again."""
        guild.has_bot = True
        guild.member(self.world.bot)
        joined = {key: value for key, value in guild.payload().items() if key != "unavailable"}
        self.gateway.tell("GUILD_CREATE", joined, guild, GUILDS)
        return guild

    def remove_bot(self, guild: Guild | None = None) -> None:
        """Throw the bot out of a server."""
        self.gateway.lose_bot(guild or self.world.guild)

    def make_unavailable(self, guild: Guild | None = None) -> None:
        """Let Discord have an outage that concerns a server."""
        guild = guild or self.world.guild
        guild.is_available = False
        self.gateway.tell("GUILD_DELETE", {"id": guild.id, "unavailable": True}, guild, GUILDS)

    def make_available(self, guild: Guild | None = None) -> None:
        """End the outage of a server."""
        guild = guild or self.world.guild
        guild.is_available = True
        self.gateway.tell("GUILD_CREATE", guild.payload(), guild, GUILDS)

    def channel(
        self,
        name: str,
        guild: Guild | None = None,
        *,
        kind: int = TEXT_CHANNEL,
        closed: bool = False,
        category: Channel | None = None,
    ) -> Channel:
        """Make a text channel, or one of another kind such as FORUM.

        closed: may the bot not write there? category: the one that it is in.
        """
        channel = self.world.new_channel(guild or self.world.guild, name, kind)
        channel.category = category.id if category else None
        if closed:
            channel.overwrites[self.world.bot.id] = Overwrite(deny=WRITING)
        self.gateway.tell("CHANNEL_CREATE", channel.payload(), channel.guild, GUILDS)
        return channel

    def delete_channel(self, channel: Channel) -> None:
        """Take a channel or thread away, with all that is in it."""
        guild = channel.guild
        assert guild is not None, "direct messages can't be deleted"
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        gone = [key for key, one in guild.channels.items() if channel.id in (key, one.parent)]
        for key in gone:
            del guild.channels[key]
        for channel_inside in [one for one in guild.channels.values() if one.category == channel.id]:
            channel_inside.category = None
        for message in [one for one in self.world.messages.values() if one.channel.id in gone]:
            del self.world.messages[message.id]
        self.gateway.tell(event, channel.payload(), guild, GUILDS)

    def role(
        self, name: str, may: Permission = NOTHING, guild: Guild | None = None, *, to: User | None = None
    ) -> Role:
        """Make a role.

        may: what it allows. to: who gets it at once.
        """
        guild = guild or self.world.guild
        role = Role(self.world.ids.next(), name, may)
        guild.roles[role.id] = role
        told = {"guild_id": guild.id, "role": role.payload()}
        self.gateway.tell("GUILD_ROLE_CREATE", told, guild, GUILDS)
        if to is not None:
            self.give(to, role)
        return role

    def change_role(self, role: Role, may: Permission) -> None:
        """Let a role allow something else."""
        role.permissions = may
        guild = self._home(role)
        told = {"guild_id": guild.id, "role": role.payload()}
        self.gateway.tell("GUILD_ROLE_UPDATE", told, guild, GUILDS)

    def delete_role(self, role: Role) -> None:
        """Take a role away, from all who have it too."""
        guild = self._home(role)
        del guild.roles[role.id]
        for member in guild.members.values():
            member.roles = [one for one in member.roles if one is not role]
        self.gateway.tell("GUILD_ROLE_DELETE", {"guild_id": guild.id, "role_id": role.id}, guild, GUILDS)

    def give(self, user: User, role: Role) -> None:
        """Give someone a role."""
        guild = self._home(role)
        guild.member(user).roles.append(role)
        self._tell_of_member(guild, guild.member(user))

    def take(self, user: User, role: Role) -> None:
        """Take a role from someone."""
        guild = self._home(role)
        guild.member(user).roles.remove(role)
        self._tell_of_member(guild, guild.member(user))

    def allow(self, channel: Channel, right: Permission, who: Role | User | None = None) -> None:
        """Allow something in a channel.

        who: to whom; to everyone by default.
        """
        overwrite = self._overwrite(channel, who)
        overwrite.allow, overwrite.deny = overwrite.allow | right, overwrite.deny & ~right
        self.gateway.tell("CHANNEL_UPDATE", channel.payload(), channel.guild, GUILDS)

    def deny(self, channel: Channel, right: Permission, who: Role | User | None = None) -> None:
        """Forbid something in a channel.

        who: to whom; to everyone by default.
        """
        overwrite = self._overwrite(channel, who)
        overwrite.allow, overwrite.deny = overwrite.allow & ~right, overwrite.deny | right
        self.gateway.tell("CHANNEL_UPDATE", channel.payload(), channel.guild, GUILDS)

    def _overwrite(self, channel: Channel, who: Role | User | None) -> Overwrite:
        assert channel.guild is not None, "direct messages have no rights to give"
        key = channel.guild.id if who is None else who.id
        return channel.overwrites.setdefault(key, Overwrite())

    def _home(self, role: Role) -> Guild:
        return next(guild for guild in self.world.guilds.values() if role.id in guild.roles)

    def _tell_of_member(self, guild: Guild, member: Member) -> None:
        # The bot always hears of itself.
        intents = GUILDS if member.user is self.world.bot else GUILD_MEMBERS
        told = {"guild_id": guild.id, **member.payload()}
        self.gateway.tell("GUILD_MEMBER_UPDATE", told, guild, intents)
