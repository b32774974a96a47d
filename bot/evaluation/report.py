"""Render an evaluation as one page of HTML, which needs nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.evaluation.evaluation import Evaluation
from bot.evaluation.plots import draw_all
from bot.evaluation.table import OUTCOME_HEADINGS, outcome_cells, rows
from bot.links import article_link, quote_link
from bot.texts import ENGLISH, texts_for
from bot.texts.verdicts import differing_text, refusal_text

# Cases of each group.
_CASES = 25


def as_html(evaluation: Evaluation) -> str:
    """Render the page: figures, thresholds, plots and the worst cases with their quotes.

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
    environment.filters |= {
        "article_link": article_link,
        "quote_link": quote_link,
        "refusal_text": refusal_text,
        "differing_text": differing_text,
    }
    return environment.get_template("report.html").render(
        evaluation=evaluation,
        rows=rows(evaluation.scores),
        headings=OUTCOME_HEADINGS,
        outcomes=[(outcome, outcome_cells(outcome)) for outcome in evaluation.outcomes],
        plots=draw_all(evaluation),
        text=texts_for(ENGLISH),
        most=_CASES,
    )
