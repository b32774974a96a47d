"""The locked versions are those that pyproject.toml asks for, and a lock that isn't current is told."""

from __future__ import annotations

import re

import pytest

from deploy.lock import LOCK, PROJECT, find_problems

PROJECT_TEXT, LOCK_TEXT = PROJECT.read_text(encoding="utf-8"), LOCK.read_text(encoding="utf-8")


def test_the_lock_is_current() -> None:
    assert find_problems(PROJECT_TEXT, LOCK_TEXT) == []


def test_it_holds_hashes_and_no_addresses() -> None:
    pins = [block for block in re.split(r"\n(?=\S)", LOCK_TEXT) if "==" in block]
    assert len(pins) > 60
    assert all("--hash=sha256:" in block for block in pins)
    assert "/" not in LOCK_TEXT


def test_it_needs_no_torch() -> None:
    assert not re.search(r"^(torch|sentence-transformers|nvidia.*|onnx|jinja2)==", LOCK_TEXT, re.MULTILINE)


@pytest.mark.parametrize(
    ("project", "lock", "problem"),
    [
        (PROJECT_TEXT.replace("aiohttp>=3.12", "aiohttp>=3.13"), LOCK_TEXT, "made from other ranges"),
        (PROJECT_TEXT.replace('"aiohttp', '"no-such", "aiohttp'), LOCK_TEXT, "no-such isn't in it"),
        (
            PROJECT_TEXT,
            re.sub(r"(?m)^aiohttp==\S+", "aiohttp==2.0.1", LOCK_TEXT),
            "aiohttp 2.0.1 is outside of",
        ),
        (PROJECT_TEXT, LOCK_TEXT + "--index-url https://packages.example/simple\n", "it holds an address"),
        (PROJECT_TEXT, "", "made from other ranges"),
    ],
)
def test_a_lock_that_is_not_current_is_told(project: str, lock: str, problem: str) -> None:
    assert any(problem in found for found in find_problems(project, lock))
