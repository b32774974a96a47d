"""What people do in Discord, and what they get to see."""

from __future__ import annotations

from tests.loopback.gateway import Gateway
from tests.loopback.reply import PATIENCE_SECONDS, Reply
from tests.loopback.servers import Moderators
from tests.loopback.talking import Talkers
from tests.loopback.using import Users
from tests.loopback.world import World

__all__ = ["PATIENCE_SECONDS", "People", "Reply"]


class People(Users, Talkers, Moderators):
    """The people of the loopback Discord."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Let people in.

        world: where they are.
        gateway: how the bot hears of them.
        """
        self.world, self.gateway = world, gateway
