"""Draws one picture: reads its plan from standard input, and writes a PNG to standard output.

A process of its own, because the memory that drawing takes isn't given back while a process lives.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.layout_engine import ConstrainedLayoutEngine

from bot.pictures.plan import Bar, Mark, MarkKind, Name, Plan

# As wide as Discord shows a picture on a desktop; a phone shows it half as wide, hence the large letters.
_WIDTH, _MOST_HIGH, _DPI = 10.0, 8.0, 100
_ROW, _AROUND, _LEGEND = 0.62, 1.75, 0.45
# Discord rounds the corners of what it shows.
_PAD = 0.12
# On an opaque ground, so that it can be read in a light and in a dark window alike.
_GROUND, _INK, _FAINT, _LINE = "#fbfaf7", "#1c1c1c", "#6b6b6b", "#d9d6cf"
# Blue, orange and black of Okabe and Ito, "Color universal design" (2008), which the colour-blind can tell
# apart; the discs differ in their rims and letters too.
_COLOURS = {MarkKind.PLAIN: "#0072b2", MarkKind.CORRECTED: "#d55e00", MarkKind.WITHDRAWN: "#ffffff"}
_LETTERS = {MarkKind.PLAIN: "#ffffff", MarkKind.CORRECTED: "#ffffff", MarkKind.WITHDRAWN: "#1c1c1c"}
_SIZE, _SMALL, _SMALLEST, _TITLE = 15, 13, 11, 17
_DISC, _LARGE_DISC = 15, 25
# More letters below the columns stand aslant.
_MOST_LETTERS = 62
# The first has Latin, Greek and Cyrillic letters and comes with matplotlib; the others are on many machines.
_FONTS = (
    "DejaVu Sans", "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans Devanagari",
    "Noto Sans Thai", "PingFang SC", "Hiragino Sans", "Arial Unicode MS", "WenQuanYi Zen Hei",
    "Microsoft YaHei",
)  # fmt: skip
_LONGEST_NAME, _LONGEST_TITLE = 26, 74
# Marks of one row and day stand so far beside each other, in columns; what stands over every other of them
# stands higher.
_BESIDE = 0.42
_LABELS = (15, 30)


def main() -> None:
    """Draw what standard input says."""
    plan = Plan.model_validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(draw(plan))


def draw(plan: Plan) -> bytes:
    """Draw a plan as PNG, at most 1,000 by 800 pixels."""
    families = _installed()
    style: dict[Any, Any] = {
        "font.family": families,
        "font.size": _SIZE,
        "text.color": _INK,
        "text.parse_math": False,
    }
    with rc_context(style):
        high = min(_MOST_HIGH, _AROUND + _ROW * len(plan.rows) + _LEGEND * bool(plan.legend))
        layout = ConstrainedLayoutEngine(h_pad=_PAD, w_pad=_PAD)
        figure = Figure(figsize=(_WIDTH, high), dpi=_DPI, facecolor=_GROUND, layout=layout)
        title = _drawable(plan.title, families, _LONGEST_TITLE)
        figure.suptitle(title, fontsize=_TITLE, fontweight="bold", x=0.02, ha="left")
        axes = figure.add_subplot(facecolor=_GROUND)
        columns = _columns(plan)
        _frame(axes, plan, families, columns)
        for bar in plan.bars:
            _bar(axes, bar, columns)
        for mark, at, place in _spread(plan.marks, columns):
            _disc(axes, mark, at, _LABELS[place % 2])
        if plan.legend:
            _explain(axes, plan)
        file = io.BytesIO()
        figure.savefig(file, format="png")
    return file.getvalue()


def _columns(plan: Plan) -> list[float]:
    """Find where the columns stand: one with many marks in a row is wider."""
    most = [1] * len(plan.columns)
    for mark in plan.marks:
        alike = sum((other.row, other.column) == (mark.row, mark.column) for other in plan.marks)
        most[mark.column] = max(most[mark.column], alike)
    widths = [max(1.0, _BESIDE * count + 0.3) for count in most]
    return [sum(widths[:place]) + width / 2 for place, width in enumerate(widths)]


def _frame(axes: Axes, plan: Plan, families: list[str], columns: list[float]) -> None:
    """Draw what discs stand in: a line for each row, a name for each row and column."""
    axes.set_xlim(0, columns[-1] + 0.6 + 0.6 * bool(plan.bars))
    axes.set_ylim(len(plan.rows) - 0.35, -0.85)
    names = [_drawable(name, families, _LONGEST_NAME) for name in plan.rows]
    axes.set_yticks(range(len(plan.rows)), names)
    axes.set_xticks(columns, plan.columns, fontsize=_SMALL)
    is_crowded = sum(map(len, plan.columns)) > _MOST_LETTERS
    axes.tick_params(axis="x", length=0, labelcolor=_FAINT, labelrotation=35 if is_crowded else 0)
    axes.tick_params(axis="y", length=0, labelcolor=_INK)
    axes.grid(color=_LINE, linewidth=1)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _bar(axes: Axes, bar: Bar, columns: list[float]) -> None:
    first, last = columns[bar.first], columns[bar.last]
    axes.plot([first, last], [bar.row, bar.row], color=_COLOURS[MarkKind.PLAIN], linewidth=5, alpha=0.4)
    axes.annotate(
        bar.text, (last, bar.row), (14, 0), textcoords="offset points", va="center_baseline", fontsize=_SMALL
    )


def _disc(axes: Axes, mark: Mark, at: float, above: float) -> None:
    """Draw a mark; at: where in its row. above: how far over it its label stands, in points."""
    fill = _COLOURS[mark.kind]
    rim = _INK if mark.kind is not MarkKind.PLAIN else fill
    size = _LARGE_DISC if mark.text else _DISC
    axes.plot([at], [mark.row], "o", ms=size, mfc=fill, mec=rim, mew=2)
    if mark.text:
        axes.annotate(
            mark.text,
            (at, mark.row),
            ha="center",
            va="center_baseline",
            color=_LETTERS[mark.kind],
            fontsize=_SMALL,
        )
    if mark.above:
        axes.annotate(
            mark.above,
            (at, mark.row),
            (0, above),
            textcoords="offset points",
            ha="center",
            fontsize=_SMALLEST,
        )


def _explain(axes: Axes, plan: Plan) -> None:
    """Say below what discs of some kinds mean."""
    for kind, meaning in plan.legend.items():
        fill = _COLOURS[kind]
        axes.plot([], [], "o", ms=_DISC, mfc=fill, mec=_INK, mew=2, label=meaning)
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=2, frameon=False, fontsize=_SMALL)


def _spread(marks: list[Mark], columns: list[float]) -> list[tuple[Mark, float, int]]:
    """Put marks of one row and day beside each other: each with where it stands, and which of them it is."""
    groups: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.row, mark.column), []).append(mark)
    return [
        (mark, columns[column] + (place - (len(group) - 1) / 2) * _BESIDE, place)
        for (_, column), group in groups.items()
        for place, mark in enumerate(group)
    ]


def _installed() -> list[str]:
    known = {font.name for font in fontManager.ttflist}
    return [name for name in _FONTS if name in known]


def _drawable(name: Name, families: list[str], longest: int) -> str:
    """Write a name; in its place what is plain, or only the letters that a font has."""
    for text in (name.text, name.plain):
        line = " ".join(text.split())
        if line and all(_has(letter, families) for letter in line):
            return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
    kept = "".join(letter for letter in name.text if _has(letter, families)).strip()
    return kept[:longest] or "?"


def _has(letter: str, families: list[str]) -> bool:
    """Tell whether a font has a letter; words from right to left would be set the wrong way round."""
    if unicodedata.bidirectional(letter) in {"R", "AL"} or not letter.isprintable():
        return False
    fonts = (get_font(fontManager.findfont(FontProperties(family=[name]))) for name in families)
    return any(font.get_char_index(ord(letter)) for font in fonts)


if __name__ == "__main__":
    main()
