"""The files that install and run Clippings name commands, targets and settings that there are."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from pydantic import BaseModel

from bot.cli.app import app
from config.settings import Settings
from tests.conftest import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICE = (ROOT / "deploy" / "clippings.service").read_text(encoding="utf-8")
FILES = [
    *(ROOT / name for name in ("Dockerfile", "compose.yaml", ".ci/run", ".pre-commit-config.yaml")),
    ROOT / "deploy" / "clippings.service",
    *sorted((ROOT / ".github").rglob("*.yml")),
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]


def targets() -> set[str]:
    """The targets that the Makefile has rules for."""
    return set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def settings() -> set[str]:
    """The environment variables of all settings."""
    names = set()
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            names |= {f"CLIPPINGS_{name}__{inner}".upper() for inner in section.model_fields}
        else:
            names.add(f"CLIPPINGS_{name}".upper())
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_files_name_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|[`(] *|RUN )make ([a-z]+)", text, re.MULTILINE)) <= targets()
    assert set(re.findall(r"\bCLIPPINGS_[A-Z_]+[A-Z]\b", text)) <= settings()


def test_every_target_is_made_and_helped_with() -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == targets()
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^ *make (\w+)", said, re.MULTILINE)) == targets()


def test_services_run_commands_that_there_are() -> None:
    commands = typer.main.get_group(app).commands
    assert {service["command"][0] for service in COMPOSE["services"].values()} <= set(commands)
    [started] = re.findall(r"^ExecStart=\S+/clippings (\w+)$", SERVICE, re.MULTILINE)
    assert started in commands


def test_the_health_check_asks_the_port_that_is_served() -> None:
    bot = COMPOSE["services"]["bot"]
    port = bot["environment"]["CLIPPINGS_DISCORD__METRICS_PORT"]
    assert f"http://127.0.0.1:{port}/health" in bot["healthcheck"]["test"][-1]


def test_the_workflow_starts_with_the_oldest_python() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["test"]
    assert f">={job['strategy']['matrix']['python'][0]}" == PROJECT["requires-python"]
    assert job["steps"][-1] == {"run": ".ci/run"}


def test_the_version_of_torch_stands_in_one_place() -> None:
    [version] = re.findall(r"^TORCH := (\S+)$", MAKEFILE, re.MULTILINE)
    assert version not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert version not in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert not any("torch" in dependency for dependency in PROJECT["dependencies"])
