"""What moderators set for their server."""

from __future__ import annotations

from dataclasses import replace

from discord import app_commands

from bot.database.servers import ServerSettings
from bot.discord.base import Interaction, InteractionContext, handled
from bot.discord.commands.autocomplete import outlets_like
from bot.discord.commands.localised import localised_options
from bot.discord.views.render import LONGEST_NAME, layout
from bot.discord.views.setup_lists import lists_view, moderated_guild, settings_blocks
from bot.texts import LANGUAGES, texts_for
from bot.texts.commands import named

_LONGEST_COOLDOWN = 3600
_AS_DISCORD = "auto"


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
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
            await _show(interaction, context, await _settings(interaction))

    @app_commands.command(
        name=named("command-setup-channels"), description=named("command-setup-channels-about")
    )
    async def channels(self, interaction: Interaction) -> None:
        """Choose channels and roles from lists."""
        async with handled(interaction) as context:
            context.charge_light_request()
            settings = await _settings(interaction)
            reads_all = context.services.settings.discord.message_content
            view = lists_view(context.texts, settings, message_content=reads_all)
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
            settings = await _settings(interaction)
            if private is not None:
                settings = replace(settings, private=private)
            if threads is not None:
                settings = replace(settings, threads=threads)
            if cooldown is not None:
                settings = replace(settings, cooldown_seconds=float(cooldown))
            await _save(interaction, context, settings)

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
            settings = await _settings(interaction)
            others = tuple(one for one in settings.outlets if one.casefold() != outlet.strip().casefold())
            outlets = (*others, outlet.strip()) if shown else others
            await _save(interaction, context, replace(settings, outlets=outlets))

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
            settings = await _settings(interaction)
            chosen = None if language == _AS_DISCORD else language
            await _save(interaction, context, replace(settings, language=chosen))

    @app_commands.command(name=named("command-setup-reset"), description=named("command-setup-reset-about"))
    async def reset(self, interaction: Interaction) -> None:
        """Go back to the defaults."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await _save(interaction, context, ServerSettings())


async def _settings(interaction: Interaction) -> ServerSettings:
    """Read the settings of the server that a moderator changes."""
    return await interaction.client.services.servers.get(moderated_guild(interaction))


async def _save(interaction: Interaction, context: InteractionContext, settings: ServerSettings) -> None:
    """Store what a moderator sets, and show it."""
    await context.services.servers.put(moderated_guild(interaction), settings)
    await _show(interaction, context, settings)


async def _show(interaction: Interaction, context: InteractionContext, settings: ServerSettings) -> None:
    blocks = settings_blocks(context.texts, settings, context.services.settings.discord)
    await interaction.response.send_message(view=layout(blocks), ephemeral=True)
