"""What the buttons under an answer do, whoever presses them, and after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import AnswerSettings, IndexSettings
from index.build.build import build
from index.parsers import ParsedArticle
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.articles import article
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, ask, quotes_in


@pytest.mark.usefixtures("bot")
async def test_context_shows_the_sentences_around_for_whoever_presses(discord: LoopbackDiscord) -> None:
    message = await ask(discord)
    shown = await discord.click(message, "Context").message()
    assert shown.is_ephemeral
    for quote, around in zip(quotes_in(message), quotes_in(shown), strict=True):
        assert quote in around
        assert len(around) > len(quote)


@pytest.mark.usefixtures("bot")
async def test_more_shows_other_quotes(discord: LoopbackDiscord) -> None:
    message = await ask(discord)
    shown = await discord.click(message, "More").message()
    assert shown.is_ephemeral
    further = quotes_in(shown)
    assert not set(further) & set(quotes_in(message))
    assert further or shown.text == "I have no further quotes for this."


@pytest.mark.usefixtures("bot")
async def test_share_shows_a_private_answer_to_all(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    shared = await discord.click(private, "Share", ada).message()
    assert not shared.is_ephemeral
    assert quotes_in(shared) == quotes_in(private)
    assert f"Shared by <@{ada.id}>" in shared.text
    assert "Share" not in shared.buttons()


@pytest.mark.usefixtures("bot")
async def test_nobody_shares_anothers_private_answer(discord: LoopbackDiscord) -> None:
    """Not even with a forged id under a message of one's own."""
    ada, eve = discord.person("ada"), discord.person("eve")
    private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    public = await ask(discord)
    told = await discord.forge(eve, private.button("Share")["custom_id"], public).message()
    assert told.is_ephemeral
    assert told.text.startswith("Only whoever asked can share this answer.")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "custom_id",
    ["answer:context:AAAAAAAAAAAAAAAA", "answer:share:----------------", "answer:good:0123456789abcdef"],
)
async def test_a_forged_answer_is_unknown(discord: LoopbackDiscord, custom_id: str) -> None:
    message = await ask(discord)
    told = await discord.forge(discord.person("eve"), custom_id, message).message()
    assert told.text == "I no longer have this answer. Please ask again."
    assert told.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_forged_page_of_sources_is_harmless(discord: LoopbackDiscord) -> None:
    listed = await discord.answer(discord.person("ada"), "sources")
    for custom_id in ("sources:next:999999::", "sources:back:0:2024-99-99:x", "sources:next:0::** @everyone"):
        reply = discord.forge(discord.person("eve"), custom_id, listed)
        message = await reply.message()
        assert message.text


@pytest.mark.usefixtures("bot")
async def test_a_good_vote_is_noted(discord: LoopbackDiscord) -> None:
    told = await discord.click(await ask(discord), "👍").message()
    assert told.is_ephemeral
    assert told.text == "Thank you, noted: the answer is good."


@pytest.mark.usefixtures("bot")
async def test_a_bad_vote_offers_a_form(discord: LoopbackDiscord) -> None:
    message, eve = await ask(discord), discord.person("eve")
    pressed = discord.click(message, "👎", eve)
    told = await (await discord.submit(pressed, problem=["outdated"], comment="It was moved.")).message()
    assert told.is_ephemeral
    assert told.text == "Thank you, noted."


async def test_buttons_work_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    ada = discord.person("ada")
    async with start_bot(live):
        private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    async with start_bot(live):
        assert quotes_in(await discord.click(private, "Context", ada).message())
        assert (await discord.click(private, "👍", ada).message()).is_ephemeral
        assert quotes_in(await discord.click(private, "Share", ada).message())


async def test_an_article_that_left_the_index_is_said_to_have_left(
    discord: LoopbackDiscord, data: Path, start_bot: StartBot
) -> None:
    live = LiveAnswerer(data, AnswerSettings())
    try:
        async with start_bot(live):
            message = await ask(discord)
            build([ParsedArticle("test:1", article("The bridge is 101 metres long."))], data, IndexSettings())
            live.refresh()
            shown = await discord.click(message, "Context").message()
            assert not quotes_in(shown)
            assert "This article has left the index" in shown.text
            more = await discord.click(message, "More").message()
            assert more.text == "I have no further quotes for this."
    finally:
        live.close()


async def test_pressing_buttons_all_the_time_is_put_off(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        message, eve = await ask(discord), discord.person("eve")
        seen = [(await discord.click(message, "👍", eve).message()).text for _ in range(11)]
        assert seen[0] == "Thank you, noted: the answer is good."
        assert "you can ask again" in seen[-1]
