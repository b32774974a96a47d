"""Commands that tell an event step by step, and who reported it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from discord import app_commands

from bot.discord.base import UNREACHABLE, Interaction, handled, is_elsewhere
from bot.discord.commands.autocomplete import first_days_like, last_days_like
from bot.discord.commands.everywhere import everywhere
from bot.discord.commands.localised import localised_options
from bot.discord.views.telling import (
    TellingMessage,
    coverage_message,
    fitting_coverage,
    fitting_timeline,
    nothing_message,
    timeline_message,
)
from bot.monitoring.metrics import EntryPoint
from bot.pictures.coverage import draw_coverage
from bot.pictures.draw import PictureError
from bot.pictures.plan import Picture
from bot.pictures.timeline import draw_timeline
from bot.service.parse import QuestionOptions
from bot.service.queue import BusyError
from bot.service.telling import TellingService
from bot.texts import Texts
from bot.texts.commands import named
from retrieval.answer import Question, Quote, Refusal
from retrieval.live import Live
from retrieval.telling.coverage import Coverage
from retrieval.telling.timeline import Timeline

_log = logging.getLogger(__name__)

T = TypeVar("T")

_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class _Kind(Generic[T]):
    """What is told, and how.

    find: asks the index. fit: leaves out what no message holds. quotes: lists what is quoted. message: writes
    it, with a picture or without. draw: makes that.
    """

    find: Callable[[Live, Question], T | Refusal]
    fit: Callable[[Texts, T], T]
    quotes: Callable[[T], Sequence[Quote]]
    message: Callable[[Texts, T, str | None, Picture | None], TellingMessage]
    draw: Callable[[T, Texts], Picture]


_TIMELINE = _Kind[Timeline](
    find=lambda index, question: index.timeline(question),
    fit=fitting_timeline,
    quotes=lambda told: [step.quote for step in told.steps],
    message=timeline_message,
    draw=draw_timeline,
)
_COVERAGE = _Kind[Coverage](
    find=lambda index, question: index.coverage(question),
    fit=fitting_coverage,
    quotes=lambda told: [report.only for report in told.reports if report.only],
    message=coverage_message,
    draw=draw_coverage,
)


@everywhere
@app_commands.command(name=named("command-timeline"), description=named("command-timeline-about"))
@localised_options("timeline", "event", "since", "until", "private")
@app_commands.autocomplete(since=first_days_like, until=last_days_like)
async def timeline(
    interaction: Interaction,
    event: app_commands.Range[str, 1, _MOST_CHARACTERS],
    since: str | None = None,
    until: str | None = None,
    private: bool | None = None,
) -> None:
    """Tell an event step by step."""
    limits = QuestionOptions(since=since, until=until)
    await _tell(interaction, event, limits, private, _TIMELINE)


@everywhere
@app_commands.command(name=named("command-coverage"), description=named("command-coverage-about"))
@localised_options("coverage", "event", "since", "until", "private")
@app_commands.autocomplete(since=first_days_like, until=last_days_like)
async def coverage(
    interaction: Interaction,
    event: app_commands.Range[str, 1, _MOST_CHARACTERS],
    since: str | None = None,
    until: str | None = None,
    private: bool | None = None,
) -> None:
    """Tell who reported an event."""
    limits = QuestionOptions(since=since, until=until)
    await _tell(interaction, event, limits, private, _COVERAGE)


async def _tell(
    interaction: Interaction, event: str, limits: QuestionOptions, private: bool | None, kind: _Kind[T]
) -> None:
    """Tell an event in reply to a command: first as text, then with its picture."""
    async with handled(interaction) as context:
        questions, services = interaction.client.questions, context.services
        limits["locale"] = context.asker.locale
        question = questions.parse(EntryPoint.SLASH, event, **limits)
        if private is None and is_elsewhere(interaction):
            private = True
        request = await questions.admit(question, EntryPoint.SLASH, context.asker, private=private)
        telling = TellingService(services)
        # Joining the queue takes no time, and only before a public reply has begun can "busy" be private.
        job = telling.submit(request, kind.find)
        await interaction.response.defer(thinking=True, ephemeral=request.private)
        told = await telling.complete(request, job, kind.quotes)
        texts = request.texts
        if isinstance(told.result, Refusal):
            await interaction.edit_original_response(view=nothing_message(texts, told.result).view)
            return
        fitting = kind.fit(texts, told.result)
        answer_id = None if request.private else told.answer_id
        await interaction.edit_original_response(view=kind.message(texts, fitting, answer_id, None).view)
        interaction.client.in_background(
            _add_picture(
                interaction,
                lambda: kind.draw(fitting, texts),
                lambda picture: kind.message(texts, fitting, answer_id, picture),
            )
        )


async def _add_picture(
    interaction: Interaction, draw: Callable[[], Picture], message: Callable[[Picture], TellingMessage]
) -> None:
    """Have the picture drawn, and put it into the message, which says the same without it."""
    try:
        picture = await interaction.client.services.queue.submit(draw)
        if interaction.client.is_closed():
            return
        shown = message(picture)
        files = [shown.file] if shown.file else []
        await interaction.edit_original_response(view=shown.view, attachments=files)
    except (PictureError, BusyError, *UNREACHABLE) as error:
        _log.warning("a reply stays without its picture: %s", error)
