"""What the README and the docs say is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from config.settings import AnswerSettings, DiscordSettings, FetchSettings, IndexSettings, Settings
from docs.settings import PAGE, settings_page
from index.sources.source_list import Files, load_sources
from retrieval.answer import Answer
from retrieval.answerer import Answerer
from tests.command import every_command
from tests.conftest import EXAMPLES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in DOCS)


def test_the_page_of_settings_is_made_from_them() -> None:
    """After a change: ``python -m docs.settings``."""
    assert PAGE.read_text(encoding="utf-8") == settings_page()


def test_every_setting_is_explained() -> None:
    sections: list[type[BaseModel]] = [
        Settings,
        IndexSettings,
        FetchSettings,
        AnswerSettings,
        DiscordSettings,
    ]
    fields = {name: field for section in sections for name, field in section.model_fields.items()}
    explained = {name for name, field in fields.items() if field.description}
    assert set(fields) - explained == {"index", "fetch", "answers", "discord"}


@pytest.mark.parametrize(("name", "command"), every_command().items())
def test_every_command_and_option_is_in_the_docs(name: str, command: Any) -> None:
    """Those that many commands share (--help, --data, --json, --sources) need no word of their own."""
    assert re.search(rf"`(clippings )?{name}\b", TEXT), name
    options = {option for parameter in command.params for option in parameter.opts if option[:2] == "--"}
    for option in options - {"--help", "--data", "--json", "--sources"}:
        assert option in TEXT, f"{name} {option}"


def test_every_command_that_the_docs_name_is_there() -> None:
    named = re.findall(r"(?:`|bin/|^ +)clippings ([a-z]+)\b", TEXT, re.MULTILINE)
    assert named
    assert set(named) <= set(every_command())


def test_every_dependency_has_its_reason_in_the_docs() -> None:
    """In a table of libraries, or of what an extra brings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in extras if name != "dev" for one in extras[name])]
    names = {re.split(r"[<>=~\[; ]", dependency)[0] for dependency in wanted} - {project["name"]}
    rows = "\n".join(line for line in TEXT.splitlines() if line.startswith("|"))
    assert [name for name in sorted(names) if not re.search(rf"[|,] {re.escape(name)}[ ,]", rows)] == []


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
    assert "more than two hours" in capsys.readouterr().out


def test_the_examples_answer_what_the_readme_asks(answerer: Answerer) -> None:
    asked = re.findall(r"clippings ask \"(.+?)\"", README) + re.findall(r"\.answer\(\"(.+?)\"\)", README)
    assert len(asked) == 2
    assert [question for question in asked if not isinstance(answerer.answer(question), Answer)] == []


def test_the_listed_sources_are_the_examples() -> None:
    assert load_sources(ROOT / "config" / "sources.toml") == [Files(path=EXAMPLES)]
