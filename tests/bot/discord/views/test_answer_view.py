"""What the buttons under an answer do, whoever presses them, and after a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.database.answers import Answers, GivenAnswer
from bot.texts import texts_for
from config.settings import AnswerSettings, IndexSettings
from index.build.build import build
from index.parsers import ParsedArticle
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.articles import article
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE, ask, quotes_in

EN = texts_for("en")


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
    assert further


@pytest.mark.usefixtures("bot")
async def test_share_shows_a_private_answer_to_all(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    shared = await discord.click(private, "📣", ada).message()
    assert not shared.is_ephemeral
    assert quotes_in(shared) == quotes_in(private)
    assert f"Shared by <@{ada.id}>" in shared.text
    assert "📣" not in shared.buttons()


async def test_what_the_articles_say_on_a_claim_is_shared_as_such(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Without bold words or a likelihood, as nothing was asked; after a restart too."""
    ada = discord.person("ada")
    async with start_bot(live):
        claim = discord.say(discord.person("bob"), "Putin was on the phone with Trump for 40 minutes.").asked
        assert claim is not None
        private = await discord.context_menu(ada, "Find sources", claim).message()
        assert private.is_ephemeral and texts_for("en")("claim-found") in private.text
    async with start_bot(live):
        shared = await discord.click(private, "📣", ada).message()
        assert not shared.is_ephemeral and shared.text.startswith(f"-# Shared by <@{ada.id}>")
        own = shared.text.removeprefix(f"-# Shared by <@{ada.id}>\n")
        assert quotes_in(shared) and private.text.startswith(own), "but for a quote that may not fit"


@pytest.mark.usefixtures("bot")
async def test_nobody_shares_anothers_private_answer(discord: LoopbackDiscord) -> None:
    """Not even with a forged id under a message of one's own."""
    ada, eve = discord.person("ada"), discord.person("eve")
    private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    public = await ask(discord)
    told = await discord.forge(eve, private.button("📣")["custom_id"], public).message()
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
    assert told.text.startswith("I no longer have this answer. Please ask again: </ask:")
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


