"""What moderators set for their server."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, Self

import discord
from discord import app_commands, ui

from bot.database.servers import ServerSettings
from bot.discord.base import client_of, handled
from bot.discord.commands.ask import options, outlets_like
from bot.discord.views.markdown import one_line
from bot.discord.views.render import LONGEST_NAME, layout, small
from bot.service.asker import place_of
from bot.service.errors import ToldError
from bot.texts import LANGUAGES, Texts, texts_for
from bot.texts.commands import named
from config.settings import DiscordSettings

_MOST_CHANNELS = 25
_LONGEST_COOLDOWN = 3600
_AS_DISCORD = "auto"


class Choice(StrEnum):
    """What is chosen from a list of channels or roles; the value is the setting's name."""

    ASK = "ask_channels"
    FORUM = "forum_channels"
    CHANNELS = "allowed_channels"
    ROLES = "allowed_roles"


_CHANNEL_TYPES = {
    Choice.ASK: [discord.ChannelType.text],
    Choice.FORUM: [discord.ChannelType.forum],
    Choice.CHANNELS: [discord.ChannelType.text, discord.ChannelType.forum],
}


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Setup(app_commands.Group):
    """The group of commands."""

    def __init__(self) -> None:
        """Make the group."""
        super().__init__(name=named("command-setup"), description=named("command-setup-about"))

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Check the right again: a server may let others use the command.

        Raises: ToldError where it is missing.
        """
        client = client_of(interaction)
        client.note_reply()
        client.desk.light(place_of(interaction))
        _check_right(interaction)
        return True

    @app_commands.command(name=named("command-setup-show"), description=named("command-setup-show-about"))
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Show all settings."""
        await _show(interaction, await _settings(interaction))

    @app_commands.command(
        name=named("command-setup-channels"), description=named("command-setup-channels-about")
    )
    async def channels(self, interaction: discord.Interaction[Any]) -> None:
        """Choose channels and roles from lists."""
        client, place = client_of(interaction), place_of(interaction)
        texts = await client.desk.texts(place, private=True)
        settings = await _settings(interaction)
        view = lists_view(texts, settings, message_content=client.settings.message_content)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(
        name=named("command-setup-answers"), description=named("command-setup-answers-about")
    )
    @options("setup-answers", "private", "threads", "cooldown")
    async def answers(
        self,
        interaction: discord.Interaction[Any],
        private: bool | None = None,
        threads: bool | None = None,
        cooldown: app_commands.Range[int, 0, _LONGEST_COOLDOWN] | None = None,
    ) -> None:
        """Say how answers come."""
        settings = await _settings(interaction)
        if private is not None:
            settings = replace(settings, private=private)
        if threads is not None:
            settings = replace(settings, threads=threads)
        if cooldown is not None:
            settings = replace(settings, cooldown_seconds=float(cooldown))
        await _save(interaction, settings)

    @app_commands.command(name=named("command-setup-outlet"), description=named("command-setup-outlet-about"))
    @options("setup-outlet", "outlet", "shown")
    @app_commands.autocomplete(outlet=outlets_like)
    async def outlet(
        self,
        interaction: discord.Interaction[Any],
        outlet: app_commands.Range[str, 1, LONGEST_NAME],
        shown: bool,
    ) -> None:
        """Add an outlet to those that are quoted here, or take it off."""
        settings = await _settings(interaction)
        others = tuple(one for one in settings.outlets if one.casefold() != outlet.strip().casefold())
        await _save(interaction, replace(settings, outlets=(*others, outlet.strip()) if shown else others))

    @app_commands.command(
        name=named("command-setup-language"), description=named("command-setup-language-about")
    )
    @options("setup-language", "language")
    @app_commands.choices(
        language=[
            app_commands.Choice(name=named("choice-language-auto"), value=_AS_DISCORD),
            *(app_commands.Choice(name=texts_for(one)("language-name"), value=one) for one in LANGUAGES),
        ]
    )
    async def language(self, interaction: discord.Interaction[Any], language: str) -> None:
        """Choose the language of answers that all see."""
        settings = await _settings(interaction)
        await _save(interaction, replace(settings, language=None if language == _AS_DISCORD else language))

    @app_commands.command(name=named("command-setup-reset"), description=named("command-setup-reset-about"))
    async def reset(self, interaction: discord.Interaction[Any]) -> None:
        """Go back to the defaults."""
        await _save(interaction, ServerSettings())


