"""What moderators set for their server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.database.servers import ServerSettings
from bot.discord.base import Interaction, InteractionContext, handled
from bot.discord.commands.autocomplete import outlets_like
from bot.discord.commands.localised import localised_options
from bot.discord.moderation import change_settings, moderated_guild, moderated_settings
from bot.discord.views.markdown import bold, joined, one_line, strong
from bot.discord.views.origin import LONGEST_MESSAGE, LONGEST_NAME
from bot.discord.views.render import layout, size
from bot.discord.views.setup_check import check_blocks, checked_channels, told_block
from bot.discord.views.setup_lists import lists_view, settings_blocks
from bot.service.errors import UserError
from bot.service.outlets import indexed_outlet, outlets_alike
from bot.texts import LANGUAGES, texts_for
from bot.texts.commands import named
from retrieval.browse import Overview

_LONGEST_COOLDOWN = 3600
_MOST_OUTLETS, _MOST_BLOCKED = 100, 500
_AS_DISCORD = "auto"


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Setup(app_commands.Group):
    """Groups the commands; each checks the right again, as a server may let others use them."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(name=named("command-setup"), description=named("command-setup-about"))

    @app_commands.command(name=named("command-setup-show"), description=named("command-setup-show-about"))
    async def show(self, interaction: Interaction) -> None:
        """Show all settings."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await _show(interaction, context, await moderated_settings(interaction))

    @app_commands.command(name=named("command-setup-check"), description=named("command-setup-check-about"))
    async def check(self, interaction: Interaction) -> None:
        """Show which rights are missing, and where."""
        async with handled(interaction) as context:
            context.charge_light_request()
            settings, guild = await moderated_settings(interaction), moderated_guild(interaction)
            texts, defaults = context.texts, context.services.settings.discord
            head = strong(texts("setup-check-head"))
            count = len(checked_channels(guild, settings))
            told = told_block(texts, await context.services.follows.in_trouble(guild.id))
            above = [head, *told]
            blocks = [*told, *check_blocks(texts, guild, settings, defaults, LONGEST_MESSAGE - size(above))]
            found = [head, *blocks] if blocks else [texts("setup-check-fine", count=count)]
            await interaction.response.send_message(view=layout(found), ephemeral=True)

    @app_commands.command(
        name=named("command-setup-channels"), description=named("command-setup-channels-about")
    )
    async def channels(self, interaction: Interaction) -> None:
        """Choose channels and roles from lists."""
        async with handled(interaction) as context:
            context.charge_light_request()
            settings, guild = await moderated_settings(interaction), moderated_guild(interaction)
            view = lists_view(context.texts, guild, settings, context.services.settings.discord)
            await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(
        name=named("command-setup-answers"), description=named("command-setup-answers-about")
    )
    @localised_options("setup-answers", "private", "threads", "cooldown")
    async def answers(
        self,
        interaction: Interaction,
        private: bool | None = None,
        threads: bool | None = None,
        cooldown: app_commands.Range[int, 0, _LONGEST_COOLDOWN] | None = None,
    ) -> None:
        """Say how answers come."""
        async with handled(interaction) as context:
            context.charge_light_request()
            seconds = None if cooldown is None else float(cooldown)
            given = {"private": private, "threads": threads, "cooldown_seconds": seconds}
            chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
            await _change(interaction, context, lambda settings: replace(settings, **chosen))

    @app_commands.command(name=named("command-setup-outlet"), description=named("command-setup-outlet-about"))
    @localised_options("setup-outlet", "outlet", "shown")
    @app_commands.autocomplete(outlet=outlets_like)
    async def outlet(
        self,
        interaction: Interaction,
        outlet: app_commands.Range[str, 1, LONGEST_NAME],
        shown: bool,
    ) -> None:
        """Add an outlet to those that are quoted here, or take it off."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer(thinking=True, ephemeral=True)
            moderated_guild(interaction)
            name = outlet.strip()
            if shown:
                name = _known_outlet(name, await context.services.overview.get())
            await _change(interaction, context, lambda settings: _with_outlet(settings, name, shown=shown))

    @app_commands.command(name=named("command-setup-block"), description=named("command-setup-block-about"))
    @localised_options("setup-block", "who", "blocked")
    async def block(
        self, interaction: Interaction, who: discord.Member | discord.Role, blocked: bool
    ) -> None:
        """Answer someone, or all who have a role, no more; or again."""
        async with handled(interaction) as context:
            context.charge_light_request()
            if who == moderated_guild(interaction).me and blocked:
                raise UserError("setup-not-me")
            await _change(
                interaction, context, lambda settings: _with_blocked(settings, who.id, blocked=blocked)
            )

    @app_commands.command(
        name=named("command-setup-language"), description=named("command-setup-language-about")
    )
    @localised_options("setup-language", "language")
    @app_commands.choices(
        language=[
            app_commands.Choice(name=named("choice-language-auto"), value=_AS_DISCORD),
            *(app_commands.Choice(name=texts_for(one)("language-name"), value=one) for one in LANGUAGES),
        ]
    )
    async def language(self, interaction: Interaction, language: str) -> None:
        """Choose the language of answers that all see."""
        async with handled(interaction) as context:
            context.charge_light_request()
            chosen = None if language == _AS_DISCORD else language
            await _change(interaction, context, lambda settings: replace(settings, language=chosen))

    @app_commands.command(name=named("command-setup-reset"), description=named("command-setup-reset-about"))
    async def reset(self, interaction: Interaction) -> None:
        """Go back to the defaults."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await _change(interaction, context, lambda _: ServerSettings())


def _with_outlet(settings: ServerSettings, name: str, *, shown: bool) -> ServerSettings:
    """Add an outlet to those quoted, or take it off. Raises: UserError where there are too many."""
    others = tuple(one for one in settings.outlets if one.casefold() != name.casefold())
    outlets = (*others, name) if shown else others
    if len(outlets) > _MOST_OUTLETS:
        raise UserError("setup-too-many", most=_MOST_OUTLETS)
    return replace(settings, outlets=outlets)


def _with_blocked(settings: ServerSettings, who: int, *, blocked: bool) -> ServerSettings:
    """Add a person or role to those never answered, or take one off. Raises: as ``_with_outlet``."""
    ids = settings.blocked | {who} if blocked else settings.blocked - {who}
    if len(ids) > _MOST_BLOCKED:
        raise UserError("setup-too-many", most=_MOST_BLOCKED)
    return replace(settings, blocked=ids, gone=settings.gone - {"blocked"})


def _known_outlet(typed: str, overview: Overview) -> str:
    """Find an outlet as it is indexed.

    Raises: UserError where there is none of that name, with names that are alike.
    """
    if name := indexed_outlet(typed, overview):
        return name
    shown = one_line(typed, LONGEST_NAME)
    near = joined(", ", [bold(name) for name in outlets_alike(typed, overview)])
    if near:
        raise UserError("outlet-misspelled", outlet=shown, near=near)
    raise UserError("outlet-not-indexed", outlet=shown)


async def _change(
    interaction: Interaction,
    context: InteractionContext,
    change: Callable[[ServerSettings], ServerSettings],
) -> None:
    """Store what a moderator sets, and show what holds from then on."""
    if not interaction.response.is_done():
        await interaction.response.defer(thinking=True, ephemeral=True)
    await _show(interaction, context, await change_settings(interaction, change))


async def _show(interaction: Interaction, context: InteractionContext, settings: ServerSettings) -> None:
    guild, defaults = moderated_guild(interaction), context.services.settings.discord
    view = layout(settings_blocks(context.texts, guild, settings, defaults))
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)
