"""Commands that Discord rejects, beyond the table of facts."""

from __future__ import annotations

import pytest

from loopback.checks.commands import command_violations
from loopback.model.constants import Json
from tests.loopback.bodies import group


@pytest.mark.parametrize(
    ("commands", "mistake"),
    [
        ([{"name": "Ask", "description": "x"}], "the name 'Ask'"),
        ([{"name": "ask me", "description": "x"}], "the name 'ask me'"),
        ([{"name": "ask", "description": " "}], "without a description"),
        ([{"name": "ask", "description": "x"}] * 2, "the command 'ask' twice"),
        ([{"name": "ask", "description": "x", "name_localizations": {"de": "Frag"}}], "the name 'Frag'"),
        ([{"name": "a", "type": 3, "description": "x"}], "the menu's entry 'a' with a description"),
        (
            [group([{"name": "in", "type": 1, "description": "x", "options": [{"name": "X"}]}])],
            "the name 'X'",
        ),
        (
            [group([{"name": "in", "type": 1, "description": "x"}, {"name": "o", "type": 3}])],
            "where none may be",
        ),
        ([group([{"name": "o", "type": 3, "description": "x"}] * 2)], "the option 'o' twice"),
        ([group([{"name": "o", "type": 3, "description": "x" * 400}] * 20)], "characters in all"),
        ([{"name": "ask", "description": "x", "options": [{"name": "A"}]}], "the name 'A'"),
        (
            [
                {
                    "name": "ask",
                    "description": "x",
                    "options": [{"name": "a"}, {"name": "b", "required": True}],
                }
            ],
            "a required option after",
        ),
    ],
)
def test_commands_that_discord_rejects(commands: list[Json], mistake: str) -> None:
    """Names, descriptions and the order of options."""
    assert any(mistake in violation for violation in command_violations(commands))