class SettingList(
    ui.DynamicItem[ui.Select[Any]],
    template=r"setup:(?P<choice>ask_channels|forum_channels|allowed_channels|allowed_roles)",
):
    """A list to choose channels or roles from."""

    def __init__(self, choice: Choice, chosen: Sequence[int], texts: Texts) -> None:
        """Make the list.

        choice: the setting. chosen: what it is now.
        """
        super().__init__(_list(choice, chosen, texts))
        self.choice = choice

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The list that was used, with what was chosen from it."""
        texts = await client_of(interaction).desk.texts(place_of(interaction), private=True)
        made = cls(Choice(match["choice"]), (), texts)
        made.item = item  # type: ignore[assignment]  # discord.py fills in what was chosen
        return made

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep what was chosen, and show the lists as they are now."""
        async with handled(interaction) as texts:
            client = client_of(interaction)
            client.desk.light(place_of(interaction))
            _check_right(interaction)
            values: list[Any] = self.item.values
            changed: dict[str, Any] = {self.choice.value: frozenset(one.id for one in values)}
            settings = replace(await _settings(interaction), **changed)
            await client.desk.servers.put(_server(interaction), settings)
            view = lists_view(texts, settings, message_content=client.settings.message_content)
            await interaction.response.edit_message(view=view)


def lists_view(texts: Texts, settings: ServerSettings, *, message_content: bool) -> ui.LayoutView:
    """The lists of channels and roles.

    message_content: may the bot read messages that aren't addressed to it?
    """
    view = layout([f"**{texts('setup-lists-head')}**"])
    for choice in Choice:
        view.add_item(ui.TextDisplay(texts(f"setup-{choice.replace('_', '-')}")))
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(SettingList(choice, sorted(getattr(settings, choice)), texts))
        view.add_item(row)
    if not message_content:
        view.add_item(ui.TextDisplay(small(texts("setup-needs-intent"))))
    return view


def _list(choice: Choice, chosen: Sequence[int], texts: Texts) -> ui.Select[Any]:
    common = {
        "custom_id": f"setup:{choice}",
        "min_values": 0,
        "max_values": _MOST_CHANNELS,
        "placeholder": texts("setup-nothing-chosen"),
    }
    kind = "role" if choice is Choice.ROLES else "channel"
    defaults = [
        discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType(kind)) for one in chosen
    ]
    if choice is Choice.ROLES:
        return ui.RoleSelect(default_values=defaults, **common)  # type: ignore[return-value,arg-type]
    return ui.ChannelSelect(  # type: ignore[return-value]
        channel_types=_CHANNEL_TYPES[choice],
        default_values=defaults,
        **common,  # type: ignore[arg-type]
    )


def settings_blocks(texts: Texts, settings: ServerSettings, behaviour: DiscordSettings) -> list[str]:
    """All settings of a server as the blocks of one message.

    behaviour: what holds where the server has set nothing.
    """
    language = settings.language and texts_for(settings.language)("language-name")
    outlets = ", ".join(one_line(one, LONGEST_NAME) for one in settings.outlets)
    values = {
        "ask": _channels(settings.ask_channels) or texts("setup-none"),
        "forum": _channels(settings.forum_channels) or texts("setup-none"),
        "channels": _channels(settings.allowed_channels) or texts("setup-everywhere"),
        "roles": " ".join(f"<@&{one}>" for one in sorted(settings.allowed_roles)) or texts("setup-everyone"),
        "answers": texts("setup-private" if settings.private else "setup-public"),
        "threads": texts("setup-in-threads" if settings.threads else "setup-in-place"),
        "outlets": outlets or texts("setup-all-outlets"),
        "language": language or texts("choice-language-auto"),
    }
    lines = [f"- {texts(f'setup-line-{name}', value=value)}" for name, value in values.items()]
    seconds = behaviour.cooldown_seconds if settings.cooldown_seconds is None else settings.cooldown_seconds
    lines.append(f"- {texts('setup-line-cooldown', seconds=seconds)}")
    notes = []
    if not behaviour.message_content and (settings.ask_channels or settings.forum_channels):
        notes = [small(texts("setup-needs-intent"))]
    return [f"**{texts('setup-head')}**", "\n".join(lines), *notes]


def _channels(ids: frozenset[int]) -> str:
    return " ".join(f"<#{one}>" for one in sorted(ids))


async def _show(interaction: discord.Interaction[Any], settings: ServerSettings) -> None:
    client = client_of(interaction)
    texts = await client.desk.texts(place_of(interaction), private=True)
    blocks = settings_blocks(texts, settings, client.settings)
    await interaction.response.send_message(view=layout(blocks), ephemeral=True)


async def _save(interaction: discord.Interaction[Any], settings: ServerSettings) -> None:
    await client_of(interaction).desk.servers.put(_server(interaction), settings)
    await _show(interaction, settings)


async def _settings(interaction: discord.Interaction[Any]) -> ServerSettings:
    return await client_of(interaction).desk.servers.get(_server(interaction))


def _server(interaction: discord.Interaction[Any]) -> int:
    if interaction.guild_id is None:
        raise ToldError("setup-only-in-servers")
    return interaction.guild_id


def _check_right(interaction: discord.Interaction[Any]) -> None:
    if not interaction.permissions.manage_guild:
        raise ToldError("setup-forbidden")
