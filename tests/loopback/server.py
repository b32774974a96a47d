"""A Discord on 127.0.0.1: start it, point discord.py at it, see what people see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback.gateway import Gateway
from tests.loopback.http import PREFIX, Api
from tests.loopback.people import PATIENCE_SECONDS, People
from tests.loopback.state import ACKNOWLEDGE_SECONDS, World

HOST = "127.0.0.1"


class LoopbackDiscord(People):
    """The whole of it: its world, its gateway, its people."""

    def __init__(self) -> None:
        """Make an empty Discord with a server, a channel and the bot."""
        world = World()
        super().__init__(world, Gateway(world))

    async def connected(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until a bot is there and hears what happens.

        Raises: AssertionError when none comes in time.
        """
        await self.world.wait_for(lambda: self.gateway.is_connected, seconds, "the bot")

    def problems(self) -> list[str]:
        """All that Discord would have rejected, everyone pinged, and whoever was left without a word."""
        pings = [f"a message would ping {whom}" for whom in self.world.pings]
        silent = [
            f"an interaction of kind {one.kind} was never acknowledged in {ACKNOWLEDGE_SECONDS} s"
            for one in self.world.interactions.values()
            if one.acknowledged_after is None
        ]
        return [*self.world.violations, *pings, *silent]


@asynccontextmanager
async def loopback_discord() -> AsyncIterator[LoopbackDiscord]:
    """A running loopback Discord, with discord.py pointed at it until the end."""
    discord = LoopbackDiscord()
    runner = web.AppRunner(Api(discord.world, discord.gateway).application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    port = runner.addresses[0][1]
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    discord.gateway.url = f"ws://{HOST}:{port}/gateway"
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = (
        f"http://{HOST}:{port}{PREFIX}",
        yarl.URL(discord.gateway.url),
    )
    try:
        yield discord
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        await discord.gateway.close()
        await runner.cleanup()
