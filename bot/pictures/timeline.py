"""Plans the picture of a timeline: days from left to right, a row for each outlet, a disc for each step."""

from __future__ import annotations

import re
from datetime import date

from bot.pictures.draw import draw
from bot.pictures.outlets import plain_name
from bot.pictures.plan import MOST_ROWS, Mark, MarkKind, Name, Picture, Plan
from bot.texts.catalog import Texts
from bot.texts.dates import short_day
from bot.texts.titles import shorten
from index.snapshot.history import Change
from retrieval.telling.timeline import Step, Timeline

# Discord's limit on what describes a picture.
LONGEST_ALT = 1024
_LONGEST_FIGURE = 16
_HEDGES = {
    r"more than|over": "> ",
    r"at least": "≥ ",
    r"up to": "≤ ",
    r"less than|fewer than|under": "< ",
    r"about|around|nearly|almost|roughly|some": "~ ",
}


def draw_timeline(timeline: Timeline, texts: Texts) -> Picture:
    """Draw a timeline; blocks, for a second or two.

    texts: in the language of whoever sees it.
    Raises: PictureError where it can't be drawn.
    """
    return Picture(draw(plan_timeline(timeline, texts)), timeline_alt(timeline, texts))


def plan_timeline(timeline: Timeline, texts: Texts) -> Plan:
    """Decide where each step stands. Steps bear the numbers that they have in the text."""
    unknown = texts.plain("outlet-unknown")
    names: dict[str, Name] = {}
    for step in timeline.steps:
        outlet = step.quote.article.outlet or unknown
        names.setdefault(outlet, Name(text=outlet, plain=plain_name(step.quote.article)))
    for change in timeline.withdrawn:
        names.setdefault(change.outlet or unknown, Name(text=change.outlet or unknown))
    rows = {outlet: row for row, outlet in enumerate(list(names)[:MOST_ROWS])}
    days = [step.day.first_day for step in timeline.steps]
    days += [change.published.first_day for change in timeline.withdrawn]
    known = sorted({day for day in days if day})
    columns: dict[date | None, int] = {day: place for place, day in enumerate(known)}
    if None in days:
        columns[None] = len(known)
    marks = [
        Mark(
            row=rows[step.quote.article.outlet or unknown],
            column=columns[step.day.first_day],
            text=str(number),
            above=" → ".join(map(_short, _figures(step))),
            kind=MarkKind.CORRECTED if step.corrected or step.is_correction else MarkKind.PLAIN,
        )
        for number, step in enumerate(timeline.steps, start=1)
    ]
    marks += [
        Mark(
            row=rows[change.outlet or unknown],
            column=columns[change.published.first_day],
            text="×",
            kind=MarkKind.WITHDRAWN,
        )
        for change in timeline.withdrawn
        if (change.outlet or unknown) in rows
    ]
    shown = {mark.kind for mark in marks} - {MarkKind.PLAIN}
    return Plan(
        title=Name(text=timeline.question.text),
        rows=[names[outlet] for outlet in rows],
        columns=[short_day(day, texts.language) if day else texts.plain("date-unknown") for day in columns],
        marks=marks,
        legend={kind: texts.plain(f"picture-{kind}") for kind in MarkKind if kind in shown},
    )


def timeline_alt(timeline: Timeline, texts: Texts) -> str:
    """Say in words what the picture of a timeline shows."""
    parts = []
    for number, step in enumerate(timeline.steps, start=1):
        outlet = step.quote.article.outlet or texts.plain("outlet-unknown")
        words = [texts.plain("picture-step", number=str(number), day=texts.day(step.day), outlet=outlet)]
        if figures := _figures(step):
            words.append(" → ".join(figures))
        if step.corrected or step.is_correction:
            words.append(texts.plain("picture-corrected"))
        parts.append(", ".join(words))
    parts += [_withdrawn(change, texts) for change in timeline.withdrawn]
    head = texts.plain("picture-timeline", question=timeline.question.text)
    return shortened(f"{head} {'; '.join(parts)}.")


def shortened(alt: str) -> str:
    """Cut what describes a picture to what Discord takes."""
    return alt if len(alt) <= LONGEST_ALT else f"{alt[: LONGEST_ALT - 1]}…"


def _withdrawn(change: Change, texts: Texts) -> str:
    outlet, day = change.outlet or texts.plain("outlet-unknown"), texts.day(change.published)
    step = texts.plain("picture-step", number="×", day=day, outlet=outlet)
    return f"{step}, {texts.plain('picture-withdrawn')}"


def _figures(step: Step) -> list[str]:
    """List the figure of a step, behind the one that it replaced."""
    if step.figure is None:
        return []
    return [step.before.text, step.figure] if step.before else [step.figure]


def _short(figure: str) -> str:
    """Write a figure as short as a picture wants it: "more than 40" as "> 40"."""
    for words, sign in _HEDGES.items():
        figure = re.sub(rf"^(?:{words})\s+", sign, figure, flags=re.IGNORECASE)
    return shorten(figure, _LONGEST_FIGURE)
