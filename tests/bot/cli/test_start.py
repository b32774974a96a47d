"""Starting: what ``make run`` does, and the bot."""

from __future__ import annotations

from pathlib import Path

from tests.command import assert_one_sentence, clippings


def test_the_bot_needs_a_token_and_an_index(example_data: Path, tmp_path: Path) -> None:
    assert_one_sentence(clippings("run", "--data", example_data), "DISCORD_TOKEN")
    assert_one_sentence(clippings("run", "--data", tmp_path, DISCORD_TOKEN="x"), "Nothing is indexed")


def test_start_without_token_and_terminal_answers_an_example(tmp_path: Path) -> None:
    """What ``make run </dev/null`` does on a fresh machine, the export of the model included."""
    done = clippings("start", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "Nothing is indexed" in done.stdout
    assert "“" in done.stdout
    assert "https://example.org/" in done.stdout
