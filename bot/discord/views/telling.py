"""What a timeline and coverage say in Discord: a layout, whose 4,000 characters hold more than an answer's.

Of what has no room the least telling goes; no quote is ever cut.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import discord
from discord import ui

from bot.discord.views.answer_view import Action, AnswerButton
from bot.discord.views.markdown import bold, dotted, item, joined, name, one_line, small, strong
from bot.discord.views.origin import LONGEST_MESSAGE, LONGEST_NAME, day, outlet, source
from bot.discord.views.render import (
    LONGEST_ECHO,
    is_checked,
    quote_block,
    refusal_blocks,
    size,
)
from bot.links import article_link, quote_link
from bot.pictures.plan import Picture
from bot.texts import Markdown, Texts
from index.article import Article, Published
from index.snapshot.history import Change
from retrieval.answer import Quote, Reason, Refusal
from retrieval.telling.coverage import Coverage, OutletReport
from retrieval.telling.timeline import Step, Timeline

# Where the source of a quote leads.
LinkTo: TypeAlias = Callable[[Quote], str | None]

_LONGEST_FIGURE, _LONGEST_TITLE, _LONGEST_BEFORE = 40, 120, 300
_MOST_WITHDRAWN, _MOST_REPORTS = 3, 10
# What is left of a message for other things than what is told.
_ASIDE = 120


@dataclass(frozen=True)
class TellingMessage:
    """Holds what is sent: a view, and the file of its picture, where it has one."""

    view: ui.LayoutView
    file: discord.File | None = None


def fitting_timeline(texts: Texts, timeline: Timeline) -> Timeline:
    """Leave the least telling steps out until a message holds the others.

    Returns: one that says how many were left out; no step whose quote doesn't stand in its article.
    """
    steps = tuple(step for step in timeline.steps if is_checked(step.quote))
    fitting = replace(timeline, steps=steps, withdrawn=timeline.withdrawn[:_MOST_WITHDRAWN])
    while len(fitting.steps) > 1 and not _fits(_timeline_blocks(texts, fitting)):
        least = min(fitting.steps, key=lambda step: step.quote.score)
        steps = tuple(step for step in fitting.steps if step is not least)
        fitting = replace(fitting, steps=steps, left_out=fitting.left_out + 1)
    return fitting


def fitting_coverage(texts: Texts, coverage: Coverage) -> Coverage:
    """Leave out what only one outlet has, of the last ones first, until a message holds the rest."""
    reports = [
        report if report.only is None or is_checked(report.only) else replace(report, only=None)
        for report in coverage.reports
    ]
    differing = tuple(sides for sides in coverage.differing if all(map(is_checked, sides)))
    fitting = replace(coverage, reports=tuple(reports), differing=differing)
    while not _fits(_coverage_blocks(texts, fitting)):
        with_own = [place for place, report in enumerate(fitting.reports[:_MOST_REPORTS]) if report.only]
        if with_own:
            reports[with_own[-1]] = replace(reports[with_own[-1]], only=None)
            fitting = replace(fitting, reports=tuple(reports))
        elif fitting.differing:
            fitting = replace(fitting, differing=fitting.differing[:-1])
        else:
            break
    return fitting


def timeline_message(
    texts: Texts, timeline: Timeline, answer_id: str | None, picture: Picture | None = None
) -> TellingMessage:
    """Make the message for a timeline that fits one.

    answer_id: for the button that takes it away; None: without.
    """
    return _message(texts, _timeline_blocks(texts, timeline), answer_id, picture, "timeline.png")


def coverage_message(
    texts: Texts, coverage: Coverage, answer_id: str | None, picture: Picture | None = None
) -> TellingMessage:
    """Make the message for coverage that fits one; answer_id: as for ``timeline_message``."""
    return _message(texts, _coverage_blocks(texts, coverage), answer_id, picture, "coverage.png")


def nothing_message(texts: Texts, refusal: Refusal) -> TellingMessage:
    """Make the message that says why there is nothing to tell."""
    head = strong(texts("no-telling-found")) if refusal.reason is Reason.NOT_FOUND else None
    return _message(texts, refusal_blocks(texts, refusal, head=head), None, None, "")


def _message(
    texts: Texts, blocks: Sequence[Markdown], answer_id: str | None, picture: Picture | None, file_name: str
) -> TellingMessage:
    """Put blocks into a layout, the picture below the first one."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(blocks[0]))
    file = None
    if picture is not None:
        file = discord.File(io.BytesIO(picture.png), file_name, description=picture.alt)
        shown = discord.MediaGalleryItem(f"attachment://{file_name}", description=picture.alt)
        view.add_item(ui.MediaGallery(shown))
    for block in blocks[1:]:
        view.add_item(ui.TextDisplay(block))
    if answer_id is not None:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(AnswerButton(Action.DELETE, answer_id, texts))
        view.add_item(row)
    return TellingMessage(view, file)


