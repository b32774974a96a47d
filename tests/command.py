"""Run the command line as a person types it, each command as its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any, cast

import typer.main

from bot.cli.app import app
from bot.cli.lazy_group import LazyGroup
from tests.conftest import ROOT


def clippings(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``clippings``, without the settings of the person who runs the tests.

    environment: variables to set for it.
    """
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
    """Check for exit code 2 and one message that holds these words, without a traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    said = " ".join(done.stderr.split())
    assert said.startswith("error: ")
    assert "Traceback" not in said
    for word in words:
        assert word in said


def environment() -> dict[str, str]:
    """Allow fetching from the web server of the tests, quickly.

    Returns: this process's variables with those settings.
    """
    fetch = {"ALLOWED_HOSTS": '["127.0.0.1"]', "DELAY_SECONDS": "0", "TIMEOUT_SECONDS": "5"}
    return os.environ | {f"CLIPPINGS_FETCH__{name}": value for name, value in fetch.items()}


def every_command() -> dict[str, Any]:
    """Import every command.

    Returns: each as Typer makes it, by what a person types, such as "sources check".
    """
    found: dict[str, Any] = {}

    def add(group: LazyGroup, before: str) -> None:
        for one in group.lazy_commands:
            command = group.import_command(one.name)
            found[f"{before}{one.name}"] = command
            if isinstance(command, LazyGroup):
                add(command, f"{before}{one.name} ")

    add(cast(LazyGroup, typer.main.get_command(app)), "")
    return found
