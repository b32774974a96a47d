"""What the maintainer does about servers and people from Discord: list them, leave, block."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.database.block_list import Blocked, BlockedKind
from bot.discord.base import Interaction, InteractionContext, handled
from bot.discord.commands.localised import localised_options
from bot.discord.commands.owners_group import OwnersGroup
from bot.discord.views.confirm import Confirmed, confirm_view, does
from bot.discord.views.lists import fitting
from bot.discord.views.markdown import item, joined, one_line, strong
from bot.discord.views.origin import LONGEST_MESSAGE
from bot.discord.views.render import layout, size
from bot.service.errors import UserError
from bot.texts import Markdown
from bot.texts.commands import named

_LONGEST_NAME = 60
_LONGEST_ID = 20
# Discord's ids are as long as what SQLite can count.
_LARGEST_ID = 2**63 - 1


class AdminServers(OwnersGroup):
    """Groups the commands on servers and people."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(
            name=named("command-admin-servers"), description=named("command-admin-servers-about")
        )

    @app_commands.command(
        name=named("command-admin-servers-list"), description=named("command-admin-servers-list-about")
    )
    async def list_(self, interaction: Interaction) -> None:
        """List the servers that have the bot, those that ask most first; and who is blocked."""
        async with handled(interaction) as context:
            await interaction.response.defer(thinking=True, ephemeral=True)
            texts, services, guilds = context.texts, context.services, interaction.client.guilds
            asked = await services.answers.count_by_server()
            busiest = sorted(guilds, key=lambda guild: (-asked.get(guild.id, 0), guild.name))
            lines = [
                texts(
                    "admin-server",
                    name=one_line(guild.name, _LONGEST_NAME),
                    id=Markdown(str(guild.id)),
                    members=guild.member_count or 0,
                    questions=asked.get(guild.id, 0),
                )
                for guild in busiest
            ]
            blocked = [item(_name(one)) for one in services.block_list.all()]
            heads = [
                strong(texts("admin-servers-head", count=len(guilds))),
                strong(texts("admin-blocked-head")),
            ]
            room = (LONGEST_MESSAGE - size(heads)) // 2
            blocks = [
                heads[0],
                joined("\n", fitting(texts, [*map(item, lines)], room)) or Markdown("—"),
                heads[1],
                joined("\n", fitting(texts, blocked, room)) or texts("admin-nobody-blocked"),
            ]
            await interaction.edit_original_response(view=layout(blocks))

    @app_commands.command(
        name=named("command-admin-servers-leave"), description=named("command-admin-servers-leave-about")
    )
    @localised_options("admin-servers", "server")
    async def leave(self, interaction: Interaction, server: app_commands.Range[str, 1, _LONGEST_ID]) -> None:
        """Ask whether to leave a server."""
        async with handled(interaction) as context:
            guild = _guild(interaction, server)
            text = context.texts("admin-leave", name=one_line(guild.name, _LONGEST_NAME))
            view = confirm_view(Confirmed.LEAVE, str(guild.id), context.texts)
            await interaction.response.send_message(text, view=view, ephemeral=True)

    @app_commands.command(
        name=named("command-admin-servers-block"), description=named("command-admin-servers-block-about")
    )
    @localised_options("admin-servers", "person", "server")
    async def block(
        self,
        interaction: Interaction,
        person: discord.User | None = None,
        server: app_commands.Range[str, 1, _LONGEST_ID] | None = None,
    ) -> None:
        """Answer a person, or anybody in a server, no more."""
        async with handled(interaction) as context:
            blocked = _named(interaction, person, server)
            if blocked.kind is BlockedKind.USER and blocked.id in interaction.client.owner_ids:
                raise UserError("admin-not-owners")
            await interaction.response.defer(thinking=True, ephemeral=True)
            await context.services.block_list.block(blocked)
            await _say(interaction, context, "admin-blocked", blocked)

    @app_commands.command(
        name=named("command-admin-servers-unblock"), description=named("command-admin-servers-unblock-about")
    )
    @localised_options("admin-servers", "person", "server")
    async def unblock(
        self,
        interaction: Interaction,
        person: discord.User | None = None,
        server: app_commands.Range[str, 1, _LONGEST_ID] | None = None,
    ) -> None:
        """Answer a person or server again."""
        async with handled(interaction) as context:
            blocked = _named(interaction, person, server)
            await interaction.response.defer(thinking=True, ephemeral=True)
            was_blocked = await context.services.block_list.unblock(blocked)
            await _say(
                interaction, context, "admin-unblocked" if was_blocked else "admin-not-blocked", blocked
            )


async def _say(interaction: Interaction, context: InteractionContext, key: str, blocked: Blocked) -> None:
    text = context.texts(key, who=_name(blocked))
    await interaction.edit_original_response(content=text)


def _name(blocked: Blocked) -> Markdown:
    return Markdown(f"{blocked.kind} {blocked.id}")


def _named(interaction: Interaction, person: discord.User | None, server: str | None) -> Blocked:
    """Tell whom the options name. Raises: UserError where that isn't one person or server."""
    if (person is None) == (server is None):
        raise UserError("admin-one-of-both")
    if person is not None:
        return Blocked(BlockedKind.USER, person.id)
    assert server is not None
    server_id = _server_id(server)
    if server_id == interaction.guild_id:
        raise UserError("admin-not-owners")
    return Blocked(BlockedKind.SERVER, server_id)


def _server_id(typed: str) -> int:
    """Read the id of a server. Raises: UserError where Discord gives none such."""
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed) <= _LARGEST_ID):
        raise UserError("admin-no-server")
    return int(typed)


def _guild(interaction: Interaction, server: str) -> discord.Guild:
    """Find a server by its id. Raises: UserError where the bot isn't in it."""
    guild = interaction.client.get_guild(_server_id(server))
    if guild is None:
        raise UserError("admin-no-server")
    return guild


@does(Confirmed.LEAVE)
async def _leave(interaction: Interaction, context: InteractionContext, server: str) -> None:
    """Leave a server."""
    guild = _guild(interaction, server)
    await guild.leave()
    text = context.texts("admin-left", name=one_line(guild.name, _LONGEST_NAME))
    await interaction.edit_original_response(content=text)
