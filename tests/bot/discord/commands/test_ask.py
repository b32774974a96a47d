"""/ask: what is answered, refused, private, translated and put off."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import Any

import pytest

from bot.texts import Markdown, texts_for
from config.settings import DiscordSettings
from loopback.server import LoopbackDiscord
from retrieval.answer import LIKELY, SURE, Answer, Question
from retrieval.live import LiveAnswerer
from tests.bot.discord.articles import answer, article, quote
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Fixed
from tests.bot.discord.nasty import NASTY
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE, ask, quotes_in, real_answer
from tests.bot.discord.told import told

EN = texts_for("en")


@pytest.mark.usefixtures("bot")
async def test_ask_is_answered_with_quotes(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """/ask shows the index's quotes, each word for word, with outlet, date and link."""
    reply = discord.slash(discord.person("ada"), "ask", question=ANSWERED)
    message = await reply.message()
    expected = real_answer(live)
    shown = quotes_in(message)
    assert shown == [quote.text for quote in expected.quotes][: len(shown)]
    assert message.text.count("](<https://") == len(shown) > 0
    assert message.text.startswith("-# Asked: ")
    assert not message.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_ask_is_refused(discord: LoopbackDiscord) -> None:
    """What the articles don't say gets a plain refusal without any quote."""
    message = await discord.answer(discord.person("ada"), "ask", question=NOT_IN_THERE)
    assert "The articles don't answer this." in message.text
    assert f"I looked for: {NOT_IN_THERE}" in message.text
    assert not quotes_in(message)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"since": "some day"}, EN("date-unreadable", option=Markdown("since"))),
        ({"until": "2024-02-30"}, EN("date-unreadable", option=Markdown("until"))),
        ({"since": "2024-03-02", "until": "2024-03-01"}, "Please swap them."),
        ({"question": "x" * 401}, EN("question-too-long", most=400, length=401)),
        ({"question": " "}, "What would you like to know?"),
    ],
)
async def test_what_cannot_be_asked_gets_a_private_hint(
    discord: LoopbackDiscord, options: dict[str, str], text: str
) -> None:
    """Only the person who asked sees what to write instead."""
    asked: dict[str, Any] = {"question": ANSWERED, **options}
    message = await discord.answer(discord.person("ada"), "ask", **asked)
    assert text in message.text
    assert message.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_limits_are_passed_on(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """Outlet and dates limit the answer, and a refusal names them."""
    ada = discord.person("ada")
    outlet = next(one.outlet for one in live.overview().outlets if one.outlet)
    known = discord.slash(
        ada, "ask", question=ANSWERED, outlet=outlet.upper(), since="1990-1-1", until="2090-12-31"
    )
    result = live.answer(Question(ANSWERED, since=date(1990, 1, 1), until=date(2090, 12, 31), outlet=outlet))
    expected = [quote.text for quote in result.quotes] if isinstance(result, Answer) else []
    shown = quotes_in(await known.message())
    assert shown and shown == expected[: len(shown)]
    unknown = discord.slash(ada, "ask", question=ANSWERED, outlet="The Never Times")
    text = (await unknown.message()).text
    assert "no articles from an outlet of that name" in text
    assert "from The Never Times" in text
    early = discord.slash(ada, "ask", question=ANSWERED, until="1901-01-01")
    assert "until 1 January 1901" in (await early.message()).text


@pytest.mark.parametrize("text", NASTY)
async def test_article_text_does_nothing(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, text: str
) -> None:
    """An article full of markdown and mentions is quoted as it is; nobody is pinged."""
    nasty = article(text, title=text, outlet=text, url=f"https://news.example/{text}")
    given = dataclasses.replace(answer(quote(nasty)), question=Question(text))
    async with start_bot(Fixed(live, given)):
        message = await discord.answer(discord.person("ada"), "ask", question=ANSWERED)
        (seen,) = quotes_in(message)
        assert seen.split() == text.split()


@pytest.mark.usefixtures("bot")
async def test_a_private_answer_is_for_the_asker_alone(discord: LoopbackDiscord) -> None:
    message = await ask(discord, private=True)
    assert message.is_ephemeral
    assert message.buttons() == ["Context", "More", "📣", "👍", "👎"]


@pytest.mark.usefixtures("bot")
async def test_a_public_answer_has_no_share_button(discord: LoopbackDiscord) -> None:
    message = await ask(discord)
    assert not message.is_ephemeral
    assert message.buttons() == ["Context", "More", "👍", "👎", "🗑️"]


@pytest.mark.usefixtures("bot")
async def test_a_refusal_can_be_voted_on_but_has_no_context(discord: LoopbackDiscord) -> None:
    message = await ask(discord, question=NOT_IN_THERE)
    assert message.buttons() == ["Tell me when you know", "👍", "👎", "🗑️"]


@pytest.mark.usefixtures("bot")
async def test_small_talk_gets_a_private_word(discord: LoopbackDiscord) -> None:
    message = await ask(discord, question="hello")
    assert message.is_ephemeral
    assert message.text.startswith("Hello!")


@pytest.mark.usefixtures("bot")
async def test_private_words_come_in_ones_own_language(discord: LoopbackDiscord) -> None:
    eva, luc = discord.person("eva", locale="de"), discord.person("luc", locale="fr")
    german = await discord.answer(eva, "ask", question=NOT_IN_THERE, private=True)
    assert "Die Artikel beantworten das nicht." in german.text
    french = await discord.answer(luc, "sources")
    assert french.text.startswith("**Sources :**")
    public = await discord.answer(eva, "ask", question=NOT_IN_THERE)
    assert "The articles don't answer this." in public.text


@pytest.mark.parametrize(
    ("language", "likely", "perhaps"),
    [
        ("en", "Likely the answer", "Perhaps the answer"),
        ("de", "Wahrscheinlich die Antwort", "Vielleicht die Antwort"),
        ("fr", "Probablement la réponse", "Peut-être la réponse"),
    ],
)
async def test_people_see_how_sure_it_is_and_learn_what_that_means(
    discord: LoopbackDiscord,
    live: LiveAnswerer,
    start_bot: StartBot,
    language: str,
    likely: str,
    perhaps: str,
) -> None:
    """Above the quotes, in words; of what is sure nothing is said. The help has the same words."""
    person = discord.person("eva", locale=language)
    for confidence, said in ((SURE, None), (LIKELY, likely), (0.2, perhaps)):
        given = dataclasses.replace(answer(quote(article("It opened."))), confidence=confidence)
        async with start_bot(Fixed(live, given)):
            message = await discord.answer(person, "ask", question="When?", private=True)
            above = message.text.partition("\n> ")[0].split("\n")
            assert [line.rstrip(" :") for line in above[1:]] == ([said] if said else [])
            assert message.text.split("\n")[-1].startswith("-# [")
            help_ = await discord.answer(person, "help")
            assert said is None or said in help_.text


async def test_what_all_see_comes_in_the_servers_language(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.server_locale = "de"
    async with start_bot(live):
        message = await ask(discord, question=NOT_IN_THERE)
        assert "Die Artikel beantworten das nicht." in message.text
        mentioned = await discord.mention(discord.person("ada"), "danke").message()
        assert mentioned.text == "Gern geschehen."


async def test_asking_too_fast_is_put_off_kindly(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live, DiscordSettings(cooldown_seconds=30)):
        ada = discord.person("ada")
        assert quotes_in(await discord.answer(ada, "ask", question=ANSWERED))
        again = await discord.answer(ada, "ask", question=ANSWERED)
        assert re.fullmatch(r"One moment, please: you can ask again in \d+ s\.", again.text)
        assert again.is_ephemeral
        mentioned = await discord.mention(ada, ANSWERED).message()
        assert "you can ask again" in mentioned.text
        other = await discord.answer(discord.person("bob"), "ask", question=ANSWERED)
        assert quotes_in(other), "another person needn't wait"


async def test_a_server_that_asks_a_lot_waits_as_a_whole(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, server_questions=2)):
        for name in ("ada", "bob"):
            reply = discord.slash(discord.person(name), "ask", question=NOT_IN_THERE)
            await reply.message()
        third = await discord.answer(discord.person("cem"), "ask", question=NOT_IN_THERE)
        assert third.text.startswith("This server has asked a lot just now.")
        direct = await discord.direct(discord.person("dan"), NOT_IN_THERE).message()
        assert "The articles don't answer this." in direct.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("question", "key"),
    [("stop", "which-answer"), ("more", "which-answer"), ("is this true?", "nothing-pointed-at")],
)
async def test_what_is_said_about_something_else_isnt_looked_up_by_command(
    discord: LoopbackDiscord, question: str, key: str
) -> None:
    answer = await ask(discord, question=question)
    assert answer.is_ephemeral
    assert answer.text == told(discord, key)
