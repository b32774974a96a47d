"""The command line as a person types it, each command as its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.app import app
from index.snapshot.snapshot import ENCODER, live_folder
from index.snapshot.store import STORE
from tests.conftest import EXAMPLES, ROOT, SHARED, needs_shared

QUESTION = "How long was the phone call Trump made to Putin during the White House meeting?"


def clippings(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``clippings``, without the settings of the person who runs the tests."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if "CLIPPINGS" not in name and name != "DISCORD_TOKEN"
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=clean | {"COLUMNS": "100"} | environment,
        stdin=subprocess.DEVNULL,
    )


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit 2, one message that holds these words, and no traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    said = " ".join(done.stderr.split())
    assert said.startswith("error: ")
    assert "Traceback" not in said
    for word in words:
        assert word in said


def test_help_names_every_command_with_its_purpose() -> None:
    done = clippings("--help")
    assert done.returncode == 0
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert name in done.stdout
        purpose = clippings(name, "--help")
        assert purpose.returncode == 0
        assert len(purpose.stdout.split()) > 10


@needs_shared
def test_the_seeds_answer_the_question_that_started_it(data: Path) -> None:
    indexed = clippings("index", SHARED / "seeds", "--data", data)
    assert indexed.returncode == 0, indexed.stderr
    assert "articles new" in indexed.stdout
    asked = clippings("ask", QUESTION, "--data", data)
    assert asked.returncode == 0
    assert "40-minute" in asked.stdout
    assert "NationPress" in asked.stdout
    assert "19 August, year unknown" in asked.stdout
    refused = clippings("ask", "Who won the 2026 World Cup?", "--data", data)
    assert refused.returncode == 0
    assert "don't answer that" in refused.stdout
    assert "“" not in refused.stdout


def test_an_answer_as_json(example_data: Path) -> None:
    done = clippings("ask", QUESTION, "--json", "--data", example_data)
    answer = json.loads(done.stdout)
    assert answer["refused"] is False
    assert 0 < answer["confidence"] <= 1
    for quote in answer["quotes"]:
        assert quote["end"] - quote["start"] == len(quote["text"])
        assert quote["url"].startswith("https://example.org/")
        assert all(quote["start"] <= s < e <= quote["end"] for s, e in quote["highlights"])


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
    done = clippings("ask", "--batch", questions, "--output", answers, "--data", example_data)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in answers.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["refused"] for row in rows] == [False, True, False]
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
    done = clippings("ask", "--batch", questions, "--output", tmp_path / "a", "--data", example_data)
    assert_one_sentence(done, words, "Correct that line")


def test_sources_and_status_and_verify(example_data: Path) -> None:
    outlets = json.loads(clippings("sources", "--json", "--data", example_data).stdout)
    assert sum(row["articles"] for row in outlets) == len(list(EXAMPLES.iterdir()))
    assert all(row["first"] <= row["last"] for row in outlets)
    table = clippings("sources", "--data", example_data).stdout
    assert all(row["outlet"] in table for row in outlets)
    status = json.loads(clippings("status", "--json", "--data", example_data).stdout)
    assert status["articles"] == len(list(EXAMPLES.iterdir()))
    assert status["model"] == "sentence-transformers/all-MiniLM-L6-v2"
    assert status["generation"] in clippings("status", "--data", example_data).stdout
    verified = clippings("verify", "--data", example_data)
    assert verified.returncode == 0
    assert "is sound" in verified.stdout


def test_verify_finds_a_changed_byte(data: Path) -> None:
    store = live_folder(data) / STORE
    content = bytearray(store.read_bytes())
    place = content.find(b"Putin")
    content[place : place + 5] = b"Potin"
    store.write_bytes(content)
    done = clippings("verify", "--data", data)
    assert done.returncode == 1
    assert "SHA-256 differs" in done.stdout
    assert "content hash differs" in done.stdout
    assert "clippings index --full" in done.stdout


@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"], ["sources"], ["status"], ["verify"]])
def test_nothing_indexed_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    assert_one_sentence(clippings(*command, "--data", tmp_path), "Nothing is indexed", "clippings index")


def test_the_bot_needs_a_token_and_an_index(example_data: Path, tmp_path: Path) -> None:
    assert_one_sentence(clippings("run", "--data", example_data), "DISCORD_TOKEN")
    assert_one_sentence(clippings("run", "--data", tmp_path, DISCORD_TOKEN="x"), "Nothing is indexed")


def test_a_broken_snapshot_is_one_sentence(data: Path) -> None:
    (live_folder(data) / ENCODER / "model.onnx").write_bytes(b"no model")
    assert_one_sentence(clippings("ask", QUESTION, "--data", data), "clippings index --full")


def test_bad_paths_models_and_settings_are_one_sentence(data: Path, tmp_path: Path) -> None:
    before = live_folder(data)
    assert_one_sentence(clippings("index", tmp_path / "nowhere", "--data", data), "nowhere")
    assert_one_sentence(
        clippings("index", EXAMPLES, "--full", "--data", data, CLIPPINGS_INDEX__MODEL="no/such"), "no/such"
    )
    assert_one_sentence(
        clippings("index", EXAMPLES, "--data", data, CLIPPINGS_INDEX__PASSAGE_WORDS="few"), "passage_words"
    )
    assert live_folder(data) == before


def test_strict_exits_with_1_where_something_was_skipped(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text("Bridge opens\n\nThe council opened the new bridge on Monday.\n")
    (folder / "empty.txt").write_text("")
    mild = clippings("index", folder, "--data", data)
    assert mild.returncode == 0
    assert "empty.txt" in mild.stdout
    assert "1 warning" in mild.stdout
    assert clippings("index", folder, "--data", data, "--strict").returncode == 1


def test_python_m_index_is_clippings_index(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index", str(EXAMPLES), "--data", str(data), "--dry-run"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing was written" in done.stdout


def test_start_without_token_and_terminal_answers_an_example(tmp_path: Path) -> None:
    """What ``make run </dev/null`` does on a fresh machine, the export of the model included."""
    done = clippings("start", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "Nothing is indexed" in done.stdout
    assert "“" in done.stdout
    assert "https://example.org/" in done.stdout
