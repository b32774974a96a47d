"""The log as programs and people read it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.monitoring.logs import set_up_logging

ROOT = Path(__file__).parents[3]
TOKEN = "MTExMTExMTExMTExMTExMTEx.GaBcDe.a-token_made-up-for-these-tests-000000"
SET_UP = "import logging; from bot.monitoring.logs import set_up_logging; set_up_logging('auto')"
HELLO = f"{SET_UP}; logging.getLogger('bot.example').info('hello')"

_log = logging.getLogger("bot.example")


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Each test begins with no log set up, and leaves none behind."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def _read(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged since the last look; every line must be JSON."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def _fail(secret: str) -> None:
    raise RuntimeError(f"told off for using {secret}")


def test_a_line_says_when_what_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("json")
    _log.warning("%s of %d\nlines", "several", 2)
    (line,) = _read(capsys)
    when = datetime.fromisoformat(line.pop("time"))
    assert line == {"level": "WARNING", "logger": "bot.example", "message": "several of 2\nlines"}
    assert when.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - when) < timedelta(minutes=1)


def test_what_is_said_besides_gets_a_place_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever its type, the line stays JSON."""
    set_up_logging("json")
    _log.error("broken", extra={"error_id": "a1b2c3", "folder": Path("data"), "thing": object()})
    (line,) = _read(capsys)
    assert (line["error_id"], line["folder"]) == ("a1b2c3", "data")
    assert "object" in line["thing"]


def test_an_exception_is_one_line_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("json")
    try:
        _fail("nothing")
    except RuntimeError:
        _log.exception("it failed")
    (line,) = _read(capsys)
    assert line["message"] == "it failed"
    assert line["exception"].startswith("Traceback")
    assert line["exception"].endswith("RuntimeError: told off for using nothing")


@pytest.mark.parametrize("form", ["json", "pretty"])
def test_the_token_is_masked_wherever_it_stands(form: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """In the text, in its values, in an exception and its cause, and beside the text."""
    set_up_logging(form, ["", TOKEN])
    _log.info("token %s", TOKEN)
    _log.info("Authorization: Bot %s, once more %s", TOKEN, TOKEN, extra={"header": {"token": TOKEN}})
    try:
        try:
            _fail(TOKEN)
        except RuntimeError as error:
            raise ValueError(f"bad: {TOKEN}") from error
    except ValueError:
        _log.exception("it failed")
    written = capsys.readouterr().err
    assert TOKEN not in written
    assert "token [secret]" in written
    assert "Bot [secret], once more [secret]" in written
    assert "told off for using [secret]" in written
    assert "ValueError: bad: [secret]" in written


@pytest.mark.parametrize("given", [f"{TOKEN}\n", f"  {TOKEN}", f'"{TOKEN}"', f"'{TOKEN}'\r\n"])
def test_a_token_is_masked_without_what_was_around_it(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A file ends its token with a line break, an environment may keep its quotes."""
    set_up_logging("json", [given])
    _log.info("used %s", TOKEN)
    (line,) = _read(capsys)
    assert line["message"] == "used [secret]"


def test_nothing_is_masked_for_an_empty_secret(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("json", ["", "  ", '""'])
    _log.info("all is said")
    assert _read(capsys)[0]["message"] == "all is said"


async def test_what_discord_py_logs_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Its client tells of an event that failed, with the exception, and the token in it is masked."""

    class Clumsy(discord.Client):
        async def on_ready(self) -> None:
            _fail(TOKEN)

    set_up_logging("json", [TOKEN])
    async with Clumsy(intents=discord.Intents.none()) as client:
        client.dispatch("ready")
        await asyncio.gather(*(task for task in asyncio.all_tasks() if "on_ready" in task.get_name()))
    (line,) = [line for line in _read(capsys) if line["level"] == "ERROR"]
    assert line["logger"] == "discord.client"
    assert line["message"] == "Ignoring exception in on_ready"
    assert line["exception"].endswith("RuntimeError: told off for using [secret]")


def test_details_for_developers_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Questions are logged as such at most, and discord.py writes every request there."""
    set_up_logging("json")
    _log.debug("a question")
    logging.getLogger("discord.http").debug("a request")
    assert _read(capsys) == []


def test_set_up_twice_writes_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line has a log of its own before."""
    set_up_logging("pretty")
    set_up_logging("json")
    _log.info("once")
    assert [line["message"] for line in _read(capsys)] == ["once"]


def test_for_a_file_it_is_json_by_itself() -> None:
    run = subprocess.run(
        [sys.executable, "-c", HELLO], cwd=ROOT, stderr=subprocess.PIPE, check=True, timeout=60
    )
    assert json.loads(run.stderr)["message"] == "hello"


def test_for_a_terminal_it_is_pretty_by_itself() -> None:
    """One line that a person can read, with the time in UTC."""
    ours, theirs = os.openpty()
    subprocess.run([sys.executable, "-c", HELLO], cwd=ROOT, stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode().rstrip()
    os.close(ours)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 INFO bot\.example: hello", shown)
