"""A Discord on 127.0.0.1: start it, point discord.py at it, see what people see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from loopback.address import Address
from loopback.api.app import PREFIX, Api
from loopback.api.faults import Faults
from loopback.clock import Clock
from loopback.gateway.gateway import Gateway
from loopback.people.people import People
from loopback.people.reply import PATIENCE_SECONDS
from loopback.world import World

HOST = "127.0.0.1"


class LoopbackDiscord(People):
    """A whole Discord: its world, gateway and people, and the faults of its HTTP API."""

    def __init__(self) -> None:
        """Make an empty Discord with a server, a channel and the bot."""
        world = World()
        super().__init__(world, Gateway(world))
        self.faults = Faults(world)
        # Known once it listens.
        self.address = Address("", "")
        self._expected: list[str] = []

    @property
    def clock(self) -> Clock:
        """Return the clock that deadlines are measured by, for a test to move."""
        return self.world.clock

    async def connected(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until a bot is there with all its shards and hears what happens.

        Raises: AssertionError when none comes in time.
        """
        await self.world.wait_for(lambda: self.gateway.is_connected, seconds, "the bot")

    def expect(self, problem: str) -> None:
        """Take problems for granted that a pattern is found in; that none comes is a problem then."""
        self._expected.append(problem)

    def problems(self) -> list[str]:
        """List all that Discord would have rejected, everyone pinged, and whoever was left without a word."""
        found = [*self.world.violations, *self._pings(), *self._silent(), *self._thinking()]
        left = [one for one in found if not any(re.search(pattern, one) for pattern in self._expected)]
        absent = [
            f"expected a problem like {pattern!r}, but there was none"
            for pattern in self._expected
            if not any(re.search(pattern, one) for one in found)
        ]
        return [*left, *absent]

    def _pings(self) -> list[str]:
        return [f"a message would ping {whom}" for whom in self.world.pings]

    def _silent(self) -> list[str]:
        return [
            f"an interaction of kind {one.kind} was never acknowledged in {self.world.acknowledge_seconds} s"
            f" ({one.name})"
            for one in self.world.interactions.values()
            if not one.is_acknowledged
        ]

    def _thinking(self) -> list[str]:
        return [
            f"{one.interaction.name if one.interaction else 'a message'} is thinking for ever"
            for one in self.world.messages.values()
            if one.is_loading
        ]


@asynccontextmanager
async def loopback_discord() -> AsyncIterator[LoopbackDiscord]:
    """Run a loopback Discord, with discord.py pointed at it until the end."""
    discord = LoopbackDiscord()
    api = Api(discord.world, discord.gateway, discord.faults)
    runner = web.AppRunner(api.application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    port = runner.addresses[0][1]
    discord.address = Address(f"http://{HOST}:{port}{PREFIX}", f"ws://{HOST}:{port}/gateway")
    discord.gateway.url = discord.address.gateway
    before = discord.address.use()
    try:
        yield discord
    finally:
        before.use()
        await discord.gateway.close()
        await runner.cleanup()
