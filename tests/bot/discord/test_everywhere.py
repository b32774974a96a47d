"""The bot of a person who installed it for themselves: in servers without it, and in groups."""

from __future__ import annotations

import pytest

from bot.texts import texts_for
from loopback.model.constants import FOR_SERVER, FOR_USER, IN_DIRECT, IN_PRIVATE, IN_SERVER
from loopback.server import LoopbackDiscord
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE, quotes_in

DE = texts_for("de")


@pytest.mark.usefixtures("bot")
async def test_commands_are_offered_wherever_they_can_do_what_they_say(discord: LoopbackDiscord) -> None:
    for command in discord.world.commands:
        places, owners = set(command["contexts"]), set(command["integration_types"])
        if command["name"] == "setup":
            assert (places, owners) == ({IN_SERVER}, {FOR_SERVER})
        elif command["name"] == "follow-rules":  # also where somebody sets their own quiet hours
            assert (places, owners) == ({IN_SERVER, IN_DIRECT}, {FOR_SERVER})
        else:
            assert (places, owners) == ({IN_SERVER, IN_DIRECT, IN_PRIVATE}, {FOR_SERVER, FOR_USER})


@pytest.mark.usefixtures("bot")
async def test_in_a_server_without_the_bot_answers_are_private_and_in_ones_own_language(
    discord: LoopbackDiscord,
) -> None:
    there = discord.new_server("Elsewhere", locale="fr", with_bot=False).channel("general")
    eva = discord.person("eva", locale="de")
    with pytest.raises(AssertionError, match="doesn't see"):
        discord.slash(eva, "ask", channel=there, question=ANSWERED)
    discord.install(eva)
    refused = await discord.answer(eva, "ask", channel=there, question=NOT_IN_THERE)
    assert refused.is_ephemeral
    assert "Die Artikel beantworten das nicht." in refused.text
    public = await discord.answer(eva, "ask", channel=there, question=ANSWERED, private=False)
    assert not public.is_ephemeral
    assert "Gefragt: " in public.text
    assert quotes_in(await discord.click(public, DE("button-context"), eva).message())


@pytest.mark.usefixtures("bot")
async def test_what_a_server_has_set_does_not_hold_where_the_bot_is_not(discord: LoopbackDiscord) -> None:
    """A server may have thrown it out; its settings are kept for its return."""
    mod = discord.person("mod", moderator=True)
    await discord.answer(mod, "setup block", who=mod, blocked=True)
    discord.remove_bot(discord.world.guild)
    await discord.at_rest()
    discord.install(mod)
    assert quotes_in(await discord.answer(mod, "ask", question=ANSWERED))
    with pytest.raises(AssertionError):
        discord.slash(mod, "setup show")


@pytest.mark.usefixtures("bot")
async def test_in_a_group_one_asks_and_finds_sources(discord: LoopbackDiscord) -> None:
    ada, bob = discord.person("ada"), discord.person("bob")
    group = discord.group(ada)
    discord.install(ada)
    answer = await discord.answer(ada, "ask", channel=group, question=ANSWERED)
    assert quotes_in(answer)
    assert answer.is_ephemeral
    discord.say(bob, "Zelenskyy wore a black jacket at the White House", channel=group)
    found = await discord.context_menu(ada, "Find sources", discord.last(group)).message()
    assert any("black jacket" in quote for quote in quotes_in(found))
    for command in ("help", "privacy", "sources"):
        assert (await discord.answer(ada, command, channel=group)).is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_slip_in_a_strange_server_stays_private_too(discord: LoopbackDiscord) -> None:
    there = discord.new_server("Elsewhere", with_bot=False).channel("general")
    ada = discord.person("ada")
    discord.install(ada)
    told = await discord.answer(
        ada, "ask", channel=there, question=ANSWERED, until="1 May 1950", private=False
    )
    assert told.is_ephemeral
    assert "My articles are from" in told.text
