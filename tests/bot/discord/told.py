"""What the bot tells people who can't have what they want, with commands as it knows them."""

from __future__ import annotations

from bot.discord.command_mentions import CommandMentions
from bot.texts import Markdown, Value, texts_for
from loopback.model.constants import SLASH_COMMAND
from loopback.server import LoopbackDiscord


def told(discord: LoopbackDiscord, key: str, **values: Value) -> str:
    """Write a text in English, its commands as links to those that Discord has."""
    ids = {one["name"]: one["id"] for one in discord.world.commands if one["type"] == SLASH_COMMAND}
    commands = {
        value: Markdown(f"</{str(mention).removeprefix('/')}:{ids[str(mention)[1:].partition(' ')[0]]}>")
        for value, mention in CommandMentions().values().items()
    }
    return texts_for("en")(key, **{**commands, **values})
