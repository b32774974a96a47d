"""Plans the picture of who reported an event: a row for each outlet, from its first report to its last."""

from __future__ import annotations

from datetime import date, timedelta

from bot.pictures.draw import draw
from bot.pictures.outlets import plain_name
from bot.pictures.plan import MOST_ROWS, Bar, Mark, Name, Picture, Plan
from bot.pictures.timeline import shortened
from bot.texts.catalog import Texts
from bot.texts.dates import short_day
from retrieval.telling.coverage import Coverage, OutletReport

# Of more days only those on which somebody began or ended have a column.
_MOST_DAYS = 12


def draw_coverage(coverage: Coverage, texts: Texts) -> Picture:
    """Draw who reported an event; blocks, for a second or two.

    texts: in the language of whoever sees it.
    Raises: PictureError where it can't be drawn.
    """
    return Picture(draw(plan_coverage(coverage, texts)), coverage_alt(coverage, texts))


def plan_coverage(coverage: Coverage, texts: Texts) -> Plan:
    """Decide where each outlet's reports stand."""
    reports = coverage.reports[:MOST_ROWS]
    days = _columns(reports)
    columns = [short_day(day, texts.language) for day in days]
    if any(_first(report) is None for report in reports):
        columns.append(texts.plain("date-unknown"))
    places = {day: place for place, day in enumerate(days)}
    marks, bars = [], []
    for row, report in enumerate(reports):
        first, last = _first(report), _last(report)
        place = places[first] if first else len(days)
        marks.append(Mark(row=row, column=place))
        end = places[last] if last else place
        bars.append(
            Bar(row=row, first=place, last=end, text=texts.plain("picture-count", count=len(report.articles)))
        )
    return Plan(
        title=Name(text=coverage.question.text),
        rows=[
            Name(text=report.outlet or texts.plain("outlet-unknown"), plain=plain_name(report.articles[0]))
            for report in reports
        ],
        columns=columns,
        marks=marks,
        bars=bars,
    )


def coverage_alt(coverage: Coverage, texts: Texts) -> str:
    """Say in words what the picture of who reported an event shows."""
    parts = [
        texts.plain(
            "picture-report",
            outlet=report.outlet or texts.plain("outlet-unknown"),
            day=texts.day(report.articles[0].published),
            count=len(report.articles),
        )
        for report in coverage.reports[:MOST_ROWS]
    ]
    head = texts.plain("picture-coverage", question=coverage.question.text)
    return shortened(f"{head} {'; '.join(parts)}.")


def _first(report: OutletReport) -> date | None:
    return report.articles[0].published.first_day


def _last(report: OutletReport) -> date | None:
    days = [article.published.first_day for article in report.articles]
    return max((day for day in days if day), default=None)


def _columns(reports: tuple[OutletReport, ...]) -> list[date]:
    """List the days that have a column: all of a short time, of a longer one those that are needed."""
    needed = {day for report in reports for day in (_first(report), _last(report)) if day}
    if not needed:
        return []
    span = (max(needed) - min(needed)).days
    return sorted({min(needed) + timedelta(day) for day in range(span + 1)} if span < _MOST_DAYS else needed)
