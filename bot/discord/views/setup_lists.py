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
from bot.discord.base import handled, private_texts
from bot.discord.moderation import change_settings, moderated_guild, moderated_settings
from bot.discord.views.markdown import (
    channel_mention,
    item,
    joined,
    one_line,
    person_mention,
    role_mention,
    small,
    strong,
)
from bot.discord.views.origin import LONGEST_MESSAGE
from bot.discord.views.render import layout, size
from bot.discord.views.setup_check import check_blocks, listed
from bot.service.errors import UserError
from bot.texts import Markdown, Texts, texts_for
from config.settings import DiscordSettings

_MOST_CHANNELS = 25
# So much of an outlet's name is shown where many are listed.
_SHORT_NAME = 40


class Choice(StrEnum):
    """What is chosen from a list of channels or roles; the value is the setting's name."""

    ASK = "ask_channels"
    FORUM = "forum_channels"
    CHANNELS = "allowed_channels"
    DENIED = "denied_channels"
    ROLES = "allowed_roles"


# Lists of other settings offer channels of all types: Discord's description of lists knows no media channels.
_CHANNEL_TYPES = {
    Choice.ASK: [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.voice],
}
_POSTING = {discord.ChannelType.forum, discord.ChannelType.media}


class SettingList(
    ui.DynamicItem[ui.Select[Any]],
    template=rf"setup:(?P<choice>{'|'.join(Choice)})",
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
            await interaction.response.defer()
            settings = await moderated_settings(interaction)
            try:
                context.charge_light_request()
                settings = await change_settings(interaction, self._chosen)
            finally:
                # Also where nothing was stored: the list shows what was picked as if it were.
                guild, defaults = moderated_guild(interaction), context.services.settings.discord
                view = lists_view(context.texts, guild, settings, defaults)
                await interaction.edit_original_response(view=view)

    def _chosen(self, before: ServerSettings) -> ServerSettings:
        """Make settings with what was picked. Raises: UserError where it can't be chosen here."""
        values: list[Any] = self.item.values
        if self.choice is Choice.FORUM and any(one.type not in _POSTING for one in values):
            raise UserError("setup-no-forum")
        changed: dict[str, Any] = {self.choice.value: frozenset(one.id for one in values)}
        return replace(before, **changed, gone=before.gone - {self.choice.value})


def lists_view(
    texts: Texts, guild: discord.Guild, settings: ServerSettings, defaults: DiscordSettings
) -> ui.LayoutView:
    """Make the lists of channels and roles, and say what keeps the bot from answering there.

    Returns: a view for discord.py to send.
    """
    written = [strong(texts("setup-lists-head"))]
    view = layout(written)
    for choice in Choice:
        written.append(texts(f"setup-{choice.replace('_', '-')}"))
        view.add_item(ui.TextDisplay(written[-1]))
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(SettingList(choice, sorted(getattr(settings, choice)), texts))
        view.add_item(row)
    if not defaults.message_content and not (settings.ask_channels or settings.forum_channels):
        # Before anybody wonders why nothing comes of it.
        written.append(small(texts("setup-needs-intent")))
        view.add_item(ui.TextDisplay(written[-1]))
    for block in check_blocks(texts, guild, settings, defaults, LONGEST_MESSAGE - size(written)):
        view.add_item(ui.TextDisplay(block))
    return view


def _select(choice: Choice, chosen: Sequence[int], texts: Texts) -> ui.Select[Any]:
    """Make Discord's own list for a setting. chosen: the ids that it holds now."""
    common = {
        "custom_id": f"setup:{choice}",
        "min_values": 0,
        "max_values": _MOST_CHANNELS,
        "placeholder": texts.plain("setup-nothing-chosen"),
    }
    kind = "role" if choice is Choice.ROLES else "channel"
    defaults = [
        discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType(kind)) for one in chosen
    ]
    if choice is Choice.ROLES:
        return ui.RoleSelect(default_values=defaults, **common)  # type: ignore[return-value,arg-type]
    return ui.ChannelSelect(  # type: ignore[return-value]
        channel_types=_CHANNEL_TYPES.get(choice, []),
        default_values=defaults,
        **common,  # type: ignore[arg-type]
    )


def settings_blocks(
    texts: Texts, guild: discord.Guild, settings: ServerSettings, defaults: DiscordSettings
) -> list[Markdown]:
    """Write all settings of a server as the blocks of one message, and what keeps the bot from answering.

    defaults: what holds where the server has set nothing.
    """
    language = settings.language and texts_for(settings.language)("language-name")
    outlets = [one_line(one, _SHORT_NAME) for one in settings.outlets]
    values = {
        "ask": _channels(texts, settings.ask_channels) or texts("setup-none"),
        "forum": _channels(texts, settings.forum_channels) or texts("setup-none"),
        "channels": _channels(texts, settings.allowed_channels) or texts("setup-everywhere"),
        "denied": _channels(texts, settings.denied_channels),
        "roles": _people(texts, guild, settings.allowed_roles) or texts("setup-everyone"),
        "blocked": _people(texts, guild, settings.blocked),
        "answers": texts("setup-private" if settings.private else "setup-public"),
        "threads": texts("setup-in-threads" if settings.threads else "setup-in-place"),
        "outlets": listed(texts, outlets, ", ") or texts("setup-all-outlets"),
        "language": language or texts("choice-language-auto"),
    }
    lines = [item(texts(f"setup-line-{name}", value=value)) for name, value in values.items() if value]
    seconds = defaults.cooldown_seconds if settings.cooldown_seconds is None else settings.cooldown_seconds
    lines.append(item(texts("setup-line-cooldown", seconds=seconds)))
    blocks = [strong(texts("setup-head")), joined("\n", lines)]
    return [*blocks, *check_blocks(texts, guild, settings, defaults, LONGEST_MESSAGE - size(blocks))]


def _channels(texts: Texts, channel_ids: frozenset[int]) -> Markdown:
    return listed(texts, [channel_mention(one) for one in sorted(channel_ids)])


def _people(texts: Texts, guild: discord.Guild, ids: frozenset[int]) -> Markdown:
    """Mention roles and people."""
    mentions = [role_mention(one) if guild.get_role(one) else person_mention(one) for one in sorted(ids)]
    return listed(texts, mentions)
