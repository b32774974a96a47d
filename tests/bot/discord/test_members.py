"""What members do: every way to ask, and what they find around it."""

from __future__ import annotations

import re

import pytest

from bot.discord.views.markdown import visible
from config.settings import DiscordSettings
from loopback.model.constants import FORUM
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, FIRST, FOLLOW_UP, NOT_IN_THERE, ask, quotes_in

READING = DiscordSettings(cooldown_seconds=0, message_content=True)


@pytest.mark.usefixtures("bot")
async def test_a_private_answer_is_for_the_asker_alone(discord: LoopbackDiscord) -> None:
    message = await ask(discord, private=True)
    assert message.is_ephemeral
    assert message.buttons() == ["Context", "More", "Share", "👍", "👎"]


@pytest.mark.usefixtures("bot")
async def test_a_public_answer_has_no_share_button(discord: LoopbackDiscord) -> None:
    message = await ask(discord)
    assert not message.is_ephemeral
    assert message.buttons() == ["Context", "More", "👍", "👎"]


@pytest.mark.usefixtures("bot")
async def test_a_refusal_can_be_voted_on_but_has_no_context(discord: LoopbackDiscord) -> None:
    message = await ask(discord, question=NOT_IN_THERE)
    assert message.buttons() == ["👍", "👎"]


