"""Plot an evaluation, as SVG to put into a page.

The page gives the colours, as CSS variables, so that plots suit a light and a dark one. Ours are blue and
orange of Okabe and Ito, "Color universal design" (2008), which the colour-blind can tell apart.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from bot.evaluation.cases import Case
from bot.evaluation.evaluation import Evaluation
from bot.evaluation.scores import bins
from bot.evaluation.thresholds import outcome

# Stand-ins, which the SVG then has as variables of the page: matplotlib knows no variables.
_INK, _FAINT, _RIGHT, _WRONG = "#010101", "#020202", "#030303", "#040404"
_VARIABLES = {_INK: "--ink", _FAINT: "--faint", _RIGHT: "--right", _WRONG: "--wrong"}

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: the page's font, and half the size
    "svg.hashsalt": "clippings",  # the same evaluation gives the same file
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": _FAINT,
    "grid.alpha": 0.35,
    "grid.linewidth": 0.5,
    "text.color": _INK,
    "xtick.color": _FAINT,
    "ytick.color": _FAINT,
    "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK,
    "legend.frameon": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}
# As wide as a phone: on a wide screen two stand side by side.
_INCHES = (4.6, 3.1)
_BINS = 20
# Of fewer answers the share that is right says nothing.
_FEWEST = 5


@dataclass(frozen=True)
class Plot:
    """A plot; title: what to see in it."""

    title: str
    svg: str


def draw_all(evaluation: Evaluation) -> list[Plot]:
    """Draw all plots for which the questions tell enough; the same evaluation gives the same plots."""
    judged = [case for case in evaluation.cases if case.right_if_shown is not None]
    answered = [case.words_shown for case in evaluation.cases if not case.refused]
    latencies = [case.latency_ms for case in evaluation.cases]
    now = evaluation.threshold
    plots: list[Plot] = []

    def add(title: str, draw: Callable[[Axes], None]) -> None:
        plots.append(Plot(title, _svg(draw, f"plot{len(plots)}")))

    if judged:
        add("Confidence is honest where bars touch the line", lambda axes: _reliability(axes, judged))
        add("What is wrong should lie left of the threshold", lambda axes: _split(axes, judged, now))
        add("The more it refuses, the more often it is right", lambda axes: _trade(axes, judged, now))
        add("The answer should stand in the first quote", lambda axes: _places(axes, judged))
    if answered:
        add("How much there is to read", lambda axes: _spread(axes, answered, "words in an answer's quotes"))
    add("How long it takes", lambda axes: _spread(axes, latencies, "milliseconds a question"))
    return plots


def _reliability(axes: Axes, judged: Sequence[Case]) -> None:
    """Draw the share that is right in each bin of confidence, with where it lies 19 times in 20."""
    axes.plot([0, 1], [0, 1], color=_INK, linewidth=1, linestyle=(0, (4, 3)))
    for part in bins(judged):
        value, low, high = part.right.value or 0.0, part.right.low or 0.0, part.right.high or 0.0
        axes.bar(part.start + 0.05, value, width=0.09, color=_RIGHT, alpha=0.8)
        axes.vlines(part.start + 0.05, low, high, color=_INK, linewidth=1)
        axes.text(part.start + 0.05, high + 0.015, f"{part.right.of}", ha="center")
    axes.set(xlim=(0, 1), ylim=(0, 1.08), xlabel="confidence", ylabel="right, if shown (with counts)")
    _in_percent(axes.xaxis, axes.yaxis)


def _split(axes: Axes, judged: Sequence[Case], threshold: float) -> None:
    """Draw how many right and wrong ones have which confidence."""
    wrong = [case.confidence for case in judged if not case.right_if_shown]
    right = [case.confidence for case in judged if case.right_if_shown]
    colours, labels = [_WRONG, _RIGHT], ["wrong", "right, if shown"]
    axes.hist([wrong, right], bins=_BINS, range=(0, 1), stacked=True, color=colours, label=labels)
    axes.axvline(threshold, color=_INK, linewidth=1.2, linestyle=(0, (4, 3)))
    top = axes.get_ylim()[1] * 1.12
    _annotate(axes, f"threshold {threshold:.2f}", (threshold, top))
    axes.set(xlim=(0, 1), ylim=(0, top), xlabel="confidence", ylabel="questions")
    axes.legend(loc="upper right")
    _in_percent(axes.xaxis)


def _trade(axes: Axes, judged: Sequence[Case], threshold: float) -> None:
    """Draw the risk-coverage curve (El-Yaniv and Wiener, JMLR 11, 2010): each point is a threshold."""
    steps = sorted({case.confidence for case in judged}, reverse=True)
    points = [point for point in (outcome(judged, at) for at in steps) if point.right.of >= _FEWEST]
    shares = [(p.answered.value, p.right.value, p.right.low, p.right.high) for p in points]
    if shares:
        answered, right, low, high = np.array(shares, dtype=float).T
        axes.fill_between(answered, low, high, color=_RIGHT, alpha=0.18, linewidth=0)
        axes.plot(answered, right, color=_RIGHT, linewidth=1.8)
    now = outcome(judged, threshold)
    if now.right.value is not None and now.answered.value is not None:
        axes.plot(now.answered.value, now.right.value, "o", color=_WRONG, markersize=7)
        _annotate(axes, f"now, {threshold:.2f}", (now.answered.value, now.right.value), above=14)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="questions answered", ylabel="right, of these")
    _in_percent(axes.xaxis, axes.yaxis)


def _places(axes: Axes, judged: Sequence[Case]) -> None:
    """Draw where the gold answer is found."""
    quotes = {1: "1st quote", 2: "2nd", 3: "3rd"}
    names = [*quotes.values(), "wrong", "refused"]
    places = ["refused" if case.refused else quotes.get(case.found_at or 0, "wrong") for case in judged]
    counts = [places.count(name) for name in names]
    bars = axes.bar(names, counts, color=[_RIGHT] * 3 + [_WRONG, _FAINT], alpha=0.8)
    axes.bar_label(bars, padding=2)
    axes.margins(y=0.12)
    axes.set(ylabel="questions")


def _spread(axes: Axes, values: Sequence[float], label: str) -> None:
    """Draw how a number is spread over the questions."""
    axes.hist(values, bins=_BINS, color=_RIGHT, alpha=0.8)
    middle = float(np.median(values))
    axes.axvline(middle, color=_INK, linewidth=1.2, linestyle=(0, (4, 3)))
    top = axes.get_ylim()[1] * 1.12
    _annotate(axes, f"half: up to {middle:,.0f}", (middle, top))
    axes.set(xlim=(0, None), ylim=(0, top), xlabel=label, ylabel="questions")


def _annotate(axes: Axes, text: str, at: tuple[float, float], above: float = 0) -> None:
    """Write to the right of a point, so many points above it."""
    axes.annotate(text, at, (5, above), textcoords="offset points", va="top")


def _in_percent(*axes: Axis) -> None:
    for axis in axes:
        axis.set_major_formatter(PercentFormatter(1, decimals=0, symbol="\u00a0%"))


def _svg(draw: Callable[[Axes], None], name: str) -> str:
    """Draw into a figure of its own; ids get a name before them, for all plots share one page."""
    with rc_context(_STYLE):
        figure = Figure(figsize=_INCHES, layout="constrained")
        draw(figure.add_subplot())
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\1{name}-", svg)
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    return svg
