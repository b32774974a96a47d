"""An answer or a refusal with its buttons, and what these do.

A button's id holds what it does and the id of its answer, so it still works after a restart. Ids can be
forged: whatever a button shows or changes is looked up, and what belongs to one person is checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

import discord
from discord import ui

from bot.database.answers import GivenAnswer
from bot.discord.base import Interaction, InteractionContext, handled, private_texts
from bot.discord.views.claim import claim_blocks, without_highlights
from bot.discord.views.context import context_blocks
from bot.discord.views.markdown import joined, person_mention, small
from bot.discord.views.problem_form import show_problem_form
from bot.discord.views.render import quotes_blocks, reply_blocks
from bot.discord.views.tell_later import can_be_awaited, tell_when_known
from bot.monitoring.metrics import EntryPoint
from bot.service.errors import UserError
from bot.service.questions import Reply
from bot.service.services import Services
from bot.texts import Markdown, Texts
from index.article import Span
from index.snapshot.history import Change
from retrieval.answer import Answer, Reason, Refusal
from retrieval.browse import Surroundings

# Quotes that an answer may have, those beyond the first ones by the button for more; and how many of them
# that button looks for at a time.
_MOST_QUOTES, _FURTHER = 9, 3


class Action(StrEnum):
    """What a button of an answer does."""

    CONTEXT = "context"
    MORE = "more"
    SHARE = "share"
    GOOD = "good"
    BAD = "bad"
    DELETE = "delete"
    TELL = "tell"


@dataclass(frozen=True)
class AnswerMessage:
    """Holds what is sent: a text with buttons below it, or without any."""

    content: Markdown
    view: ui.View | None


def answer_message(reply: Reply, *, echo: bool = False, shared_by: int | None = None) -> AnswerMessage:
    """Make the message for what a question got back.

    echo: put the question above, for where Discord doesn't show it. shared_by: the id of whoever shares it.
    """
    texts, result = reply.texts, reply.result
    above = [small(texts("shared-by", who=person_mention(shared_by)))] if shared_by else []
    above += [small(texts(reply.note))] if reply.note else []
    if reply.is_claim:
        written = claim_blocks(texts, result, above)
    else:
        written = reply_blocks(texts, result, echo=echo, above=above)
    return AnswerMessage(written.content, _buttons(reply, written.shown))


def _buttons(reply: Reply, shown: int) -> ui.View | None:
    """Make the buttons of an answer, those that do something.

    shown: how many of its quotes stand in the message.
    """
    result = reply.result
    if isinstance(result, Refusal):
        if result.reason is not Reason.NOT_FOUND:
            return None
        actions = [Action.TELL] if can_be_awaited(result.question) and not reply.is_claim else []
    else:
        further = result.has_more or shown < len(result.quotes)
        actions = [Action.CONTEXT, *([Action.MORE] if further else [])]
        actions += [Action.SHARE] if reply.private and reply.in_server else []
    actions += [Action.GOOD, Action.BAD, *([] if reply.private else [Action.DELETE])]
    return _view(actions, reply.answer_id, reply.texts, shown)


def _view(actions: Sequence[Action], answer_id: str, texts: Texts, shown: int) -> ui.View:
    view = ui.View(timeout=None)
    for action in actions:
        view.add_item(AnswerButton(action, answer_id, texts, shown if action in _COUNTING else None))
    return view


def answer_id_in(message: discord.Message) -> str | None:
    """Find the id of the answer in a message of the bot's, by its buttons; None where there is none."""
    return next((match["answer_id"] for match in _buttons_in(message)), None)


def quotes_shown_in(message: discord.Message | None) -> int | None:
    """Tell how many quotes of an answer stand in a message of the bot's; None where that isn't known."""
    counts = [match["shown"] for match in _buttons_in(message) if match["shown"]] if message else []
    return int(counts[0]) if counts else None


def _buttons_in(message: discord.Message) -> list[re.Match[str]]:
    ids = [
        getattr(item, "custom_id", None)
        for row in message.components
        for item in getattr(row, "children", ())
    ]
    return [match for one in ids if (match := _BUTTON.fullmatch(one or ""))]


