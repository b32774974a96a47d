"""The loopback Discord notices what a careless bot does, and lets people do only what they could."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from discord import app_commands

from loopback.server import LoopbackDiscord, loopback_discord


class Careless(discord.Client):
    """A bot that does what bots shouldn't."""

    def __init__(self) -> None:
        """Know servers, nothing else."""
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.failures: asyncio.Queue[discord.HTTPException] = asyncio.Queue()
        self.go = asyncio.Event()

    async def setup_hook(self) -> None:
        """Register two commands."""

        @self.tree.command()
        async def late(interaction: discord.Interaction) -> None:
            """Answer when told to."""
            await self.go.wait()
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
    server.slash(server.person("ada"), "late")
    await server.gateway.heard()
    server.clock.advance(3.1)
    client.go.set()
    assert (await client.failures.get()).code == 10062
    assert [problem.partition(" after")[0] for problem in server.problems()] == [
        "an interaction acknowledged only",
        "an interaction of kind 2 was never acknowledged in 3.0 s (/late)",
    ]


async def test_double_acknowledgement_and_pings(running: tuple[LoopbackDiscord, Careless]) -> None:
    """Only one first answer; a message without allowed mentions pings; too long is too long."""
    server, client = running
    reply = server.slash(server.person("ada"), "twice")
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
        server.slash(ada, "nothing")
    with pytest.raises(AssertionError, match="has only the options"):
        server.slash(ada, "late", question="x")
    reply = server.say(ada, "hello")
    with pytest.raises(AssertionError, match="a reply didn't come"):
        await reply.message(0.05)
    message = next(iter(server.world.messages.values()))
    with pytest.raises(AssertionError, match="no button 'Next'"):
        server.click(message, "Next")
