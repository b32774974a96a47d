"""The loopback Discord rejects what Discord rejects."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from discord import app_commands, ui

from tests.loopback.server import LoopbackDiscord, loopback_discord
from tests.loopback.state import COMPONENTS_V2, Json
from tests.loopback.validation import OPENAPI, command_violations, message_violations, schema_violations

needs_description = pytest.mark.skipif(
    not OPENAPI.is_file(), reason="Discord's API description in ../shared comes with the developers' checkout"
)


def text(content: str) -> Json:
    """A text component."""
    return {"type": 10, "content": content}


def button(**more: object) -> Json:
    """A row with a button."""
    return {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", **more}]}


@pytest.mark.parametrize(
    ("message", "mistake"),
    [
        ({}, "an empty message"),
        ({"content": " \n"}, "an empty message"),
        ({"content": "x" * 2001}, "content of 2001 characters"),
        ({"content": "👩" * 1001}, "content of 2002 characters"),
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
    ],
)
def test_messages_that_discord_rejects(message: Json, mistake: str) -> None:
    """Each limit that the API description leaves out."""
    assert any(mistake in violation for violation in message_violations(message))


@pytest.mark.parametrize(
    ("commands", "mistake"),
    [
        ([{"name": "Ask", "description": "x"}], "the name 'Ask'"),
        ([{"name": "ask me", "description": "x"}], "the name 'ask me'"),
        ([{"name": "ask", "description": " "}], "without a description"),
        ([{"name": "ask", "description": "x"}] * 2, "the command 'ask' twice"),
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


@needs_description
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/channels/1/messages", {"embeds": [{"title": "x" * 257}]}),
        ("POST", "/channels/1/messages", {"components": [button(custom_id="x" * 101)]}),
        ("POST", "/channels/1/messages", {"message_reference": {}}),
        ("PATCH", "/webhooks/1/token/messages/@original", {"content": "x" * 2001}),
        ("POST", "/webhooks/1/token", {"components": "none"}),
        ("POST", "/interactions/1/token/callback", {"type": 4, "data": {"content": "x" * 2001}}),
        ("PUT", "/applications/1/commands", [{"name": "x" * 33}]),
        ("POST", "/nowhere", {}),
    ],
)
def test_bodies_are_checked_against_the_description(method: str, path: str, body: object) -> None:
    """The schema check is on, for every operation that the bot uses."""
    assert [*schema_violations(method, path, body)]


@needs_description
def test_ids_may_be_numbers() -> None:
    """As discord.py sends them."""
    reference = {"channel_id": 1, "message_id": 2, "type": 0, "fail_if_not_exists": False}
    body = {"content": "x", "message_reference": reference, "allowed_mentions": {"parse": [], "users": [1]}}
    assert not [*schema_violations("POST", "/channels/1/messages", body)]


class Careless(discord.Client):
    """A bot that does what bots shouldn't."""

    def __init__(self) -> None:
        """Know servers, nothing else."""
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.failures: asyncio.Queue[discord.HTTPException] = asyncio.Queue()

    async def setup_hook(self) -> None:
        """Register two commands."""

        @self.tree.command()
        async def late(interaction: discord.Interaction) -> None:
            """Answer too late."""
            await asyncio.sleep(3.1)
            await self.attempt(interaction.response.defer())

        @self.tree.command()
        async def twice(interaction: discord.Interaction) -> None:
            """Answer twice."""
            await interaction.response.send_message("@everyone once")
            interaction.response._response_type = None  # discord.py would notice
            await self.attempt(interaction.response.send_message("twice"))
            await self.attempt(interaction.followup.send("x" * 2001))

        await self.tree.sync()

    async def attempt(self, request: object) -> None:
        """Do it, and pass on how it failed."""
        try:
            await request  # type: ignore[misc]
        except discord.HTTPException as error:
            self.failures.put_nowait(error)


@pytest.fixture
async def running() -> AsyncIterator[tuple[LoopbackDiscord, Careless]]:
    """The careless bot in a loopback Discord."""
    async with loopback_discord() as server, Careless() as client:
        task = asyncio.create_task(client.start(server.world.token))
        await server.connected()
        yield server, client
        await client.close()
        await task


async def test_late_acknowledgement(running: tuple[LoopbackDiscord, Careless]) -> None:
    """Discord doesn't know an interaction after 3 s, and nobody was answered."""
    server, client = running
    await server.slash(server.person("ada"), "late")
    assert (await client.failures.get()).code == 10062
    assert [problem.partition(" after")[0] for problem in server.problems()] == [
        "an interaction acknowledged only",
        "an interaction of kind 2 was never acknowledged in 3.0 s",
    ]


async def test_double_acknowledgement_and_pings(running: tuple[LoopbackDiscord, Careless]) -> None:
    """Only one first answer; a message without allowed mentions pings; too long is too long."""
    server, client = running
    reply = await server.slash(server.person("ada"), "twice")
    assert (await reply.message()).text == "@everyone once"
    assert [(await client.failures.get()).code for _ in range(2)] == [40060, 50035]
    assert "an interaction acknowledged twice" in server.problems()
    assert "a message would ping @everyone" in server.problems()


async def test_people_can_only_do_what_discord_offers(
    running: tuple[LoopbackDiscord, Careless],
) -> None:
    """Unknown commands, options and buttons fail at once."""
    server, _ = running
    ada = server.person("ada")
    with pytest.raises(AssertionError, match="no command /nothing"):
        await server.slash(ada, "nothing")
    with pytest.raises(AssertionError, match="has only the options"):
        await server.slash(ada, "late", question="x")
    reply = await server.say(ada, "hello")
    with pytest.raises(AssertionError, match="a reply didn't come"):
        await reply.message(0.05)
    message = next(iter(server.world.messages.values()))
    with pytest.raises(AssertionError, match="no button 'Next'"):
        await server.click(message, "Next")


def test_a_layout_of_discord_py_is_accepted() -> None:
    """The shapes that discord.py sends are those that the checks expect."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(ui.Button(label="Go", url="https://x.example"))
    view.add_item(ui.TextDisplay("hello")).add_item(ui.Separator()).add_item(row)
    body: Json = {"components": view.to_components(), "flags": COMPONENTS_V2}  # type: ignore[no-untyped-call]
    assert not [*message_violations(body), *schema_violations("POST", "/channels/1/messages", body)]