@pytest.mark.usefixtures("bot")
async def test_a_press_is_acknowledged_before_the_answer_is_looked_up(
    discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the database takes for that."""
    message, look_up, go_on = await ask(discord), Answers.get, asyncio.Event()

    async def slowly(self: Answers, answer_id: str) -> GivenAnswer | None:
        await go_on.wait()
        return await look_up(self, answer_id)

    monkeypatch.setattr(Answers, "get", slowly)
    pressed = [
        discord.click(message, label, discord.person(f"eve {label}"))
        for label in ("Context", "More", "👍", "👎", "🗑️")
    ]
    for reply in pressed:
        await reply.acknowledged(5)
    go_on.set()
    assert "Thank you, noted" in (await pressed[2].message()).text
    assert (await pressed[3].modal())["title"]
    assert (await pressed[4].followup()).is_ephemeral, "only whoever asked takes it away"


async def test_buttons_work_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    ada = discord.person("ada")
    async with start_bot(live):
        private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    async with start_bot(live):
        assert quotes_in(await discord.click(private, "Context", ada).message())
        assert (await discord.click(private, "👍", ada).message()).is_ephemeral
        assert quotes_in(await discord.click(private, "📣", ada).message())


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
        assert "it goes on in" in seen[-1]


@pytest.mark.usefixtures("bot")
async def test_whoever_asked_takes_an_answer_away_for_all(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    message = await discord.answer(ada, "ask", question=ANSWERED)
    eve = discord.person("eve")
    told = await discord.click(message, "🗑️", eve).message()
    assert told.is_ephemeral
    assert told.text.startswith("Only whoever asked")
    assert message.id in discord.world.messages
    await discord.click(message, "🗑️", ada).nothing()
    assert message.id not in discord.world.messages


@pytest.mark.usefixtures("bot")
async def test_moderators_take_answers_of_others_away(discord: LoopbackDiscord) -> None:
    message = await ask(discord)
    keeper = discord.person("keeper")
    discord.role("Keepers", Permission.MANAGE_MESSAGES, to=keeper)
    await discord.click(message, "🗑️", keeper).nothing()
    assert message.id not in discord.world.messages


@pytest.mark.usefixtures("bot")
async def test_nobody_takes_an_answer_away_with_the_id_of_their_own(discord: LoopbackDiscord) -> None:
    eve = discord.person("eve")
    own = await discord.answer(eve, "ask", question=ANSWERED)
    others = await ask(discord)
    told = await discord.forge(eve, own.button("🗑️")["custom_id"], others).message()
    assert told.text.startswith("I no longer have this answer. Please ask again: </ask:")
    assert others.id in discord.world.messages


@pytest.mark.usefixtures("bot")
async def test_an_answer_is_shared_once(discord: LoopbackDiscord) -> None:
    """The button goes; who presses one that is still on the screen is told."""
    ada = discord.person("ada")
    private = await discord.answer(ada, "ask", question=ANSWERED, private=True)
    custom_id = private.button("📣")["custom_id"]
    await discord.click(private, "📣", ada).message()
    await discord.at_rest()
    assert "📣" not in private.buttons() and "Context" in private.buttons()
    told = await discord.forge(ada, custom_id, private).message()
    assert told.text == "This answer is shared already."


@pytest.mark.usefixtures("bot")
async def test_nothing_is_shared_where_nobody_else_is(discord: LoopbackDiscord) -> None:
    """Neither in a direct message, nor what is only a refusal."""
    ada = discord.person("ada")
    alone = await discord.direct(ada, ANSWERED).message()
    assert "📣" not in alone.buttons()
    refused = await discord.answer(ada, "ask", question=NOT_IN_THERE, private=True)
    assert refused.buttons() == ["Tell me when you know", "👍", "👎"]


@pytest.mark.usefixtures("bot")
async def test_more_goes_on_until_there_is_no_more(discord: LoopbackDiscord) -> None:
    message = await ask(discord)
    seen = quotes_in(message)
    while "More" in message.buttons():
        message = await discord.click(message, "More").message()
        further = quotes_in(message)
        assert further and not set(further) & set(seen)
        seen += further
    assert len(seen) <= 9


@pytest.mark.usefixtures("bot")
async def test_when_five_people_press_all_buttons_at_once_each_gets_what_they_pressed(
    discord: LoopbackDiscord,
) -> None:
    answer = await ask(discord)
    pressed = {
        label: [discord.click(answer, label, discord.person(f"reader {number}")) for number in range(5)]
        for label in ("Context", "More", "👍", "👎")
    }
    heads = {"Context": EN("context-head"), "More": EN("more-head"), "👍": EN("vote-good")}
    for label, head in heads.items():
        for reply in pressed[label]:
            assert (await reply.message()).text.startswith(head)
    for reply in pressed["👎"]:
        await reply.modal()


@pytest.mark.usefixtures("bot")
async def test_one_person_who_hammers_a_button_is_told_to_wait_alone_and_nobody_else_waits(
    discord: LoopbackDiscord,
) -> None:
    answer, ada = await ask(discord), discord.person("ada")
    pressed = [discord.click(answer, "Context", ada) for _ in range(20)]
    texts = [(await reply.message()).text for reply in pressed]
    assert sum(text.startswith(EN("context-head")) for text in texts) == 10
    assert all(reply.find().is_ephemeral for reply in pressed)  # type: ignore[union-attr]
    other = await discord.click(answer, "Context", discord.person("bob")).message()
    assert other.text.startswith(EN("context-head"))


@pytest.mark.usefixtures("bot")
async def test_what_was_no_question_has_no_buttons(discord: LoopbackDiscord) -> None:
    """Nothing to vote on."""
    ada = discord.person("ada")
    asked = await discord.direct(ada, "昨日の雨はどのくらい降りましたか？").message()
    assert not asked.buttons()


async def test_a_form_opened_before_a_restart_is_taken(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    eve = discord.person("eve")
    async with start_bot(live):
        pressed = discord.click(await ask(discord), "👎", eve)
        await pressed.modal()
    async with start_bot(live):
        told = await (await discord.submit(pressed, problem=["outdated"], comment="Late.")).message()
        assert told.text == "Thank you, noted."
        assert told.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_push_reads_the_answer(discord: LoopbackDiscord) -> None:
    """Discord's pushes show content; of components they show nothing."""
    message = await discord.mention(discord.person("ada"), ANSWERED).message()
    assert not message.is_layout
    assert quotes_in(message)
    assert message.content == message.text
