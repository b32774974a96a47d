"""Messages that Discord rejects, beyond the table of facts."""

from __future__ import annotations

import pytest
from discord import ui

from loopback.checks.bodies import body_violations
from loopback.checks.messages import message_violations
from loopback.model.constants import COMPONENTS_V2, Json
from tests.loopback.bodies import button, menu, text


@pytest.mark.parametrize(
    ("message", "mistake"),
    [
        ({}, "an empty message"),
        ({"content": " \n"}, "an empty message"),
        ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "embeds of 6001 characters"),
        ({"embeds": [{}]}, "an empty embed"),
        ({"embeds": [{"fields": [{"name": " ", "value": "x"}]}]}, "an embed field without name or value"),
        ({"embeds": [{"title": "x", "url": "javascript:alert(1)"}]}, "an embed links to"),
        ({"content": "[x](javascript:alert)"}, "a masked link to 'javascript:alert'"),
        ({"components": [text("x")]}, "without the v2 flag"),
        ({"components": [text("x")], "content": "x", "flags": COMPONENTS_V2}, "has content or embeds"),
        ({"components": [text("x" * 2001)] * 2, "flags": COMPONENTS_V2}, "components with 4002 characters"),
        ({"components": [text(" ")], "flags": COMPONENTS_V2}, "a text component without text"),
        ({"components": [text("x")] * 41, "flags": COMPONENTS_V2}, "41 components"),
        ({"components": [{"type": 1, "components": []}], "content": "x"}, "an empty row"),
        ({"components": [button(custom_id="a")] * 2, "content": "x"}, "the custom id 'a' twice"),
        ({"components": [button()], "content": "x"}, "a button that needs a custom id"),
        ({"components": [button(style=5, url="ftp://x")], "content": "x"}, "a link button to 'ftp://x'"),
        ({"components": [button(custom_id="a", label="")], "content": "x"}, "without label"),
        ({"components": [button(custom_id=str(n)) for n in range(6)], "content": "x"}, "6 rows"),
        ({"components": [menu(["a", "a"])], "content": "x"}, "the option 'a' twice"),
        ({"components": [menu(["a"], max_values=0)], "content": "x"}, "wants more than it allows"),
        (
            {"components": [{"type": 12, "items": [{"media": {"url": "ftp://x"}}]}], "flags": COMPONENTS_V2},
            "a picture",
        ),
        ({"embeds": [{"title": "x", "image": {"url": "file:///x"}}]}, "an embed shows"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": [1]}}, "all users and of some"),
        (
            {"components": [{**button(custom_id="a"), "components": menu(["a"])["components"] * 2}]},
            "beside a menu",
        ),
    ],
)
def test_messages_that_discord_rejects(message: Json, mistake: str) -> None:
    """Each limit that no table of facts can hold."""
    assert any(mistake in violation for violation in message_violations(message))


def test_a_layout_of_discord_py_is_accepted() -> None:
    """The shapes that discord.py sends are those that the checks expect."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(ui.Button(label="Go", url="https://x.example"))
    view.add_item(ui.TextDisplay("hello")).add_item(ui.Separator()).add_item(row)
    body: Json = {"components": view.to_components(), "flags": COMPONENTS_V2}  # type: ignore[no-untyped-call]
    assert not [*message_violations(body), *body_violations("POST", "/channels/1/messages", body)]
