"""An answer or a refusal with its buttons.

A button's id holds what it does and the id of its answer, so it still works after a restart. Ids can be
forged: whatever a button shows or changes is looked up, and what belongs to one person is checked.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

import discord
from discord import ui

from bot.database.answers import GivenAnswer
from bot.discord.base import Interaction, InteractionContext, handled, private_texts
from bot.discord.views.claim import claim_blocks
from bot.discord.views.context import context_blocks
from bot.discord.views.problem_form import ProblemForm
from bot.discord.views.render import layout, quotes_blocks, reply_blocks, small
from bot.service.errors import UserError
from bot.service.questions import Reply
from bot.service.services import Services
from bot.texts import Texts
from index.article import Span
from index.snapshot.history import Change
from retrieval.answer import Answer, Refusal
from retrieval.browse import Surroundings

# Quotes that an answer may have, those beyond the first ones by the button for more.
_MOST_QUOTES = 8


class Action(StrEnum):
    """What a button of an answer does."""

    CONTEXT = "context"
    MORE = "more"
    SHARE = "share"
    GOOD = "good"
    BAD = "bad"


def answer_view(
    reply: Reply, *, echo: bool = False, shared_by: str | None = None, is_claim: bool = False
) -> ui.LayoutView:
    """Make the message for what a question got back, with its buttons; a private one can be shared.

    echo: put the question above, for where Discord doesn't show it. shared_by: a mention of who shares it.
    is_claim: what was looked up is no question.
    Returns: a view for discord.py to send.
    """
    texts = reply.texts
    head = [small(texts("shared-by", who=shared_by))] if shared_by else []
    result = reply.result
    blocks = claim_blocks(texts, result) if is_claim else reply_blocks(texts, result, echo=echo)
    view = layout([*head, *blocks])
    actions = [] if isinstance(reply.result, Refusal) else [Action.CONTEXT, Action.MORE]
    actions += [Action.SHARE] if reply.private else []
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for action in [*actions, Action.GOOD, Action.BAD]:
        row.add_item(AnswerButton(action, reply.answer_id, texts))
    view.add_item(row)
    return view


def answer_id_in(message: discord.Message) -> str | None:
    """Find the id of the answer in a message of the bot's, by its buttons; None where there is none."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            if match := _BUTTON.fullmatch(getattr(item, "custom_id", None) or ""):
                return match["answer_id"]
    return None


_BUTTON = re.compile(r"answer:(?P<action>context|more|share|good|bad):(?P<answer_id>[\w-]{16})")
_EMOJI = {Action.GOOD: "👍", Action.BAD: "👎"}


class AnswerButton(ui.DynamicItem[ui.Button[Any]], template=_BUTTON):
    """A button under an answer."""

    def __init__(self, action: Action, answer_id: str, texts: Texts) -> None:
        """Make the button.

        action: what it does. answer_id: of its answer. texts: for its label.
        """
        button: ui.Button[Any] = ui.Button(custom_id=f"answer:{action}:{answer_id}")
        if action in _EMOJI:
            button.emoji = _EMOJI[action]
        else:
            button.label = texts(f"button-{action}")
        super().__init__(button)
        self.action, self.answer_id = action, answer_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        return cls(Action(match["action"]), match["answer_id"], await private_texts(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        async with handled(interaction) as context:
            context.charge_light_request()
            given = await context.services.answers.get(self.answer_id)
            if given is None:
                raise UserError("answer-gone")
            match self.action:
                case Action.CONTEXT:
                    await _show_context(interaction, context, given)
                case Action.MORE:
                    await _show_more(interaction, context, given)
                case Action.SHARE:
                    await _share(interaction, context, given)
                case Action.GOOD | Action.BAD:
                    await _vote(interaction, context, given, good=self.action is Action.GOOD)


async def _show_context(interaction: Interaction, context: InteractionContext, given: GivenAnswer) -> None:
    """Show the quotes of an answer with the sentences around them."""
    await interaction.response.defer(thinking=True, ephemeral=True)
    blocks = context_blocks(context.texts, await surroundings_of(context.services, given))
    await interaction.edit_original_response(view=layout(blocks))


async def surroundings_of(services: Services, given: GivenAnswer) -> list[Surroundings | Change | None]:
    """Look up each quote of an answer with the sentences around it, or what became of its article.

    Raises: BusyError where too much waits already.
    """
    return await services.look_up(
        lambda index: [
            index.surroundings(ref.article, Span(ref.start, ref.end), ref.words) for ref in given.quotes
        ]
    )


async def _show_more(interaction: Interaction, context: InteractionContext, given: GivenAnswer) -> None:
    """Show further quotes for the question of an answer."""
    await interaction.response.defer(thinking=True, ephemeral=True)
    blocks = await more_blocks(context.services, given, context.texts)
    await interaction.edit_original_response(view=layout(blocks))


async def more_blocks(services: Services, given: GivenAnswer, texts: Texts) -> list[str]:
    """Write further quotes for the question of an answer, or that there are none.

    Raises: BusyError where too much waits already.
    """
    result = await services.look_up(lambda index: index.answer(given.question, _MOST_QUOTES))
    shown = {(ref.article, ref.start, ref.end) for ref in given.quotes}
    quotes = result.quotes if isinstance(result, Answer) else ()
    further = [q for q in quotes if (q.article.id, q.span.start, q.span.end) not in shown]
    return quotes_blocks(texts, texts("more-head"), further) if further else [texts("no-more")]


async def _share(interaction: Interaction, context: InteractionContext, given: GivenAnswer) -> None:
    """Show a private answer to all, by asking once more: what has left the index isn't shown."""
    services, asker = context.services, context.asker
    if given.asker_hash != services.database.hashed(asker.user_id):
        raise UserError("not-yours")
    texts = await services.texts_for(asker, private=False)
    await interaction.response.defer(thinking=True)
    result = await services.look_up(lambda index: index.answer(given.question))
    reply = Reply(result, given.id, private=False, texts=texts)
    view = answer_view(reply, echo=True, shared_by=interaction.user.mention)
    await interaction.edit_original_response(view=view)


async def _vote(
    interaction: Interaction, context: InteractionContext, given: GivenAnswer, *, good: bool
) -> None:
    """Store a vote on an answer; after a bad one, ask what is wrong."""
    services, texts = context.services, context.texts
    voter_hash = services.database.hashed(context.asker.user_id)
    services.votes.cast_soon(given.id, voter_hash, good, datetime.now(UTC))
    services.metrics.voted(good=good)
    if good:
        await interaction.response.send_message(texts("vote-good"), ephemeral=True)
    else:
        await interaction.response.send_modal(ProblemForm(given.id, texts))
