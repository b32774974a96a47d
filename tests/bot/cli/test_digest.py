"""``clippings digest``: what happened, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import assert_one_sentence, clippings_here
from tests.retrieval.digest.fortnight import MONDAY, index_articles


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of Monday's articles."""
    return index_articles(tmp_path_factory.mktemp("monday"), *MONDAY)


def test_the_stories_are_numbered_and_name_who_has_them(data: Path) -> None:
    told = clippings_here("digest", "--since", "2026-03-02", "--until", "2026-03-02", "--data", data)
    assert told.returncode == 0
    said = " ".join(told.stdout.split())
    assert said.startswith("1. “")
    assert "Ansel" in said
    assert "also reported by" in said
    assert said.index("Ansel") < said.index("strike")


def test_json_holds_quotes_that_stand_in_their_articles(data: Path) -> None:
    told = clippings_here(
        "digest", "--since", "2026-03-02", "--until", "2026-03-02", "--json", "--stories", 1, "--data", data
    )
    record = json.loads(told.stdout)
    (story,) = record["stories"]
    assert record["left_out"] == 2
    texts = [f"{one.title}\n{one.text}" for one in MONDAY]
    assert any(story["quote"]["text"] in text for text in texts)
    assert {one["outlet"] for one in story["reports"]} == {"Venn Herald", "Northern Wire", "Radio Toft"}


def test_only_an_outlet_or_a_topic(data: Path) -> None:
    days = ("--since", "2026-03-02", "--until", "2026-03-02")
    radio = json.loads(
        clippings_here("digest", *days, "--outlet", "Radio Toft", "--json", "--data", data).stdout
    )
    assert {one["outlet"] for story in radio["stories"] for one in story["reports"]} == {"Radio Toft"}
    strike = json.loads(
        clippings_here("digest", *days, "--topic", "teachers strike", "--json", "--data", data).stdout
    )
    assert len(strike["stories"]) == 1


def test_a_time_without_news_is_one_line_with_the_newest_day(data: Path) -> None:
    told = clippings_here("digest", "--since", "2026-04-01", "--data", data)
    assert told.stdout == "Nothing new since 1 April 2026. My newest articles are of 2 March 2026.\n"


def test_what_cant_be_is_one_sentence(data: Path) -> None:
    backwards = ("--since", "2026-03-03", "--until", "2026-03-02")
    assert_one_sentence(clippings_here("digest", *backwards, "--data", data), "no day", "Swap")
    assert_one_sentence(clippings_here("digest", "--outlet", "Nobody", "--data", data), "Nobody", "sources")
