"""Names of commands, in all languages."""

from __future__ import annotations

import pytest

from loopback.server import LoopbackDiscord


@pytest.mark.usefixtures("bot")
async def test_commands_are_registered_in_german_and_french(discord: LoopbackDiscord) -> None:
    command = next(one for one in discord.world.commands if one["name"] == "ask")
    assert command["name_localizations"] == {"de": "frag", "fr": "demander"}
    options = {one["name"]: one for one in command["options"]}
    assert options["since"]["name_localizations"]["de"] == "seit"


@pytest.mark.usefixtures("bot")
async def test_registers_its_commands_and_asks_for_least_intents(discord: LoopbackDiscord) -> None:
    """No privileged intent."""
    names = {command["name"] for command in discord.world.commands}
    assert names == {
        "ask",
        "timeline",
        "coverage",
        "follow",
        "following",
        "follow-rules",
        "digest",
        "sources",
        "article",
        "help",
        "privacy",
        "setup",
        "Find sources",
    }
    assert discord.gateway.intents == 1 << 0 | 1 << 9 | 1 << 12