def _fits(blocks: Sequence[Markdown]) -> bool:
    return size(blocks) <= LONGEST_MESSAGE - _ASIDE


def _to_article(quote: Quote) -> str | None:
    """Link to the beginning of a quote's article, which is shorter than to the quote."""
    return article_link(quote.article)


def _timeline_blocks(texts: Texts, timeline: Timeline) -> list[Markdown]:
    """Write a timeline; links lead to its quotes where there is room for that."""
    exact = _timeline_linked(texts, timeline, quote_link)
    return exact if _fits(exact) else _timeline_linked(texts, timeline, _to_article)


def _coverage_blocks(texts: Texts, coverage: Coverage) -> list[Markdown]:
    """Write coverage, as a timeline."""
    exact = _coverage_linked(texts, coverage, quote_link)
    return exact if _fits(exact) else _coverage_linked(texts, coverage, _to_article)


def _timeline_linked(texts: Texts, timeline: Timeline, link_to: LinkTo) -> list[Markdown]:
    blocks = [strong(texts("timeline-head", question=one_line(timeline.question.text, LONGEST_ECHO)))]
    blocks += _read_as(texts, timeline.read_as)
    if timeline.events > 1:
        blocks.append(texts("timeline-events"))
    before: Article | None = None
    for number, step in enumerate(timeline.steps, start=1):
        blocks.append(_step_block(texts, step, number, before, link_to(step.quote)))
        before = step.quote.article
    blocks += [_withdrawn_block(texts, change) for change in timeline.withdrawn]
    if timeline.left_out:
        blocks.append(small(texts("timeline-left-out", count=timeline.left_out)))
    return blocks


def _step_block(texts: Texts, step: Step, number: int, before: Article | None, link: str | None) -> Markdown:
    """Write a step: number, day, figure; the quote and where it is from; what was corrected."""
    when = day(texts, step.day)
    if step.is_publication and step.day != Published():
        when = texts("timeline-published", day=when)
    head = [Markdown(f"**{number}.** {when}"), *_figures(step)]
    notes = []
    if step.is_correction:
        notes.append(small(texts("timeline-correction")))
    if step.corrected:
        said = one_line(step.corrected.before, _LONGEST_BEFORE)
        seen = step.corrected.seen.date()
        notes.append(small(texts("timeline-corrected", day=seen, before=said)))
    quoted = quote_block(texts, step.quote, link, before, LONGEST_MESSAGE)
    return joined("\n", [dotted(head), quoted, *notes])


def _figures(step: Step) -> list[Markdown]:
    if step.figure is None or step.before is None:
        return []
    before, now = one_line(step.before.text, _LONGEST_FIGURE), one_line(step.figure, _LONGEST_FIGURE)
    return [Markdown(f"{before} → {bold(now)}")]


def _withdrawn_block(texts: Texts, change: Change) -> Markdown:
    named = name(change.outlet or "", LONGEST_NAME) or texts("outlet-unknown")
    title = one_line(change.title or "", _LONGEST_TITLE) or texts("title-unknown")
    return texts("timeline-withdrawn", outlet=named, title=title, day=day(texts, change.published))


def _coverage_linked(texts: Texts, coverage: Coverage, link_to: LinkTo) -> list[Markdown]:
    blocks = [
        joined(
            "\n",
            [
                strong(one_line(coverage.title, _LONGEST_TITLE)),
                texts("coverage-count", articles=coverage.articles, outlets=len(coverage.reports)),
            ],
        ),
        *_read_as(texts, coverage.read_as),
    ]
    blocks += [_report_block(texts, report, link_to) for report in coverage.reports[:_MOST_REPORTS]]
    if left_out := len(coverage.reports) - _MOST_REPORTS:
        blocks += [small(texts("coverage-left-out", count=left_out))] if left_out > 0 else []
    for sides in coverage.differing:
        quotes = [_quote(texts, side, link_to) for side in sides]
        blocks.append(joined("\n", [strong(texts("coverage-differing")), *quotes]))
    if coverage.others:
        lines = [item(source(texts, other, article_link(other))) for other in coverage.others]
        blocks.append(joined("\n", [small(texts("coverage-others")), *map(small, lines)]))
    return blocks


def _report_block(texts: Texts, report: OutletReport, link_to: LinkTo) -> Markdown:
    """Write an outlet: how many articles, since when, and what only it has."""
    first = report.articles[0]
    said = texts("coverage-outlet", count=len(report.articles), day=day(texts, first.published))
    head = dotted([strong(outlet(texts, first)), said])
    if report.only is None:
        return head
    return joined("\n", [head, texts("coverage-only"), _quote(texts, report.only, link_to)])


def _quote(texts: Texts, quote: Quote, link_to: LinkTo) -> Markdown:
    return quote_block(texts, quote, link_to(quote), None, LONGEST_MESSAGE)


def _read_as(texts: Texts, read_as: str | None) -> list[Markdown]:
    return [small(texts("read-as", question=one_line(read_as, LONGEST_ECHO)))] if read_as else []
