"""Questions on the command line, one or a file of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.snapshot.snapshot import ENCODER, live_folder
from retrieval.answer import Sureness
from tests.command import assert_one_sentence, clippings, clippings_here
from tests.conftest import ROOT, SHARED, needs_shared

QUESTION = "How long was the phone call Trump made to Putin during the White House meeting?"


@needs_shared
def test_the_seeds_answer_the_question_that_started_it(data: Path) -> None:
    indexed = clippings("index", SHARED / "seeds", "--data", data, "--drop")
    assert indexed.returncode == 0, indexed.stderr
    assert "articles new" in indexed.stdout
    asked = clippings("ask", QUESTION, "--data", data)
    assert asked.returncode == 0
    assert "40-minute" in asked.stdout
    assert "NationPress" in asked.stdout
    assert "19 August, year unknown" in asked.stdout
    refused = clippings("ask", "Who won the 2026 World Cup?", "--data", data)
    assert refused.returncode == 0
    assert "don't answer this" in refused.stdout
    assert "“" not in refused.stdout


def test_an_answer_as_json(example_data: Path) -> None:
    done = clippings("ask", QUESTION, "--json", "--data", example_data)
    answer = json.loads(done.stdout)
    assert answer["refused"] is False
    assert 0 < answer["confidence"] <= 1
    assert answer["sureness"] in list(Sureness)
    for quote in answer["quotes"]:
        assert quote["end"] - quote["start"] == len(quote["text"])
        assert quote["url"].startswith("https://example.org/")
        assert all(quote["start"] <= s < e <= quote["end"] for s, e in quote["highlights"])


def test_people_are_told_in_words_how_sure_it_is(example_data: Path) -> None:
    """What ``--json`` has as a number beside the word; nothing is said of what is sure."""
    texts = {
        Sureness.SURE: "",
        Sureness.LIKELY: "Likely the answer:",
        Sureness.PERHAPS: "Perhaps the answer:",
    }
    answer = json.loads(clippings_here("ask", QUESTION, "--json", "--data", example_data).stdout)
    said = clippings_here("ask", QUESTION, "--data", example_data).stdout
    assert "".join(text for text in texts.values() if text in said) == texts[answer["sureness"]]
    explained = clippings_here("ask", "--help").stdout
    assert all(text.removesuffix(":") in explained for text in texts.values())


def test_asking_needs_no_torch(example_data: Path) -> None:
    """Importing it takes seconds and hundreds of megabytes."""
    code = (
        "import sys; from bot.cli.app import app\n"
        f"app(['ask', 'How long was the call?', '--data', {str(example_data)!r}], standalone_mode=False)\n"
        "assert not {'torch', 'sentence_transformers', 'transformers', 'discord'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "“" in done.stdout


def test_a_batch_ignores_the_gold_answers(example_data: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    lines = [
        {
            "id": "1",
            "question": QUESTION,
            "asked_on": "2025-08-20",
            "answers": ["gold"],
            "choices": ["a", "b"],
        },
        {"id": "2", "question": QUESTION, "asked_on": "2001-01-01"},
        {"id": "3", "question": QUESTION},
    ]
    questions.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    done = clippings_here("ask", "--batch", questions, "--output", answers, "--data", example_data)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in answers.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["refused"] for row in rows] == [False, True, False]
    assert [row["sureness"] in list(Sureness) for row in rows] == [True, False, True]
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    assert rows[0]["quotes"][0]["text"] == rows[2]["quotes"][0]["text"]
    assert all(row["latency_ms"] > 0 for row in rows)
    assert {"text", "article_id", "start", "end", "url", "title", "outlet", "published"} <= set(
        rows[0]["quotes"][0]
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "q.jsonl:1"),
        ('{"id": "1"}', "question"),
        ('{"id":"1","question":"x","asked_on":"soon"}', "asked_on"),
    ],
)
def test_a_broken_batch_is_one_sentence(example_data: Path, tmp_path: Path, line: str, words: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(line)
    done = clippings_here("ask", "--batch", questions, "--output", tmp_path / "a", "--data", example_data)
    assert_one_sentence(done, words, "Correct that line")


def test_a_broken_snapshot_is_one_sentence(data: Path) -> None:
    (live_folder(data) / ENCODER / "model.onnx").write_bytes(b"no model")
    assert_one_sentence(clippings_here("ask", QUESTION, "--data", data), "clippings index --full")
