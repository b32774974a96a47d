"""The settings of a server: as lists to choose from, and as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, Self

import discord
from discord import ui

from bot.database.servers import ServerSettings
from bot.discord.base import Interaction, handled, private_texts
from bot.discord.views.markdown import one_line
from bot.discord.views.render import LONGEST_NAME, layout, small
from bot.service.errors import UserError
from bot.texts import Texts, texts_for
from config.settings import DiscordSettings

_MOST_CHANNELS = 25


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


def moderated_guild(interaction: Interaction) -> int:
    """Check that someone may change the settings of the server where they are.

    Returns: the server's id.
    Raises: UserError where they may not, or aren't in a server.
    """
    if not interaction.permissions.manage_guild:
        raise UserError("setup-forbidden")
    if interaction.guild_id is None:
        raise UserError("setup-only-in-servers")
    return interaction.guild_id


class SettingList(
    ui.DynamicItem[ui.Select[Any]],
    template=r"setup:(?P<choice>ask_channels|forum_channels|allowed_channels|allowed_roles)",
):
    """A list to choose channels or roles from."""

    def __init__(self, choice: Choice, chosen: Sequence[int], texts: Texts) -> None:
        """Make the list.

        choice: the setting. chosen: the ids that it holds now.
        """
        super().__init__(_select(choice, chosen, texts))
        self.choice = choice

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the list that was used, with what was chosen from it."""
        made = cls(Choice(match["choice"]), (), await private_texts(interaction))
        made.item = item  # type: ignore[assignment]  # discord.py fills in what was chosen
        return made

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep what was chosen, and show the lists as they are now."""
        async with handled(interaction) as context:
            context.charge_light_request()
            guild_id, servers = moderated_guild(interaction), context.services.servers
            values: list[Any] = self.item.values
            changed: dict[str, Any] = {self.choice.value: frozenset(one.id for one in values)}
            settings = replace(await servers.get(guild_id), **changed)
            await servers.put(guild_id, settings)
            reads_all = context.services.settings.discord.message_content
            view = lists_view(context.texts, settings, message_content=reads_all)
            await interaction.response.edit_message(view=view)


def lists_view(texts: Texts, settings: ServerSettings, *, message_content: bool) -> ui.LayoutView:
    """Make the lists of channels and roles.

    message_content: may the bot read messages that aren't addressed to it?
    Returns: a view for discord.py to send.
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


def _select(choice: Choice, chosen: Sequence[int], texts: Texts) -> ui.Select[Any]:
    """Make Discord's own list for a setting. chosen: the ids that it holds now."""
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


def settings_blocks(texts: Texts, settings: ServerSettings, defaults: DiscordSettings) -> list[str]:
    """Write all settings of a server as the blocks of one message.

    defaults: what holds where the server has set nothing.
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
    seconds = defaults.cooldown_seconds if settings.cooldown_seconds is None else settings.cooldown_seconds
    lines.append(f"- {texts('setup-line-cooldown', seconds=seconds)}")
    notes = []
    if not defaults.message_content and (settings.ask_channels or settings.forum_channels):
        notes = [small(texts("setup-needs-intent"))]
    return [f"**{texts('setup-head')}**", "\n".join(lines), *notes]


def _channels(channel_ids: frozenset[int]) -> str:
    return " ".join(f"<#{one}>" for one in sorted(channel_ids))
