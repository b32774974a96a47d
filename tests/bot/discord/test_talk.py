"""What people say of the bot and of its answers, and in what language, is understood as they mean it."""

from __future__ import annotations

import logging

import pytest

from bot.texts import Markdown, Texts, texts_for
from config.settings import DiscordSettings
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Held
from tests.bot.discord.questions import ANSWERED, quotes_in

EN, DE, FR = map(texts_for, ("en", "de", "fr"))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("we really like BOT", "small-talk-praised"),
        ("BOT is so helpful!", "small-talk-praised"),
        ("why not try BOT", "small-talk-help"),
        ("BOT is boring", "small-talk-sorry"),
        ("many thanks to BOT", "small-talk-welcome"),
    ],
)
async def test_who_speaks_of_the_bot_to_others_gets_a_line_and_no_refusal(
    discord: LoopbackDiscord, said: str, key: str
) -> None:
    named = said.replace("BOT", f"<@{discord.world.bot.id}>")
    told = await discord.say(discord.person("ada"), named).message()
    assert told.text == EN(key)


@pytest.mark.usefixtures("bot")
async def test_a_question_may_stand_around_the_bots_name(discord: LoopbackDiscord) -> None:
    bot = f"<@{discord.world.bot.id}>"
    for text in (f"{ANSWERED} {bot}", f"hey {bot}, {ANSWERED}", f"Hallo, {bot} {ANSWERED}"):
        assert quotes_in(await discord.say(discord.person("ada"), text).message()), text


@pytest.mark.usefixtures("bot")
async def test_who_marvels_at_an_answer_in_a_direct_message_asks_nothing(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    assert quotes_in(await discord.direct(ada, ANSWERED).message())
    for said in ("whoa, so long", "hm I had no idea", "it was quite a talk then"):
        assert (await discord.direct(ada, said).message()).text == EN("nothing-asked")
    keywords = await discord.direct(ada, "plumber teapot patent").message()
    assert EN("no-answer-found") in keywords.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("Welcher Klempner hat die schiefe Teekanne erfunden?", DE),
        ("Quel plombier a inventé la théière penchée ?", FR),
        ("¿Qué fontanero inventó la tetera torcida?", EN),
    ],
)
async def test_who_asks_in_a_language_of_no_article_is_told_so_in_their_own(
    discord: LoopbackDiscord, asked: str, texts: Texts
) -> None:
    told = await discord.mention(discord.person("ada"), asked).message()
    names = {DE: "Englisch", FR: "anglais", EN: "English"}
    assert texts("no-answer-other-language", languages=Markdown(names[texts])) in told.text
    assert not quotes_in(told)


async def test_who_asks_by_command_is_told_so_in_the_language_of_their_discord(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        luc = discord.person("luc", locale="fr")
        told = await discord.answer(
            luc, "ask", private=True, question="Welcher Klempner hat die Teekanne erfunden?"
        )
        assert FR("no-answer-other-language", languages=Markdown("anglais")) in told.text


@pytest.mark.parametrize("code", [10003, 10008, 10062])
async def test_a_channel_or_message_that_vanishes_before_the_answer_is_no_error(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    caplog: pytest.LogCaptureFixture,
    code: int,
) -> None:
    held = Held(live)
    async with start_bot(held, DiscordSettings(cooldown_seconds=0)):
        pending = discord.slash(discord.person("ada"), "ask", question=ANSWERED)
        await pending.acknowledged()
        discord.faults.fail("PATCH", "/webhooks/*", status=404, code=code)
        held.go.set()
        await discord.world.wait_for(lambda: discord.faults.happened == 1, 10, "the reply")
        assert quotes_in(await discord.mention(discord.person("bob"), ANSWERED).message())
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
    discord.expect("think")
