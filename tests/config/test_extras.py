"""A missing extra is told in one sentence, with the line that installs it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from config import extras
from config.extras import MissingExtraError, require_extra


def test_what_is_installed_is_no_error() -> None:
    require_extra("models", "The model", "json", "email")


def test_in_a_checkout_make_installs_it() -> None:
    with pytest.raises(MissingExtraError) as told:
        require_extra("eval", "The report", "json", "no_such_module")
    assert str(told.value) == "The report needs no_such_module, which isn't installed. Run `make eval`."


def test_elsewhere_pip_installs_what_the_extra_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_CHECKOUT", tmp_path)
    listed = [
        "numpy<3,>=2.0",
        "jinja2<4,>=3.1.6; extra == 'eval'",
        'matplotlib<4,>=3.10 ; extra == "eval"',
        "torch; extra == 'models'",
    ]
    monkeypatch.setattr(extras, "requires", lambda name: listed)
    with pytest.raises(MissingExtraError, match="Run `pip install ") as told:
        require_extra("eval", "The report", "no_such_module")
    command = shlex.split(str(told.value).split("`")[1])
    assert command == ["pip", "install", "jinja2<4,>=3.1.6", "matplotlib<4,>=3.10"]
