"""Writes an evaluation as one page of HTML, which needs nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.cli.terminal import DIFFERING, refusal_text
from bot.evaluation.evaluation import Evaluation
from bot.evaluation.plots import draw_all
from bot.evaluation.table import OUTCOME_HEADINGS, outcome_cells, rows
from bot.links import article_link, quote_link

# Cases of each group.
_CASES = 25


def as_html(evaluation: Evaluation) -> str:
    """The page: figures, thresholds, plots and the worst cases with their quotes.

    Questions, articles and links come from anyone, so everything is escaped, only links that
    ``bot.links`` vouches for are links, and the page forbids scripts and whatever would be loaded.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"article_link": article_link, "quote_link": quote_link, "why": refusal_text}
    return environment.get_template("report.html").render(
        evaluation=evaluation,
        rows=rows(evaluation.figures),
        headings=OUTCOME_HEADINGS,
        outcomes=[(outcome, outcome_cells(outcome)) for outcome in evaluation.outcomes],
        plots=draw_all(evaluation),
        differing=DIFFERING,
        most=_CASES,
    )
