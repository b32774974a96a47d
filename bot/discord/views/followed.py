"""The list of what is followed, with buttons to pause and to end it.

A button's id holds the id of what it is about, so it still works after a restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.database.follows import ChannelRule, Follow
from bot.discord.base import Interaction, InteractionContext, handled, private_texts
from bot.discord.views.clipping import followed_name, may_manage, moderates
from bot.discord.views.markdown import channel_mention, dotted, small, strong
from bot.discord.views.render import layout
from bot.service.errors import UserError
from bot.texts import Markdown, Texts

# What fits a phone's screen with its buttons.
_ON_A_PAGE = 5


def followed_view(texts: Texts, follows: Sequence[Follow], rule: Markdown | None, page: int) -> ui.LayoutView:
    """Make one page of the list.

    rule: what holds for the channel, for moderators. page: from 0; the last one where there are fewer.
    """
    pages = max(1, -(-len(follows) // _ON_A_PAGE))
    page = min(page, pages - 1)
    view = layout([strong(texts("following-head")), *([rule] if rule else [])])
    for follow in follows[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]:
        view.add_item(ui.TextDisplay(_line(texts, follow)))
        is_running = not (follow.is_paused or follow.trouble)
        view.add_item(
            _row(
                FollowButton("pause" if is_running else "resume", follow.id, texts, page),
                FollowButton("end", follow.id, texts, page),
            )
        )
    if pages > 1:
        view.add_item(ui.TextDisplay(small(texts("page", page=page + 1, pages=pages))))
        view.add_item(
            _row(
                ListButton("back", max(page - 1, 0), texts, disabled=page == 0),
                ListButton("next", page + 1, texts, disabled=page + 1 == pages),
            )
        )
    return view


def begun_view(texts: Texts, follow: Follow) -> ui.View:
    """Make the button below the word that something is followed from now on."""
    view = ui.View(timeout=None)
    view.add_item(FollowButton("stop", follow.id, texts))
    return view


def rule_text(texts: Texts, rule: ChannelRule) -> Markdown:
    """Say how much a channel is told, and when."""
    parts = []
    if rule.most_a_day is not None:
        parts.append(texts("following-rule-most", most=rule.most_a_day))
    if rule.quiet_from is not None and rule.quiet_until is not None:
        hours = {"from": Markdown(rule.quiet_from), "until": Markdown(rule.quiet_until)}
        parts.append(texts("following-rule-quiet", **hours, zone=Markdown(rule.zone.replace("_", " "))))
    return texts("following-rule", rule=dotted(parts or [texts("following-rule-none")]))


async def show_followed(interaction: Interaction, context: InteractionContext, page: int) -> None:
    """Show the list in place of what the bot thinks about, or of the page before."""
    services, texts = context.services, context.texts
    own = await services.follows.of_owner(services.database.hashed(context.asker.user_id))
    is_asked = moderates(interaction)
    here = await services.follows.in_channel(context.asker.channel_id) if is_asked else []
    shown = list({one.id: one for one in [*here, *own]}.values())
    if not shown:
        told = texts("following-none", follow=interaction.client.command_mentions.mention("follow"))
        await interaction.edit_original_response(view=layout([told]))
        return
    rule = rule_text(texts, await services.follows.rule(context.asker.channel_id)) if here else None
    await interaction.edit_original_response(view=followed_view(texts, shown, rule, page))


def _line(texts: Texts, follow: Follow) -> Markdown:
    where = texts("following-direct") if follow.is_private else channel_mention(follow.channel_id)
    state = []
    if follow.trouble:
        state.append(texts("following-trouble", trouble=Markdown(follow.trouble)))
    elif follow.is_paused:
        state.append(texts("following-paused"))
    kind = texts("following-kind", kind=follow.kind)
    return dotted([strong(followed_name(texts, follow)), kind, where, *state])


def _row(*buttons: ui.DynamicItem[ui.Button[Any]]) -> ui.ActionRow[ui.LayoutView]:
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for button in buttons:
        row.add_item(button)
    return row


class FollowButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"follow:(?P<action>pause|resume|end|stop):(?P<follow>[\w-]{16}):(?P<page>\d{1,2})",
):
    """A button that pauses, resumes or ends something that is followed."""

    def __init__(self, action: str, follow_id: str, texts: Texts, page: int = 0) -> None:
        """Make the button.

        action: "pause", "resume" or "end" in the list, "stop" elsewhere. page: of the list.
        """
        style = discord.ButtonStyle.danger if action == "end" else discord.ButtonStyle.secondary
        label = texts.plain(f"button-follow-{action}")
        super().__init__(ui.Button(label=label, custom_id=f"follow:{action}:{follow_id}:{page}", style=style))
        self.action, self.follow_id, self.page = action, follow_id, page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        return cls(match["action"], match["follow"], await private_texts(interaction), int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, for whoever follows and for moderators."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer()
            follows = context.services.follows
            follow = await follows.get(self.follow_id)
            if follow is None:
                if self.action != "stop":
                    await show_followed(interaction, context, self.page)
                raise UserError("follow-ended-before")
            if not may_manage(interaction, context, follow):
                raise UserError("follow-not-yours")
            if self.action in ("end", "stop"):
                await follows.end(follow.id)
            else:
                await follows.pause(follow.id, is_paused=self.action == "pause")
            if self.action != "stop":
                await show_followed(interaction, context, self.page)
                return
            await interaction.edit_original_response(view=None)
            told = context.texts("follow-stopped", what=followed_name(context.texts, follow))
            await interaction.followup.send(told, ephemeral=True)


class ListButton(
    ui.DynamicItem[ui.Button[Any]], template=r"following:(?P<label>back|next):(?P<page>\d{1,2})"
):
    """A button that leads to another page of the list."""

    def __init__(self, label: str, page: int, texts: Texts, *, disabled: bool = False) -> None:
        """Make the button. label: "back" or "next". page: where it leads; disabled: is there none?"""
        custom_id = f"following:{label}:{page}"
        super().__init__(
            ui.Button(label=texts.plain(f"button-{label}"), custom_id=custom_id, disabled=disabled)
        )
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        return cls(match["label"], int(match["page"]), await private_texts(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one that is there."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer()
            await show_followed(interaction, context, self.page)
