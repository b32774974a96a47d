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
from bot.database.votes import Problem
from bot.discord.base import client_of, handled
from bot.discord.views.context import surroundings_blocks
from bot.discord.views.render import layout, quotes_blocks, reply_blocks, small
from bot.service.asker import place_of
from bot.service.errors import ToldError
from bot.texts import Texts
from index.article import Span
from retrieval.answer import Answer, Refusal

_LONGEST_COMMENT = 500
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
    texts: Texts,
    result: Answer | Refusal,
    answer: str,
    *,
    private: bool = False,
    echo: bool = False,
    shared_by: str | None = None,
) -> ui.LayoutView:
    """The message for what a question got back, with its buttons.

    answer: the id under which it is remembered.
    private: does one person alone see it? Then it can be shared.
    echo: put the question above. shared_by: a mention of who shares it.
    Returns: a view for discord.py to send.
    """
    head = [small(texts("shared-by", who=shared_by))] if shared_by else []
    view = layout([*head, *reply_blocks(texts, result, echo=echo)])
    actions = [] if isinstance(result, Refusal) else [Action.CONTEXT, Action.MORE]
    actions += [Action.SHARE] if private else []
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for action in [*actions, Action.GOOD, Action.BAD]:
        row.add_item(AnswerButton(action, answer, texts))
    view.add_item(row)
    return view


def answer_of(message: discord.Message) -> str | None:
    """The id of the answer in a message of the bot's, which its buttons hold; None where there is none."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            if match := _BUTTON.fullmatch(getattr(item, "custom_id", None) or ""):
                return match["answer"]
    return None


_BUTTON = re.compile(r"answer:(?P<action>context|more|share|good|bad):(?P<answer>[\w-]{16})")


class AnswerButton(ui.DynamicItem[ui.Button[Any]], template=_BUTTON):
    """A button under an answer."""

    def __init__(self, action: Action, answer: str, texts: Texts) -> None:
        """Make the button.

        action: what it does. answer: the id of its answer. texts: for its label.
        """
        button: ui.Button[Any] = ui.Button(custom_id=f"answer:{action}:{answer}")
        if action in _EMOJI:
            button.emoji = _EMOJI[action]
        else:
            button.label = texts(f"button-{action}")
        super().__init__(button)
        self.action, self.answer = action, answer

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del item
        texts = await client_of(interaction).desk.texts(place_of(interaction), private=True)
        return cls(Action(match["action"]), match["answer"], texts)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        async with handled(interaction) as texts:
            client = client_of(interaction)
            client.desk.light(place_of(interaction))
            given = await client.desk.answers.get(self.answer)
            if given is None:
                raise ToldError("answer-gone")
            match self.action:
                case Action.CONTEXT:
                    await _context(interaction, given, texts)
                case Action.MORE:
                    await _more(interaction, given, texts)
                case Action.SHARE:
                    await _share(interaction, given)
                case Action.GOOD | Action.BAD:
                    await _vote(interaction, given, texts, good=self.action is Action.GOOD)


_EMOJI = {Action.GOOD: "👍", Action.BAD: "👎"}


async def _context(interaction: discord.Interaction[Any], given: GivenAnswer, texts: Texts) -> None:
    client = client_of(interaction)
    await interaction.response.defer(thinking=True, ephemeral=True)
    found = await client.desk.look_up(
        lambda: [
            client.live.surroundings(ref.article, Span(ref.start, ref.end), ref.words) for ref in given.quotes
        ]
    )
    await interaction.edit_original_response(view=layout(surroundings_blocks(texts, found)))


async def _more(interaction: discord.Interaction[Any], given: GivenAnswer, texts: Texts) -> None:
    client = client_of(interaction)
    await interaction.response.defer(thinking=True, ephemeral=True)
    result = await client.desk.look_up(lambda: client.live.answer(given.question, _MOST_QUOTES))
    shown = {(ref.article, ref.start, ref.end) for ref in given.quotes}
    quotes = result.quotes if isinstance(result, Answer) else ()
    further = [q for q in quotes if (q.article.id, q.span.start, q.span.end) not in shown]
    blocks = quotes_blocks(texts, texts("more-head"), further) if further else [texts("no-more")]
    await interaction.edit_original_response(view=layout(blocks))


async def _share(interaction: discord.Interaction[Any], given: GivenAnswer) -> None:
    """Show a private answer to all, by asking once more: what has left the index isn't shown."""
    client = client_of(interaction)
    desk, place = client.desk, place_of(interaction)
    if given.asker != desk.database.hashed(place.user):
        raise ToldError("not-yours")
    public = await desk.texts(place, private=False)
    await interaction.response.defer(thinking=True)
    result = await desk.look_up(lambda: client.live.answer(given.question))
    view = answer_view(public, result, given.id, echo=True, shared_by=interaction.user.mention)
    await interaction.edit_original_response(view=view)


async def _vote(
    interaction: discord.Interaction[Any], given: GivenAnswer, texts: Texts, *, good: bool
) -> None:
    client = client_of(interaction)
    desk = client.desk
    await desk.votes.cast(given.id, desk.database.hashed(interaction.user.id), good, datetime.now(UTC))
    desk.metrics.voted(good=good)
    if good:
        await interaction.response.send_message(texts("vote-good"), ephemeral=True)
    else:
        await interaction.response.send_modal(ProblemForm(given.id, texts))


class ProblemForm(ui.Modal):
    """Asks what is wrong with an answer; the vote stands already, whether or not it is filled in."""

    def __init__(self, answer: str, texts: Texts) -> None:
        """Make the form.

        answer: the id of the answer.
        """
        super().__init__(title=texts("vote-title"), custom_id=f"problem:{answer}", timeout=900)
        self.answer, self.texts = answer, texts
        options = [discord.SelectOption(label=texts(f"problem-{one}"), value=one) for one in Problem]
        self.problem: ui.Select[Any] = ui.Select(custom_id="problem", options=options)
        self.comment: ui.TextInput[Any] = ui.TextInput(
            custom_id="comment",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=_LONGEST_COMMENT,
        )
        self.add_item(ui.Label(text=texts("vote-problem"), component=self.problem))
        self.add_item(ui.Label(text=texts("vote-comment"), component=self.comment))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Keep what was filled in."""
        async with handled(interaction) as texts:
            desk = client_of(interaction).desk
            desk.light(place_of(interaction))
            voter = desk.database.hashed(interaction.user.id)
            problem = Problem(self.problem.values[0])
            await desk.votes.explain(self.answer, voter, problem, self.comment.value)
            await interaction.response.send_message(texts("vote-bad"), ephemeral=True)
