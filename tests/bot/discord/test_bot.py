"""People ask the real bot over the real example index, and read what Discord would show."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from bot.texts import texts_for
from config.settings import DiscordSettings
from index.snapshot.store import OutletSummary
from loopback.server import LoopbackDiscord
from retrieval.answer import Answer, Question
from retrieval.live import LiveAnswerer
from tests.bot.discord.articles import answer, article, quote
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Fixed
from tests.bot.discord.nasty import NASTY
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE, quotes_in

EN = texts_for("en")


def real_answer(live: LiveAnswerer) -> Answer:
    """What the index answers, without Discord."""
    given = live.answer(Question(ANSWERED))
    assert isinstance(given, Answer), "the examples answer this question"
    return given


@pytest.mark.usefixtures("bot")
async def test_ask_is_answered_with_quotes(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """/ask shows the index's quotes, each word for word, with outlet, date and link."""
    reply = discord.slash(discord.person("ada"), "ask", question=ANSWERED)
    message = await reply.message()
    expected = real_answer(live)
    assert quotes_in(message) == [quote.text for quote in expected.quotes]
    assert message.text.count(" · ") == 2 * len(expected.quotes)
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
async def test_mention_in_a_server(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """A mention shows the bot typing, then gets a reply to that message."""
    message = await discord.mention(discord.person("ada"), ANSWERED).message()
    assert discord.world.typing == [discord.world.channel.id]
    assert quotes_in(message) == [quote.text for quote in real_answer(live).quotes]


@pytest.mark.usefixtures("bot")
async def test_direct_message(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """A direct message needs no mention, but may have one; commands work there too."""
    ada = discord.person("ada")
    expected = [quote.text for quote in real_answer(live).quotes]
    for text in (ANSWERED, f"<@{discord.world.bot.id}> {ANSWERED}"):
        message = await discord.direct(ada, text).message()
        assert quotes_in(message) == expected
        assert message.channel == discord.world.direct_channel(ada)
    message = await discord.answer(ada, "ask", direct=True, question=ANSWERED)
    assert quotes_in(message) == expected


@pytest.mark.usefixtures("bot")
async def test_mention_without_a_question(discord: LoopbackDiscord) -> None:
    """The bot says how to ask."""
    for text in ("", "  <@123456789012345678> <:wave:123456789012345678>  "):
        message = await discord.mention(discord.person("ada"), text).message()
        assert message.text == EN("question-missing")


@pytest.mark.usefixtures("bot")
async def test_message_deleted_meanwhile(discord: LoopbackDiscord) -> None:
    """The answer comes nevertheless, to no message in particular."""
    reply = discord.mention(discord.person("ada"), ANSWERED)
    discord.forget(discord.last())
    await reply.nothing()
    assert quotes_in(discord.last())


@pytest.mark.usefixtures("bot")
async def test_bots_webhooks_and_itself_are_ignored(discord: LoopbackDiscord) -> None:
    """No answer to whoever isn't a person, or didn't mean the bot."""
    replies = [
        discord.mention(discord.person("other", bot=True), ANSWERED),
        discord.say(discord.person("hook"), f"<@{discord.world.bot.id}> {ANSWERED}", webhook=True),
        discord.mention(discord.world.bot, ANSWERED),
        discord.direct(discord.world.bot, ANSWERED),
        discord.say(discord.person("ada"), ANSWERED),
        discord.say(discord.person("ada"), f"@everyone {ANSWERED}"),
    ]
    for reply in replies:
        await reply.nothing()
    assert not discord.world.typing


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"since": "last week"}, EN("date-unreadable", option="since")),
        ({"until": "2024-02-30"}, EN("date-unreadable", option="until")),
        ({"since": "2024-03-02", "until": "2024-03-01"}, "Please swap them."),
        ({"question": "x" * 401}, EN("question-too-long", most=400, length=401)),
        ({"question": " "}, EN("question-missing")),
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
    assert quotes_in(await known.message()) == expected
    unknown = discord.slash(ada, "ask", question=ANSWERED, outlet="The Never Times")
    text = (await unknown.message()).text
    assert "no articles from an outlet of that name" in text
    assert "from The Never Times" in text
    early = discord.slash(ada, "ask", question=ANSWERED, until="1901-01-01")
    assert "until 1901-01-01" in (await early.message()).text


@pytest.mark.usefixtures("bot")
async def test_sources_of_the_examples(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """/sources lists the index's outlets, privately."""
    message = await discord.answer(discord.person("ada"), "sources")
    for outlet in live.overview().outlets[:10]:
        assert outlet.outlet
        assert outlet.outlet in message.text
    assert message.is_ephemeral


async def test_sources_are_leafed_through(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Next and Back lead through all pages, and end at both ends; buttons outlive a restart."""
    known = [OutletSummary(f"Outlet {number}", 100 - number, None, None) for number in range(25)]
    around = Fixed(live, live.answer(Question(ANSWERED)), known)
    async with start_bot(around):
        message = await discord.answer(discord.person("ada"), "sources")
        assert "Page 1 of 3" in message.text
        assert message.button("Back")["disabled"]
        await discord.click(message, "Next").message()
        assert "Page 2 of 3" in message.text
        assert "Outlet 10 " in message.text
    async with start_bot(around):
        await discord.click(message, "Next").message()
        assert "Page 3 of 3" in message.text
        assert message.button("Next")["disabled"]
        await discord.click(message, "Back").message()
        assert "Page 2 of 3" in message.text
        around.known = known[:5]
        await discord.click(message, "Next").message()
        assert "Outlet 4 " in message.text, "fewer pages than before: the last one is shown"


@pytest.mark.parametrize("text", NASTY)
async def test_article_text_does_nothing(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, text: str
) -> None:
    """An article full of markdown and mentions is quoted as it is; nobody is pinged."""
    nasty = article(text, title=text, outlet=text, url=f"https://news.example/{text}")
    given = dataclasses.replace(answer(quote(nasty)), question=Question(text))
    async with start_bot(Fixed(live, given)):
        message = await discord.answer(discord.person("ada"), "ask", question=text)
        (seen,) = quotes_in(message)
        assert seen.split() == text.split()


async def test_question_length_is_a_setting(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Mentions obey it too."""
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, question_characters=20)):
        message = await discord.mention(discord.person("ada"), "x" * 21).message()
        assert message.text == EN("question-too-long", most=20, length=21)


@pytest.mark.usefixtures("bot")
async def test_registers_its_commands_and_asks_for_least_intents(discord: LoopbackDiscord) -> None:
    """No privileged intent."""
    names = {command["name"] for command in discord.world.commands}
    assert names == {"ask", "sources", "article", "help", "privacy", "setup", "Find sources"}
    assert discord.gateway.intents == 1 << 0 | 1 << 9 | 1 << 12
