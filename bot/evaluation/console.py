"""Show an evaluation in a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.evaluation.cases import Case
from bot.evaluation.evaluation import Evaluation
from bot.evaluation.table import OUTCOME_HEADINGS, outcome_cells, rows
from bot.evaluation.thresholds import Outcome
from bot.evaluation.worst import Group
from bot.texts import ENGLISH, texts_for
from index.article import Article
from retrieval.answer import Refusal

# Cases of each group; the report has more.
_CASES = 3
_LONGEST = 160
_INDENT = (0, 0, 0, 2)


def show(evaluation: Evaluation, console: Console) -> None:
    """Print the figures, what other thresholds would do, and the worst cases."""
    console.print(_scores(evaluation))
    if not any(case.question.can_be_judged for case in evaluation.cases):
        console.print("No question says what would be right: docs/evaluation.md names the fields.")
        return
    console.print()
    console.print(_thresholds(evaluation.outcomes))
    console.print(Text("Set it as threshold under [answers] in config/clippings.toml.", style="dim"))
    for group in evaluation.worst:
        _show_group(group, console)


def as_json(evaluation: Evaluation) -> str:
    """Write the figures as JSON, for scripts."""
    return json.dumps(asdict(evaluation.scores), indent=2)


def _scores(evaluation: Evaluation) -> Table:
    table = _table(evaluation.title)
    for heading in ("figure", "value", "95 % between", "count"):
        table.add_column(heading, justify="left" if heading == "figure" else "right", no_wrap=True)
    table.add_column("meaning")
    for row in rows(evaluation.scores):
        table.add_row(row.name, Text(row.value, "bold"), row.between, row.count, row.meaning)
    return table


def _table(title: str) -> Table:
    return Table(title=Text(title), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))


def _thresholds(outcomes: Sequence[Outcome]) -> Table:
    table = _table("What another threshold would do")
    table.add_column("threshold", no_wrap=True)
    for heading in OUTCOME_HEADINGS:
        table.add_column(heading, justify="right")
    for row in outcomes:
        table.add_row(row.name, *outcome_cells(row), style="bold" if row.is_now else None)
    return table


def _show_group(group: Group, console: Console) -> None:
    console.print(Text(f"\n{group.title}: {len(group.cases):,}", style="bold underline"))
    for case in group.cases[:_CASES]:
        console.print(Padding(_case(case), _INDENT))


def _case(case: Case) -> Table:
    grid = Table.grid(padding=(0, 2))
    asked = case.question
    line = Text.assemble((_short(asked.question), "bold"), (f"  {_short(str(asked.id))}", "dim"))
    grid.add_row(Text(f"{case.confidence:.2f}", "cyan"), line)
    grid.add_row(_label("gold"), _gold(case))
    if case.shown:
        quote = case.shown[case.found_at - 1 if case.found_at else 0]
        grid.add_row(_label("shown"), Text(f"“{_short(quote.text)}” — {_source(quote.article)}"))
    if isinstance(case.reply, Refusal):
        for article in case.reply.nearest:
            grid.add_row(_label("near"), _source(article))
    return grid


def _label(text: str) -> Text:
    return Text(text, style="dim")


def _gold(case: Case) -> Text:
    gold = " + ".join(map(_short, case.question.answers))
    if case.question.answer_in_articles is False:
        return Text(f"{gold} (not in the articles)" if gold else "none: not in the articles")
    return Text(gold or "not known")


def _source(article: Article) -> Text:
    outlet = article.outlet or texts_for(ENGLISH)("outlet-unknown")
    return Text(f"{_short(outlet)} · {article.published} · {_short(article.label)}")


def _short(text: str) -> str:
    """Put a text on one line, without what could steer the terminal, and not too long."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
