"""Run the command line as a person types it, each command as its own process or within this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, cast

import pytest
import typer.main

from bot.cli.app import app, main
from bot.cli.lazy_group import LazyGroup
from config.settings import load_settings
from tests.conftest import ROOT


def clippings(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``clippings``, without the settings of the person who runs the tests.

    environment: variables to set for it.
    """
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=_clean() | environment,
        stdin=subprocess.DEVNULL,
    )


def clippings_here(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run what ``clippings`` runs, without a process of its own: that takes a second less.

    environment: variables to set for it.
    """
    given = ["clippings", *map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        Path(os.devnull).open(encoding="utf-8") as nothing,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", given)
        patch.setattr(sys, "stdin", nothing)
        clean = _clean() | environment
        for name in os.environ.keys() - clean.keys():
            patch.delenv(name)
        for name, value in clean.items():
            patch.setenv(name, value)
        # They are read once a process.
        load_settings.cache_clear()
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            load_settings.cache_clear()
    return subprocess.CompletedProcess(given, int(ended.value.code or 0), out.getvalue(), err.getvalue())


def _clean() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if "CLIPPINGS" not in name and name != "DISCORD_TOKEN"
    }
    return kept | {"COLUMNS": "100"}


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
