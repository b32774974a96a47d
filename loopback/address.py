"""Where discord.py looks for Discord."""

from __future__ import annotations

from dataclasses import dataclass

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


@dataclass(frozen=True)
class Address:
    """Holds where a Discord is: api, the beginning of its HTTP addresses; gateway, a websocket's address."""

    api: str
    gateway: str

    def use(self) -> Address:
        """Point discord.py here. Returns: where it pointed before."""
        before = Address(Route.BASE, str(DiscordWebSocket.DEFAULT_GATEWAY))
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = self.api, yarl.URL(self.gateway)
        return before
