"""What is indexed, in figures, and whether it is sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.snapshot.snapshot import live_folder
from index.snapshot.store import STORE
from tests.command import assert_one_sentence, clippings, clippings_here
from tests.conftest import EXAMPLES, build_from


def test_sources_and_status_and_verify(example_data: Path) -> None:
    outlets = json.loads(clippings_here("sources", "--json", "--data", example_data).stdout)
    assert sum(row["articles"] for row in outlets) == len(list(EXAMPLES.iterdir()))
    assert all(row["first"] <= row["last"] for row in outlets)
    table = clippings_here("sources", "--data", example_data).stdout
    assert all(row["outlet"] in table for row in outlets)
    status = json.loads(clippings_here("status", "--json", "--data", example_data).stdout)
    assert status["articles"] == len(list(EXAMPLES.iterdir()))
    assert status["model"] == "sentence-transformers/all-MiniLM-L6-v2"
    assert status["generation"] in clippings_here("status", "--data", example_data).stdout
    verified = clippings_here("verify", "--data", example_data)
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


@pytest.mark.parametrize(
    ("file", "spoilt"),
    [("vectors.faiss", b""), ("manifest.json", b"{"), ("articles.sqlite", None), ("../../CURRENT", b"none")],
)
def test_verify_ends_with_1_whatever_is_wrong(file: str, spoilt: bytes | None, data: Path) -> None:
    """Be it so much that the snapshot can't be opened, or that it can't be read to its end."""
    place = live_folder(data) / file
    content = place.read_bytes()
    half = len(content) // 2
    place.write_bytes(content[:half] + bytes(len(content) - half) if spoilt is None else spoilt)
    done = clippings_here("verify", "--data", data)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Run `clippings index" in done.stdout and done.stderr == ""


def test_verify_of_nothing_says_that_nothing_is_indexed(tmp_path: Path) -> None:
    assert_one_sentence(clippings_here("verify", "--data", tmp_path), "Nothing is indexed")


def test_brackets_in_an_outlet_are_no_markup(tmp_path: Path) -> None:
    article = tmp_path / "pier.md"
    article.write_text(
        "---\ntitle: The pier\noutlet: Tern Post [/town]\n---\nThe pier of Tern was painted on Monday.\n",
        encoding="utf-8",
    )
    data = build_from(article, tmp_path / "data")
    for command in ("sources", "status"):
        done = clippings_here(command, "--data", data)
        assert done.returncode == 0, done.stderr
    assert "Tern Post [/town]" in clippings_here("sources", "--data", data).stdout
