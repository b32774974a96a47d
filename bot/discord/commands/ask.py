"""Commands that answer a question."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands

from bot.discord.asked import Asked, is_link, what_is_said, what_is_typed
from bot.discord.base import Interaction, InteractionContext, handled, is_elsewhere
from bot.discord.commands.autocomplete import examples_like, first_days_like, last_days_like, outlets_like
from bot.discord.commands.everywhere import everywhere
from bot.discord.commands.localised import localised_options
from bot.discord.views.answer_view import answer_message
from bot.discord.views.article import article_view
from bot.discord.views.origin import LONGEST_NAME
from bot.discord.views.slip import is_slip, slip_view
from bot.monitoring.metrics import EntryPoint
from bot.service.errors import UserError
from bot.service.linked import links_in, without_links
from bot.service.markup import without_markup
from bot.service.parse import QuestionOptions
from bot.service.remarks import remark
from bot.service.small_talk import is_call
from bot.texts.commands import named
from retrieval.answer import Question, Refusal
from retrieval.browse import Opening

# The longest that the setting discord.question_characters can allow.
_MOST_CHARACTERS = 2000


@everywhere
@app_commands.command(name=named("command-ask"), description=named("command-ask-about"))
@localised_options("ask", "question", "since", "until", "outlet", "private")
@app_commands.autocomplete(
    question=examples_like, since=first_days_like, until=last_days_like, outlet=outlets_like
)
async def ask(
    interaction: Interaction,
    question: app_commands.Range[str, 1, _MOST_CHARACTERS],
    since: str | None = None,
    until: str | None = None,
    outlet: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
    private: bool | None = None,
) -> None:
    """Answer a question."""
    async with handled(interaction) as context:
        questions = interaction.client.questions
        await questions.check_admission(context.asker, EntryPoint.SLASH)
        if reply := questions.small_talk_reply(question, EntryPoint.SLASH, context.texts):
            await interaction.response.send_message(reply, ephemeral=True)
            return
        if is_link(question):  # what comes of it is for whoever asked alone, and may take its time
            await interaction.response.defer(thinking=True, ephemeral=True)
        _check_stands_alone(question)
        asked = await what_is_typed(context.services, question)
        if asked.article is not None:
            await _show_article(interaction, context, asked.article)
            return
        limits = QuestionOptions(since=since, until=until, outlet=outlet, locale=context.asker.locale)
        parsed = questions.parse(EntryPoint.SLASH, asked.words, **limits)
        await _answer(interaction, context, parsed, asked, EntryPoint.SLASH, private=private)


def _check_stands_alone(question: str) -> None:
    """Check that a question isn't about something else that was said: a command replies to nothing.

    Raises: UserError, for "source?" or "is this true?".
    """
    words = without_markup(without_links(question))
    if is_call(words) and words and not links_in(question):
        raise UserError("nothing-pointed-at")
    if remark(words) is not None:
        raise UserError("which-answer")


@everywhere
@app_commands.context_menu(name=named("command-find-sources"))
async def find_sources(interaction: Interaction, message: discord.Message) -> None:
    """Look up what a message claims; for whoever wants to know alone."""
    async with handled(interaction) as context:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.client.questions.check_admission(context.asker, EntryPoint.MENU)
        asked = await what_is_said(context.services, message)
        if asked.article is not None:
            await _show_article(interaction, context, asked.article)
            return
        parsed = interaction.client.questions.parse(EntryPoint.MENU, asked.words)
        await _answer(interaction, context, parsed, asked, EntryPoint.MENU, private=True)


async def _answer(
    interaction: Interaction,
    context: InteractionContext,
    question: Question,
    asked: Asked,
    entry_point: EntryPoint,
    *,
    private: bool | None,
) -> None:
    """Answer a question in reply to a command.

    asked: what the question was made of. private: as the person wants it; None: as the server does.
    """
    questions = interaction.client.questions
    if private is None and is_elsewhere(interaction):
        private = True
    request = await questions.admit(question, entry_point, context.asker, private=private)
    request = replace(request, is_claim=asked.is_claim, links=asked.links)
    # Joining the queue takes no time, and only before a public reply has begun can "busy" be private.
    job = questions.submit(request)
    if not interaction.response.is_done():
        await interaction.response.defer(thinking=True, ephemeral=request.private)
    reply = await questions.complete(request, job)
    if isinstance(reply.result, Refusal) and is_slip(reply.result):
        await _show_slip(interaction, context, reply.result, was_private=request.private)
        return
    shown = answer_message(reply, echo=True)
    await interaction.edit_original_response(content=shown.content, view=shown.view)


async def _show_article(interaction: Interaction, context: InteractionContext, article: Opening) -> None:
    """Show the indexed article that a link leads to, where the bot thinks."""
    context.charge_light_request()
    await interaction.edit_original_response(view=article_view(context.texts, article))


async def _show_slip(
    interaction: Interaction, context: InteractionContext, refusal: Refusal, *, was_private: bool
) -> None:
    """Tell the asker alone what their limits leave, though others may have seen the bot think."""
    view = slip_view(
        context.texts,
        refusal,
        await context.services.overview.get(),
        interaction.client.command_mentions.mention("sources"),
    )
    if was_private:
        await interaction.edit_original_response(view=view)
    else:
        await interaction.delete_original_response()
        await interaction.followup.send(view=view, ephemeral=True)
