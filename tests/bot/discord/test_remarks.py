"""What people say to an answer is never looked up as a question."""

from __future__ import annotations

import pytest

from bot.texts import texts_for
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, NOT_IN_THERE, quotes_in
from tests.bot.discord.servers import ask_channel
from tests.bot.discord.told import told

EN, DE = texts_for("en"), texts_for("de")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["stop", "please delete this", "Geh weg!", "supprime ça"])
async def test_whoever_asked_may_tell_the_bot_to_take_its_answer_away(
    discord: LoopbackDiscord, said: str
) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    await discord.reply_to(ada, answer, said).nothing()
    assert answer not in discord.history()


@pytest.mark.usefixtures("bot")
async def test_nobody_else_may(discord: LoopbackDiscord) -> None:
    answer = await discord.mention(discord.person("ada"), ANSWERED).message()
    told = await discord.reply_to(discord.person("bob"), answer, "delete").message()
    assert told.text == EN("not-yours-to-delete")
    assert answer in discord.history()


@pytest.mark.usefixtures("bot")
async def test_but_moderators_may(discord: LoopbackDiscord) -> None:
    answer = await discord.mention(discord.person("ada"), ANSWERED).message()
    keeper = discord.person("keeper")
    discord.role("Keepers", Permission.MANAGE_MESSAGES, to=keeper)
    await discord.reply_to(keeper, answer, "take this down").nothing()
    assert answer not in discord.history()


@pytest.mark.usefixtures("reading_bot")
async def test_once_an_answer_is_away_its_thread_is_about_the_one_before(discord: LoopbackDiscord) -> None:
    channel, ada, bob = await ask_channel(discord, threads=True), discord.person("ada"), discord.person("bob")
    first = await discord.say(ada, ANSWERED, channel=channel).message()
    thread = first.channel
    later = [await discord.say(bob, "who placed the call?", channel=thread).message() for _ in range(2)]
    await discord.say(bob, "stop", channel=thread).nothing()
    await discord.click(later[0], "🗑️", bob).acknowledged()
    await discord.at_rest()
    assert not {one.id for one in later} & {one.id for one in discord.history(thread)}
    await discord.say(ada, "stop", channel=thread).nothing()
    assert first not in discord.history(thread)


@pytest.mark.usefixtures("bot")
async def test_stop_takes_the_answer_of_a_direct_message_away(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    answer = await discord.direct(ada, ANSWERED).message()
    await discord.direct(ada, "go away").nothing()
    assert answer not in discord.history(discord.world.direct_channel(ada))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("no", "remark-wrong"),
        ("that's not right", "remark-wrong"),
        ("falsch", "remark-wrong"),
        ("tl;dr", "remark-short"),
        ("can you summarize it", "remark-short"),
        ("explique", "remark-short"),
    ],
)
async def test_wrong_and_summaries_get_one_line(discord: LoopbackDiscord, said: str, key: str) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    assert (await discord.reply_to(ada, answer, said).message()).text == EN(key)


@pytest.mark.usefixtures("bot")
async def test_more_shows_further_quotes(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    more = await discord.reply_to(ada, answer, "show me more").message()
    assert more.text.startswith((EN("more-head"), EN("no-more")))
    assert not set(quotes_in(more)) & set(quotes_in(answer))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["source?", "links please", "Quelle?", "d'où vient ça ?"])
async def test_source_names_what_the_answer_is_from_with_links(discord: LoopbackDiscord, said: str) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    named = await discord.reply_to(ada, answer, said).message()
    assert named.text.startswith(EN("remark-sources"))
    assert "Northline News" in named.text
    assert "(<https://example.org/northline-news/2025/08/white-house-call>)" in named.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["why?", "are you sure?", "is that really true?", "Wirklich?"])
async def test_how_sure_says_it_in_words_with_the_quotes(discord: LoopbackDiscord, said: str) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    told = await discord.reply_to(ada, answer, said).message()
    assert told.text.startswith("Of answers that I am as sure of")
    assert any("40 minutes" in quote for quote in quotes_in(told))


