"""All commands at once, and what stands before a command."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.cli.app import Commands
from bot.cli.sources import SourcesGroup
from tests.command import assert_one_sentence, clippings, clippings_here, every_command
from tests.conftest import ROOT

COMMANDS = every_command()


def test_the_list_has_every_command_with_the_first_line_of_its_help() -> None:
    done = clippings("--help", COLUMNS="200")
    assert done.returncode == 0
    for one in Commands.lazy_commands:
        assert one.name in done.stdout
        assert one.summary in done.stdout
        assert one.summary == COMMANDS[one.name].help.splitlines()[0]
    for one in SourcesGroup.lazy_commands:
        assert one.summary == COMMANDS[f"sources {one.name}"].help.splitlines()[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command: Any = COMMANDS[name]
    assert command.help.endswith(".")
    for parameter in command.params:
        assert parameter.help, parameter.name
        assert parameter.help.endswith("."), parameter.name


def test_listing_commands_imports_none_of_them() -> None:
    """What a command needs takes up to a second to import."""
    code = (
        "import sys; from bot.cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "assert not {'numpy', 'pydantic', 'discord', 'index', 'retrieval'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert clippings("--version").stdout.strip() == project["version"]


def test_a_mistyped_command_gets_a_suggestion() -> None:
    done = clippings("staus")
    assert done.returncode == 2
    assert "Did you mean 'status'" in done.stderr


@pytest.mark.parametrize("command", [["ask", "Who?"], ["chat"], ["sources"], ["status"], ["verify"]])
def test_nothing_indexed_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    assert_one_sentence(clippings_here(*command, "--data", tmp_path), "Nothing is indexed", "clippings index")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["ask", "Who?", "--since", "2026-02-30"], "--since '2026-02-30' is no day of the calendar"),
        (["ask", "Who?", "--until", "last week"], "--until 'last week' is no day of the calendar"),
        (["add", "https://quay.example/feed", "--every", "often"], "--every must be a number"),
        (["add", "https://quay.example/feed", "--most", "1.5"], "--most must be a whole number"),
    ],
)
def test_what_options_cant_be_is_said_in_words(command: list[str], words: str) -> None:
    done = clippings_here(*command)
    assert_one_sentence(done, words)
    assert "Value error" not in done.stderr and "│" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("rol", ["rollback"]), ("index --dr", ["--dry-run", "--drop"]), ("sources ch", ["check"])],
)
def test_a_shell_is_told_how_a_command_goes_on(typed: str, offered: list[str]) -> None:
    words = f"clippings {typed}"
    done = clippings(
        _CLIPPINGS_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(typed.split()))
    )
    assert (done.returncode, done.stdout.split()) == (0, offered)


def test_a_warning_is_one_line_where_no_terminal_is(tmp_path: Path) -> None:
    done = clippings(
        "sources", "--data", tmp_path, CLIPPINGS_ANSWRES__THE_NUMBER_OF_QUOTES_THAT_ARE_SHOWN="3"
    )
    warning, _ = done.stderr.strip().split("\n")
    assert warning.endswith("SHOWN in the environment is no setting; perhaps CLIPPINGS_ANSWERS is meant.")
    assert done.stdout == ""
