"""What is told of a story that somebody follows, and the buttons below it.

A button's id holds the nonce of its message, by which the message is found again after a restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.database.follows import Follow, FollowedKind
from bot.database.posts import Told
from bot.discord.base import Interaction, InteractionContext, handled, private_texts
from bot.discord.views.markdown import (
    bold,
    dotted,
    item,
    joined,
    moment,
    name,
    one_line,
    role_mention,
    small,
    strong,
)
from bot.discord.views.origin import LONGEST_NAME, day, linked_outlet, outlet, source
from bot.discord.views.origin import size as size_of
from bot.discord.views.render import LONGEST_CONTENT, quotes_blocks, size
from bot.links import article_link
from bot.service.clippings import Clipping
from bot.service.errors import UserError
from bot.texts import Markdown, Texts
from index.article import Published
from index.snapshot.history import ChangeKind

# What is followed, as a message names it.
LONGEST_FOLLOWED = 100
_LONGEST_FIGURE = 60
# What may stand above a link in place of a quote.
_LONGEST_SAID = 300
# Characters that the other outlets of a story may have with their links, and names in a row without.
_LONGEST_OTHERS, _LONGEST_ROW = 600, 300
# What the line may need that counts what is left out.
_LAST_LINE = 60
# Stories that one message can name.
MOST_IN_ONE = 10
# Other articles that are named in place of one that is gone.
_MOST_INSTEAD = 3


def clipping_content(texts: Texts, follow: Follow, clipping: Clipping) -> Markdown:
    """Write what is told of one story."""
    head = [role_mention(follow.role_id)] if follow.role_id else []
    head += [_figures(texts, *clipping.post.before)] if clipping.post.before else []
    seen = clipping.corrected
    tail = [small(texts("follow-corrected", day=moment(seen, "D")))] if seen else []
    tail.append(small(dotted([_also(texts, clipping), why(texts, follow)])))
    room = LONGEST_CONTENT - size(tail) - len(tail)
    if clipping.quote is None:
        blocks = _without_quote(texts, clipping, room - size(head) - len(head))
        return joined("\n", [*head, *blocks, *tail])
    written = quotes_blocks(texts, joined("\n", head), [clipping.quote]).content
    if size_of(written) > room:
        article = clipping.quote.article
        line = source(texts, article, article_link(article), room=room - size(head) - _LONGEST_SAID)
        written = joined("\n", [*head, texts("too-long-to-quote"), small(line)])
    return joined("\n", [written, *tail])


def _also(texts: Texts, clipping: Clipping) -> Markdown:
    """Name the other outlets that tell of the story; with links to their articles where these fit."""
    if clipping.quote is None or not clipping.others:
        return Markdown("")
    named = joined(", ", map(linked_outlet, clipping.others))
    if size_of(named) > _LONGEST_OTHERS:
        named = _row(texts, [outlet(texts, one) for one in clipping.others])
    return texts("follow-also", outlets=named)


def _row(texts: Texts, names: Sequence[Markdown]) -> Markdown:
    """Name several in a row: as many as there is room for, and how many more there are."""
    shown: list[Markdown] = []
    room = _LONGEST_ROW
    for one in names:
        room -= size_of(one) + len(", ")
        if shown and room < 0:
            break
        shown.append(one)
    more = len(names) - len(shown)
    return joined(" ", [joined(", ", shown), texts("setup-and-more", count=more) if more else Markdown("")])


def why(texts: Texts, follow: Follow) -> Markdown:
    """Say why something is told."""
    place = "follow-why-you" if follow.is_private else "follow-why-channel"
    return texts(place, what=followed_name(texts, follow))


def followed_name(texts: Texts, follow: Follow) -> Markdown:
    """Name what is followed: a topic and a question in quotation marks, an outlet as such."""
    shown = one_line(follow.text, LONGEST_FOLLOWED)
    return shown if follow.kind is FollowedKind.OUTLET else texts("follow-quoted", text=shown)


def catch_up_content(texts: Texts, told: Sequence[tuple[Follow, Clipping]]) -> Markdown:
    """Write what came while nothing could be told, a line a story, the newest first."""
    roles = {follow.role_id for follow, _ in told}
    role = roles.pop() if len(roles) == 1 else None
    head = [role_mention(role)] if role else []
    head.append(strong(texts("follow-catch-up", count=len(told))))
    shown = list(reversed(told))[:MOST_IN_ONE]
    names = dict.fromkeys(followed_name(texts, follow) for follow, _ in told)
    tail = [small(texts("follow-why-these", what=_row(texts, list(names))))]
    room = LONGEST_CONTENT - size([*head, *tail]) - len(head) - len(tail) - _LAST_LINE
    lines: list[Markdown] = []
    for number, (_, clipping) in enumerate(shown):
        share = room // (len(shown) - number) - len("\n- ")
        line = item(_line(texts, clipping, share))
        room -= size_of(line) + 1
        if room < 0:
            break
        lines.append(line)
    left_out = len(told) - len(lines)
    more = [item(texts("setup-and-more", count=left_out))] if left_out else []
    return joined("\n", [*head, *lines, *more, *tail])


def _line(texts: Texts, clipping: Clipping, room: int) -> Markdown:
    """Name one story in a line: its article, and a figure that changed."""
    if clipping.quote is None:
        return _gone(texts, clipping)
    figures = [_figures(texts, *clipping.post.before)] if clipping.post.before else []
    article = clipping.quote.article
    return dotted([*figures, source(texts, article, article_link(article), room=room - size(figures) - 3)])


def _without_quote(texts: Texts, clipping: Clipping, room: int) -> list[Markdown]:
    """Say why there is no quote, and name as many of the other articles as there is room for."""
    blocks = [_gone(texts, clipping)]
    for one in clipping.others[:_MOST_INSTEAD]:
        line = item(source(texts, one, article_link(one), room=300))
        if size([*blocks, line]) + len(blocks) + 1 > room:
            break
        blocks.append(line)
    return blocks


def _gone(texts: Texts, clipping: Clipping) -> Markdown:
    """Say why there is no quote: its article was taken back, or has left the index."""
    change = clipping.change
    if change is None or change.kind is not ChangeKind.RETRACTED:
        return texts("quote-gone")
    whose = name(change.outlet or "", LONGEST_NAME) or texts("outlet-unknown")
    told = texts("quote-retracted", outlet=whose, day=moment(change.seen, "D"))
    return dotted([one_line(change.title or "", 2 * LONGEST_NAME), told])


def _figures(texts: Texts, before: Told, now: Told) -> Markdown:
    """Say how a figure, or an answer, changed, and of which day the earlier one is."""
    return texts(
        "follow-figure",
        before=one_line(before.text, _LONGEST_FIGURE),
        now=bold(now.text[:_LONGEST_FIGURE]),
        day=day(texts, Published(before.published)),
    )


def clipping_view(texts: Texts, nonce: str, *, can_stop: bool = True) -> ui.View:
    """Make the buttons of a message. can_stop: is there one thing that can be stopped?"""
    view = ui.View(timeout=None)
    for action in ("stop", "delete") if can_stop else ("delete",):
        view.add_item(ClippingButton(action, nonce, texts))
    return view


class ClippingButton(
    ui.DynamicItem[ui.Button[Any]], template=r"clip:(?P<action>stop|delete):(?P<nonce>[\w-]{16})"
):
    """A button below what was told."""

    def __init__(self, action: str, nonce: str, texts: Texts) -> None:
        """Make the button. action: "stop" or "delete". nonce: of the message. texts: for its label."""
        button: ui.Button[Any] = ui.Button(custom_id=f"clip:{action}:{nonce}")
        if action == "stop":
            button.label = texts.plain("button-follow-stop")
        else:
            button.emoji = "🗑️"
        super().__init__(button)
        self.action, self.nonce = action, nonce

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        return cls(match["action"], match["nonce"], await private_texts(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, for whoever follows and for moderators."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer()
            posts = await context.services.posts.of_nonce(self.nonce)
            follow = await context.services.follows.get(posts[0].follow_id) if posts else None
            if not may_manage(interaction, context, follow):
                raise UserError("follow-not-yours")
            if self.action == "delete":
                await context.services.posts.end(self.nonce)
                await interaction.delete_original_response()
            else:
                await _stop(interaction, context, follow, self.nonce)


def may_manage(interaction: Interaction, context: InteractionContext, follow: Follow | None) -> bool:
    """Tell whether someone may stop what is told where they are; follow: None: it has ended.

    Whoever follows may, moderators may in their channels, and in direct messages all is for whoever reads it.
    """
    if interaction.guild_id is None:
        return follow is None or _owns(context, follow)
    is_here = follow is None or follow.channel_id == interaction.channel_id
    return (is_here and moderates(interaction)) or (follow is not None and _owns(context, follow))


def moderates(interaction: Interaction) -> bool:
    """Tell whether someone may have the channel where they are told something, and stop it."""
    rights = interaction.permissions
    return interaction.guild_id is not None and (rights.manage_messages or rights.manage_guild)


def _owns(context: InteractionContext, follow: Follow) -> bool:
    return follow.owner_hash == context.services.database.hashed(context.asker.user_id)


async def _stop(
    interaction: Interaction, context: InteractionContext, follow: Follow | None, nonce: str
) -> None:
    """End a follow, and take the button away that did it."""
    texts = context.texts
    if follow is not None:
        await context.services.follows.end(follow.id)
    await interaction.edit_original_response(view=clipping_view(texts, nonce, can_stop=False))
    if follow is None:
        raise UserError("follow-ended-before")
    told = texts("follow-stopped", what=followed_name(texts, follow))
    await interaction.followup.send(told, ephemeral=True)
