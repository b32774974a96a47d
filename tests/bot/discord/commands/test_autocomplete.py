"""What is offered while one types."""

from __future__ import annotations

import pytest

from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer


@pytest.mark.usefixtures("bot")
async def test_outlets_are_offered_while_one_types(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    known = [one.outlet for one in live.overview().outlets if one.outlet]
    offered = await discord.type_option(discord.person("ada"), "ask", "outlet", known[0][:4].upper())
    assert known[0] in offered
    nothing = await discord.type_option(discord.person("bob"), "ask", "outlet", "zzzz")
    assert nothing == []