@pytest.mark.usefixtures("bot")
async def test_nothing_stands_behind_a_refusal(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    refused = await discord.mention(ada, NOT_IN_THERE).message()
    assert (await discord.reply_to(ada, refused, "source?").message()).text == EN("remark-nothing-behind")


@pytest.mark.usefixtures("bot")
async def test_a_remark_on_no_answer_asks_which_one(discord: LoopbackDiscord) -> None:
    for said in ("more", "why?", "delete"):
        reply = await discord.mention(discord.person("ada"), said).message()
        assert reply.text == EN("which-answer")


@pytest.mark.usefixtures("reading_bot")
async def test_remarks_need_no_mention_in_the_bots_own_thread(discord: LoopbackDiscord) -> None:
    channel, ada = await ask_channel(discord, threads=True), discord.person("ada")
    answer = await discord.say(ada, ANSWERED, channel=channel).message()
    named = await discord.say(ada, "source?", channel=answer.channel).message()
    assert named.text.startswith(EN("remark-sources"))
    await discord.say(ada, "stop", channel=answer.channel).nothing()
    assert answer not in discord.history(answer.channel)


async def test_remarks_are_understood_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.guild.locale = "de"
    ada = discord.person("ada")
    async with start_bot(live):
        answer = await discord.mention(ada, ANSWERED).message()
        direct = await discord.direct(ada, ANSWERED).message()
    async with start_bot(live):
        named = await discord.reply_to(ada, answer, "Quellen?").message()
        assert named.text.startswith(DE("remark-sources"))
        await discord.direct(ada, "stop").nothing()
        assert direct not in discord.history(discord.world.direct_channel(ada))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "said",
    [
        "Hogwash!",
        "such wow",
        "my neighbour's cat sleeps all day",
        "wow 40 minutes is long",
        "Trump placed the call himself",
        "no, the other call",
        "Das war aber lang",
    ],
)
async def test_what_asks_nothing_gets_a_line_that_goes_and_no_quotes(
    discord: LoopbackDiscord, said: str
) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    assert (await discord.reply_to(ada, answer, said).message()).text == EN("nothing-asked")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["really? source?", "nice! sources please", "no, wrong. source?"])
async def test_several_remarks_in_a_row_are_understood(discord: LoopbackDiscord, said: str) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    named = await discord.reply_to(ada, answer, said).message()
    assert named.text.startswith(EN("remark-sources"))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["who asked?", "and you?"])
async def test_taunts_and_courtesies_get_a_line_and_no_articles(discord: LoopbackDiscord, said: str) -> None:
    answer = await discord.mention(discord.person("ada"), ANSWERED).message()
    told = await discord.reply_to(discord.person("bob"), answer, said).message()
    assert told.text in (EN("small-talk-noted"), EN("small-talk-how-i-am"))


@pytest.mark.usefixtures("reading_bot")
async def test_an_addition_in_the_bots_own_thread_needs_no_question_mark(discord: LoopbackDiscord) -> None:
    channel, ada = await ask_channel(discord, threads=True), discord.person("ada")
    answer = await discord.say(ada, ANSWERED, channel=channel).message()
    further = await discord.say(ada, "and in May", channel=answer.channel).message()
    assert any("two hours" in quote for quote in quotes_in(further))
    await discord.say(ada, "it rains in my town today", channel=answer.channel).nothing()


@pytest.mark.usefixtures("bot")
async def test_an_addition_in_two_words_is_looked_up(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    assert (await discord.reply_to(ada, answer, "in May").message()).text != EN("nothing-asked")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["👍", "!", "🤔🤔", "<:pepe:123456789012345678>"])
async def test_a_reaction_without_words_gets_none(discord: LoopbackDiscord, said: str) -> None:
    """And it isn't what "stop" is said to afterwards."""
    ada = discord.person("ada")
    answer = await discord.mention(ada, ANSWERED).message()
    await discord.reply_to(ada, answer, said).nothing()
    direct = await discord.direct(ada, ANSWERED).message()
    await discord.direct(ada, said).nothing()
    await discord.direct(ada, "stop").nothing()
    assert direct not in discord.history(discord.world.direct_channel(ada))


@pytest.mark.usefixtures("bot")
async def test_in_a_direct_message_nobody_is_left_without_a_word(discord: LoopbackDiscord) -> None:
    """Not even where the word is the one before; what was no question isn't what "source?" is about."""
    ada = discord.person("ada")
    for said in ("🤔", "source?", "any idea?"):
        assert (await discord.direct(ada, said).message()).text == told(discord, "nothing-pointed-at")
    await discord.direct(ada, ANSWERED).message()
    for _ in range(2):
        assert (await discord.direct(ada, "x" * 1_000).message()).text.startswith("Please ask in at most")
