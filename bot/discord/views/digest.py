"""What a digest says in Discord: plain content, so that a phone shows it when it tells of the message."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import discord
from discord import ui

from bot.database.digests import DigestPlan
from bot.discord.base import handled, private_texts
from bot.discord.views.markdown import (
    block_quote,
    dotted,
    joined,
    link_label,
    masked_link,
    name,
    one_line,
    small,
    strong,
)
from bot.discord.views.origin import LONGEST_NAME, outlet, size
from bot.discord.views.render import LONGEST_CONTENT
from bot.links import LONGEST_LINK, article_link, quote_link
from bot.schedule import Every
from bot.service.errors import UserError
from bot.texts import Markdown, Texts
from bot.texts.titles import short_title
from index.snapshot.history import Change
from retrieval.answer import Quote
from retrieval.digest.digest import Digest, DigestStory, StoryChange

_log = logging.getLogger(__name__)

# Outlets that are named, and articles taken back; a title takes one line or two of a phone.
_MOST_OUTLETS, _MOST_WITHDRAWN = 3, 3
_WIDEST_TITLE, _LONGEST_FIGURE = 70, 40
# What the last line may need that tells of further stories.
_LAST_LINE = 60


@dataclass(frozen=True)
class WrittenDigest:
    """Holds the text of a digest. shown: the stories that stand in it."""

    content: Markdown
    shown: tuple[DigestStory, ...] = ()


def head_of(texts: Texts, plan: DigestPlan, due: datetime, *, late: bool) -> list[Markdown]:
    """Write what stands above a digest. due: when it was due; late: does it come much later?"""
    day = plan.schedule.day_of(due)
    key = "digest-head-daily" if plan.schedule.every is Every.DAY else "digest-head-weekly"
    head = [strong(texts(key, day=day))]
    if late:
        head.append(
            small(texts("digest-late", day=day, time=Markdown(plan.schedule.at.isoformat("minutes"))))
        )
    return head


def write_digest(texts: Texts, digest: Digest, head: Sequence[Markdown], since: date) -> WrittenDigest:
    """Write a digest.

    texts: in the language of whoever reads it. head: lines above it. since: the day from which on it tells.
    Returns: as many stories as fit a message, the largest first; each quote is checked against its article.
    """
    if digest.is_empty:
        nothing = [*head, texts("digest-nothing", day=since)]
        return WrittenDigest(joined("\n", nothing))
    foot = [_withdrawn(texts, change) for change in digest.withdrawn[:_MOST_WITHDRAWN]]
    room = LONGEST_CONTENT - sum(size(line) + 1 for line in [*head, *foot]) - _LAST_LINE
    stories = [one for one in digest.stories if _is_sound(one.quote)]
    blocks = _blocks(texts, stories, room, quote_link)
    if len(blocks) < len(stories):
        # Links that lead to the beginnings of articles are shorter.
        shorter = _blocks(texts, stories, room, lambda quote: article_link(quote.article))
        blocks = shorter if len(shorter) > len(blocks) else blocks
    left_out = digest.left_out + len(stories) - len(blocks)
    last = [small(texts("digest-left-out", count=left_out))] if left_out else []
    return WrittenDigest(joined("\n", [*head, *blocks, *foot, *last]), tuple(stories[: len(blocks)]))


def _blocks(
    texts: Texts, stories: Sequence[DigestStory], room: int, link_to: Callable[[Quote], str | None]
) -> list[Markdown]:
    """Write the first stories, as many as there is room for; only the first one may lack its link."""
    blocks: list[Markdown] = []
    for story in stories:
        block = _story(texts, story, link_to(story.quote))
        if size(block) >= room and not blocks:
            block = _story(texts, story, None)
        room -= size(block) + 1
        if room < 0:
            break
        blocks.append(block)
    return blocks


def _story(texts: Texts, story: DigestStory, link: str | None) -> Markdown:
    """Write a story: its title, which leads to the sentence below it, who has it, and what changed."""
    quote, change = story.quote, story.change
    title = short_title(quote.article, _WIDEST_TITLE)
    shown = block_quote(quote.pieces())
    speaker = name(quote.speaker_name or "", LONGEST_NAME)
    below = dotted(
        [
            texts("words-of", speaker=speaker) if speaker else Markdown(""),
            _outlets(texts, story),
            *(_changes(texts, story, change) if change else ()),
        ]
    )
    is_linked = link is not None and link_label(title) and len(link) <= LONGEST_LINK
    above = masked_link(title, link) if link and is_linked else name(title, 2 * _WIDEST_TITLE)
    return joined("\n", [strong(above), shown, small(below)])


def _outlets(texts: Texts, story: DigestStory) -> Markdown:
    """Name the outlets that have a story, the quoted one first."""
    named = [outlet(texts, article) for article in story.reports[:_MOST_OUTLETS]]
    more = len(story.reports) - _MOST_OUTLETS
    further = [texts("setup-and-more", count=more)] if more > 0 else []
    return joined(" ", [joined(", ", named), *further])


def _changes(texts: Texts, story: DigestStory, change: StoryChange) -> list[Markdown]:
    """Say what changed in a story since it was told."""
    found = []
    if change.figure_before and change.figure:
        before, now = (one_line(one, _LONGEST_FIGURE) for one in (change.figure_before, change.figure))
        found.append(strong(texts("digest-figure", before=before, now=now)))
    if len(story.reports) > change.outlets_before:
        grown = texts("digest-grown", before=change.outlets_before, now=len(story.reports))
        found.append(grown)
    if change.corrected:
        names = joined(", ", [outlet(texts, article) for article in change.corrected[:_MOST_OUTLETS]])
        found.append(texts("digest-corrected", outlets=names))
    return found or [texts("digest-goes-on")]


def _withdrawn(texts: Texts, change: Change) -> Markdown:
    """Say that an outlet took an article back that was told."""
    title = name(change.title or "", _WIDEST_TITLE) or texts("title-unknown")
    named = name(change.outlet or "", LONGEST_NAME) or texts("outlet-unknown")
    return texts("digest-withdrawn", outlet=named, title=title)


def _is_sound(quote: Quote) -> bool:
    if quote.is_verbatim and quote.text.strip():
        return True
    _log.error("a quote isn't what article %s says at %s: dropped", quote.article.id, quote.span)
    return False


class EndDigest(ui.DynamicItem[ui.Button[Any]], template=r"digest:end:(?P<id>[\w-]{16}):(?P<nonce>[\w-]*)"):
    """Ends a digest, for those who may: moderators, or in direct messages whoever set it."""

    def __init__(self, texts: Texts, digest_id: str, nonce: str = "") -> None:
        """Make the button. nonce: of the message that it stands under."""
        self.digest_id = digest_id
        custom_id = f"digest:end:{digest_id}:{nonce}"
        super().__init__(ui.Button(label=texts("button-end-digest"), custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> EndDigest:
        """Make the button that was pressed."""
        del item
        return cls(await private_texts(interaction), match["id"], match["nonce"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """End it, and say so."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await interaction.response.defer(thinking=True, ephemeral=True)
            digests = context.services.digests
            plan = await digests.get(self.digest_id)
            if plan is not None and not may_end(interaction, plan):
                raise UserError("digest-may-not-end")
            await digests.end(self.digest_id)
            await interaction.edit_original_response(content=context.texts("digest-ended"))


def may_end(interaction: discord.Interaction[Any], plan: DigestPlan) -> bool:
    """Tell whether somebody may end a digest: a moderator of its server, or whoever it is for."""
    if plan.server_id is None:
        hashed: str = interaction.client.services.database.hashed(interaction.user.id)
        return hashed == plan.owner_hash
    return interaction.guild_id == plan.server_id and interaction.permissions.manage_guild


def digest_view(texts: Texts, plan: DigestPlan, nonce: str = "") -> ui.View:
    """Make the button under a digest."""
    view = ui.View(timeout=None)
    view.add_item(EndDigest(texts, plan.id, nonce))
    return view
