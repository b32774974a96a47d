"""What the README and the docs say is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer.main
from pydantic import BaseModel

from bot.cli.app import app
from config.settings import Settings
from index.sources.source_list import Files, load_sources
from retrieval.answer import Answer
from tests.conftest import EXAMPLES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            for inner, setting in section.model_fields.items():
                row = f"| `CLIPPINGS_{name.upper()}__{inner.upper()}` | `{setting.default}` |"
                assert row in README
        elif name != "discord_token":
            assert f"| `CLIPPINGS_{name.upper()}` | `{field.default}` |" in README
    assert "| `DISCORD_TOKEN` |" in README


def test_every_command_and_option_is_in_the_readme() -> None:
    """Those that all commands share (--help, --data, --json) need no word."""
    for name, command in typer.main.get_group(app).commands.items():
        assert re.search(rf"`(clippings )?{name}\b", README), name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option not in {"--help", "--data", "--sources"}:
                    assert option in README, f"{name} {option}"


def test_every_dependency_has_its_reason_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = README.split("## What it is built on")[1]
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=~]", dependency)[0]
        assert re.search(rf"[|,] {re.escape(name)}[ ,]", reasons), name


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_library_example_runs(
    example_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(example_data.parent)
    assert example_data.name == "data"
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    exec(code[1], {"Answer": Answer})
    assert "40 minutes" in capsys.readouterr().out


def test_the_listed_sources_are_the_examples() -> None:
    assert load_sources(ROOT / "config" / "sources.toml") == [Files(path=EXAMPLES)]
