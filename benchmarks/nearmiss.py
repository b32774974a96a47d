"""Measure whether near misses are refused: questions whose answer's article was taken out of the index.

    python -m benchmarks.nearmiss [--shared ../shared] [--data build/quality]

Questions of what is held out of the reading data (TyDi, AfriQA, Natural Questions, TimeQA, NewsQA), asked
without dates of an index of all its passages; the articles that answer a third of them are left out. Half of
the articles are for tuning: their questions aren't asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from sklearn.metrics import roc_auc_score

from benchmarks.options import news_parser
from benchmarks.quality import ask, clippings
from training.held_out import FAMILIES, HeldOutQuestion, holds, write_held_out


def main() -> None:
    """Index, ask, and print the table."""
    options = news_parser(__doc__).parse_args()
    folder = options.data / "nearmiss"
    questions = [each for each in write_held_out(options.shared, folder) if not each.fitting]
    clippings("index", str(folder / "articles.jsonl"), "--data", str(folder / "data"))
    answers = ask(folder / "questions.jsonl", folder / "data", folder / "answers.jsonl")
    table = Table(
        "set", "auroc", "refused, not answerable", "refused, answerable", "shown, answerable", "questions"
    )
    for family in (*FAMILIES, "all"):
        mine = [each for each in questions if family in {each.family, "all"}]
        table.add_row(family, *figures(mine, answers))
    Console().print(table)


def figures(questions: Sequence[HeldOutQuestion], answers: dict[str, dict[str, Any]]) -> list[str]:
    """Compute a row: AUROC of confidence, shares refused, share of answers shown, how many questions."""
    labels = [each.answerable for each in questions]
    sure = [answers[each.id]["confidence"] for each in questions]
    able = [each for each in questions if each.answerable]
    unable = [each for each in questions if not each.answerable]
    refused = [sum(answers[each.id]["refused"] for each in group) / len(group) for group in (unable, able)]
    shown = sum(is_shown(each, answers[each.id]) for each in able) / len(able)
    return [f"{value:.3f}" for value in (roc_auc_score(labels, sure), *refused, shown)] + [
        f"{len(able)} + {len(unable)}"
    ]


def is_shown(question: HeldOutQuestion, answer: dict[str, Any]) -> bool:
    """Tell whether a gold answer stands on the screen."""
    texts = [quote["text"] for quote in answer["quotes"]] + [answer["short_answer"] or ""]
    return any(holds(text, question.answers) for text in texts)


if __name__ == "__main__":
    main()