_BUTTON = re.compile(
    r"answer:(?P<action>context|more|share|good|bad|delete|tell):(?P<answer_id>[\w-]{16})(?::(?P<shown>\d))?"
)
# Their labels would break the row of buttons on a phone; what reads the screen aloud names an emoji.
_EMOJI = {Action.SHARE: "📣", Action.GOOD: "👍", Action.BAD: "👎", Action.DELETE: "🗑️"}
# Their ids say how many quotes stand in the message.
_COUNTING = {Action.CONTEXT, Action.MORE}


class AnswerButton(ui.DynamicItem[ui.Button[Any]], template=_BUTTON):
    """A button under an answer."""

    def __init__(self, action: Action, answer_id: str, texts: Texts, shown: int | None = None) -> None:
        """Make the button.

        action: what it does. answer_id: of its answer. texts: for its label.
        shown: how many quotes stand in the message; None: not told.
        """
        count = "" if shown is None else f":{shown}"
        button: ui.Button[Any] = ui.Button(custom_id=f"answer:{action}:{answer_id}{count}")
        if action in _EMOJI:
            button.emoji = _EMOJI[action]
        else:
            button.label = texts.plain(f"button-{action}")
        super().__init__(button)
        self.action, self.answer_id, self.shown = action, answer_id, shown

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed, from its id."""
        del item
        return cls.from_match(match, await private_texts(interaction))

    @classmethod
    def from_match(cls, match: re.Match[str], texts: Texts) -> Self:
        """Make a button from its id. match: of the id. texts: for its label."""
        shown = int(match["shown"]) if match["shown"] else None
        return cls(Action(match["action"]), match["answer_id"], texts, shown)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        async with handled(interaction) as context:
            context.charge_light_request()
            await self._acknowledge(interaction, context.texts)
            given = await context.services.answers.get(self.answer_id)
            if given is None:
                raise UserError("answer-gone")
            match self.action:
                case Action.CONTEXT:
                    await _show_context(interaction, context, given, self.shown)
                case Action.MORE:
                    await _show_more(interaction, context, given, self.shown)
                case Action.SHARE:
                    await _share(interaction, context, given)
                case Action.DELETE:
                    await _delete(interaction, context, given)
                case Action.GOOD | Action.BAD:
                    await _vote(interaction, context, given, good=self.action is Action.GOOD)
                case Action.TELL:
                    await tell_when_known(interaction, context, given)

    async def _acknowledge(self, interaction: Interaction, texts: Texts) -> None:
        """Let Discord know that the press was heard, before anything is looked up."""
        match self.action:
            case Action.BAD:  # a form can only come first
                await show_problem_form(interaction, self.answer_id, texts)
            case Action.SHARE | Action.DELETE:
                await interaction.response.defer()
            case _:
                await interaction.response.defer(thinking=True, ephemeral=True)


async def _show_context(
    interaction: Interaction, context: InteractionContext, given: GivenAnswer, shown: int | None
) -> None:
    """Show the quotes of a message with the sentences around them."""
    blocks = context_blocks(context.texts, await surroundings_of(context.services, given, shown))
    await interaction.edit_original_response(content=joined("\n", blocks))


async def surroundings_of(
    services: Services, given: GivenAnswer, shown: int | None = None
) -> list[Surroundings | Change | None]:
    """Look up quotes of an answer with the sentences around each, or what became of its article.

    shown: how many of the quotes, the first ones; None: all.
    Raises: BusyError where too much waits already.
    """
    return await services.look_up(
        lambda index: [
            index.surroundings(ref.article, Span(ref.start, ref.end), ref.words)
            for ref in given.quotes[:shown]
        ]
    )


async def _show_more(
    interaction: Interaction, context: InteractionContext, given: GivenAnswer, shown: int | None
) -> None:
    """Show further quotes for the question of an answer."""
    further = await more_message(context.services, given, context.texts, shown)
    await interaction.edit_original_response(content=further.content, view=further.view)


async def more_message(
    services: Services, given: GivenAnswer, texts: Texts, shown: int | None
) -> AnswerMessage:
    """Make the message with further quotes for the question of an answer, or one that there are none.

    shown: how many quotes were shown before; None: those that are remembered.
    Raises: BusyError where too much waits already.
    """
    before = len(given.quotes) if shown is None else shown
    most = min(before + _FURTHER, _MOST_QUOTES)
    result = await services.look_up(lambda index: index.answer(given.question, most))
    quotes = result.quotes if isinstance(result, Answer) else ()
    # What was said before isn't said again, even where the index is another one now.
    known = {(ref.article, ref.start, ref.end) for ref in given.quotes[:before]}
    further = [one for one in quotes if (one.article.id, one.span.start, one.span.end) not in known]
    further = further[max(0, before - len(known)) :]
    if not further or not isinstance(result, Answer):
        return AnswerMessage(texts("no-more"), None)
    shown_quotes = without_highlights(further) if given.is_claim else further
    written = quotes_blocks(texts, texts("more-head"), shown_quotes)
    total = before + written.shown
    has_more = total < _MOST_QUOTES and (written.shown < len(further) or result.has_more)
    return AnswerMessage(written.content, _view([Action.MORE], given.id, texts, total) if has_more else None)


async def _share(interaction: Interaction, context: InteractionContext, given: GivenAnswer) -> None:
    """Show a private answer to all, by asking once more: what has left the index isn't shown."""
    services, asker, shared = context.services, context.asker, interaction.client.shared_answers
    if given.asker_hash != services.database.hashed(asker.user_id):
        raise UserError("not-yours")
    if not given.private or shared.get(given.id):
        raise UserError("already-shared")
    if given.guild_id is None or given.guild_id != asker.guild_id:
        raise UserError("answer-gone")
    await interaction.client.questions.check_admission(asker, EntryPoint.SLASH)
    shared.put(given.id, True)
    try:
        texts = await services.texts_for(asker, private=False)
        result = await services.look_up(lambda index: index.answer(given.question))
        reply = Reply(result, given.id, private=False, texts=texts, is_claim=given.is_claim)
        message = answer_message(reply, echo=True, shared_by=interaction.user.id)
        if message.view is None:
            await interaction.followup.send(message.content)
        else:
            await interaction.followup.send(message.content, view=message.view)
    except BaseException:
        shared.put(given.id, False)
        raise
    await interaction.edit_original_response(view=_without_share(interaction, given.id, context.texts))


