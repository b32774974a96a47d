"""A loopback Discord, and a small bot in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from loopback.server import LoopbackDiscord, loopback_discord
from tests.loopback.description import disagreements
from tests.loopback.samples import Sample, running


@pytest.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    """An empty loopback Discord; what goes wrong must be expected."""
    async with loopback_discord() as discord:
        yield discord
        assert not discord.problems(), "\n".join(discord.problems())
    assert not (told := disagreements(discord.world.bodies)), "\n".join(told)


@pytest.fixture
async def bot(server: LoopbackDiscord) -> AsyncIterator[Sample]:
    """The small bot, connected."""
    async with running(server) as client:
        yield client
