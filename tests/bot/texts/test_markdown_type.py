"""Forgetting to escape doesn't pass the type checker."""

from __future__ import annotations

from pathlib import Path

from mypy import api

UNESCAPED = """
from bot.discord.views.render import layout
from bot.service.errors import UserError
from bot.texts import texts_for

title: str = input()
texts_for("en")("looked-for", question=title)
layout([f"**{title}**"])
UserError("outlet-not-indexed", outlet=title)
"""
ESCAPED = """
from bot.discord.views.markdown import one_line, strong
from bot.discord.views.render import layout
from bot.texts import texts_for

title: str = input()
layout([strong(one_line(title, 80)), texts_for("en")("looked-for", question=one_line(title, 80))])
"""


def test_foreign_text_that_nobody_escaped_is_no_message(tmp_path: Path) -> None:
    files = {"unescaped": UNESCAPED, "escaped": ESCAPED}
    for name, program in files.items():
        (tmp_path / f"{name}.py").write_text(program, encoding="utf-8")
    said, _, _ = api.run(["--strict", *(str(tmp_path / f"{name}.py") for name in files)])
    lines = [line for line in said.splitlines() if ": error:" in line]
    assert [int(line.split(":")[1]) for line in lines if "unescaped.py" in line] == [7, 8, 9]
    assert not [line for line in lines if "/escaped.py" in line]
