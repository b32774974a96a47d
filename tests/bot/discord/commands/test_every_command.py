"""What holds for every command that the bot registers, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.texts import texts_for
from config.settings import DiscordSettings
from loopback.model.constants import (
    BOOLEAN,
    GROUP,
    INTEGER,
    MENTIONABLE,
    MESSAGE_MENU,
    SLASH_COMMAND,
    STRING,
    SUBCOMMAND,
    Json,
)
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.people.reply import Reply
from loopback.server import LoopbackDiscord
from retrieval.answer import Question
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Fixed, Held
from tests.bot.discord.questions import ANSWERED

OTHER_LANGUAGES = {"de", "fr"}
# It starts a process of its own, and has a test of its own.
NOT_TRIED = {"admin rebuild"}
# So often at once nobody may use a command.
OFTEN = 12


@dataclass(frozen=True)
class Use:
    """A command, and how it is used with as little as it takes."""

    path: str
    kind: int
    options: dict[str, Any]

    def by(self, discord: LoopbackDiscord, user: User, message: Message) -> Reply:
        """Let a person use it; on a message, where it is an entry of a message's menu."""
        if self.kind == MESSAGE_MENU:
            return discord.context_menu(user, self.path, message, force=True)
        options: dict[str, Any] = self.options
        return discord.slash(user, self.path, force=True, **options)


def uses(discord: LoopbackDiscord) -> list[Use]:
    """List all commands that are registered, subcommands each on its own."""
    registered = [*discord.world.commands, *discord.world.guild_commands.get(discord.world.guild_id, [])]
    found = [use for command in registered for use in _uses(command, "", command.get("type", SLASH_COMMAND))]
    assert len(found) > 10
    return found


def _uses(command: Json, above: str, kind: int) -> Iterator[Use]:
    path = f"{above} {command['name']}".strip()
    options = command.get("options") or []
    inner = [option for option in options if option["type"] in (SUBCOMMAND, GROUP)]
    for one in inner:
        yield from _uses(one, path, kind)
    if not inner:
        yield Use(path, kind, {one["name"]: _value(one) for one in options if one.get("required")})


def _value(option: Json) -> object:
    """Make up a value for an option."""
    if option.get("choices"):
        return option["choices"][0]["value"]
    text = ANSWERED[: option.get("max_length", len(ANSWERED))]
    values: dict[int, object] = {STRING: text, BOOLEAN: True, INTEGER: option.get("min_value", 1)}
    values[MENTIONABLE] = User("123456789012345678", "eve")
    return values[option["type"]]


def named(described: Json, above: str = "") -> Iterator[tuple[str, str, Json]]:
    """Walk through all that has a name or description: where it stands, which of the two, translations."""
    path = f"{above} {described['name']}".strip()
    for text in ("name", "description"):
        if described.get(text):
            yield path, text, described.get(f"{text}_localizations") or {}
    for option in described.get("options") or []:
        yield from named(option, path)


@pytest.fixture
def at_home(discord: LoopbackDiscord) -> DiscordSettings:
    """Settings under which commands of the maintainer are there too, with cooldowns as they are."""
    return DiscordSettings(home_server=int(discord.world.guild_id))


async def test_has_texts_in_three_languages(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, at_home: DiscordSettings
) -> None:
    async with start_bot(live, at_home):
        texts = [text for command in discord.world.commands for text in named(command)]
        untranslated = {(path, text) for path, text, known in texts if not known.keys() >= OTHER_LANGUAGES}
        assert not untranslated
        assert len(texts) > 30


async def test_has_a_cooldown_or_is_said_to_have_none(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, at_home: DiscordSettings
) -> None:
    told = (texts_for("en")(key, seconds=99) for key in ("cooldown", "cooldown-light"))
    put_off = tuple(text.partition("99")[0] for text in told)
    # What is answered doesn't matter, and is quicker to have at hand.
    async with start_bot(Fixed(live, live.answer(Question(ANSWERED))), at_home):
        message = discord.say(discord.person("bob"), ANSWERED).asked
        assert message
        without = set()
        for use in uses(discord):
            if use.path in NOT_TRIED:
                continue
            # Only whoever runs the bot sees these: nobody needs to be kept from using them too often.
            is_for_owner = use.path.startswith("admin ")
            user = discord.world.owner if is_for_owner else discord.person(use.path, moderator=True)
            replies = [use.by(discord, user, message) for _ in range(OFTEN)]
            said = [(await reply.message()).text for reply in replies]
            if not is_for_owner and not any(text.startswith(put_off) for text in said):
                without.add(use.path)
        assert not without


async def test_is_acknowledged_in_time_however_slow_the_index_is(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, at_home: DiscordSettings
) -> None:
    held = Held(live)
    async with start_bot(held, at_home):
        message = discord.say(discord.person("bob"), ANSWERED).asked
        assert message
        replies = []
        for use in uses(discord):
            if use.path not in NOT_TRIED:
                owner = discord.world.owner
                user = owner if use.path.startswith("admin") else discord.person("mod", moderator=True)
                replies.append(use.by(discord, user, message))
        took = [await reply.acknowledged() for reply in replies]
        held.go.set()
        assert max(took) < discord.world.acknowledge_seconds
        for reply in replies:
            assert (await reply.message()).text
