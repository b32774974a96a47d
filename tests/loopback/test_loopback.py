"""The loopback Discord rejects what Discord rejects."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from discord import app_commands, ui

from loopback.offers import choice_violations, command_violations, modal_violations
from loopback.server import LoopbackDiscord, loopback_discord
from loopback.state import COMPONENTS_V2, Json
from loopback.validation import OPENAPI, message_violations, schema_violations

needs_description = pytest.mark.skipif(
    not OPENAPI.is_file(), reason="Discord's API description in ../shared comes with the developers' checkout"
)


def text(content: str) -> Json:
    """A text component."""
    return {"type": 10, "content": content}


def button(**more: object) -> Json:
    """A row with a button."""
    return {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", **more}]}


def menu(values: list[str], **more: object) -> Json:
    """A row with a menu."""
    options = [{"label": value, "value": value} for value in values]
    return {"type": 1, "components": [{"type": 3, "custom_id": "menu", "options": options, **more}]}


def form(*parts: Json, **more: object) -> Json:
    """A form with labelled parts."""
    rows = [{"type": 18, "label": "Label", "component": part} for part in parts]
    return {"title": "Title", "custom_id": "form", "components": rows, **more}


def field(**more: object) -> Json:
    """A text to fill in."""
    return {"type": 4, "custom_id": "text", "style": 1, **more}


def group(options: list[Json]) -> Json:
    """A command with options."""
    return {"name": "group", "description": "x", "options": options}


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
        ({"components": [button(custom_id="a" * 101)], "content": "x"}, "a custom id of 101 characters"),
        ({"components": [button(custom_id=str(n)) for n in range(6)], "content": "x"}, "6 rows"),
        ({"components": [menu([])], "content": "x"}, "a menu of 0 options"),
        ({"components": [menu(["a"] * 26)], "content": "x"}, "a menu of 26 options"),
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
    """Each limit that the API description leaves out."""
    assert any(mistake in violation for violation in message_violations(message))


@pytest.mark.parametrize(
    ("modal", "mistake"),
    [
        (form(field(), title=" "), "the title ' '"),
        (form(field(), title="x" * 46), "the title 'x"),
        (form(field(), custom_id=""), "the custom id ''"),
        (form(), "a form of 0 rows"),
        (form(*(field(custom_id=str(number)) for number in range(6))), "a form of 6 rows"),
        (form(field(), field()), "the custom id 'text' twice"),
        (form(field(min_length=5, max_length=4)), "a field of 5 to 4 characters"),
        (form(field(max_length=3, value="long")), "filled in with what it doesn't take"),
        (form(field(custom_id="")), "a field of a form without custom id"),
        (form(components=[button(custom_id="a")]), "a row of type 2"),
        (form(components=[{"type": 9, "components": [field()]}]), "a component of type 9"),
        (form(components=[{"type": 1, "components": [field()]}]), "the label ''"),
        (form(components=[{"type": 18, "label": "x" * 46, "component": field()}]), "the label 'x"),
    ],
)
def test_forms_that_discord_rejects(modal: Json, mistake: str) -> None:
    """Titles, labels, lengths and what may stand in a form."""
    assert any(mistake in violation for violation in modal_violations(modal))
    assert not [*modal_violations(form(field(), menu(["a", "b"])["components"][0]))]


@pytest.mark.parametrize(
    ("choices", "mistake"),
    [
        ([{"name": str(number), "value": number} for number in range(26)], "26 choices"),
        ([{"name": "", "value": "x"}], "the choice ''"),
        ([{"name": "x", "value": "x" * 101}], "of a choice"),
    ],
)
def test_choices_that_discord_rejects(choices: list[Json], mistake: str) -> None:
    """Too many, too long or empty."""
    assert any(mistake in violation for violation in choice_violations(choices))


@pytest.mark.parametrize(
    ("commands", "mistake"),
    [
        ([{"name": "Ask", "description": "x"}], "the name 'Ask'"),
        ([{"name": "ask me", "description": "x"}], "the name 'ask me'"),
        ([{"name": "ask", "description": " "}], "without a description"),
        ([{"name": "ask", "description": "x"}] * 2, "the command 'ask' twice"),
        ([{"name": "ask", "description": "x" * 101}], "a description of 101 characters"),
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
        ([group([{"name": "o", "type": 3, "description": "x"}] * 26)], "with 26 options"),
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
    """As discord.py sends them, however far inside."""
    chosen = {**menu([])["components"][0], "type": 8, "default_values": [{"id": 1, "type": "channel"}]}
    del chosen["options"]
    inside = {"type": 7, "data": {"components": [{"type": 1, "components": [chosen]}]}}
    assert not [*schema_violations("POST", "/interactions/1/token/callback", inside)]
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
        "an interaction of kind 2 was never acknowledged in 3.0 s (/late)",
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