def _without_share(interaction: Interaction, answer_id: str, texts: Texts) -> ui.View:
    """Make the buttons of a message that are left once it was shared."""
    view = ui.View(timeout=None)
    for match in _buttons_in(interaction.message) if interaction.message else ():
        button = AnswerButton.from_match(match, texts)
        if button.answer_id == answer_id and button.action is not Action.SHARE:
            view.add_item(button)
    return view


async def _delete(interaction: Interaction, context: InteractionContext, given: GivenAnswer) -> None:
    """Take an answer away, for whoever asked and for moderators."""
    asked = given.asker_hash == context.services.database.hashed(context.asker.user_id)
    moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
    if not asked and not moderates:
        raise UserError("not-yours-to-delete")
    if interaction.message is None or answer_id_in(interaction.message) != given.id:
        raise UserError("answer-gone")
    await interaction.delete_original_response()
    # What is said next in a thread is about the answer before.
    interaction.client.last_answers.drop(interaction.message.channel.id)


async def _vote(
    interaction: Interaction, context: InteractionContext, given: GivenAnswer, *, good: bool
) -> None:
    """Store a vote on an answer; what is wrong with it, a form asks meanwhile."""
    services = context.services
    voter_hash = services.database.hashed(context.asker.user_id)
    services.votes.cast_soon(given.id, voter_hash, good, datetime.now(UTC))
    services.metrics.voted(good=good)
    if good:
        await interaction.edit_original_response(content=context.texts("vote-good"))
