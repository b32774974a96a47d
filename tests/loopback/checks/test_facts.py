"""The table of facts rejects what Discord rejects."""

from __future__ import annotations

import pytest

from loopback.checks.bodies import body_violations
from loopback.checks.facts import Request, requests
from tests.loopback.bodies import button, field, form, menu, text
from tests.loopback.checks.examples import Examples

MESSAGES, CALLBACK, COMMANDS = (
    "/channels/1/messages",
    "/interactions/1/token/callback",
    "/applications/1/commands",
)


def named(request: Request) -> str:
    """Name a request as the table does."""
    return f"{request.method} {request.path}"


@pytest.mark.parametrize("request_", requests(), ids=named)
def test_each_fact_is_kept_and_broken(request_: Request) -> None:
    """At a limit all is well; beyond it, one sentence says what is wrong."""
    for example in Examples().of_request(request_.body):
        said = [*request_.body.violations(example.value, "body")]
        assert (not said) == example.is_right, (example, said)


@pytest.mark.parametrize(
    ("method", "path", "body", "mistake"),
    [
        ("POST", MESSAGES, {"content": "x" * 2001}, "body.content: 2,001 characters, ..2,000 may be"),
        ("POST", MESSAGES, {"content": "👩" * 1001}, "body.content: 2,002 characters"),
        ("POST", MESSAGES, {"embeds": [{"title": "x" * 257}]}, "body.embeds[0].title: 257 characters"),
        ("POST", MESSAGES, {"components": [button(custom_id="x" * 101)]}, "custom_id: 101 characters"),
        ("POST", MESSAGES, {"components": [menu([])]}, "options: 0 of them, 1..25 may be"),
        ("POST", MESSAGES, {"components": [menu(["a"] * 26)]}, "options: 26 of them"),
        ("POST", MESSAGES, {"components": [{"type": 4}]}, "something of type 4 is no part"),
        ("POST", MESSAGES, {"message_reference": {}}, "body.message_reference: no message_id"),
        ("POST", MESSAGES, {"allowed_mentions": {"users": [1, 1]}}, "something stands there twice"),
        (
            "POST",
            MESSAGES,
            {"contents": "x"},
            "the table [new_message] in loopback/checks",
        ),
        ("PATCH", "/webhooks/1/token/messages/@original", {"content": "x" * 2001}, "content: 2,001"),
        ("POST", "/webhooks/1/token", {"components": "none"}, "'none' is no list"),
        ("POST", CALLBACK, {"type": 4, "data": {"content": 1}}, "body.data.content: 1 is no text"),
        (
            "POST",
            CALLBACK,
            {"type": 8, "data": {"choices": [{"name": "", "value": "x"}]}},
            "name: 0 char",
        ),
        ("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "x", "value": 1}] * 26}}, "26 of them"),
        ("POST", CALLBACK, {"type": 9, "data": form(field(), title="x" * 46)}, "title: 46 characters"),
        ("POST", CALLBACK, {"type": 9, "data": form()}, "components: 0 of them"),
        ("POST", CALLBACK, {"type": 9, "data": form(components=[text("x")] * 6)}, "6 of them, 1..5 may be"),
        ("POST", CALLBACK, {"type": 9, "data": form(components=[button()])}, "type: 2 is none of 4"),
        ("PUT", COMMANDS, [{"name": "x" * 33}], "body[0].name: 33 characters, 1..32 may be"),
        ("PUT", COMMANDS, [{"name": "x", "contexts": []}], "body[0].contexts: 0 of them, 1.. may be"),
        ("POST", "/channels/1/threads", {"name": "x", "message": {"content": 1}}, "content: 1 is no text"),
        ("POST", "/nowhere", {}, "POST /nowhere: the table of facts has no such request"),
    ],
)
def test_what_is_wrong_is_said(method: str, path: str, body: object, mistake: str) -> None:
    """In one sentence, with the place where it stands."""
    said = [*body_violations(method, path, body)]
    assert any(mistake in one for one in said), said


def test_ids_may_be_numbers() -> None:
    """As discord.py sends them, however far inside."""
    chosen = {"type": 8, "custom_id": "menu", "default_values": [{"id": 1, "type": "channel"}]}
    inside = {"type": 7, "data": {"components": [{"type": 1, "components": [chosen]}]}}
    assert not [*body_violations("POST", CALLBACK, inside)]
    reference = {"channel_id": 1, "message_id": 2, "type": 0, "fail_if_not_exists": False}
    body = {"content": "x", "message_reference": reference, "allowed_mentions": {"parse": [], "users": [1]}}
    assert not [*body_violations("POST", MESSAGES, body)]