@pytest.mark.usefixtures("bot")
async def test_small_talk_gets_a_private_word(discord: LoopbackDiscord) -> None:
    message = await ask(discord, question="hello")
    assert message.is_ephemeral
    assert message.text.startswith("Hello!")


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_an_answer_asks_on(discord: LoopbackDiscord) -> None:
    """What was asked before counts, and the answer says how it was read."""
    ada = discord.person("ada")
    first = await discord.mention(ada, FIRST).message()
    second = await discord.reply_to(ada, first, FOLLOW_UP).message()
    assert second.replies_to
    assert "Read as:" in second.text
    assert "40 minutes" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_reply_asks_on_after_a_slash_command_too(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.answer(ada, "ask", question=FIRST)
    second = await discord.reply_to(ada, first, FOLLOW_UP).message()
    assert "40 minutes" in second.text


async def test_a_reply_asks_on_after_a_restart(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    ada = discord.person("ada")
    async with start_bot(live):
        first = await discord.mention(ada, FIRST).message()
    async with start_bot(live):
        second = await discord.reply_to(ada, first, FOLLOW_UP).message()
        assert "40 minutes" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_question_of_its_own_hears_nothing_of_the_one_before(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, ANSWERED).message()
    second = await discord.reply_to(ada, first, NOT_IN_THERE).message()
    assert "Read as:" not in second.text
    assert not quotes_in(second)


@pytest.mark.usefixtures("bot")
async def test_a_reply_without_a_ping_cant_be_read_and_gets_nothing(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, ANSWERED).message()
    await discord.reply_to(ada, first, FOLLOW_UP, ping=False).nothing()


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_someone_else_is_none_of_the_bots_business(discord: LoopbackDiscord) -> None:
    ada, bob = discord.person("ada"), discord.person("bob")
    discord.say(bob, "What a week.")
    theirs = discord.last()
    await discord.reply_to(ada, theirs, ANSWERED).nothing()


@pytest.mark.usefixtures("bot")
async def test_in_direct_messages_a_question_goes_on_without_a_reply(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    await discord.direct(ada, FIRST).message()
    assert "40 minutes" in (await discord.direct(ada, FOLLOW_UP).message()).text


@pytest.mark.usefixtures("bot")
async def test_find_sources_looks_up_what_a_message_claims(discord: LoopbackDiscord) -> None:
    bob = discord.person("bob")
    claim = "Trump and Putin talked for 40 minutes during the White House meeting in August <@123456789012>"
    discord.say(bob, claim)
    theirs = discord.last()
    found = await discord.context_menu(discord.person("ada"), "Find sources", theirs).message()
    assert found.is_ephemeral
    assert any("40 minutes" in quote for quote in quotes_in(found))
    assert "123456789012" not in found.text


@pytest.mark.usefixtures("bot")
async def test_find_sources_of_a_picture_says_that_there_is_no_text(discord: LoopbackDiscord) -> None:
    discord.say(discord.person("bob"), "  ")
    theirs = discord.last()
    found = await discord.context_menu(discord.person("ada"), "Find sources", theirs).message()
    assert found.text == "I see no text in that message to look up."


@pytest.mark.usefixtures("bot")
async def test_outlets_are_offered_while_one_types(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    known = [one.outlet for one in live.overview().outlets if one.outlet]
    offered = await discord.type_option(discord.person("ada"), "ask", "outlet", known[0][:4].upper())
    assert known[0] in offered
    nothing = await discord.type_option(discord.person("bob"), "ask", "outlet", "zzzz")
    assert nothing == []


@pytest.mark.usefixtures("bot")
async def test_an_article_is_found_by_its_title(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    (headline, *_) = live.headlines("", 1)
    ada = discord.person("ada")
    (choice, *_) = await discord.choices(ada, "article", "title", headline.title[:12])
    message = await discord.answer(ada, "article", title=choice["value"])
    opening = live.opening(headline.id)
    assert opening
    assert message.is_ephemeral
    assert headline.title in message.text
    lead = opening.article.text[opening.lead.start : opening.lead.end]
    assert quotes_in(message) == [visible(lead)]


@pytest.mark.usefixtures("bot")
async def test_an_unknown_article_is_said_to_be_unknown(discord: LoopbackDiscord) -> None:
    message = await discord.answer(discord.person("ada"), "article", title="Nothing")
    assert message.text.startswith("I have no article of that title.")


@pytest.mark.usefixtures("bot")
async def test_help_has_examples_that_are_answered(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    message = await discord.answer(ada, "help")
    examples = re.findall(r"^- (.+)$", message.text, re.MULTILINE)
    assert len(examples) == 3
    assert message.is_ephemeral
    answer = await discord.answer(ada, "ask", question=examples[0])
    assert quotes_in(answer)


@pytest.mark.usefixtures("bot")
async def test_privacy_says_what_is_stored_and_deletes_it(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    answer = await discord.answer(ada, "ask", question=ANSWERED)
    shown = await discord.answer(ada, "privacy")
    assert "30 days" in shown.text
    gone = await discord.click(shown, "Delete what is mine", ada).message()
    assert gone.text == "Deleted: one question or vote."
    again = await discord.click(shown, "Delete what is mine", ada).message()
    assert again.text == "I have nothing stored of you."
    late = await discord.click(answer, "Context", ada).message()
    assert late.text == "I no longer have this answer. Please ask again."


@pytest.mark.usefixtures("bot")
async def test_sources_are_narrowed_by_name_and_date(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    ada = discord.person("ada")
    name = next(one.outlet for one in live.overview().outlets if one.outlet)
    one = await discord.answer(ada, "sources", outlet=name.lower())
    assert "One outlet" in one.text
    assert "Last refreshed: <t:" in one.text
    none = await discord.answer(ada, "sources", since="2090-01-01")
    assert none.text == "No outlet fits that."
    wrong = await discord.answer(ada, "sources", since="soon")
    assert "I can't read the date" in wrong.text


@pytest.mark.usefixtures("bot")
async def test_private_words_come_in_ones_own_language(discord: LoopbackDiscord) -> None:
    eva, luc = discord.person("eva", locale="de"), discord.person("luc", locale="fr")
    german = await discord.answer(eva, "ask", question=NOT_IN_THERE, private=True)
    assert "Die Artikel beantworten das nicht." in german.text
    french = await discord.answer(luc, "sources")
    assert french.text.startswith("**Sources :**")
    public = await discord.answer(eva, "ask", question=NOT_IN_THERE)
    assert "The articles don't answer this." in public.text


async def test_what_all_see_comes_in_the_servers_language(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.server_locale = "de"
    async with start_bot(live):
        message = await ask(discord, question=NOT_IN_THERE)
        assert "Die Artikel beantworten das nicht." in message.text
        mentioned = await discord.mention(discord.person("ada"), "danke").message()
        assert mentioned.text == "Gern geschehen."


@pytest.mark.usefixtures("bot")
async def test_commands_are_registered_in_german_and_french(discord: LoopbackDiscord) -> None:
    command = next(one for one in discord.world.commands if one["name"] == "ask")
    assert command["name_localizations"] == {"de": "frag", "fr": "demander"}
    options = {one["name"]: one for one in command["options"]}
    assert options["since"]["name_localizations"]["de"] == "seit"


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


async def test_pressing_buttons_all_the_time_is_put_off(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        message, eve = await ask(discord), discord.person("eve")
        seen = [(await discord.click(message, "👍", eve).message()).text for _ in range(11)]
        assert seen[0] == "Thank you, noted: the answer is good."
        assert "you can ask again" in seen[-1]


async def test_an_ask_channel_answers_questions_and_nothing_else(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    questions = discord.channel("questions")
    async with start_bot(live, READING):
        mod, ada = discord.person("mod", moderator=True), discord.person("ada")
        lists = await discord.answer(mod, "setup channels")
        await discord.select(mod, lists, "setup:ask_channels", [questions.id]).message()
        assert quotes_in(await discord.say(ada, ANSWERED, channel=questions).message())
        await discord.say(ada, "I don't think so.", channel=questions).nothing()
        await discord.say(ada, ANSWERED).nothing()


async def test_a_forum_post_gets_its_first_reply(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    discord.world.may_read_content = True
    forum = discord.channel("help", kind=FORUM)
    async with start_bot(live, READING):
        mod, ada = discord.person("mod", moderator=True), discord.person("ada")
        lists = await discord.answer(mod, "setup channels")
        await discord.select(mod, lists, "setup:forum_channels", [forum.id]).message()
        reply = discord.post(ada, forum, ANSWERED, "I have wondered for days.")
        message = await reply.message()
        assert any("40 minutes" in quote for quote in quotes_in(message))
        later = discord.say(ada, "Which one was longer?", channel=message.channel)
        await later.nothing()


async def test_without_the_intent_ask_channels_stay_silent_and_setup_says_why(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    async with start_bot(live):
        mod = discord.person("mod", moderator=True)
        lists = await discord.answer(mod, "setup channels")
        assert "Message Content intent" in lists.text
        channel = discord.world.channel
        await discord.select(mod, lists, "setup:ask_channels", [channel.id]).message()
        await discord.say(discord.person("ada"), ANSWERED).nothing()


@pytest.mark.usefixtures("bot")
async def test_where_the_bot_may_not_write_it_stays_silent(discord: LoopbackDiscord) -> None:
    closed = discord.channel("closed", closed=True)
    await discord.say(discord.person("ada"), f"<@{discord.world.bot.id}> {ANSWERED}", channel=closed).nothing(
        1.0
    )
