"""What people do in Discord, and what they get to see."""

from __future__ import annotations

from loopback.gateway import Gateway
from loopback.reply import PATIENCE_SECONDS, Reply
from loopback.servers import Moderators
from loopback.talking import Talkers
from loopback.using import Users
from loopback.world import World

__all__ = ["PATIENCE_SECONDS", "People", "Reply"]


class People(Users, Talkers, Moderators):
    """The people of the loopback Discord."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Let people in.

        world: where they are.
        gateway: how the bot hears of them.
        """
        self.world, self.gateway = world, gateway
