"""Measure how good the answers are, on real questions about real news.

    python -m benchmarks.quality [--shared ../shared] [--data build/quality] [--year 2022]

Indexes realtimeqa's articles of a year (once), asks all questions of that year as of their day through
``clippings ask --batch``, and prints what shared/eval/score.py says. Then asks questions of a later
year, which that index can't answer, and prints how many are refused.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.options import news_parser
from config.settings import load_settings
from index.snapshot.snapshot import open_live
from retrieval.answer import Question
from retrieval.question.query import Query, QueryParser
from retrieval.search.candidates import find_candidates
from retrieval.search.selection import Selection

LATER_YEAR = 2024


def main() -> None:
    """Measure and print the table."""
    parser = news_parser(__doc__)
    parser.add_argument("--year", type=int, default=2022)
    options = parser.parse_args()
    news = options.shared / "realtimeqa"
    articles = news / f"articles-{options.year}.jsonl.gz"
    questions = news / f"questions-{options.year}.jsonl"
    data = options.data / str(options.year)
    started = time.monotonic()
    clippings("index", str(articles), "--data", str(data))
    index_seconds = time.monotonic() - started
    answers = ask(questions, data, options.data / f"answers-{options.year}.jsonl")
    figures = score(options.shared, questions, options.data / f"answers-{options.year}.jsonl", articles)
    latencies = [answer["latency_ms"] for answer in answers.values()]
    figures["p50 / p95 ms a question"] = f"{median(latencies):.0f} / {quantiles(latencies, n=20)[-1]:.0f}"
    later = news / f"questions-{LATER_YEAR}.jsonl"
    if options.year < LATER_YEAR:
        refused = ask(later, data, options.data / f"answers-{LATER_YEAR}-of-{options.year}.jsonl")
        absent = not_in_reach(later, data, options.shared)
        share = sum(refused[name]["refused"] for name in absent) / len(absent)
        figures[f"refused, of {len(absent)} questions of {LATER_YEAR}"] = f"{share:.4f}"
    figures["index seconds"] = f"{index_seconds:.0f}"
    table = Table("figure", "value", title=f"questions-{options.year}", title_justify="left")
    for name, value in figures.items():
        table.add_row(name, str(value))
    Console().print(table)


def ask(questions: Path, data: Path, output: Path) -> dict[str, dict[str, Any]]:
    """Answer a file of questions by ``clippings ask --batch``; returns the answers by question id."""
    clippings("ask", "--batch", str(questions), "--output", str(output), "--data", str(data))
    return {answer["id"]: answer for answer in map(json.loads, output.read_text("utf-8").splitlines())}


def score(shared: Path, questions: Path, answers: Path, articles: Path) -> dict[str, Any]:
    """Run score.py for its figures."""
    command = [sys.executable, str(shared / "eval" / "score.py"), "--json", "--questions", str(questions)]
    command += ["--answers", str(answers), "--articles", str(articles)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def not_in_reach(questions: Path, data: Path, shared: Path) -> list[str]:
    """Collect the ids of questions whose gold strings none of the index's top 100 passages contains."""
    sys.path.insert(0, str(shared / "eval"))
    from score import contains  # type: ignore[import-not-found]  # noqa: PLC0415 - it comes with the data

    absent: list[str] = []
    limit = load_settings().answers.candidates
    with open_live(data) as snapshot:
        parser = QueryParser(snapshot, lambda _: True)  # Every word is right: nothing is mended.
        for line in questions.read_text("utf-8").splitlines():
            asked = json.loads(line)
            query = parser.parse(Question(asked["question"]))
            found = find_candidates(snapshot, query, Selection(), limit) if isinstance(query, Query) else []
            passages = snapshot.store.passages([candidate.passage_id for candidate in found[:100]])
            texts = snapshot.store.articles(list({p.article_number for p in passages.values()}))
            shown = (texts[p.article_number].text[p.start : p.end] for p in passages.values())
            if not any(contains(text, asked["answers"]) for text in shown):
                absent.append(asked["id"])
    return absent


def clippings(*arguments: str) -> None:
    """Run the command line as a person would."""
    subprocess.run([sys.executable, "-m", "bot", *arguments], check=True)


if __name__ == "__main__":
    main()
