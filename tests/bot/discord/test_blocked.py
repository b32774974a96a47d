"""What is left to people whom a server wants never answered."""

from __future__ import annotations

import pytest

from bot.texts import texts_for
from loopback.server import LoopbackDiscord
from tests.bot.discord.questions import ANSWERED, quotes_in

EN = texts_for("en")


@pytest.mark.usefixtures("bot")
async def test_whoever_is_blocked_gets_nothing_by_any_command_or_button_but_can_delete_what_is_theirs(
    discord: LoopbackDiscord,
) -> None:
    mod, eve = discord.person("mod", moderator=True), discord.person("eve")
    answer = await discord.mention(eve, ANSWERED).message()
    await discord.answer(mod, "setup block", who=eve, blocked=True)
    used = [
        discord.slash(eve, "help"),
        discord.slash(eve, "sources"),
        discord.slash(eve, "article", title="x"),
    ]
    pressed = [discord.click(answer, label, eve) for label in ("Context", "More", "👍", "👎", "🗑️")]
    for reply in (*used, *pressed):
        told = await reply.message()
        assert told.is_ephemeral
        assert told.text == EN("person-blocked")
    assert answer in discord.history()
    privacy = await discord.answer(eve, "privacy")
    assert "one question" in (await discord.click(privacy, "Delete what is mine", eve).message()).text


@pytest.mark.usefixtures("bot")
async def test_a_moderator_who_blocked_themselves_gets_out_of_it_again(
    discord: LoopbackDiscord,
) -> None:
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "setup block", who=mod, blocked=True)
    assert (await discord.answer(mod, "ask", question=ANSWERED)).text == EN("person-blocked")
    await discord.answer(mod, "setup block", who=mod, blocked=False)
    assert quotes_in(await discord.answer(mod, "ask", question=ANSWERED))
