"""``clippings eval`` as a person types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import AnswerSettings
from tests.command import assert_one_sentence, clippings, clippings_here
from tests.conftest import ROOT

QUESTIONS = [
    {"id": 1, "question": "How long were the talks in Alaska?", "answers": ["nearly three hours"]},
    {"id": 2, "question": "Who won the 2026 World Cup?", "refuse": True, "corpus": "examples"},
    {"id": 3, "question": "Where was Putin when he took the call in May?", "answers": ["Atlantis"]},
    {
        "id": 4,
        "question": "How do I \u001b[31m[red]reset[/red] a router?",
        "answer_in_articles": True,
    },
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file of questions: right, refused, wrong, and refused though said to be answerable."""
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return path


def test_table_thresholds_worst_cases_and_report(questions: Path, example_data: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("an older report", encoding="utf-8")
    done = clippings("eval", questions, "--report", page, "--data", example_data)
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "mine.jsonl: 4 questions" in said
    assert "on_screen 0.333" in said
    assert "1 of 3" in said
    assert f"{AnswerSettings().threshold:.2f} (now)" in said
    assert "threshold under [answers] in config/clippings.toml" in said
    assert "Confident and wrong: 1" in said
    assert "Atlantis" in said
    assert "Refused, though the articles answer: 1" in said
    assert "How do I [31m[red]reset[/red] a router?" in said
    assert "\x1b" not in done.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_report_is_named_after_the_questions(questions: Path, example_data: Path) -> None:
    command = [sys.executable, "-m", "bot", "eval", str(questions), "--data", str(example_data)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=questions.parent, env=environment, check=True, capture_output=True)
    assert (questions.parent / "eval-mine.html").stat().st_size > 10_000


def test_json_is_for_scripts(questions: Path, example_data: Path, tmp_path: Path) -> None:
    """Nothing else is printed or written, and the plots' library is left alone."""
    arguments = ["eval", str(questions), "--json", "--data", str(example_data)]
    code = (
        "import sys; from bot.cli.app import app\n"
        f"app({arguments!r}, standalone_mode=False)\n"
        "assert not {'matplotlib', 'jinja2', 'torch'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["questions"] == 4
    assert figures["refused_unable"]["hits"] == figures["refused_unable"]["of"] == 1
    assert figures["on_screen"]["low"] < figures["on_screen"]["value"] < figures["on_screen"]["high"]
    assert list(tmp_path.glob("*.html")) == []


def test_questions_without_gold_are_told_of(example_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": 1, "question": "Where was the summit?"}', encoding="utf-8")
    done = clippings_here("eval", path, "--report", tmp_path / "page.html", "--data", example_data)
    assert done.returncode == 0, done.stderr
    assert "No question says what would be right" in done.stdout
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "holds no question"), ('{"id": 1}', "q.jsonl:1: question"), (None, "can't be read")],
)
def test_a_bad_file_is_one_sentence(
    content: str | None, words: str, example_data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "q.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    page = tmp_path / "page.html"
    assert_one_sentence(clippings_here("eval", path, "--report", page, "--data", example_data), words)
    assert not page.exists()


def test_a_report_that_cant_be_written_is_one_sentence(
    questions: Path, example_data: Path, tmp_path: Path
) -> None:
    page = tmp_path / "nowhere" / "page.html"
    done = clippings_here("eval", questions, "--report", page, "--data", example_data)
    assert_one_sentence(done, "can't be written", "--report")
    assert done.stdout == ""
    assert_one_sentence(clippings_here("eval", questions, "--data", tmp_path / "none"), "Nothing is indexed")


def test_without_the_extra_there_are_figures_and_a_page_is_one_sentence(
    questions: Path, example_data: Path, tmp_path: Path
) -> None:
    arguments = ["eval", str(questions), "--data", str(example_data)]
    without = "import sys; sys.modules['jinja2'] = None; from bot.cli.app import main; main()"

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", without, *arguments, *more]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
        )

    assert_one_sentence(run("--report", "page.html"), "jinja2", "make eval")
    done = run()
    assert done.returncode == 0
    assert "on_screen" in done.stdout
    assert "make eval" in done.stderr
    assert list(tmp_path.glob("*.html")) == []
