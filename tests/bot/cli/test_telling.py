"""``clippings timeline`` and ``clippings coverage``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import assert_one_sentence, clippings_here
from tests.retrieval.telling.ferry import EVENT, build_ferry


@pytest.fixture(scope="module")
def ferry_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_ferry(tmp_path_factory.mktemp("ferry") / "data")


def test_an_event_in_the_terminal(ferry_data: Path) -> None:
    said = clippings_here("timeline", EVENT, "--data", ferry_data).stdout
    assert said.startswith("1. 3 March 2025")
    assert "At least 12 → 24" in said and "24 → 26" in said
    assert "reported 5 March 2025" in said
    assert "before: “The ferry that sank on Lake Aren on Monday was 48 years old" in said
    assert "Quick News has taken this article back" in said
    assert "https://lake-post.example/" in said


def test_a_timeline_as_json(ferry_data: Path) -> None:
    told = json.loads(clippings_here("timeline", EVENT, "--json", "--data", ferry_data).stdout)
    assert told["refused"] is False and told["events"] == 1
    days = [step["day"] for step in told["steps"]]
    assert days == sorted(days)
    for step in told["steps"]:
        assert step["quote"]["end"] - step["quote"]["start"] == len(step["quote"]["text"])
    assert [(step["before"]["text"], step["figure"]) for step in told["steps"] if step["before"]] == [
        ("At least 12", "24"),
        ("24", "26"),
    ]
    assert [one["outlet"] for one in told["withdrawn"]] == ["Quick News"]


def test_who_reported_an_event_in_the_terminal(ferry_data: Path) -> None:
    said = clippings_here("coverage", EVENT, "--data", ferry_data).stdout
    assert "8 articles of 4 outlets" in said
    assert "Lake Post · 3 articles, first 3 March 2025" in said
    assert "Figures that differ:" in said


def test_coverage_as_json(ferry_data: Path) -> None:
    told = json.loads(clippings_here("coverage", EVENT, "--json", "--data", ferry_data).stdout)
    assert [report["outlet"] for report in told["reports"]][:2] == ["Lake Post", "Northern Wire"]
    assert [len(sides) for sides in told["differing"]] == [2]


def test_a_picture_beside_the_text(ferry_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferry.png"
    done = clippings_here("timeline", EVENT, "--picture", file, "--data", ferry_data)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "Days from left to right" in done.stderr, "what it shows, in words"
    assert_one_sentence(
        clippings_here("coverage", EVENT, "--picture", tmp_path / "no" / "x.png", "--data", ferry_data)
    )


def test_what_nobody_reported(ferry_data: Path) -> None:
    for command in ("timeline", "coverage"):
        refused = clippings_here(command, "Brask mine explosion", "--data", ferry_data)
        assert refused.returncode == 0
        assert refused.stdout == "The articles don't tell of this.\n"
        told = json.loads(clippings_here(command, "Brask mine", "--json", "--data", ferry_data).stdout)
        assert (told["refused"], told["reason"]) == (True, "not found")


def test_only_articles_of_some_days(ferry_data: Path) -> None:
    said = clippings_here("timeline", EVENT, "--until", "2025-03-04", "--data", ferry_data).stdout
    assert "4 March 2025" in said and "5 March 2025" not in said
